"""The candidates of a page from all sources, as far as they have to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.sources import SOURCES, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Reader
    from blogsieve.cleaners.metadata.dates.sources import DateSource


def read_candidates(
    reader: Reader, *, thorough: bool = True, sources: Sequence[DateSource] = SOURCES
) -> list[DateCandidate]:
    """Return the candidates of a page, in the order of the sources, those of one source in document order.

    Without `thorough` the places that say least are passed over where the others agree.
    """

    def find(when: When) -> list[DateCandidate]:
        return [candidate for source in sources if source.when is when for candidate in source.find(reader)]

    found = find(When.ALWAYS)
    if thorough or not is_settled(found, sources):
        found += find(When.UNSETTLED)
    if all(candidate.modified or candidate.precision == "month" for candidate in found):
        found += find(When.UNDATED)
    return found


def is_settled(found: Sequence[DateCandidate], sources: Sequence[DateSource]) -> bool:
    """Tell whether what is trusted most names the day that readers see beside the title."""
    seen = {source.name for source in sources if source.is_beside_title}
    published = [candidate for candidate in found if not candidate.modified and candidate.precision != "month"]
    best = max(published, key=lambda candidate: candidate.trust, default=None)
    return best is not None and any(
        one.day == best.day and one.source in seen and one.source != best.source and one.exact and not one.other
        for one in published
    )
