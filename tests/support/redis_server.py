"""A real Redis, or Valkey, started for the tests on a free port of loopback; they are skipped where there is none."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("redis-server", "valkey-server")
# Redis says so when it listens; its log goes to standard output.
READY = "Ready to accept connections"


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Run a server that keeps nothing; give its address."""
    pytest.importorskip("redis", reason="redis-py is not installed: pip install 'blogsieve[queue]'")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("there is no redis-server here: apt-get install redis-server")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if READY in line:
                    break
            assert server.poll() is None, "".join(said)
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
