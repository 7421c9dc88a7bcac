"""Free memory given back to the system: the C library keeps what the trees of a sample took for the next one."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.cleaners.model import Page

# Bytes of pages whose trees were in memory at once; of fewer there is little to give back.
LARGE = 2_000_000


def give_back(pages: Iterable[Page]) -> None:
    """Give back what the trees of pages took, where they were large."""
    if sum(len(page.body) for page in pages) >= LARGE:
        # Only the GNU C library has it.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
