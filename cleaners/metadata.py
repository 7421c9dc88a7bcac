"""What a page says of its post besides the text: title, author, tags, the blog's name, hints of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.blocks import squash
from cleaners.jsonld import post_object, text_at
from cleaners.model import FeedEntry
from cleaners.names import select
from cleaners.platform import detect
from cleaners.selector import parse_selector
from cleaners.text import key
from cleaners.titles import choose_title, clean_title, find_sitename, headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from cleaners.model import Page
    from cleaners.platform import Platform
    from cleaners.selector import Index
    from cleaners.site.model import SiteModel

METAS = parse_selector("meta[content]")
TITLE = parse_selector("title")
TAGS = parse_selector("a[rel~=tag], a.p-category")
MOST_TAGS = 50
AUTHORS = ("author", "article:author")
# Names that a platform gives an author by default.
NO_NAMES = frozenset(("admin", "administrator", "unknown", "author", "anonymous", "noreply", "guest", "user", "editor"))
BYLINE = re.compile(
    r"^(?:posted|written|published|by|von|par|por|di|door|autor|author)\b[\s:]*(?:by\b)?[\s:]*", re.IGNORECASE
)
BYLINE_END = re.compile(r"\s+(?:(?:at|on|in|um|am|le|el)\s+)?\d.*$|\s*[|·•,(].*$")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a post besides its text; `""` where the page says nothing."""

    platform: Platform
    title: str = ""
    full_title: str = ""  # as the page gives it to a browser, with the blog's name
    author: str = ""
    sitename: str = ""
    tags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # languages that the page declares


def read_facts(index: Index, page: Page, site: SiteModel) -> Facts:
    """Return what the page and its feed entry say; what is known of the site helps to tell the title."""
    metas = read_metas(index)
    platform = detect(index, page.url)
    ld = post_object(index.root, page.url)
    entry = page.entry or FeedEntry(page.url)
    found = list(headings(index, page.url))
    full = text_in(next(iter(index.select(TITLE)), None))
    named = clean_title(metas.get("og:site_name", "")) or site.sitename or find_sitename(found, full)
    learned = select(index.root, site.title) if site.title else None
    declared = clean_title(text_at(ld, "headline") or metas.get("og:title", "") or full)
    if key(declared) == key(site.sitename):
        declared = full
    return Facts(
        platform=platform,
        title=clean_title(entry.title) or text_in(learned) or choose_title(declared, named, found),
        full_title=full,
        author=find_author(
            [entry.author, text_at(ld, "author"), *(metas.get(name, "") for name in AUTHORS)], index, platform
        ),
        sitename=named,
        tags=find_tags(index, page, platform),
        hints=tuple(filter(None, (index.root.get("lang", ""), metas.get("og:locale", ""), entry.language))),
    )


def text_in(element: HtmlElement | None) -> str:
    """Return an element's text on one line, `""` where there is no element."""
    return "" if element is None else squash(element.text_content())


def read_metas(index: Index) -> dict[str, str]:
    """Return the first value of each meta element by its property or name, in lower case."""
    metas: dict[str, str] = {}
    for element in index.select(METAS):
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name and (content := squash(element.get("content", ""))):
                metas.setdefault(name.lower(), content)
    return metas


def clean_author(text: str) -> str:
    """Return the bare name in a byline, `""` where there is none but a platform's default.

    >>> clean_author("Posted by Ana Ilić at 5:00 PM"), clean_author("admin"), clean_author("https://example.org/ana")
    ('Ana Ilić', '', '')
    """
    name = BYLINE_END.sub("", BYLINE.sub("", clean_title(text))).strip(" ,;:|-–—·")
    if name.lower() in NO_NAMES or "://" in name or "@" in name or len(name) > LONGEST_NAME:
        return ""
    return name


def find_author(declared: Sequence[str], index: Index, platform: Platform) -> str:
    """Return the first name among what is declared and what stands where the platform puts it."""
    for text in (*declared, *visible(index, platform.page.author)):
        if name := clean_author(text):
            return name
    return ""


def find_tags(index: Index, page: Page, platform: Platform) -> tuple[str, ...]:
    """Return a post's tags as the blog writes them, each once: the feed's, else those of the page."""
    if page.entry and page.entry.tags:
        return tuple(dict.fromkeys(page.entry.tags))
    declared = [
        squash(element.get("content", ""))
        for element in index.select(METAS)
        if element.get("property", "").lower() == "article:tag"
    ]
    shown = [squash(element.text_content()) for element in index.select(TAGS)]
    found = declared or shown or list(visible(index, platform.page.tags))
    return tuple(dict.fromkeys(filter(None, (tag.strip(" ,#") for tag in found))))[:MOST_TAGS]


def visible(index: Index, selectors: Sequence[str]) -> Iterator[str]:
    """Yield the texts of the elements that the selectors give, the first selector's first."""
    for css in selectors:
        for element in index.select(parse_selector(css)):
            if text := squash(element.text_content()):
                yield text
