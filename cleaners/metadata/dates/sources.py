"""The candidates for a post's date: each place that can name it, with how far it is trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.declared import from_entry, from_jsonld, from_metas, from_url
from blogsieve.cleaners.metadata.dates.shown import (
    from_around,
    from_header,
    from_lines,
    from_marks,
    from_selectors,
    from_times,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Reader


Source = Callable[["Reader"], "Iterator[DateCandidate]"]

# What says most, and costs least.
FIRST: tuple[Source, ...] = (
    from_entry,
    from_jsonld,
    from_metas,
    from_times,
    from_selectors,
    from_header,
    from_url,
)
FURTHER: tuple[Source, ...] = (from_around, from_marks)
# What a post's readers see of its day beside the title.
SEEN = frozenset(("time", "microformats", "selector", "visible"))


def read_candidates(reader: Reader, *, thorough: bool = True) -> list[DateCandidate]:
    """Return the candidates of a page, in the order of the sources, those of one source in document order.

    Without `thorough` the places that say least are passed over where the others agree.
    """
    found = [candidate for source in FIRST for candidate in source(reader)]
    if thorough or not is_settled(found):
        found += [candidate for source in FURTHER for candidate in source(reader)]
    if all(candidate.modified or candidate.precision == "month" for candidate in found):
        found += from_lines(reader)
    return found


def is_settled(found: Sequence[DateCandidate]) -> bool:
    """Tell whether what is trusted most names the day that readers see beside the title."""
    published = [candidate for candidate in found if not candidate.modified and candidate.precision != "month"]
    best = max(published, key=lambda candidate: candidate.trust, default=None)
    return best is not None and any(
        one.day == best.day and one.source in SEEN and one.source != best.source and one.exact and not one.other
        for one in published
    )
