"""Days of posts that stand elsewhere than on their pages or in feeds.

A sitemap has that of a change, which is that of publication where nothing was changed since; lists have them by titles.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import FeedEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from blogsieve.crawler.frontier.frontier import Target

# So many posts that feeds date as well tell whether the sitemap names the same days, and so many of them have to.
FEWEST, MOSTLY = 5, 0.9
# Of the others no more than this share changed on one day: more were built or moved then. Where both name the same
# moments, they are written from one field.
ONE_DAY = 0.2
# Feed and sitemap may write it in other zones.
SAME = timedelta(days=1)


def are_published(said: Iterable[tuple[str, str]]) -> bool:
    """Tell by what feeds and a sitemap say of pages whether the sitemap's days are those of publication.

    >>> fed = [(f"2021-05-0{day}T10:00:00Z", f"2021-05-0{day}") for day in range(1, 6)]
    >>> built = [("", "2022-02-02")] * 5
    >>> are_published([*fed, ("", "2020-01-03")]), are_published([*fed, *built]), are_published(fed[1:])
    (True, False, False)
    >>> are_published([*[(moment, moment) for moment, _ in fed], *[("", "2022-02-02T01:02:03Z")] * 5])
    True
    """
    pairs, others = list[tuple[str, str]](), Counter[date]()
    for published, changed in said:
        if published:
            pairs.append((published, changed))
        elif day := day_of(changed):
            others[day] += 1
    if len(pairs) < FEWEST or share_of(pairs, is_same_day) < MOSTLY:
        return False
    most = max(others.values(), default=0)
    return most < FEWEST or most <= ONE_DAY * others.total() or share_of(pairs, is_same_moment) >= MOSTLY


def share_of(pairs: Sequence[tuple[str, str]], is_same: Callable[[str, str], bool]) -> float:
    """Return the share of pairs that are the same."""
    return sum(is_same(one, other) for one, other in pairs) / len(pairs)


def is_same_day(one: str, other: str) -> bool:
    """Tell whether two moments in ISO 8601 are of one day, in whatever zones."""
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and abs(first - second) <= SAME


def is_same_moment(one: str, other: str) -> bool:
    """Tell whether two moments in ISO 8601 are one, to the second."""
    try:
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except (ValueError, TypeError):
        return False


def day_of(moment: str) -> date | None:
    """Return the day of a moment in ISO 8601, None where it is none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def entry_of(target: Target, *, trusts_sitemap: bool) -> FeedEntry | None:
    """Return what is said of a page: by a feed or an interface, else by the sitemap where its days can be trusted.

    Where none does, what a list says: its readers see it there, though not on the page.
    """
    return target.entry or dated_entry(target.url, target.stamps, trusts_sitemap=trusts_sitemap)


def dated_entry(url: str, stamps: str, *, trusts_sitemap: bool) -> FeedEntry | None:
    """Return the day that a sitemap or a list has of a page, by what all sources have said of it, as JSON.

    >>> dated_entry("https://a.example/b", '{"list": "2021-05-03"}', trusts_sitemap=False).published
    '2021-05-03'
    """
    said = json.loads(stamps)
    for source in ("sitemap", "list") if trusts_sitemap else ("list",):
        if day := said.get(source, ""):
            return FeedEntry(url, published=day, source=source)
    return None
