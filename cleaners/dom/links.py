"""Where links lead."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.text import DAY, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Words of a line besides its links, numbers aside: "Share this on … or …" has fewer, and a row of buttons has none.
SENTENCE = 8
# Parts of a line that are looked at on either side of one: a cloud of thousands of tags is a line, and no sentence.
MOST_BESIDE = 50
# Parameters that lead to another part or view of the same page.
WITHIN_A_POST = frozenset(
    "page paged cpage start offset first replytocom showcomment share print lang m view sort do rev action".split()
)
# What stands behind the address of a post that is split, or is nothing.
PART = re.compile(r"(?:(?:page|p|comment-page-\d+)?[/-]?\d*/?)?")
POST_NUMBER = re.compile(r"(?:^|(?<=&))p=\d+")


def leads_on(href: str, url: str) -> bool:
    """Tell whether a link on a page at an address leads to another page of its site, the home page aside.

    >>> leads_on("/?p=3", "https://a.example/?p=2"), leads_on("/?p=2&page=2", "https://a.example/?p=2")
    (True, False)
    >>> leads_on("/?tag=tar", "https://a.example/?post=2"), leads_on("/?tag=tar", "https://a.example/post/2")
    (True, False)
    >>> page = "https://a.example/b.html"
    >>> [leads_on(href, page) for href in ("/c.html", "#top", "/", "https://b.example/c.html", "http://[broken")]
    [True, False, False, False, False]
    """
    own, target = split_url(url), split_url(join_url(url, href))
    if target.netloc != own.netloc:
        return False
    if target.path in ("", "/"):
        # The posts of a WordPress blog with plain permalinks.
        if number := POST_NUMBER.search(target.query):
            return number.group() not in POST_NUMBER.findall(own.query)
        # Where the page itself is asked for so, others are: "/?post=3", "/?tag=boats".
        return own.path in ("", "/") and names_other(target.query, own.query)
    return target.path != own.path or names_other(target.query, own.query)


def names_other(query: str, own: str) -> bool:
    """Tell whether a query asks for another page: by another value than the page's own, or under other names alone.

    >>> names_other("id=eider", "id=ice"), names_other("id=ice&page=2", "id=ice&page=1"), names_other("a=1", "")
    (True, False, False)
    >>> names_other("tag=ducks", "id=ice"), names_other("id=ice&from=feed", "id=ice")
    (True, False)
    """
    if not own or not query:
        return False
    said = dict(parse_qsl(own))
    asked = {name: value for name, value in parse_qsl(query) if name not in WITHIN_A_POST}
    if asked and said.keys().isdisjoint(asked):
        return True
    return any(said.get(name, value) != value for name, value in asked.items())


def leads_here(element: HtmlElement, url: str) -> bool:
    """Tell whether an element holds a link, or stands in one, that leads to the page itself, and to no place on it.

    >>> from lxml.html import fromstring
    >>> links = "/on-time", "/on-time/index.html", "/on-time/#more", "/late"
    >>> [leads_here(fromstring(f"<h2><a href='{link}'>On</a></h2>"), "https://a.example/on-time") for link in links]
    [True, True, False, False]
    """
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(_as_folder(join_url(url, link.get("href", "#"))) == _as_folder(url) for link in links[:1])


def _as_folder(url: str) -> str:
    """Return an address without the file that stands for a folder: mirrors name it."""
    return url.removesuffix("index.html").rstrip("/")


def links_home(element: HtmlElement, url: str) -> bool:
    """Tell whether a heading is, or stands in, a link to the home page: it is the blog's name then."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(
        "home" in (link.get("rel") or "").split() or leads_home(join_url(url, link.get("href", "-")), url)
        for link in links[:1]
    )


def leads_home(target: str, url: str) -> bool:
    """Tell whether an address is a page's site, or the folder that it stands in, as of a blog below a site's "/blog/".

    >>> page = "https://a.example/blog/on-time"
    >>> [leads_home(target, page) for target in ("https://a.example/blog/", page, "https://b.example/blog/")]
    [True, False, False]
    >>> leads_home("https://a.example/on-time/", "https://a.example/on-time/page/2/")
    False
    """
    if is_home(target):
        return True
    above, own = split_url(target), split_url(url)
    if above.netloc != own.netloc or not above.path.endswith("/") or above.query or not own.path.startswith(above.path):
        return False
    return PART.fullmatch(own.path.removeprefix(above.path)) is None


def is_home(url: str) -> bool:
    """Tell whether an address is a site's home page.

    >>> is_home("https://example.org/"), is_home("https://example.org/a"), is_home("https://example.org/index.html")
    (True, False, True)
    """
    parts = split_url(url)
    return parts.scheme.startswith("http") and not parts.query and parts.path in ("", "/", "/index.html", "/index.php")


def links_on(element: HtmlElement, url: str) -> bool:
    """Tell whether an element is, or holds, a link from a page at an address to another page of its site."""
    return any(leads_on(link.get("href", ""), url) for link in element.iter("a"))


def is_in_sentence(link: HtmlElement) -> bool:
    """Tell whether a link or another part of a line stands in a sentence: without it that is one that nobody wrote.

    >>> from lxml.html import fromstring
    >>> told = fromstring("<p>Those who like it can <a>tweet it</a> to all their friends.<br>Share: <a>Tweet</a></p>")
    >>> [is_in_sentence(link) for link in told.iter("a")]
    [True, False]
    """
    beside = (word for ahead in (False, True) for text in _beside(link, ahead) for word in words(text))
    return next(islice((word for word in beside if not word.isdecimal()), SENTENCE - 1, None), None) is not None


def is_day_before_text(element: HtmlElement) -> bool:
    """Tell whether an element is a day and begins its line: a theme sets it so before a text that has no paragraphs.

    >>> from lxml.html import fromstring
    >>> told = fromstring("<div><i>27 Mar 2020</i> We came late, as <i>27 Mar 2020</i> was a day for it.</div>")
    >>> [is_day_before_text(day) for day in told.iter("i")]
    [True, False]
    """
    is_day = DAY.fullmatch(" ".join(element.text_content().split())) is not None
    return is_day and not any(map(words, _beside(element, ahead=False)))


def _beside(element: HtmlElement, ahead: bool) -> Iterator[str]:
    """Give the texts of an element's line behind it, or before it, but for those of links."""
    for level in (element, *element.iterancestors()):
        if level.tag not in INLINE:
            return
        if ahead:
            yield level.tail or ""
        for sibling in islice(level.itersiblings(preceding=not ahead), MOST_BESIDE):
            if not ahead:
                yield sibling.tail or ""
            if sibling.tag not in INLINE:
                return
            if sibling.tag != "a":
                yield sibling.text_content()
            if ahead:
                yield sibling.tail or ""
        parent = level.getparent()
        if not ahead and parent is not None:
            yield parent.text or ""
