"""The candidates of a page from all sources, as far as they have to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.site import weighed
from blogsieve.cleaners.metadata.dates.sources import SOURCES, When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Reader
    from blogsieve.cleaners.metadata.dates.sources import DateSource


def read_candidates(
    reader: Reader,
    weights: Mapping[str, float] | None = None,
    *,
    thorough: bool = True,
    sources: Sequence[DateSource] = SOURCES,
) -> list[DateCandidate]:
    """Return the candidates of a page, in the order of the sources, those of one source in document order.

    `weights` says what each source is worth on the page's site. Without `thorough` the places that say least are passed
    over where the others agree.
    """

    def find(when: When) -> list[DateCandidate]:
        candidates = (candidate for source in sources if source.when is when for candidate in source.find(reader))
        return [weighed(candidate, weights or {}) for candidate in candidates]

    found = find(When.ALWAYS)
    if thorough or not is_settled(found, sources):
        found += find(When.UNSETTLED)
    if not any(map(is_published, found)):
        # What the site has shown to be no day of posts is none where it is read once more.
        worthless = {candidate.day for candidate in found if not candidate.trust}
        found += [candidate for candidate in find(When.UNDATED) if candidate.day not in worthless]
    return found


def is_published(candidate: DateCandidate) -> bool:
    """Tell whether a candidate says on which day the post was published."""
    return not candidate.modified and candidate.precision != "month" and candidate.trust > 0


def is_settled(found: Sequence[DateCandidate], sources: Sequence[DateSource]) -> bool:
    """Tell whether what is trusted most names the day that readers see beside the title."""
    seen = {source.name for source in sources if source.is_beside_title}
    published = list(filter(is_published, found))
    best = max(published, key=lambda candidate: candidate.trust, default=None)
    return best is not None and any(
        one.day == best.day and one.source in seen and one.source != best.source and one.exact and not one.other
        for one in published
    )
