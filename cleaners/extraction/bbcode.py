"""Texts in the markup of forums and of game shops, written as HTML: `[b]bold[/b]`."""

from __future__ import annotations

import html
import re

# Source: phpBB's BBCode guide, Steam's formatting help.
ELEMENTS = {
    "p": "p", "h1": "h2", "h2": "h3", "h3": "h4", "b": "strong", "i": "em", "u": "u", "s": "s", "strike": "s",
    "list": "ul", "olist": "ol", "*": "li", "quote": "blockquote", "code": "pre", "table": "table", "tr": "tr",
    "td": "td", "th": "th", "url": "span", "size": "span", "color": "span", "center": "div", "spoiler": "div",
}  # fmt: skip
# What stands in these is the address of a picture or of a video.
MEDIA = re.compile(r"\[(img|video|youtube|previewyoutube)\b[^][]*\][^][]*\[/\1\]", re.IGNORECASE)
_NAMES = "|".join(map(re.escape, ELEMENTS))
TAG = re.compile(rf"\[(/?)({_NAMES})(?:=[^][]*|\s[^][]*)?\]", re.IGNORECASE)
CLOSED = re.compile(rf"\[/(?:{_NAMES})\]", re.IGNORECASE)
# A text may speak of `[/b]`; one in this markup closes more than that.
FEWEST = 2


def is_bbcode(text: str) -> bool:
    """Tell whether a text is in this markup.

    >>> is_bbcode("[p]a[/p][p]b[/p]"), is_bbcode("see [1] and [2]")
    (True, False)
    """
    return len(CLOSED.findall(text)) >= FEWEST


def bbcode_to_html(text: str) -> str:
    """Return a text in this markup as HTML.

    >>> bbcode_to_html("[h1]A[/h1][p]b [url=c]d[/url] < [b]e[/b][/p]")
    '<h2>A</h2><p>b <span>d</span> &lt; <strong>e</strong></p>'
    """
    plain = html.escape(MEDIA.sub("", text), quote=False)
    marked = TAG.sub(lambda found: f"<{found[1]}{ELEMENTS[found[2].lower()]}>", plain)
    return marked.replace("\n", "<br>")
