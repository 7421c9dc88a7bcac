"""The days that a list shows beside the titles of posts, for themes that show none on the posts' own pages."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, squash
from blogsieve.cleaners.metadata.dates.months import fold
from blogsieve.cleaners.metadata.dates.stamp import read_stamp
from blogsieve.cleaners.metadata.dates.visible import is_updated, orders_in, read_dates
from blogsieve.crawler.pages.walk import FEW_TITLES
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lxml.html import HtmlElement

# Of items that all show one day nothing says that it is that of the posts.
FEWEST_DAYS = 2
# How long a line with a day is, and what may stand in it besides: a name, a topic, "posted on".
LONGEST_LINE, NOTHING, LABEL = 80, 2, 40
# Elements of an item that are looked into; what has more is no teaser.
MOST_ELEMENTS = 200


def listed_days(
    root: HtmlElement, named: Iterable[frozenset[str]], resolve: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """Return addresses of posts, each with the day (YYYY-MM-DD) that the list shows beside its title.

    `named` are the keys of the addresses that it may list, in several ways; that counts which gives most days. An item
    is all that stands around such a link and around no other; one that shows several days tells none. Where nothing
    stands around them, titles and days that take turns tell.
    """
    groups = [keys for keys in dict.fromkeys(named) if len(keys) >= FEW_TITLES]
    if not groups:
        return ()
    language, order = root.get("lang") or "", orders_in(root.text_content())
    found = (_dated(root, keys, resolve, (language,), order) for keys in groups)
    most = max(found, key=len, default=dict[str, str]())
    enough = len(most) >= FEW_TITLES and len(set(most.values())) >= FEWEST_DAYS
    return tuple(most.items()) if enough else ()


def _dated(
    root: HtmlElement, keys: Collection[str], resolve: Callable[[str], str], languages: Sequence[str], order: str
) -> dict[str, str]:
    """Return the days of the addresses that have these keys, each of the first item that shows one."""
    found: dict[str, str] = {}
    items = list(_items(root, keys, resolve))
    for url, title, item in items:
        # A column beside the list may name the newest ones without their days.
        if url not in found and (day := _day_in(item, title, languages, order)):
            found[url] = day
    if len(found) >= FEW_TITLES:
        return found
    return dict(_in_turns({item: url for url, _, item in items if item.tag in HEADINGS}, languages, order))


def _in_turns(items: Mapping[HtmlElement, str], languages: Sequence[str], order: str) -> Iterator[tuple[str, str]]:
    """Give the days of titles that stand among their posts' texts in one element, each address with its day.

    A day stands behind each title there, or one before each: the list begins with the one, and ends with the other.
    """
    counts = Counter(item.getparent() for item in items)
    flow = max(counts, key=lambda above: counts[above], default=None)
    turns: list[tuple[str, str]] = []  # of an address and a day one is ""
    for child in () if flow is None else flow.iterchildren("*"):
        url, is_line = items.get(child, ""), len(squash(child.text_content())) <= LONGEST_LINE
        day = _day_in(child, "", languages, order) if is_line and not url else ""
        turns += [(url, day)] if url or day else []
    if not turns or bool(turns[0][0]) == bool(turns[-1][0]):
        return
    turns = turns if turns[0][0] else turns[::-1]
    for (url, _), (_, day), (following, _) in zip(turns, turns[1:], [*turns[2:], ("/", "")], strict=False):
        # Of several days between two titles none is known to be the post's.
        if url and day and following:
            yield url, day


def _items(
    root: HtmlElement, keys: Collection[str], resolve: Callable[[str], str]
) -> Iterator[tuple[str, str, HtmlElement]]:
    """Give the links, each with its address, and the largest element that leads nowhere else."""
    links: list[tuple[str, str, HtmlElement]] = []
    leads_to: dict[HtmlElement, str] = {}  # "" where it leads to several
    for link in root.iter("a"):
        url = resolve(link.get("href") or "")
        if not url or (key := url_key(url)) not in keys:
            continue
        links.append((key, url, link))
        for above in link.iterancestors():
            if leads_to.setdefault(above, key) not in ("", key):
                leads_to[above] = ""
            elif not leads_to[above]:
                break
    for key, url, link in links:
        item = link
        for above in link.iterancestors():
            if leads_to[above] != key:
                break
            item = above
        yield url, squash(link.text_content()), item


def _day_in(item: HtmlElement, title: str, languages: Sequence[str], order: str) -> str:
    """Return the one day that an item shows, "" where it shows none or several; lines with little else come first."""
    elements = [element for element in islice(item.iter(), MOST_ELEMENTS) if isinstance(element.tag, str)]
    stamps = (read_stamp(element.get("datetime") or "") for element in elements if not _is_change(element))
    days = {stamp.day for stamp in stamps if stamp}
    texts = (text for element in elements for text in (element.text_content(), element.tail or ""))
    lines = {squash(text).replace(title, "").strip() for text in texts}
    for besides in () if days else (NOTHING, LABEL):
        days = days or set(_days(lines, besides, languages, order))
    return days.pop().isoformat() if len(days) == 1 else ""


def _days(lines: Iterable[str], besides: int, languages: Sequence[str], order: str) -> Iterator[date]:
    """Give the days of publication that lines name, in which so many characters stand besides."""
    for line in lines:
        if len(line) <= LONGEST_LINE and any(map(str.isdecimal, line)):
            found = read_dates(line, languages, order=order)
            if len(line) - sum(one.end - one.start for one in found) <= besides:
                yield from (one.day for one in found if not one.updated)


def _is_change(element: HtmlElement) -> bool:
    """Tell whether an element says that its date is that of a change."""
    above = element.getparent()
    said = "" if above is None else f"{above.get('class') or ''} {above.text or ''}"
    return is_updated(fold(f"{element.get('class') or ''} {said}"))
