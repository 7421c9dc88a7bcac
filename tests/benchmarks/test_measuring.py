"""What a command cost is told of all its processes: of one that nobody waits for too, and shared memory once."""

from __future__ import annotations

import math
import sys

import pytest

from benchmarks.measuring import LOOKS_FOR_GROWTH, Cost, measure

MEGABYTE = 1_000_000
BUSY = "import time; begin = time.process_time()\nwhile time.process_time() - begin < 0.6: pass"
# As our fork server does: the system clears the child away, and its time is nowhere but in the child.
UNWAITED = f"""
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
child = os.fork()
if not child:
    {BUSY.replace(chr(10), chr(10) + "    ")}
    os._exit(0)
try:
    os.waitpid(child, 0)
except ChildProcessError:
    pass
"""
SHARED = f"""
import os, time
data = b"x" * {150 * MEGABYTE}
children = [os.fork() for _ in range(2)]
time.sleep(1.2)
"""


@pytest.mark.parametrize("program", [BUSY, UNWAITED], ids=["its own", "a child's that nobody waits for"])
def test_counts_time(program: str) -> None:
    cost = measure([sys.executable, "-c", program])
    # Python's own start takes longer on a busy machine, and not as long.
    assert 0.5 < cost.cpu < 3.0
    assert cost.seconds >= 0.6


def test_counts_memory_that_processes_share_once() -> None:
    assert 150 * MEGABYTE < measure([sys.executable, "-c", SHARED]).memory < 250 * MEGABYTE


def test_tells_how_a_command_ended() -> None:
    assert measure([sys.executable, "-c", "raise SystemExit(3)"]).code == 3


def test_tells_growth_of_long_runs_alone() -> None:
    quarter = LOOKS_FOR_GROWTH // 4
    assert Cost(looks=[9] * 2 * quarter + [10] * quarter + [15] * quarter).growth == 5
    assert math.isnan(Cost(looks=[9, 10, 15]).growth)
