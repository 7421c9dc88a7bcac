"""One reading of inline content: a fresh tree, changed so that its text is what a screen reader would say, once.

It is done before anything else looks at a tree, be it of a page, of a feed's entry or for the extractor, so that texts
can be compared. What is no text at all, such as line numbers and marks of footnotes, is told and taken by
`steps/hidden.py`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.formula_images import formula_in, may_be_formulas
from blogsieve.cleaners.dom.formulas import FORMULA, SOURCE_ATTRIBUTES, read_formulas
from blogsieve.cleaners.dom.initials import has_initials, initial_in, read_initials
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.raised import before_last, read_raised
from blogsieve.cleaners.dom.sidenotes import POINTERS, SMALL, move_sidenotes
from blogsieve.cleaners.dom.tex import DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

    from lxml.html import HtmlElement

# Classes of the images that stand for a character. Sources: WordPress, Twemoji, GitHub, Discourse, phpBB, EmojiOne.
EMOJI = frozenset("emoji wp-smiley twemoji emojione joypixels smilies smiley emoticon".split())
LONGEST_EMOJI = 40
QUOTES = (("“", "”"), ("‘", "’"))
# Highlighters that print no `pre`: GitHub's gists, SyntaxHighlighter, Crayon. Each of them prints a table.
CODE_LINES = frozenset("blob-code crayon-line line".split())
CODE_BOXES = frozenset("syntaxhighlighter crayon-table js-file-line-container highlight".split())
# Classes that style sheets of many sites give what is a line of its own. Sources: Tailwind, Bootstrap.
LINE_CLASSES = frozenset(("block", "d-block"))
LINE_STYLE = re.compile(r"display:\s?(?:block|flex|grid|table)\b")
# What has lines that elements of a site's own making may be a part of; the names of these have a hyphen.
WITH_LINES = frozenset("p li h2 h3 td dd blockquote".split())
# Of marks that begin alike all are found in one search, which takes as long as the search for one of them.
DATA = "data-"
NAMES = "|".join(sorted(mark.removeprefix(DATA) for mark in (*SOURCE_ATTRIBUTES, *POINTERS)))
SEARCHES = tuple(re.compile(pattern.encode()).findall for pattern in (f"{DATA}(?:{NAMES})", *DRAWN))
SIGNS = (b"\\", b"$")
OWN_ELEMENT = re.compile(rb"<[a-zA-Z]\w*-")
# Elements of a site's own making that are drawn as one of HTML's. Source: GitHub's time elements, timeago's.
STAND_FOR = dict.fromkeys(("relative-time", "time-ago", "local-time", "time-until"), "time")
own_elements = cast("Callable[[HtmlElement], list[HtmlElement]]", XPath("//*[contains(local-name(), '-')]"))
PROTECTED = "/cdn-cgi/l/email-protection"
# What stands on a page with such an address: of links a page has hundreds, and few have one.
HIDDEN_ADDRESS = (PROTECTED.encode(), b"data-cfemail")


def read_inline(root: HtmlElement, data: bytes) -> None:
    """Change a fresh tree so that its inline content is text as it is read; it was made of these bytes.

    It is done to every page: elements are asked for by their tags, which costs next to nothing where there are none.
    """
    if OWN_ELEMENT.search(data):
        read_own_elements(root)
    named = marks_in(data)
    # To go through a tree costs more than to look at what was found: these are asked for once.
    found = list(root.iter("script", "img", "time", *SMALL))
    read_lines([one for one in found if one.tag == "span"])
    # The number of a note is told while it is one.
    move_sidenotes(root, [one for one in found if one.tag in SMALL], named)
    read_formulas(root, [one for one in found if one.tag == "script"], named)
    read_images([one for one in found if one.tag == "img"])
    read_times([one for one in found if one.tag == "time"])
    if has_initials(data):
        read_initials(root)
    read_raised(root)
    read_quotes(root)
    read_ruby(root)
    if any(name in data for name in HIDDEN_ADDRESS):
        read_addresses(root)
    read_code(root)


def marks_in(data: bytes) -> Set[str]:
    """Return which marks of formulas and notes a page's bytes have.

    >>> sorted(marks_in(b"<p data-tex=a data-footnote-id=b>Math $x$"))
    ['Math', 'data-footnote', 'data-tex']
    """
    # What draws formulas finds them between such signs; to look for one byte takes no time.
    searches = SEARCHES if any(sign in data for sign in SIGNS) else SEARCHES[:1]
    return {found.decode() for search in searches for found in set(search(data))}


def read_own_elements(root: HtmlElement) -> None:
    """Make the elements of a site's own making that stand in a line a part of it, as browsers do."""
    for element in own_elements(root):
        # A broken name that the parser lets through cannot be set once more.
        if element.tag in STAND_FOR:
            element.tag = STAND_FOR[element.tag]
        parent = element.getparent()
        if element.tag not in INLINE and parent is not None and parent.tag in WITH_LINES and is_in_line(element):
            element.tag = "span"


def is_in_line(element: HtmlElement) -> bool:
    """Tell whether an element has text of its line right before or behind it, and no block in it."""
    previous = element.getprevious()
    before = element.getparent().text if previous is None else previous.tail
    return bool((before or "").strip() or (element.tail or "").strip()) and all(
        inner.tag in INLINE for inner in element.iterdescendants("*")
    )


def read_lines(spans: Iterable[HtmlElement]) -> None:
    """Set a space before a span that a class or a style makes a line of its own, where it follows a word."""
    for span in spans:
        is_line = not LINE_CLASSES.isdisjoint(span.get("class", "").split()) or LINE_STYLE.search(span.get("style", ""))
        if is_line and is_glued(span):
            span.text = f" {span.text}"


def read_times(times: Iterable[HtmlElement]) -> None:
    """Set a space between a day and an element right beside it, from which only a style sheet parts it.

    >>> from lxml.html import fromstring
    >>> root = fromstring("<p><b>Ida</b><time>3 May 2019</time><span>4 min</span></p>")
    >>> read_times(root.iter("time")); root.text_content()
    'Ida 3 May 2019 4 min'
    """
    for time in times:
        for before, after in ((time.getprevious(), time), (time, time.getnext())):
            if before is None or after is None or before.tail or not INLINE.issuperset((before.tag, after.tag)):
                continue
            sides = before.text_content()[-1:], after.text_content()[:1]
            if all(map(str.isalnum, sides)):
                before.tail = " "


def is_glued(element: HtmlElement) -> bool:
    """Tell whether a word stands right before an element that begins with one."""
    return (before_last(element)[-1:] + (element.text or "")[:1]).isalnum() and len(element.text or "") > 1


def read_images(images: Sequence[HtmlElement]) -> None:
    """Write out the images that stand for a character or a formula."""
    has_formulas = may_be_formulas(images)
    for image in images:
        if has_formulas and (text := formula_in(image)):
            image.tag, image.text = "span", text
            image.set(FORMULA, "inline")
        elif image.get("alt") and (text := emoji_in(image) or initial_in(image)):
            image.tag, image.text = "span", text


def emoji_in(image: HtmlElement) -> str:
    """Return the character that an image stands for, `""` where it is another image."""
    alt = image.get("alt", "")
    is_emoji = len(alt) <= LONGEST_EMOJI and (
        not EMOJI.isdisjoint(image.get("class", "").split()) or "/emoji/" in image.get("src", "")
    )
    return alt if is_emoji else ""


def read_quotes(root: HtmlElement) -> None:
    """Write the marks of quotations that a browser would draw."""
    for quote in root.iter("q"):
        depth = sum(1 for _ in quote.iterancestors("q"))
        opening, closing = QUOTES[depth % 2]
        quote.text = opening + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + closing
        else:
            quote.text += closing


def read_ruby(root: HtmlElement) -> None:
    """Set what stands above a base in brackets, where the page does not do so itself."""
    for ruby in root.iter("ruby"):
        if next(ruby.iter("rp"), None) is None:
            for reading in ruby.iter("rt"):
                if text := " ".join(reading.text_content().split()):
                    for child in list(reading):
                        reading.remove(child)
                    reading.text = f"({text})"


def read_addresses(root: HtmlElement) -> None:
    """Write out the e-mail addresses that Cloudflare hides from robots."""
    for element in root.iter("a", "span"):
        if (href := element.get("href")) is not None and not href.startswith(PROTECTED):
            continue
        code = element.get("data-cfemail") or (href or "").partition("#")[2]
        if code and (address := decode_address(code)) and is_placeholder(element):
            for child in list(element):
                element.remove(child)
            element.text = address


def is_placeholder(element: HtmlElement) -> bool:
    """Tell whether an element shows what stands for a hidden address."""
    text: str = element.text_content().strip()
    return text.startswith("[") and text.endswith("]")


def decode_address(code: str) -> str:
    """Return the address that Cloudflare wrote as hexadecimal bytes, the first of them the key; `""` where it is none.

    >>> decode_address("0061406224626b63")
    'a@b$bkc'
    >>> decode_address("no")
    ''
    """
    try:
        key, *rest = bytes.fromhex(code.partition("?")[0])
        return bytes(byte ^ key for byte in rest).decode()
    except ValueError:
        return ""


def read_code(root: HtmlElement) -> None:
    """Make the lines of code that are no `pre` such, as the style sheets of their highlighters do, and end each."""
    for box in root.iter("pre"):
        end_lines(box)
    for table in root.iter("table"):
        if is_of_code(table):
            for line in table.iter("td", "div"):
                if not CODE_LINES.isdisjoint(line.get("class", "").split()):
                    line.tag = "pre"


def end_lines(box: HtmlElement) -> None:
    """End the lines of code that stand right behind each other, each in an element of its own: Shiki's, WeChat's.

    >>> from lxml.html import fromstring
    >>> box = fromstring("<pre><code><span class=line>a</span><span class=line>b</span></code></pre>")
    >>> end_lines(box); box.text_content()
    'a\\nb'
    """
    inner = box[0] if len(box) == 1 and box[0].tag == "code" else box
    for line, after in pairwise(inner):
        is_line = line.tag == after.tag == "code" or (line.get("class") == after.get("class") == "line")
        if is_line and line.tag in INLINE and not line.tail and not line.text_content().endswith("\n"):
            line.tail = "\n"


def is_of_code(table: HtmlElement) -> bool:
    """Tell whether a table is one that a highlighter prints."""
    above = table.getparent()
    names = f"{table.get('class', '')} {'' if above is None else above.get('class', '')}"
    return not CODE_BOXES.isdisjoint(names.split())
