"""Where workers come from."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from blogsieve.cleaners.options import options

if TYPE_CHECKING:
    from collections.abc import Sequence

# The folder that the package stands in, wherever it was imported from.
ROOT = Path(__file__).parents[3]
PROGRAM = "blogsieve.cleaners.engine.process"


class Forks(Protocol):
    """Where workers come from."""

    def fork(self) -> Connection:
        """Return the connection to a new worker, which may still be loading."""
        ...


class ForkServer:
    """A process that loads the cleaners and forks workers; started at once, so that it loads while pages are fetched.

    It is a program of its own, for a process with threads and a reactor cannot be forked safely.
    """

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self._arguments = [json.dumps(asdict(options())), *preload]
        self._lock = Lock()
        self._start()

    def fork(self) -> Connection:
        """Return the connection to a new worker, which may still be loading."""
        with self._lock:
            if self._process.poll() is not None:
                self._control.close()
                self._start()
            ours, theirs = socket.socketpair()
            with theirs:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        return Connection(ours.detach())

    def close(self) -> None:
        """End the process and, when their connections are closed, the workers."""
        self._control.close()
        # While it is loading it has no workers to wait for.
        self._process.terminate()
        self._process.wait()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "blogsieve.cleaners.engine.process",
                    str(theirs.fileno()),
                    *self._arguments,
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # Ctrl-C in a terminal goes to a whole group: it is for the process that we work for.
                process_group=0,
                env={**os.environ, "PYTHONPATH": search_path(os.environ.get("PYTHONPATH", ""))},
            )


def search_path(path: str) -> str:
    """Return a PYTHONPATH by which a worker finds the same cleaners as ours, from wherever they were imported.

    An empty entry stands for the working directory, which may hold anything.

    >>> search_path(os.pathsep.join(("", "/opt/lib", ""))) == os.pathsep.join((str(ROOT), "/opt/lib"))
    True
    """
    return os.pathsep.join(filter(None, (str(ROOT), *path.split(os.pathsep))))
