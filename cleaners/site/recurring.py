"""Whose the blocks are that recur over a site: the author's, by feeds and figures, or a plugin's, by its links."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogsieve.cleaners.address import is_web, split_url
from blogsieve.cleaners.dom.around import is_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from blogsieve.cleaners.site.sample import Sample

# What holds on so many of the pages that could show it is no chance.
MOSTLY = 0.6
# What stands on no more of the pages than these is on some of them.
SOME_PAGES = 0.75
# A call to action is a link for a third of its characters or more; a sentence of the author's has one now and then.
LINKED = 0.3
# On fewer pages it is chance that a line stands apart.
FEWEST_APART = 3
STARS = re.compile("[\u2605\u2606\u2b50\u2726\u2729\u272d\u272e\U0001f31f\u2665\u2661\u2764\u25cf\u25cb\u25d0\u00bd]")
# Two networks have an address each.
FEWEST_PLACES = 4


def authored(samples: Sequence[Sample], repeated: Iterable[str]) -> frozenset[str]:
    """Return the repeated blocks that feeds hold more often than not: the author writes them in many posts."""
    counts = {name: [0, 0] for name in repeated}
    for sample in samples:
        for name, match in zip(sample.keys, sample.matched, strict=True):
            if sample.is_supervised and name in counts:
                counts[name][0] += match
                counts[name][1] += 1
    return frozenset(name for name, (matched, total) in counts.items() if 2 * matched > total)


def varied(samples: Sequence[Sample], repeated: Iterable[str]) -> frozenset[str]:
    """Return the repeated blocks with other figures on most of the pages that have them.

    What a template counts it counts on every page; where some have a line, a second figure is enough: "Rating: 5/5".
    Stars are figures as well, which no word tells.
    """
    texts: dict[str, Counter[str]] = {name: Counter() for name in repeated}
    for sample in samples:
        rows = zip(sample.keys, sample.tokens, sample.blocks, strict=True)
        for name, tokens, block in {row[0]: row for row in rows if row[0] in texts}.values():
            texts[name][" ".join((*tokens, *STARS.findall(block.text)))] += 1
    most = SOME_PAGES * len(samples)
    return frozenset(
        name
        for name, counts in texts.items()
        if counts and (max(counts.values()) <= MOSTLY * counts.total() or (len(counts) > 1 and counts.total() <= most))
    )


def plugins(samples: Sequence[Sample], repeated: Container[str]) -> frozenset[str]:
    """Return the blocks with links that stand on most of the pages: where feeds hold them, a plugin puts them there.

    What leads to another place on each page, its author put there.
    """
    linked: Counter[str] = Counter()
    for sample in samples:
        pairs = zip(sample.keys, sample.blocks, strict=True)
        # Without its link a line is another: teasers begin as the posts do to which they lead.
        linked.update({name for name, block in pairs if block.linked >= LINKED and name in repeated})
    found = {name for name, count in linked.items() if count >= len(samples) / 2}
    return frozenset(found - own_links(samples, found))


def printed_in_feeds(samples: Sequence[Sample]) -> frozenset[str]:
    """Return the blocks of most pages that feeds hold, and that stand outside of what holds the post's paragraphs.

    Who writes a farewell writes it below his last paragraph; a plugin prints its box behind what the theme puts there.
    """
    apart, amid = Counter[str](), Counter[str]()
    for sample in samples:
        if not sample.is_supervised or (flow := sample.flow) is None:
            continue
        places: dict[bool, set[str]] = {True: set(), False: set()}
        for name, block, match in zip(sample.keys, sample.blocks, sample.matched, strict=True):
            if match and name in sample.ignored:
                places[is_in(block.element, flow)].add(name)
        # Teasers of other posts begin with the author's greeting as well.
        amid.update(places[True])
        apart.update(places[False] - places[True])
    least = max(FEWEST_APART, len(samples) / 2)
    return frozenset(name for name, count in apart.items() if count >= max(least, MOSTLY * (count + amid[name])))


def own_links(samples: Sequence[Sample], names: Iterable[str]) -> frozenset[str]:
    """Return those of some blocks that on each page lead to another place outside of the site.

    Buttons to share a post lead to places with its address.
    """
    places: dict[str, set[str]] = {name: set() for name in names}
    pages: Counter[str] = Counter()
    for sample in samples:
        own = split_url(sample.document.page.url)
        for name, block in dict(zip(sample.keys, sample.blocks, strict=True)).items():
            if name not in places:
                continue
            around = [block.element, *block.element.iterancestors()]
            links = [*block.element.iter("a"), *(one for one in around if one.tag == "a")]
            said = {unquote(link.get("href") or "") for link in links}
            away = {url for url in said if is_web(url) and split_url(url).netloc != own.netloc and own.path not in url}
            places[name] |= away
            pages[name] += bool(away)
    return frozenset(name for name, found in places.items() if len(found) >= max(FEWEST_PLACES, MOSTLY * pages[name]))
