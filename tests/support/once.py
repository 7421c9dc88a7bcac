"""What many tests of one file look at and takes long to make, as a crawl: made by one of pytest's workers for all."""

from __future__ import annotations

import fcntl
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what is made in a new folder, by whichever worker of this run asks for the name first.

    The others wait for it. Where making it fails, the next one tries again, so that each of them tells why.
    """
    top = factory.getbasetemp()
    shared = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / f"once-{name}"
    shared.mkdir(parents=True, exist_ok=True)
    kept = shared / "made.pickle"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = pickle.dumps(make(Path(tempfile.mkdtemp(dir=shared))))
            kept.write_bytes(made)
    found: Made = pickle.loads(kept.read_bytes())
    return found
