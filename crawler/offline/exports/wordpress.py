"""WordPress' export, WXR: RSS with what the editor has of each post. Source: wp-admin/includes/export.php."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.offline.exports.xml import child, elements
from blogsieve.crawler.sources.wordpress import zoned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

MARK = b"wordpress.org/export/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# What the editor keeps has no paragraphs but empty lines, as in a text; blocks have their own.
BLOCK = re.compile(
    r"^\s*<(?:/?(?:p|div|h[1-6]|[uo]l|li|blockquote|pre|table|thead|tbody|tr|td|th|figure|section|hr|form|dl|dt|dd)\b|!--)",
    re.IGNORECASE,
)
EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
# Codes of WordPress' own, and of the builders that most blogs have; a word in brackets is not one.
SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|googlevideo|youtube|vimeo|sourcecode|code|more|contact-form|"
    r"(?:vc|et_pb|fusion|su)_\w+)\b[^\[\]]*\]"
)


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is an export of WordPress."""
    return MARK in start and b"<rss" in start


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the published posts; drafts, pages, attachments, and posts with a password are none."""
    authors: dict[str, str] = {}
    language = ""
    for element in elements(path, "language", "author", "item"):
        name = element.tag.rpartition("}")[2]
        if name == "language":
            language = language or (element.text or "").strip()
        elif name == "author":
            authors[child(element, "author_login")] = child(element, "author_display_name")
        elif is_published(element):
            entry = read_item(element, authors, language)
            if entry.html:
                yield entry


def is_published(item: etree._Element) -> bool:
    """Tell whether an item is a post that anybody can read."""
    is_post = child(item, "post_type") == "post" and child(item, "status") == "publish"
    return is_post and not child(item, "post_password")


def read_item(item: etree._Element, authors: dict[str, str], language: str) -> FeedEntry:
    """Return what an item says."""
    login = child(item, "creator")
    content, channel = item.find(CONTENT), item.getparent()
    return FeedEntry(
        url=child(item, "link"),
        title=html.unescape(child(item, "title")),
        author=authors.get(login) or login,
        published=zoned(child(item, "post_date"), child(item, "post_date_gmt")),
        modified=zoned(child(item, "post_modified"), child(item, "post_modified_gmt")),
        html=paragraphs((content.text or "") if content is not None else ""),
        tags=tuple(dict.fromkeys(name for tag in item.iterfind("category") if (name := (tag.text or "").strip()))),
        language=language,
        blog=html.unescape(child(channel, "title")) if channel is not None else "",
    )


def paragraphs(text: str) -> str:
    """Return what the editor keeps as HTML, without codes; line breaks within a paragraph stay.

    >>> paragraphs("One\\nmore\\n\\n[caption id='a']<img> Two[/caption]\\n\\n<h2>Three</h2>")
    '<p>One<br>more</p>\\n<p><img> Two</p>\\n<h2>Three</h2>'
    """
    text = SHORTCODE.sub("", text.replace("\r\n", "\n")).strip()
    if "<!-- wp:" in text or not EMPTY_LINE.search(text):
        return paragraph(text) if text else ""
    parts = (part.strip() for part in EMPTY_LINE.split(text))
    return "\n".join(paragraph(part) for part in parts if part)


def paragraph(text: str) -> str:
    """Return lines as a paragraph, unless they have an element of their own."""
    return text if BLOCK.search(text) else f"<p>{text.replace(chr(10), '<br>')}</p>"
