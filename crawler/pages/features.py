"""What a fetched page shows of itself: marks, links, a date, and how much text stands before the first teaser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from blogsieve.cleaners.dom.anchored import posts_at_anchors
from blogsieve.cleaners.text import text_key
from blogsieve.crawler.pages.listed_days import listed_days
from blogsieve.crawler.pages.marks import page_marks, told_to_machines
from blogsieve.crawler.pages.navigation import languages, onward
from blogsieve.crawler.pages.walk import FEW_TITLES, resolve, walked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.crawler.pages.walk import Walk

# A page with this much text before the first title that leads elsewhere is more body than list: teasers are shorter.
BODY = 400
# Pages that have most of so many of their longest texts in common hold the same.
SKETCHED = 16
# On a page with less text than this a script may be to put it there, from what it holds.
BARE = 500
# A title that is never closed swallows the page.
LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """What a page shows of itself; lengths in characters of an alphabet."""

    url: str
    canonical: str
    marks: frozenset[str]
    links: tuple[str, ...]  # addresses, absolute, each once
    prose: int  # text outside links, menus, sidebars and comments
    lead: int  # the part of it before the first title that leads to another page of the site
    linked: int  # text in links, at the same places
    titles: tuple[str, ...]  # addresses of such titles, each once
    dated: bool  # it bears the day that it was published on
    sketch: frozenset[int] = frozenset()  # of its longest texts, to tell whether two pages hold the same
    onward: tuple[str, ...] = ()  # addresses that lead on without being links in it: relations, choices, buttons
    languages: tuple[str, ...] = ()  # it in other languages
    permalinks: int = 0  # other pages of the site to which an hour, a day or a sign leads
    posts: tuple[str, ...] = ()  # the fragments at which its posts stand, where it is made of several
    rows: int = 0  # other pages of the site to which a link behind a day leads
    days: tuple[tuple[str, str], ...] = ()  # other pages of the site, and the day that stands beside their titles
    name: str = ""  # what its head calls it, by words


def page_features(root: HtmlElement, url: str) -> PageFeatures:
    """Return what the parsed page at url shows; the tree is not changed."""
    told = told_to_machines(root)
    walk = walked(root, url, told["base"])
    said = next((node.get("href") for node in told["link"] if node.get("rel") == "canonical"), None)
    canonical = resolve(walk.base, said.strip()) if said else ""
    marks = page_marks(root, told) | walk.marks()
    scripts = told["script"] if walk.prose < BARE else None
    on, others = onward(root, walk.resolve, scripts), languages(root, told["link"], walk.resolve)
    texts = [*walk.texts, *(node.text or "" for node in scripts or ())]
    return PageFeatures(
        url,
        canonical,
        marks,
        links=tuple(dict.fromkeys((*walk.links, *on, *others))),
        prose=walk.prose,
        lead=walk.lead,
        linked=walk.linked,
        titles=tuple(dict.fromkeys(walk.titles)),
        dated="article:published_time" in marks or "time" in walk.counts or walk.has_day(),
        sketch=sketch_of(texts),
        onward=on,
        languages=others,
        permalinks=len(walk.permalinks),
        posts=tuple(posts_at_anchors(root, url)),
        rows=len(walk.rows),
        days=listed_days(root, walk.named(), walk.resolve) if walk.lead < BODY or is_in_rows(walk) else (),
        name=text_key(next((node.text or "" for node in root.iter("title")), "")[:LONGEST_NAME]),
    )


def is_in_rows(walk: Walk) -> bool:
    """Say whether a page is days with links behind them, and has less other text than the links."""
    return len(walk.rows) >= FEW_TITLES and walk.prose < walk.linked


def all_texts(root: HtmlElement, url: str) -> frozenset[int]:
    """Return numbers that stand for all texts of the page at url, as a sketch has them of the longest."""
    return frozenset(number_of(" ".join(text.split())) for text in walked(root, url, root.iter("base")).texts)


def sketch_of(texts: list[str]) -> frozenset[int]:
    """Return numbers that stand for the longest texts: workers of other processes come to the same ones."""
    longest = sorted({" ".join(text.split()) for text in texts}, key=lambda text: (-len(text), text))[:SKETCHED]
    return frozenset(map(number_of, longest))


def number_of(text: str) -> int:
    """Return a number that stands for a text."""
    return crc32(text.encode("utf-8", "surrogatepass"))
