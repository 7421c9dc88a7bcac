"""Text that no reader sees: hidden elements, text for screen readers, line numbers, the anchors of headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

HIDDEN = parse_selector("[hidden], [style]")
NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
# A menu, a form or a label that waits to be opened; more text than this is the post's, and a script fades it in.
LABEL_LENGTH = 250

FOR_SCREEN_READERS = parse_selector(
    ".screen-reader-text, .visually-hidden, .visuallyhidden, .sr-only, .sronly, .skip-link, .element-invisible, "
    ".assistive-text"
)
# Highlighters print line numbers in a cell or span of their own beside the code.
LINE_NUMBERS = parse_selector(
    "td.gutter, td.linenos, td.rouge-gutter, td.hljs-ln-numbers, td.lineno, .line-numbers-wrapper, .line-numbers-rows, "
    "span.lineno, span.linenos, span.lnt, .highlight td.code-gutter, .syntaxhighlighter td.gutter"
)
# "¶" and "#" behind headings: their text is a sign for the mouse.
ANCHORS = parse_selector(
    "a.headerlink, a.header-anchor, a.anchor, a.heading-anchor, a.anchorjs-link, a.hash-link, a.header-link"
)
ANCHOR_SIGNS = re.compile(r"[\s#¶§🔗⚓🔖\W]*")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements that are not shown, or are shown as an aid to the page and not as its text."""
    index = document.index
    for element in index.select(HIDDEN):
        if is_hidden(element):
            yield Finding(element, "hidden/not-shown", "hidden.py")
    for selector, name in ((FOR_SCREEN_READERS, "screen-reader"), (LINE_NUMBERS, "line-numbers")):
        for element in index.select(selector):
            yield Finding(element, f"hidden/{name}", selector.css)
    for element in index.select(ANCHORS):
        if ANCHOR_SIGNS.fullmatch(element.text_content()):
            yield Finding(element, "hidden/anchor", ANCHORS.css)


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether an element is hidden for good, and not a post that a script shows later."""
    hidden = "hidden" in element.attrib or NOT_SHOWN.search(element.get("style", ""))
    return bool(hidden) and len(element.text_content()) < LABEL_LENGTH
