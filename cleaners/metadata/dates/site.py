"""What the dates of a site's pages say of its sources: what each is worth there, and how numbers are written.

A source that names one day for all pages tells of a build, a move or a copyright line; one that several others
contradict on most pages tells something else than the day of the post.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.sources import BY_NAME, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate

    Days = Mapping[str, DateCandidate]  # the first candidate of each source on a page

# On fewer pages the same day can be chance: a blog's first posts, written on one day.
FEWEST_PAGES = 5
# Where another source tells the pages apart, fewer are enough.
FEWEST_CONTRADICTED = 3
# A page or two may stand aside: the post that was written on the day of the build. Contradicted, most are enough.
SAME_DAY, SAME_DAY_CONTRADICTED = 0.8, 0.5
# Nobody publishes a blog's posts within minutes of each other; a build does.
BUILD = timedelta(minutes=10)
# Two witnesses against one are heard, one against one is not.
FEWEST_AGAINST = 2
# A source that is outvoted on fewer of its pages is as good as any.
OUTVOTED = 0.5
# A blog that changed its way of writing, or quotes another, still has one that is its own.
SAME_ORDER = 0.8
OTHER_ORDER = {"dmy": "mdy", "mdy": "dmy"}
ONE_DAY = timedelta(days=1)
CHANGES = "/modified"


def source_weights(pages: Iterable[Sequence[DateCandidate]]) -> dict[str, float]:
    """Return what sources are worth on a site, 0 to 1, by name; those that are worth their trust are left out.

    `pages` are the candidates of each page. "meta/modified" is what meta elements say of changes, "feed 2021-05-03"
    what a feed says of the posts to which it gives that day: those that were written since a blog moved have their own.
    """
    firsts = [{name_of(one): one for one in reversed(found) if one.precision != "month"} for found in pages]
    names = sorted({name for first in firsts for name in first})
    constant = {_key(name, firsts): 0.0 for name in names if _tells_nothing(name, firsts)}
    heard = [{name: one for name, one in first.items() if worth(one, constant)} for first in firsts]
    weights = {name: _weight(name, heard) for name in names if name not in constant}
    return constant | {name: weight for name, weight in weights.items() if weight < 1}


def order_of_numbers(pages: Iterable[Sequence[DateCandidate]]) -> str:
    """Return the order ("dmy", "mdy") in which a site's pages prove that it writes dates in numbers, `""` for none."""
    orders = Counter(order for found in pages for order in {_proved(one, found) for one in found} - {""})
    (order, most), *rest = orders.most_common() or [("", 0)]
    return order if not rest or most >= SAME_ORDER * orders.total() else ""


def weighed(candidate: DateCandidate, weights: Mapping[str, float]) -> DateCandidate:
    """Return a candidate with the trust that its source deserves on the site."""
    weight = worth(candidate, weights)
    return candidate if weight == 1 else replace(candidate, trust=candidate.trust * weight)


def worth(candidate: DateCandidate, weights: Mapping[str, float]) -> float:
    """Return what a candidate is worth on a site, 0 to 1."""
    name = name_of(candidate)
    return weights.get(name, weights.get(f"{name} {candidate.day}", 1.0))


def name_of(candidate: DateCandidate) -> str:
    """Return the name by which a source is weighed; what it says of changes is another matter than of posts."""
    return candidate.source + (CHANGES if candidate.modified else "")


def witness_of(candidate: DateCandidate) -> str:
    """Return by whom a date is told: what the same software writes, and what readers see, is one witness each."""
    source = BY_NAME[candidate.source]
    if source.place is Place.ENTRY:
        return source.name
    if source.place is Place.ADDRESS:
        return "address"
    return "machines" if source.for_machines or source.place is Place.HEAD else "readers"


def _key(name: str, pages: Sequence[Days]) -> str:
    """Return the name of a source that tells nothing; where it has other days too, with that of most posts."""
    found = [page[name] for page in pages if name in page]
    days = Counter(one.day for one in found)
    has_others = len(days) > 1 and BY_NAME[found[0].source].believed and not _is_build(found)
    return f"{name} {days.most_common(1)[0][0]}" if has_others else name


def _tells_nothing(name: str, pages: Sequence[Days]) -> bool:
    """Tell whether a source names one day for nearly all pages, which no other source says of so many."""
    found = [page[name] for page in pages if name in page]
    days = Counter(one.day for one in found)
    (day, most), *_ = days.most_common(1)
    share = most / len(found)
    if len(found) >= FEWEST_PAGES and share >= SAME_DAY and (not BY_NAME[found[0].source].believed or _is_build(found)):
        return True
    if len(found) < FEWEST_CONTRADICTED or most < FEWEST_CONTRADICTED or share < SAME_DAY_CONTRADICTED:
        return False
    on_day = [page for page in pages if name in page and page[name].day == day]
    others = {other for page in on_day for other in page if other != name and is_alike(page[other], page[name])}
    return any(_tells_apart([page[other].day for page in on_day if other in page], day, most) for other in others)


def is_alike(one: DateCandidate, other: DateCandidate) -> bool:
    """Tell whether two candidates of a page can contradict each other: both of changes or both of posts."""
    return one.modified == other.modified and witness_of(one) != witness_of(other)


def _tells_apart(days: Sequence[date], day: date, most: int) -> bool:
    """Tell whether days of pages that all have one day elsewhere are of many days."""
    apart = {one for one in days if abs(one - day) > ONE_DAY}
    return len(apart) >= FEWEST_CONTRADICTED and 2 * len(apart) > most


def _is_build(found: Sequence[DateCandidate]) -> bool:
    """Tell whether most moments that a source names lie within minutes."""
    moments = sorted(datetime.fromisoformat(one.value).replace(tzinfo=None) for one in found if one.precision == "time")
    size = int(SAME_DAY * len(found))
    runs = zip(moments, moments[size - 1 :], strict=False)
    return len(moments) >= FEWEST_PAGES and any(last - first <= BUILD for first, last in runs)


def _weight(name: str, pages: Sequence[Days]) -> float:
    """Return what a source is worth by how often the others outvote it."""
    heard = [page for page in pages if name in page and len(page) > 1]
    outvoted = sum(_is_outvoted(page[name], page) for page in heard)
    if outvoted < FEWEST_CONTRADICTED or outvoted < OUTVOTED * len(heard):
        return 1.0
    return round(1 - outvoted / len(heard), 3)


def _is_outvoted(one: DateCandidate, page: Days) -> bool:
    """Tell whether several witnesses name another day than a candidate, and none but its own the same."""
    others = [other for other in page.values() if is_alike(other, one)]
    if any(abs(other.day - one.day) <= ONE_DAY for other in others):
        return False
    return any(
        len({witness_of(other) for other in others if abs(other.day - day) <= ONE_DAY}) >= FEWEST_AGAINST
        for day in {other.day for other in others}
    )


def _proved(one: DateCandidate, found: Iterable[DateCandidate]) -> str:
    """Return the order of a candidate's numbers as they prove it, or as the other sources of the page do."""
    if one.other is None or not one.order:
        return one.order
    sure = {other.day for other in found if other.other is None and other.precision != "month"}
    if (one.day in sure) == (one.other in sure):
        return ""
    return one.order if one.day in sure else OTHER_ORDER[one.order]
