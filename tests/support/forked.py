"""Commands forked from a process that has loaded the libraries they load, which is a third of a short command.

Our own code is loaded by each command itself, as where it is started. Tests of how commands start, and of what is said
to one that runs, start processes of their own.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import sys
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from tempfile import TemporaryDirectory

# None of them installs a reactor, or starts a thread, when it is imported.
LIBRARIES = ("scrapy.cmdline", "scrapy.core.downloader.handlers.http11", "tldextract", "lxml.html", "w3lib.url")


@cache
def _server() -> ForkServerContext:
    """Return what makes processes of one in which the libraries are loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LIBRARIES))
    return context


def run_forked(command: list[str], cwd: Path, seconds: float) -> CompletedProcess[str]:
    """Run an installed command to its end, with nothing to read, as `subprocess.run` does that captures its output."""
    with TemporaryDirectory() as folder:
        outputs = Path(folder, "stdout"), Path(folder, "stderr")
        process = _server().Process(target=_be, args=(command, str(cwd), dict(os.environ), *map(str, outputs)))
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutExpired(command, seconds)
        said, told = (path.read_text("utf-8") for path in outputs)
    return CompletedProcess(command, process.exitcode, said, told)


def _be(command: list[str], cwd: str, environment: dict[str, str], *outputs: str) -> None:
    """Become the command."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor, path in enumerate(outputs, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    sys.argv = command
    # It has its own place in front of all others, as each script has.
    sys.path.insert(0, str(Path(command[0]).parent))
    from blogsieve.crawler.ui.cli import main

    try:
        main()
    finally:
        atexit._run_exitfuncs()
