"""A command run to its end, with what it cost: time, the processors' time of all its processes, the most memory."""

from __future__ import annotations

import os
import subprocess
import time
from compileall import compile_dir
from dataclasses import dataclass, field
from itertools import count
from math import nan
from pathlib import Path
from statistics import fmean
from threading import Event, Thread

TICKS = os.sysconf("SC_CLK_TCK")
# A worker that ends between two looks takes the rest of its time with it, and a look costs half a millisecond.
EVERY = 0.05  # seconds between two looks at the time
# The system walks through all pages of a process for it: ten milliseconds, which the racer would feel.
LOOKS_A_LOOK = 10  # looks at the time for one at the memory
# In fewer, half a minute, the start and the end are all that is seen.
LOOKS_FOR_GROWTH = 60


@dataclass(slots=True)
class Cost:
    """What a command cost."""

    seconds: float = 0.0
    cpu: float = 0.0  # seconds, of all processes
    main: float = 0.0  # seconds, of the one that was started
    looks: list[int] = field(default_factory=list)  # bytes of its own; of what processes share, each has its part
    code: int = 0

    @property
    def memory(self) -> int:
        """The most bytes that were its own."""
        return max(self.looks, default=0)

    @property
    def growth(self) -> float:
        """Bytes that it grew by from the third quarter of its time to the last, on average over each; NaN if short.

        >>> Cost(looks=[10] * 30 + [20] * 30 + [30] * 60).growth, Cost(looks=[10, 20]).growth
        (0.0, nan)
        """
        size = len(self.looks) // 4
        if len(self.looks) < LOOKS_FOR_GROWTH:
            return nan
        return fmean(self.looks[-size:]) - fmean(self.looks[-2 * size : -size])


def compile_sources(folder: Path) -> None:
    """Write the bytecode of all modules below a folder, as an installation does: no run is to pay for it."""
    for part in sorted(folder.iterdir()):
        if part.is_dir() and not part.name.startswith("."):
            compile_dir(part, quiet=1)


def measure(command: list[str]) -> Cost:
    """Run a command and return what it cost; its errors are shown."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cost, start = Cost(), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    done = Event()
    watcher = Thread(target=watch, args=(process.pid, cost, done))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost.seconds, cost.code = time.monotonic() - start, process.returncode
    done.set()
    watcher.join()
    cost.cpu = max(cost.cpu, usage.ru_utime + usage.ru_stime)
    return cost


def watch(pid: int, cost: Cost, done: Event) -> None:
    """Note the most memory of a process and its descendants, and the time of each as it was last seen."""
    times: dict[int, float] = {}
    for look in count(1):
        if done.wait(EVERY):
            return
        family = descendants(pid)
        times.update((one, own) for one in family if (own := cpu_of(one)))
        cost.cpu, cost.main = sum(times.values()), times.get(pid, 0.0)
        if look % LOOKS_A_LOOK == 0:
            cost.looks.append(sum(map(memory_of, family)))


def descendants(pid: int) -> list[int]:
    """Return a process and all that it, or one of those, has started and that still run."""
    found = [pid]
    for one in found:
        try:
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def memory_of(pid: int) -> int:
    """Return the proportional share of memory of a process in bytes, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def cpu_of(pid: int) -> float:
    """Return the seconds that a process has used, 0 where it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS
