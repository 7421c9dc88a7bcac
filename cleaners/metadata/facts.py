"""What a page says of its post besides the text: title, author, tags, the blog's name, hints of the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.locators import select
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.authors import author_names, find_author
from blogsieve.cleaners.metadata.bylines import byline_start, load_authors
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.metadata.headings import (
    heading_text,
    headings,
    home_links,
    is_unnamed,
    name_in,
    titled_by_address,
)
from blogsieve.cleaners.metadata.jsonld import post_of
from blogsieve.cleaners.metadata.large_print import title_in_large_print
from blogsieve.cleaners.metadata.licenses import Declared, declared_license
from blogsieve.cleaners.metadata.signals import named_signals
from blogsieve.cleaners.metadata.site_names import believed_name, find_sitename, strip_labels, strip_sitename
from blogsieve.cleaners.metadata.tags import find_tags
from blogsieve.cleaners.metadata.title_frame import is_name_alone, strip_frame
from blogsieve.cleaners.metadata.title_sources import believed, read_sources
from blogsieve.cleaners.metadata.title_text import MOST_KEPT, as_written, clean_title
from blogsieve.cleaners.metadata.titles import as_shown, choose_title, named_by_address, parted
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.platforms.platform import detect, is_at_home
from blogsieve.cleaners.platforms.platform import named as named_platform
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.headings import Heading
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.cleaners.site.model import SiteModel

METAS = parse_selector("meta[content]")
TITLE = parse_selector("title")
# Source: Highwire Press, as Google Scholar explains it.
CITED = "citation_author"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a post besides its text; `""` where the page says nothing."""

    platform: Platform
    title: str = ""
    heading: str = ""  # what stands for it on the page, at times in other words
    full_title: str = ""  # as the page gives it to a browser, with the blog's name
    titles: Mapping[str, str] = field(default_factory=dict)  # what each source gives, the feed's too
    headings: tuple[Heading, ...] = ()
    author: str = ""
    sitename: str = ""
    tags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # languages that the page declares
    signals: tuple[str, ...] = ()  # what meta elements say against its use
    license: Declared = field(default_factory=Declared)  # what is said of it to machines


def read_facts(index: Index, page: Page, site: SiteModel) -> Facts:
    """Return what the page and its feed entry say; the site's model tells the platform and helps with the title."""
    metas = read_metas(index)
    platform = named_platform(site.platform) if site.platform else detect(index, page.url)
    ld = post_of(index, page.url)
    entry = page.entry or FeedEntry(page.url)
    found = list(headings(index, page.url))
    full = text_in(next(iter(index.select(TITLE)), None))[:MOST_KEPT]
    full = "" if is_unnamed(full) else full
    bare = clean_title(full)
    host = split_url(page.url).hostname or ""
    named = believed_name(clean_title(metas.get("og:site_name", "")), found, full, host)
    named = named or site.sitename or find_sitename(found, full, host, home_links(index, page.url))
    learned = select(index.root, site.title) if site.title else None
    sources = read_sources(entry, ld, metas)
    shown = text_in(learned) or title_at_home(index, page.url, platform)
    title = find_title(sources, found, bare, named, shown, site)
    if not sources.get("feed"):
        title = strip_labels(title, named, sections(page.url, metas), host)
    heading = title
    if not (shown or sources.get("feed")):
        names = [strip_sitename(text, named) for text in (*sources.values(), bare)]
        title = named_by_address(title, names, name_in(page.url))
    if not sources and not any(text_key(one.text) == text_key(title) for one in found):
        # Of a page that names its blog alone, address and theme are two witnesses.
        title = titled_by_address(index, page.url) or title
        if text_key(title) == text_key(named) and all(one.home for one in found):
            title = title_in_large_print(index, page.url, named) or title
    title = as_written(title, (*sources.values(), bare))
    alone = full if is_name_alone(full, site.title_frame, named) else ""
    return Facts(
        platform=platform,
        title="" if is_untitled(title, entry, found, named, alone) else title,
        heading=heading,
        full_title=full,
        titles=sources,
        headings=tuple(found),
        author=find_author(
            declared_authors(entry, ld, metas, index), index, page.url, platform.page.author, title, (named, site.owner)
        ),
        sitename=named or entry.blog,
        tags=find_tags(index, page, platform, heading, site),
        signals=named_signals((element.get("name", ""), element.get("content", "")) for element in index.select(METAS)),
        license=declared_license(entry, ld, metas),
        hints=tuple(filter(None, (index.root.get("lang", ""), metas.get("og:locale", ""), entry.language))),
    )


def find_title(
    sources: Mapping[str, str], found: Sequence[Heading], full: str, named: str, shown: str, site: SiteModel
) -> str:
    """Return the title as the page shows it: the feed's, else where the site shows it, else what sources agree on."""
    told = sources.get("feed", "") if site.title_weights.get("feed", 1.0) > 0 else ""
    bare = strip_frame(full, site.title_frame)
    declared = believed(sources, site.title_weights, found, (site.sitename, named))
    found = [parted(one, [*filter(None, [told]), *declared], bare) for one in found]
    if told:
        return as_shown(told, found)
    # A page that names its post to machines may give browsers the blog's name.
    return shown or choose_title(declared or [bare], named, found, bare)


def sections(url: str, metas: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of the sections that a post stands in, as its page and its address give them."""
    yield clean_title(metas.get("article:section", ""))
    yield from (part.replace("-", " ") for part in unquote(split_url(url).path).rstrip("/").split("/")[:-1])


def is_untitled(title: str, entry: FeedEntry, found: Sequence[Heading], named: str, alone: str) -> bool:
    """Tell whether what was found is no title: the blog's name, or what stands for one where the author wrote none.

    `alone` is what browsers are given where that is what stands behind each title of the blog, with nothing before it.
    """
    if clean_title(entry.title):
        return False
    if (named and text_key(title) == text_key(named)) or (alone and is_bare_day(title)):
        return True
    if any(text_key(one.text) == text_key(title) for one in found if not one.home):
        return False
    # A part of it is the blog's; a feed has the post and no title for it; or a theme shows a day for it.
    return text_key(title) in text_key(alone) or bool(entry.html) or is_bare_day(title)


def is_bare_day(title: str) -> bool:
    """Tell whether a text is a date and nothing else.

    >>> is_bare_day("2022-03-14"), is_bare_day("14 March 2022 at sea")
    (True, False)
    """
    return any(not any(map(str.isalnum, title[: day.start] + title[day.end :])) for day in read_dates(title))


def title_at_home(index: Index, url: str, platform: Platform) -> str:
    """Return the title where the platform puts it, on the platform's own host; `""` where several stand there or none.

    Elsewhere a theme may call the blog's name so.
    """
    for css in platform.page.title if is_at_home(platform, url) else ():
        titles = dict.fromkeys(filter(None, map(heading_text, index.select(parse_selector(css)))))
        if len(titles) == 1:
            return next(iter(titles))
    return ""


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


def declared_authors(entry: FeedEntry, ld: Mapping[str, Any], metas: Mapping[str, str], index: Index) -> Iterator[str]:
    """Yield what feed, JSON-LD and meta elements say of the author; Yoast writes it for Twitter's cards."""
    yield entry.author
    yield author_names(ld.get("author"))
    for name in load_authors()["metas"]:
        yield cited_authors(index) if name == CITED else metas.get(name, "")
    if byline_start().match(metas.get("twitter:label1", "") + " "):
        yield metas.get("twitter:data1", "")


def cited_authors(index: Index) -> str:
    """Return the authors that a page gives for citations: an element each, the family name first or last."""
    named = (element.get("content", "") for element in index.select(METAS) if element.get("name", "").lower() == CITED)
    names = (" ".join(reversed(name.split(","))) if name.count(",") == 1 else name for name in named)
    return ", ".join(dict.fromkeys(map(squash, names)))
