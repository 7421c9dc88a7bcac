"""Boxes that rules take from every page of a site, by the names that its theme gives them: they can go at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import Block, text_of
from blogsieve.cleaners.dom.locators import locators_of, rank, select
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.place import post_area_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import Finding
    from blogsieve.cleaners.site.sample import Sample

EVERY = parse_selector("*")
FEWEST_PAGES = 3
# What these hold is of no other use. Bylines, tags and the site's head tell of author, date and title.
GROUPS = frozenset(("comments", "sidebar", "related", "share", "newsletter", "navigation"))
# A name is worth a search on each page where its boxes have so many characters.
LARGE = 40
MOST_PLACES = 12


def learn_template_boxes(samples: Sequence[Sample], wrapper: str) -> dict[str, tuple[str, str]]:
    """Return the names of boxes outside the wrapper that always go, the largest first, each with reason and source."""
    reasons: dict[str, tuple[str, str]] = {}
    pages, sizes, kept = Counter[str](), Counter[str](), set[str]()
    for sample in samples:
        found = dict(boxes(sample, wrapper, kept))
        for name, (finding, size) in found.items():
            reasons.setdefault(name, (finding.reason, finding.source))
            pages[name] += 1
            sizes[name] += size
    # Names with the same figures are names of the same boxes: one is enough, an id best.
    names = {
        (-sizes[name], pages[name]): name
        for name in sorted(sizes, key=lambda name: (rank(name), name), reverse=True)
        if name not in kept and pages[name] >= FEWEST_PAGES and sizes[name] >= LARGE * pages[name]
    }
    return {names[figures]: reasons[names[figures]] for figures in sorted(names)[:MOST_PLACES]}


def boxes(sample: Sample, wrapper: str, kept: set[str]) -> Iterator[tuple[str, tuple[Finding, int]]]:
    """Yield the names of the outermost boxes that went, with their sizes; add the names of what stayed to `kept`."""
    document, pristine = sample.document, sample.pristine
    if pristine is None:
        return
    elements = list(pristine.iter("*"))
    again = dict(zip(document.index.select(EVERY), elements, strict=True))
    gone = {again[found.target]: found for found in document.found if not isinstance(found.target, Block)}
    body = select(document.root, wrapper)
    heading = post_area_on(document.index, document.page.url, document.facts.heading).heading
    # Beside a heading above the text stand author, day and tags, whatever the rule calls the box.
    above = frozenset() if heading is None or heading not in again else frozenset(again[heading].iterancestors())
    inside = frozenset() if body is None else frozenset(again[body].iter())
    under: dict[HtmlElement, bool] = {}
    for element in elements:
        parent = element.getparent()
        is_under = parent is not None and under[parent]
        finding = gone.get(element)
        under[element] = is_under or (finding is not None and element not in inside)
        is_box = finding and not is_under and element not in inside and element not in above
        if finding and is_box and finding.reason.split("/")[0] in GROUPS:
            size = len(text_of(element))
            for name in locators_of(element):
                yield name, (finding, size)
        elif not under[element] or element in above:
            kept.update(locators_of(element))
