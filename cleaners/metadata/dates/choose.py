"""The choice among the candidates: the most trusted, on the day on which the blog shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import prod
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Reader
from blogsieve.cleaners.metadata.dates.gather import read_candidates
from blogsieve.cleaners.metadata.dates.place import PostArea, post_area_on
from blogsieve.cleaners.metadata.dates.shown import all_times
from blogsieve.cleaners.metadata.dates.site import OTHER_ORDER, witness_of
from blogsieve.cleaners.metadata.dates.sources import BY_NAME, Place
from blogsieve.cleaners.metadata.dates.visible import orders_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import Page

# A page fetched today can be dated tomorrow: it is that already where the blog is.
ZONES_AHEAD = timedelta(days=1)
# The zone farthest ahead is 14 hours: at 10:00 in UTC its day is over.
EARLIEST_TOMORROW = 10
# A month in the address is less than a day.
MONTH = 0.5
# A sitemap is none: it tells the day of a rebuild too.
WITNESS = 0.5
# A byline has its source's full trust, a sentence has not.
FULL = 0.99
UTC_ZONE = "+00:00"
# The source of a day on which a post was changed, where readers see it and no other day is told.
OF_CHANGE = "updated"
FOR_MACHINES = (Place.ENTRY, Place.HEAD)


@dataclass(frozen=True, slots=True)
class PostDate:
    """A post's dates: the day as the blog shows it, the moment as far as known, that of the last change, the source."""

    date: str = ""
    created: str = ""
    modified: str = ""
    source: str = ""


def candidates(
    root: HtmlElement | Index,
    page: Page,
    *,
    language: str = "",
    selectors: Sequence[str] = (),
    title: str = "",
    body: HtmlElement | None = None,
    order: str = "",
    weights: Mapping[str, float] | None = None,
    thorough: bool = True,
) -> tuple[DateCandidate, ...]:
    """Return what a page says of its post's dates, the most trusted first, nothing from the future.

    What a site's `weights` take all trust from comes last, and is not chosen. Without `thorough` not all of it, where
    the best that was found and what readers see are the same.
    """
    index = root if isinstance(root, Index) else Index(root)
    told = index.root.get("lang") or index.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    place = PostArea(index, page.url, title, body) if body is not None else post_area_on(index, page.url, title)
    reader = Reader(index, page, place, (told, language), tuple(selectors), order)
    found = read_candidates(reader, weights, thorough=thorough)
    days: set[date] = set()
    if any(candidate.other for candidate in found):
        # All that the page shows, comments and sidebars too, tells how the blog writes dates.
        if not order and (proved := orders_in(index.root.text_content())):
            found = read_candidates(replace(reader, order=proved), weights, thorough=thorough)
        days = {candidate.day for candidate in all_times(reader) if not candidate.other}
    found = settle(found, days, _latest(page))
    # Of equally trusted ones the day that more sources name: a date in the body's first lines is named by none else.
    named = Counter(day for day, _ in {(candidate.day, candidate.source) for candidate in found})
    found.sort(key=lambda candidate: (-candidate.trust, -named[candidate.day]))
    return tuple(dict.fromkeys(found))


def find_date(
    root: HtmlElement | Index,
    page: Page,
    *,
    language: str = "",
    selectors: Sequence[str] = (),
    title: str = "",
    body: HtmlElement | None = None,
    order: str = "",
    weights: Mapping[str, float] | None = None,
) -> PostDate:
    """Return when a page's post was published and changed, `""` for what the page does not say.

    `weights` says what its sources are worth on this site, `order` ("dmy", "mdy") how it writes dates in numbers.
    """
    return choose(
        candidates(
            root, page, language=language, selectors=selectors, title=title, body=body, order=order, weights=weights
        )
    )


def settle(found: Sequence[DateCandidate], days: set[date], latest: date) -> list[DateCandidate]:
    """Return candidates with the order of their numbers as other days prove it, without what is in the future."""
    days = days | {c.day for c in found if not c.other and c.precision != "month"}
    months = {(c.day.year, c.day.month) for c in found if c.precision == "month"}

    def turned(candidate: DateCandidate) -> DateCandidate:
        day, other = candidate.day, candidate.other
        if other is None or day in days or (day.year, day.month) in months:
            return candidate
        proved = other in days or (other.year, other.month) in months or day > latest >= other
        order = OTHER_ORDER.get(candidate.order, "")
        return replace(candidate, day=other, other=day, value=other.isoformat(), order=order) if proved else candidate

    return [candidate for candidate in map(turned, found) if candidate.day <= latest]


def choose(found: Sequence[DateCandidate]) -> PostDate:
    """Return the dates that candidates agree on best; they come sorted by trust."""
    found = [candidate for candidate in found if candidate.trust > 0]
    published = [candidate for candidate in found if not candidate.modified and candidate.precision != "month"]
    modified = next((candidate.value for candidate in found if candidate.modified), "")
    if not published:
        return of_change(found, modified)
    votes = possible(published, found)
    best = before_move(max(votes, key=lambda one: (support(one, found), one.trust)), votes, found)
    shown = as_shown(best, published)
    return PostDate(shown.day.isoformat(), _moment(best, shown, published), modified, best.source)


def of_change(found: Iterable[DateCandidate], modified: str) -> PostDate:
    """Return the dates of a post that tells nothing but when it was changed: the day of that, where readers see it."""
    seen = (one for one in found if one.modified and one.exact and BY_NAME[one.source].place not in FOR_MACHINES)
    shown = next(seen, None)
    return PostDate(shown.day.isoformat(), "", modified, OF_CHANGE) if shown else PostDate(modified=modified)


def support(candidate: DateCandidate, found: Iterable[DateCandidate]) -> float:
    """Return how likely a day is, 0 to 1, by all that name it: witnesses who have it from each other count as one.

    The day before or after it is the same in another zone; a month agrees with each of its days.
    """
    doubts: dict[str, float] = {}
    for one in found:
        if not one.modified and _agrees(one, candidate):
            witness = witness_of(one)
            share = MONTH if one.precision == "month" else 1
            doubts[witness] = min(doubts.get(witness, 1.0), 1 - one.trust * share)
    return 1 - prod(doubts.values())


def _agrees(one: DateCandidate, candidate: DateCandidate) -> bool:
    if one.precision == "month":
        return (one.day.year, one.day.month) == (candidate.day.year, candidate.day.month)
    return abs(one.day - candidate.day) <= ZONES_AHEAD


def possible(published: Sequence[DateCandidate], found: Sequence[DateCandidate]) -> Sequence[DateCandidate]:
    """Return the candidates without those after the last change that the same source names, where others are left."""
    last = {c.source: c.day + ZONES_AHEAD for c in reversed(found) if c.modified}
    return [c for c in published if c.day <= last.get(c.source, c.day)] or published


def before_move(
    best: DateCandidate, published: Sequence[DateCandidate], found: Iterable[DateCandidate]
) -> DateCandidate:
    """Return the best candidate, or what the post's header shows where that is earlier.

    A blog that was moved or rebuilt tells machines the day of that, and readers the day of the post. It is no move
    where another witness tells the day that machines are told, or its month, or where a sentence tells the earlier one.
    """
    if not BY_NAME[best.source].for_machines:
        return best
    others = (one for one in found if not one.modified and witness_of(one) != witness_of(best))
    if any(one.trust >= WITNESS and _agrees(one, best) for one in others):
        return best
    bylines = (c for c in published if BY_NAME[c.source].place is Place.TITLE and c.exact and not c.other)
    header = next((c for c in bylines if c.trust >= BY_NAME[c.source].trust * FULL), best)
    return header if header.day < best.day - ZONES_AHEAD else best


def as_shown(best: DateCandidate, published: Iterable[DateCandidate]) -> DateCandidate:
    """Return the candidate with the day that readers see: near midnight in UTC it may be the next or the last one."""
    if best.precision != "time" or best.zone != UTC_ZONE:
        return best
    hour = datetime.fromisoformat(best.value).hour
    neighbour = best.day + timedelta(days=1 if hour >= EARLIEST_TOMORROW else -1)
    local = next((c for c in published if BY_NAME[c.source].is_shown and c.zone != UTC_ZONE), best)
    return local if local.day == neighbour else best


def _moment(best: DateCandidate, shown: DateCandidate, published: Iterable[DateCandidate]) -> str:
    """Return the time with its zone as far as any candidate of that day knows it."""
    if shown.zone or best.precision == "time":
        return shown.value if shown.zone else best.value
    return next((c.value for c in published if c.precision == "time" and c.day == shown.day), shown.value)


def _latest(page: Page) -> date:
    """Return the last day that a page can be dated: that of its fetch, or today, and one ahead."""
    try:
        fetched = datetime.fromisoformat(page.fetched)
    except ValueError:
        fetched = datetime.now(UTC)
    return fetched.date() + ZONES_AHEAD
