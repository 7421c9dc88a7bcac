"""What the dates of a site's pages say of its sources: one that names the same day on every page is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.sources import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate

# On fewer pages the same day can be chance: a blog's first posts, written on one day.
FEWEST_PAGES = 5
# A page or two may stand aside: the post that was written on the day of the build.
SAME_DAY = 0.8
CHANGES = "/modified"


def distrusted_sources(pages: Iterable[Sequence[DateCandidate]]) -> frozenset[str]:
    """Return the sources that name one and the same day on nearly all pages of a site.

    It is the day of the site's build, of a copyright line, of a move; `pages` are the candidates of each page. A feed
    or an API is believed: it names the posts themselves. "meta/modified" is what meta elements say of changes.
    """
    days: defaultdict[str, Counter[object]] = defaultdict(Counter)
    for found in pages:
        first = {name_of(candidate): candidate.day for candidate in reversed(found)}
        for source, day in first.items():
            days[source][day] += 1
    return frozenset(
        name for name, counts in days.items() if not BY_NAME[name.partition("/")[0]].believed and _is_constant(counts)
    )


def trusted(found: Iterable[DateCandidate], distrusted: frozenset[str]) -> list[DateCandidate]:
    """Return the candidates whose sources are not distrusted."""
    return [candidate for candidate in found if name_of(candidate) not in distrusted]


def name_of(candidate: DateCandidate) -> str:
    """Return the name by which a source is distrusted; what it says of changes is another matter than of posts."""
    return candidate.source + (CHANGES if candidate.modified else "")


def _is_constant(counts: Counter[object]) -> bool:
    return counts.total() >= FEWEST_PAGES and counts.most_common(1)[0][1] >= SAME_DAY * counts.total()
