"""A page that shows no text, as a script is to put it there: its body is what the feed has, or the page's own data."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml.html import tostring

from blogsieve.cleaners.dom.blocks import text_of
from blogsieve.cleaners.dom.tree import parse, parse_text
from blogsieve.cleaners.evidence.entry import size_in
from blogsieve.cleaners.extraction.page_data import PostData, find_post
from blogsieve.cleaners.model import Removal
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import FeedEntry, Page
    from blogsieve.cleaners.pipeline.document import Document

# What stands on such a page is a label, or the frame around the place of the text; what is put there is much longer.
LABEL, FRAME, MUCH_LONGER = 120, 500, 5
# An entry for a post without text says that it first appeared on the blog.
LEAST = 100
# What a summary ends with; none is as long as this, and a post may end so too.
CUT = re.compile(r"(?:…|\.\.\.|»|^[^\n]{0,40}\bmore)[\s\]]*\Z", re.MULTILINE | re.IGNORECASE)
LONGEST_SUMMARY = 1000
# Share of the words.
SHOWN = 0.5
# What the data of a page stands in; most short posts have none of it, and are not parsed once more.
HOLDS_DATA = re.compile(rb"""<(?:script|template|textarea)\b|\bsrcdoc\b|=["']?[\[{]""", re.IGNORECASE)
PLACE = "blogsieve-body"


def body_elsewhere(document: Document) -> tuple[Page, str] | None:
    """Return a bare page as one with the text that feed or data have, and which of them; None where it is not bare."""
    own = sum(len(block.text) for block in document.blocks)
    # Of a body that was found by its name what stands there is the post, however short it is.
    if document.method == "text" or own > (FRAME if document.method == "page" else LABEL):
        return None
    found = [(one, method) for one, method in elsewhere(document, own) if one.size >= max(LEAST, own * MUCH_LONGER)]
    if not found:
        return None
    # Both are the post's; the feed's may be a part of it, and is cleaner.
    data, method = max(found, key=lambda one: one[0].size)
    page = document.page
    return replace(page, body=page_with(parse(page), data), content_type="text/html; charset=utf-8"), method


def keep_place(made: Document, method: str, bare: Document) -> None:
    """Make what stands where the body was put the body, and record what the bare page had in its place."""
    place = next((one for one in made.root.iter("div") if PLACE in (one.get("class") or "").split()), None)
    inside = set(place.iter()) if place is not None else set()
    blocks = made.read()
    made.keep(blocks, {block for block in blocks if block.element in inside}, "extract/outside", method)
    made.removals += [Removal("extract/outside", block.text) for block in bare.blocks]


def elsewhere(document: Document, own: int) -> list[tuple[PostData, str]]:
    """Return what feed and data say, with what each is called."""
    page = document.page
    found = [(in_entry(page.entry), "entry")] if page.entry else []
    titles = [page.entry.title] if page.entry else []
    if HOLDS_DATA.search(page.body):
        root = parse(page)
        data = find_post(root, page.url, titles)
        if data and (data.is_of_post or own <= LABEL) and not is_shown(data, root):
            found.append((data, "data"))
    return [(data, method) for data, method in found if data]


def is_shown(data: PostData, root: HtmlElement) -> bool:
    """Tell whether a page shows most of what its data has: that is the page itself, as its scripts would make it."""
    lines = [words(line) for line in text_of(parse_text(data.html)).splitlines()]
    return size_in(lines, [text_of(root)]) >= SHOWN * sum(map(len, lines))


def in_entry(entry: FeedEntry) -> PostData | None:
    """Return what a feed's entry has in full, None where it has a summary or nothing."""
    text = text_of(parse_text(entry.html)) if entry.html.strip() else ""
    is_summary = len(text) < LONGEST_SUMMARY and CUT.search(text)
    return PostData(entry.html, is_of_post=True, size=len(text)) if text and not is_summary else None


def page_with(root: HtmlElement, data: PostData) -> bytes:
    """Return a page with the head that it has, and a body with nothing in it but a post."""
    said = root.xpath("//body//script[contains(@type, 'ld+json')]")
    for element in root.xpath("//body"):
        element.getparent().remove(element)
    title = html.escape(data.title)
    heading = f"<h1 class='p-name'>{title}</h1>" if title and not root.xpath("//meta[@property='og:title']") else ""
    day = html.escape(data.published, quote=True)
    time = f"<time class='dt-published' datetime='{day}'>{day}</time>" if day else ""
    head = b"".join(serialised(child) for child in (*root, *said))
    language = html.escape(root.get("lang") or "", quote=True)
    post = f"<article class='h-entry'>{heading}{time}<div class='e-content {PLACE}'>{data.html}</div></article>"
    return f"<html lang='{language}'>".encode() + head + f"<body>{post}</body></html>".encode()


def serialised(element: HtmlElement) -> bytes:
    """Return an element as HTML in UTF-8."""
    return bytes(tostring(element, encoding="utf-8"))
