"""What is said to a person who works with a command, and what keeps a command from its work."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD = "standard output"
FAILED, MISUSED = 1, 2
STOPPED = 130  # by Ctrl-C, as shells have it


class Trouble(Exception):
    """What keeps a command from its work, in a line for the person who gave it."""


class Misuse(Trouble):
    """A command line that cannot be meant."""


def say(line: str) -> None:
    """Print a line that is for a person, and not part of the output."""
    # It may hold words of a host's, and a terminal obeys some characters.
    print(f"blogsieve: {clean_text(line)}", file=sys.stderr)


def let_go_of_stdout() -> None:
    """Let what is left for standard output go nowhere: the interpreter's exit would fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def os_error_line(error: OSError) -> str:
    """Return what is wrong with a file, in a line.

    >>> os_error_line(FileNotFoundError(2, "No such file or directory", "posts.jsonl"))
    'posts.jsonl: No such file or directory'
    """
    return f"{error.filename or STANDARD}: {error.strerror or error}"


@contextmanager
def naming(name: object) -> Iterator[None]:
    """Give a file's name to what goes wrong with it: a full disk is told of without one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(name)) from error
