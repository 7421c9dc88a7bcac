"""Where workers come from."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from blogsieve.cleaners.options import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

# The folder that the package stands in, wherever it was imported from.
ROOT = Path(__file__).parents[3]
# To look for cycles in what is being loaded is a tenth of the time, and all of it stays.
PROGRAM = "import gc; gc.disable(); from blogsieve.cleaners.engine.process import main; main()"


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
        self._preload = tuple(preload)
        self._options = json.dumps(asdict(options())).encode()
        self._lock = Lock()
        self._start()

    def fork(self) -> Connection:
        """Return the connection to a new worker, which may still be loading."""
        # By the time that it is loaded here, the process has been loading for a while.
        from multiprocessing.connection import Connection

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
        is_loading = self._preload in _ahead
        self._process, self._control = _ahead.pop(self._preload) if is_loading else _loading(self._preload)
        assert self._process.stdin is not None
        # One that could not load is told by the worker that it does not fork.
        with suppress(BrokenPipeError), self._process.stdin as told:
            told.write(self._options)


# Processes that load for a server that is not there yet, by what they load besides the cleaners.
_ahead: dict[tuple[str, ...], tuple[subprocess.Popen[bytes], socket.socket]] = {}


@contextmanager
def loading_ahead(preload: Sequence[str] = ()) -> Iterator[None]:
    """Load now what the first `ForkServer` within the context is to have, while others load what asks for it."""
    preload = tuple(preload)
    _ahead[preload] = _loading(preload)
    try:
        yield
    finally:
        if preload in _ahead:
            process, control = _ahead.pop(preload)
            process.terminate()
            control.close()
            process.communicate()


def _loading(preload: Sequence[str]) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the program, which loads and then reads its options; return it, and the socket that it takes others by."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, str(theirs.fileno()), *preload],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.PIPE,
            # Ctrl-C in a terminal goes to a whole group: it is for the process that we work for.
            process_group=0,
            env={**os.environ, "PYTHONPATH": search_path(os.environ.get("PYTHONPATH", ""))},
        )
    return process, ours


def search_path(path: str) -> str:
    """Return a PYTHONPATH by which a worker finds the same cleaners as ours, from wherever they were imported.

    An empty entry stands for the working directory, which may hold anything.

    >>> search_path(os.pathsep.join(("", "/opt/lib", ""))) == os.pathsep.join((str(ROOT), "/opt/lib"))
    True
    """
    return os.pathsep.join(filter(None, (str(ROOT), *path.split(os.pathsep))))
