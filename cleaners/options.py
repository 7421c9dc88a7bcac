"""What a user may choose of how pages are cleaned; workers clean by what was chosen where they were started."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTIONS = ("keep", "drop")


@dataclass(frozen=True, slots=True)
class Options:
    """How pages are cleaned."""

    learned: bool = True  # the trees are asked about a page that stands alone
    captions: str = "keep"  # or "drop": what stands under a picture, and its credit

    def __post_init__(self) -> None:
        """Raise ValueError where a choice is none."""
        if self.captions not in CAPTIONS:
            raise ValueError(f"captions {self.captions!r}: give one of {', '.join(CAPTIONS)}")


_chosen: ContextVar[Options] = ContextVar("options", default=Options())  # noqa: B039, it is frozen


def options() -> Options:
    """Return what is chosen here and now."""
    return _chosen.get()


def choose(chosen: Options) -> None:
    """Clean by these options from now on."""
    _chosen.set(chosen)


@contextmanager
def chosen(chosen: Options) -> Iterator[None]:
    """Clean by these options within a context.

    >>> with chosen(Options(captions="drop")):
    ...     options().captions
    'drop'
    >>> options().captions
    'keep'
    """
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)
