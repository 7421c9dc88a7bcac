"""A post's tags: as its feed has them, as the page marks them, or as the links to lists of tags that stand by it."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom.blocks import is_longer, squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.place import post_area_on
from blogsieve.cleaners.metadata.dates.zones import below_title
from blogsieve.cleaners.metadata.jsonld import post_of
from blogsieve.cleaners.metadata.tag_rows import (
    LINKS,
    as_shown,
    first_row,
    is_affiliate,
    is_of_post,
    labelled_row,
    name_in_address,
    standing_on,
)
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates.place import PostArea
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.cleaners.site.model import SiteModel

MOST_TAGS = 50
# How many posts have a tag, as themes write behind it: "Tar[6]".
COUNT = re.compile(r"\s*\[\d+\]$")
DECLARED = parse_selector("meta[property='article:tag']")
MARKED = parse_selector("a[rel~=tag], a.p-category, a[itemprop~=keywords], [itemprop~=keywords] a")
# A platform's links that nothing but their addresses tell stand in menus and columns as well, for all posts.
BY_ADDRESS, BESIDE = "a[href*=", ("nav", "aside")
# What the head tells is of the page, wherever the platform's themes show tags.
IN_HEAD = "meta["
# Links that may lead to the list of a tag, or of a category, and where the address has the name.
MAY_LEAD = parse_selector(
    "a[href*=tag], a[href*=label], a[href*=topic], a[href*=categ], a[href*=kategor], a[href*='Category:']"
)
TO_TAG = re.compile(r"/(?:tags?|tagged|labels?|topics?)[/:]([^/?#]+?)(?:\.html?)?/?$|[?&](?:tag|label)=([^&#]+)$")
TO_CATEGORY = re.compile(
    r"/(?:[Cc]ategor(?:y|ies|ias?|ie|ia)|kategor\w+)[/:]([^/?#]+?)(?:\.html?)?/?$|[?&](?:category|cat)=([^&#]+)$"
)
# The box of a heading and its byline has no more characters than this, with the author, the day and a subtitle.
LONGEST_HEADER = 400
# Fewer pages say nothing of a template.
FEWEST_PAGES = 3


def find_tags(index: Index, page: Page, platform: Platform, title: str, site: SiteModel) -> tuple[str, ...]:
    """Return a post's tags as the blog writes them, each once: the feed's, else those of the page.

    The feeds of some makers have the post's category and none of its tags: the page's own row has those. What all
    pages of the blog declare are words for search engines, where a page shows others.
    """
    listed = page.entry.tags if page.entry else ()
    if listed:
        place = post_area_on(index, page.url, title)
        told = [css for css in platform.page.tags if css.startswith(IN_HEAD)]
        row = (
            marked_in(index, place) or tags_by_address(index, place, page.url, (TO_TAG,)) or list(visible(index, told))
        )
        names = {text_key(tag) for tag in listed}
        return tuple(dict.fromkeys(listed if any(text_key(tag) in names for tag in row) else (*listed, *bare(row))))
    return tuple(dict.fromkeys(bare(on_page(index, page, platform, title, site))))


def on_page(index: Index, page: Page, platform: Platform, title: str, site: SiteModel) -> Iterable[str]:
    """Return the tags that a page names: those it declares, else those it marks, else those it links to.

    What it marks in the post itself is asked first: other boxes mark those of other posts, and some makers declare
    words for search engines which are none of the post's tags.
    """
    place = post_area_on(index, page.url, title)
    own = marked_in(index, place)
    stated = list(declared(index))
    told = list(apart_from(site.common_tags, stated))
    if told and own and {text_key(tag) for tag in bare(own)}.isdisjoint(map(text_key, told)):
        stated = told = []
    asked = list(keywords(index, page.url))
    return (
        told
        or own
        or [squash(element.text_content()) for element in index.select(MARKED)]
        or list(visible(index, platform.page.tags))
        or list(apart_from(site.common_tags, asked))
        or tags_by_address(index, place, page.url)
        or hashtags(index, place, page.url)
        or labelled_row(index, place, page.url)
        or tags_apart(index, place, page.url, site)
        or stated
        or asked
    )


def apart_from(common: Container[str], tags: Iterable[str]) -> Iterator[str]:
    """Yield the tags whose keys are none of those that all pages of the blog declare."""
    return (tag for tag in tags if text_key(tag) not in common)


def bare(tags: Iterable[str]) -> Iterator[str]:
    """Yield tags without the signs and counts that themes write around them, as many as a post has."""
    found = filter(None, (COUNT.sub("", tag).strip(" ,#") for tag in tags))
    yield from islice(dict.fromkeys(found), MOST_TAGS)


def marked_in(index: Index, place: PostArea) -> list[str]:
    """Return the tags that are marked in a post's article, or in no box of others where nothing tells the article."""
    marked = index.select(MARKED)
    return [squash(one.text_content()) for one in marked if place.is_inside(one) and place.is_own(one)]


def declared(index: Index) -> Iterator[str]:
    """Yield the tags that meta elements give, one each, or all of them in one: "Tar,Rope"."""
    for element in index.select(DECLARED):
        said = squash(element.get("content", ""))
        # A comma within a tag has a space behind it.
        yield from filter(None, [said] if ", " in said else said.split(","))


def visible(index: Index, selectors: Sequence[str]) -> Iterator[str]:
    """Yield the texts of the elements that the selectors give, the first selector's first."""
    for css in selectors:
        beside = BESIDE if css.startswith(BY_ADDRESS) else ()
        for element in index.select(parse_selector(css)):
            if beside and next(element.iterancestors(*beside), None) is not None:
                continue
            yield from filter(None, map(squash, texts_of(element)))


def texts_of(element: HtmlElement) -> list[str]:
    """Return what an element says: its text, or each of the words in a meta element.

    >>> from lxml.html import fromstring
    >>> page = fromstring("<div><meta name=keywords content='Tar,Rope'><a>Tar, rope</a></div>")
    >>> [texts_of(element) for element in page]
    [['Tar', 'Rope'], ['Tar, rope']]
    """
    return (element.get("content") or "").split(",") if element.tag == "meta" else [element.text_content()]


def keywords(index: Index, url: str) -> Iterator[str]:
    """Yield the keywords of a page's JSON-LD: a list of them, or one text."""
    said = post_of(index, url).get("keywords")
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, str):
            yield from filter(None, map(squash, one.split(",")))


def tags_by_address(
    index: Index, place: PostArea, url: str, patterns: Sequence[re.Pattern[str]] = (TO_TAG, TO_CATEGORY)
) -> list[str]:
    """Return the names in the first row of links to lists of tags, else of categories, in an article or its header.

    Where neither has a box of its own, the row is on one of the lines below the heading.
    """
    boxes = {box for box in (place.article, box_of_heading(place)) if box is not None}
    lead = leading(index, url)
    links = [link for link in lead if not boxes.isdisjoint(link.iterancestors())]
    if lead and not boxes:
        links = standing_on(frozenset(below_title(place)), lead)
    return names_in_row(links, patterns, place)


def tags_apart(index: Index, place: PostArea, url: str, site: SiteModel) -> list[str]:
    """Return the names in the first row of such links that no article holds, where the blog's template has no such row.

    Many themes tell a post's tags by nothing but the links, and a column of topics stands in a box as nameless.
    """
    if place.heading is None or site.pages < FEWEST_PAGES:
        return []
    is_wanted = partial(is_of_post, place=place, url=url, site=site)
    return names_in_row(leading(index, url), (TO_TAG, TO_CATEGORY), place, is_wanted)


def leading(index: Index, url: str) -> list[HtmlElement]:
    """Return the links that may lead to lists of tags, and not to a shop."""
    return [link for link in index.select(MAY_LEAD) if not is_affiliate(link, url)]


def names_in_row(
    links: Sequence[HtmlElement],
    patterns: Iterable[re.Pattern[str]],
    place: PostArea,
    is_wanted: Callable[[Sequence[HtmlElement]], bool] = bool,
) -> list[str]:
    """Return the names in the first row of the links whose addresses the first pattern reads, else the second."""
    for pattern in patterns:
        named = {link: name for link in links if (name := name_in_address(link, pattern))}
        if row := first_row(named, place, is_wanted):
            return [as_shown(one, named[one]) for one in row]
    return []


def hashtags(index: Index, place: PostArea, url: str) -> list[str]:
    """Return the names in the first row of links with a "#" before them that lead to where the blog lists the name.

    Bear Blog's `<a href="/blog/?q=tar">#tar</a>` stands in an address that nothing else tells.
    """
    if place.article is None:
        return []
    # What a link says is looked at first: nearly all that a page links says something else.
    shown = ((link, squash(link.text_content())) for link in index.select(LINKS))
    signed = ((link, text) for link, text in shown if text.startswith("#"))
    named = {link: text for link, text in signed if place.is_inside(link) and lists_name(link, text, url)}
    return [named[link] for link in first_row(named, place)]


def lists_name(link: HtmlElement, text: str, url: str) -> bool:
    """Tell whether a link leads to a page of the blog whose address ends in its text, which is more than a number."""
    name, target = "".join(words(text)), split_url(join_url(url, link.get("href", "")))
    if not name or name.isdecimal() or target.netloc != split_url(url).netloc:
        return False
    ends = (target.path.rstrip("/").rpartition("/")[2], target.query.rpartition("=")[2])
    return any("".join(words(unquote_plus(end))) == name for end in ends)


def box_of_heading(place: PostArea) -> HtmlElement | None:
    """Return what the post's heading stands in with its byline alone, None where it holds a text or a column, too."""
    box = None if place.heading is None else place.heading.getparent()
    return box if box is not None and not is_longer(box, LONGEST_HEADER) else None
