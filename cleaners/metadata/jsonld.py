"""What a page says of itself in JSON-LD: its objects, and the one that is the post."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.json_text import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

# Types that a post has. Source: schema.org, Article and what is below it, without reviews of products.
ARTICLES = frozenset(
    "Article BlogPosting NewsArticle LiveBlogPosting SocialMediaPosting DiscussionForumPosting TechArticle Report "
    "OpinionNewsArticle AnalysisNewsArticle ReportageNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "ScholarlyArticle MedicalScholarlyArticle SatiricalArticle AdvertiserContentArticle".split()
)
# What a post may be, or may have in it: there the article has the post's day and author.
GUIDES = frozenset(("HowTo", "Recipe"))
# Pages around a post; they carry its dates where no article object stands (Yoast without its article piece).
PAGES = frozenset("WebPage ItemPage AboutPage FAQPage MedicalWebPage".split())
# Properties whose objects are the page itself; an object under any other one (comment, hasPart, itemListElement)
# is about something else.
PARTS = ("@graph", "mainEntity", "mainEntityOfPage")
# Wrappers that people put around a script's text, from the days when XHTML and old browsers needed them.
WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*+(?:;\s*+)?$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# Of an object that is broken by a quote within a text, what is still plain: its type, days and author.
TYPE = re.compile(r'"@type"\s*:\s*"([^"\\]+)"')
PLAIN_DAY = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"\\]+)"')
PLAIN_AUTHOR = re.compile(r'"author"\s*:\s*+(?:\[\s*+)?\{[^{}]*?"name"\s*:\s*"([^"\\]+)"')
DEEPEST = 6


def read_jsonld(root: HtmlElement) -> list[dict[str, Any]]:
    """Return the JSON-LD objects that describe the page, graphs and lists made flat, in document order.

    Of what cannot be read as JSON, after the usual faults are mended, an article's days and author are read.
    """
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = script.get("type") or ""
        if "ld+json" in kind.lower() and script.text:
            for value in load_json(script.text) or salvage(script.text):
                objects.extend(_flatten(value, 0))
    return objects


def salvage(text: str) -> list[dict[str, Any]]:
    """Return what is plain of the only article in a broken text, in a list; empty where there is none, or several.

    >>> salvage('{"@type": "BlogPosting", "headline": "The "last" word", "datePublished": "2021-02-03"}')
    [{'@type': 'BlogPosting', 'datePublished': '2021-02-03'}]
    """
    kinds = [kind for kind in TYPE.findall(text) if kind in ARTICLES]
    if len(kinds) != 1:
        return []
    author = PLAIN_AUTHOR.search(text)
    return [{"@type": kinds[0], **dict(reversed(PLAIN_DAY.findall(text))), **({"author": author[1]} if author else {})}]


def types_of(thing: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of an object's types, without the address of the vocabulary.

    >>> sorted(types_of({"@type": ["https://schema.org/BlogPosting", "Thing"]}))
    ['BlogPosting', 'Thing']
    """
    types = thing.get("@type", ())
    names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    return frozenset(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def post_of(index: Index, url: str) -> Mapping[str, Any]:
    """Return `post_object` of a page, read once."""
    return index.once(("jsonld", url), lambda: post_object(index.root, url))


def post_object(root: HtmlElement, url: str = "") -> Mapping[str, Any]:
    """Return the object that is the post of a page, fetched from an address; empty where there is none."""
    canonical = [link.get("href", "") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    objects = read_jsonld(root)
    post = choose_post(objects, [url, *canonical])
    return {**post, "author": named_in(objects, post["author"])} if "author" in post else post


def named_in(objects: Sequence[Mapping[str, Any]], author: object) -> object:
    """Return an author, or a list of them, with what only refers to a person among the page's objects replaced by that.

    >>> named_in([{"@type": "Person", "@id": "#ana", "name": "Ana"}], [{"@id": "#ana"}, {"name": "Bo"}])
    [{'@type': 'Person', '@id': '#ana', 'name': 'Ana'}, {'name': 'Bo'}]
    """
    if isinstance(author, list):
        return [named_in(objects, one) for one in author]
    if not isinstance(author, dict) or "name" in author or "@id" not in author:
        return author
    people = (one for one in objects if "Person" in types_of(one))
    return next((one for one in people if one.get("@id") == author["@id"]), author)


def choose_post(objects: Sequence[Mapping[str, Any]], urls: Sequence[str]) -> Mapping[str, Any]:
    """Return the object that is the post at one of the addresses, empty where none is.

    An article at the page's address comes first, then the only article of the page, then what it explains, then the
    page itself.
    """
    keys = {key for url in urls if (key := address_key(url))}
    for kinds in (ARTICLES, GUIDES, PAGES):
        group = [thing for thing in objects if types_of(thing) & kinds]
        if own := next((thing for thing in group if keys & set(_addresses(thing))), None):
            return own
        # A list of posts is no post: of several that all name other addresses none is taken.
        silent = [thing for thing in group if not any(_addresses(thing))]
        if len(group) == 1 or silent:
            return (silent or group)[0]
    return {}


def text_at(thing: Mapping[str, Any], name: str) -> str:
    """Return an object's property as text, `""` where it has none.

    >>> text_at({"author": [{"@type": "Person", "name": "A. &amp; B."}]}, "author")
    'A. & B.'
    """
    return text_of_value(thing.get(name))


def text_of_value(value: object) -> str:
    """Return a value as text: the value itself, an object's name or value, the first of a list; `""` for anything else.

    >>> text_of_value([{"@value": "a &amp; b"}, "c"]), text_of_value(7), text_of_value(None)
    ('a & b', '7', '')
    """
    if isinstance(value, list):
        return text_of_value(value[0]) if value else ""
    if isinstance(value, dict):
        return text_of_value(value.get("@value", value.get("name")))
    if isinstance(value, str):
        return html.unescape(value).strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def address_key(url: object) -> str:
    """Return what two addresses of one page share, `""` where it is no address of a page.

    >>> address_key("https://www.a.org/b/?p=1#top") == address_key("http://a.org/b?p=1")
    True
    """
    if not isinstance(url, str):
        return ""
    parts = split_url(url.strip())
    path = unquote(parts.path).rstrip("/").removesuffix("/index.html")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}?{parts.query}" if parts.hostname else ""


def load_json(text: str) -> list[Any]:
    """Return the JSON value of a script's text in a list, mended where that is simple; empty where it is broken."""
    text = WRAPPERS.sub("", WRAPPERS.sub("", text))
    for attempt in (text, TRAILING_COMMA.sub(r"\1", text).strip().rstrip(";"), html.unescape(text)):
        try:
            return [read_json(attempt)]
        except ValueError:
            continue
    return []


def _flatten(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Give the objects of a value that are about the page itself."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _flatten(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in PARTS:
            if isinstance(value.get(name), dict | list):
                yield from _flatten(value[name], depth + 1)


def _addresses(thing: Mapping[str, Any]) -> Iterator[str]:
    """Give the keys of the addresses that an object names as its own."""
    for name in ("url", "mainEntityOfPage", "@id"):
        value = thing.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if key := address_key(value):
            yield key
