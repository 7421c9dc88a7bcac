"""A process that reads inputs one after another; one that is slow, large or crashes costs that input alone."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fuzz.targets import KINDS, inputs
from blogsieve.cleaners.errors import FaultWarning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

# Seconds of the processor, and bytes of memory, that one input may cost; the clock is for what sleeps.
SECONDS, BYTES, CLOCK = 10.0, 1 << 30, 600.0
# Memory that the process may ask for: beyond that the machine would suffer.
MOST_BYTES = 4 << 30
ERROR, SLOW, LARGE = "uncaught errors", f"over {SECONDS:.0f} s", "over 1 GB"
# In a traceback the last places of our own say most.
OURS = ("cleaners", "crawler")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: nothing in `trouble` where all is well."""

    kind: str
    number: int
    trouble: str = ""
    detail: str = ""
    seconds: float = 0.0


def read_all(kind: str, seed: str, numbers: Sequence[int]) -> Iterator[Outcome]:
    """Yield what became of each input, in order; a process that ended over one is renewed for the rest."""
    rest = list(numbers)
    while rest:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=work, args=(theirs, kind, seed, rest))
        process.start()
        theirs.close()
        is_late = False
        try:
            while rest and not (is_late := not ours.poll(CLOCK)):
                yield ours.recv()
                rest.pop(0)
        except EOFError:
            pass
        if is_late:
            process.kill()
        process.join()
        ours.close()
        if rest and process.exitcode:
            yield ended(kind, rest.pop(0), process.exitcode, is_late=is_late)


def ended(kind: str, number: int, code: int, *, is_late: bool) -> Outcome:
    """Return the outcome of an input over which a process ended."""
    if is_late or code == -signal.SIGPROF:
        return Outcome(kind, number, SLOW, "waits for ever" if is_late else "")
    return Outcome(kind, number, ERROR, f"the process ended with {code}")


def work(answers: Connection, kind: str, seed: str, numbers: Sequence[int]) -> None:
    """Read inputs, and tell of each; end, to be renewed, when one has taken too much memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    # What costs but a part of the work is an error all the same.
    warnings.simplefilter("error", FaultWarning)
    reader = KINDS[kind]
    for number, (body, chance) in zip(numbers, inputs(reader, seed, numbers), strict=True):
        trouble, detail, begun = "", "", time.process_time()
        # Who does not handle it is ended by it, in whatever loop it is.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            reader.read(body, chance)
        except MemoryError:
            trouble = LARGE
        except Exception as error:
            trouble, detail = ERROR, where(error)
        signal.setitimer(signal.ITIMER_PROF, 0)
        is_large = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > BYTES
        answers.send(Outcome(kind, number, LARGE if is_large else trouble, detail, time.process_time() - begun))
        if is_large:
            os._exit(0)


def where(error: Exception) -> str:
    """Return an error in a line, with the last place of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if any(f"/{name}/" in frame.filename for name in OURS)] or list(frames)
    said = str(error).splitlines()[0][:100] if str(error) else ""
    return f"{type(error).__name__}: {said} ({Path(ours[-1].filename).name}, line {ours[-1].lineno})"
