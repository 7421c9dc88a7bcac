"""Measures how long the command takes to start: the best of some runs of commands that have next to nothing to do.

python -m benchmarks.startup [--runs 5]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.heavy_pages import POST, page

WANTED = 0.7  # seconds
RUNS = 5
# The command that was installed, as a user calls it, where it stands beside our own Python.
COMMAND = Path(sys.executable).with_name("blogsieve")
STARTS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "blogsieve --help": [str(COMMAND), "--help"],
    "blogsieve crawl --help": [str(COMMAND), "crawl", "--help"],
    "blogsieve schema": [str(COMMAND), "schema"],
    "blogsieve clean one.html": [str(COMMAND), "clean", "{page}", "-O", "{output}"],
}


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """What a run took."""

    seconds: float
    cpu: float  # seconds, of all processes that it waited for
    code: int


def start(command: list[str]) -> Start:
    """Return what a command took."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Start(time.monotonic() - begin, usage.ru_utime + usage.ru_stime, process.returncode)


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    print(f"\nStart of the command: the best of {runs} runs, wanted < {WANTED:g} s")
    print(f"{'':<28}{'seconds':>9}{'CPU s':>9}")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "one.html"
        place.write_text(page(POST))
        for name, command in STARTS.items():
            filled = [part.format(page=place, output=place.with_name("posts.jsonl")) for part in command]
            best = min(start(filled) for _ in range(runs))
            print(f"{name:<28}{best.seconds:9.2f}{best.cpu:9.2f}" + (f"   exit {best.code}" if best.code else ""))


if __name__ == "__main__":
    main()
