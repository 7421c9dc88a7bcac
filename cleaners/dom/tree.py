"""A page's bytes to one lxml tree, and the few operations on it that every step needs."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lxml import html
from lxml.etree import ElementDefaultClassLookup, ErrorTypes, ParserError

from blogsieve.cleaners.dom.anchored import keep_one
from blogsieve.cleaners.dom.composing import compose, has_marks
from blogsieve.cleaners.dom.encoding import decode, is_plain_utf8
from blogsieve.cleaners.dom.ends import without_early_ends
from blogsieve.cleaners.dom.head import begin_body
from blogsieve.cleaners.dom.inline import read_inline
from blogsieve.cleaners.dom.parser_limits import flatter, with_few_attributes
from blogsieve.cleaners.dom.sidenotes import NOTE_MARK
from blogsieve.cleaners.errors import NotHtml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import Page

# What lxml refuses in a document: control characters, and two that are none (U+FFFE and U+FFFF, in UTF-8).
CONTROL = bytes((*range(9), 11, 12, *range(14, 32), 127))
# A byte is found at once, in a page of 100 kB: two take a tenth of the time that parsing takes.
FIRST_BYTE, NO_CHARACTER = b"\xef", b"\xef\xbf"
NO_CHARACTERS = (NO_CHARACTER + b"\xbe", NO_CHARACTER + b"\xbf")
# A reference to one of them is no text either. What stands in its place is nothing to see, and no part of another one.
NO_REFERENCE = "\u2060".encode()
TO_NO_CHARACTER = re.compile(
    rb"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01]|127|6553[45])(?!\d)|[xX]0*(?:[1-8bcefBCEF]|1[\da-fA-F]|7[fF]|[fF]{3}[efEF])"
    rb"(?![\da-fA-F]));?"
)
# Editors that know UTF-16 alone refer to an emoji by its halves, 0xD800 to 0xDBFF and 0xDC00 to 0xDFFF.
HALVES = re.compile(
    rb"&#(55(?:29[6-9]|[3-9]\d\d)|56(?:[0-2]\d\d|3[01]\d)|[xX][dD][89abAB][\da-fA-F]{2});"
    rb"&#(56(?:3[2-9]\d|[4-9]\d\d)|57(?:[0-2]\d\d|3[0-3]\d|34[0-3])|[xX][dD][c-fC-F][\da-fA-F]{2});"
)
ONE_CLASS = ElementDefaultClassLookup(element=html.HtmlElement)


@dataclass(slots=True)
class Parsed:
    """What this process has parsed."""

    pages: int = 0
    ready: list[tuple[Page, HtmlElement]] = field(default_factory=list)  # trees that `parse` need not make


parsed = Parsed()


def parse(page: Page) -> HtmlElement:
    """Return the root of a page's tree; raise NotHtml where the bytes are no text or hold no element.

    Of a page of several posts nothing is left but the one that the fragment of its address names.
    """
    if parsed.ready and parsed.ready[-1][0] is page:
        return parsed.ready.pop()[1]
    parsed.pages += 1
    # Most pages are what the parser reads best: to decode and to encode them again takes a third as long as to parse.
    root = _parse(page.body if is_plain_utf8(page.body) else _encode(decode(page.body, page.content_type)))
    if "#" in page.url:
        keep_one(root, page.url)
    return root


@contextmanager
def ready(page: Page, root: HtmlElement) -> Iterator[None]:
    """Let the next `parse` of a page within the context return a tree that was made of it already; it is used up."""
    parsed.ready.append((page, root))
    before = len(parsed.ready) - 1
    try:
        yield
    finally:
        del parsed.ready[before:]


def parse_text(text: str) -> HtmlElement:
    """Return the root of a text's tree, without comments, processing instructions and what no document may hold.

    >>> parse_text("<p>a<!-- b -->c").findtext(".//p")
    'ac'
    >>> parse_text("<p>&#55357;&#56832;&#xD83D;&#xDE00;").findtext(".//p")
    '😀😀'
    >>> parse_text("<p>a\\x0c\\ud800\\uffffb").findtext(".//p"), parse_text("<p>a&#1;").findtext(".//p") == "a\\u2060"
    ('a?b', True)
    """
    return _parse(_encode(text))


def _whole(halves: re.Match[bytes]) -> bytes:
    """Return the character whose two halves are referred to."""
    high, low = (int(half.lstrip(b"xX"), 16 if half[:1] in b"xX" else 10) for half in halves.groups())
    return chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF)).encode()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _parse(data: bytes) -> HtmlElement:
    """Return the root of the tree of a text in UTF-8; bytes, since that is three times as fast."""
    data = data.translate(None, CONTROL)
    if FIRST_BYTE in data and NO_CHARACTER in data:
        for character in NO_CHARACTERS:
            data = data.replace(character, b"")
    data = HALVES.sub(_whole, TO_NO_CHARACTER.sub(NO_REFERENCE, data))
    if data.isspace() or not data:
        raise NotHtml("is empty")
    data = without_early_ends(with_few_attributes(data))
    root, is_whole = _parse_once(data)
    easier = flatter(data) if not is_whole else iter(())
    while not is_whole and (data := next(easier, b"")):
        root, is_whole = _parse_once(data)
    show_shadows(root)
    if has_marks(data):
        compose(root)
    read_inline(root, data)
    return root


def show_shadows(root: HtmlElement) -> None:
    """Make the templates that a browser shows boxes like others.

    >>> parse_text("<x-a><template shadowrootmode=open><p>b</template></x-a>").findtext(".//div/p")
    'b'
    """
    for template in root.iter("template"):
        if template.get("shadowrootmode") is not None:
            template.tag = "div"


def _parse_once(data: bytes) -> tuple[HtmlElement, bool]:
    """Return the root of a tree, and whether it holds all of the page: what is too deep is left out."""
    # A parser is made for each page: a shared one keeps the names of every page it saw.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # All elements are of one class: to ask for that of each costs more than to parse.
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        root = cast("HtmlElement", html.document_fromstring(data, parser=parser, ensure_head_body=True))
    except ParserError as error:
        # Nothing but comments.
        raise NotHtml("is empty") from error
    begin_body(root)
    last = parser.error_log.last_error
    return root, last is None or last.type != ErrorTypes.ERR_RESOURCE_LIMIT


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree and leave the text behind it where it stood.

    >>> root = parse_text("<p>a<b>x</b>c</p>")
    >>> drop(root.find(".//b")); root.findtext(".//p")
    'ac'
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        # lxml drops the tail with the element.
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def leave_name(element: HtmlElement) -> None:
    """Take out an element that leads back from a note, and leave its id to what it stands in: marks lead to it.

    >>> root = parse_text("<div><a id='n' href='#m'>1</a><p>a</div>")
    >>> leave_name(root.find(".//a")); root.find(".//div").get("id")
    'n'
    """
    above = element.getparent()
    if (name := element.get("id")) and above is not None and "id" not in above.attrib:
        above.set("id", name)
    drop(element)


def leave_mark(element: HtmlElement) -> None:
    """Take out an element that leads to a note, and leave an empty one in its place that says to which.

    >>> root = parse_text("<p>a<sup><a href='#n'>1</a></sup>b")
    >>> leave_mark(root.find(".//sup")); root.find(".//p").text_content(), root.find(".//wbr").attrib
    ('ab', {'data-blogsieve-note': 'n'})
    """
    addresses = [element.get(NOTE_MARK, ""), *(link.get("href", "").partition("#")[2] for link in element.iter("a"))]
    if note := next(filter(None, addresses), ""):
        element.addprevious(element.makeelement("wbr", {NOTE_MARK: unquote(note)}))
    drop(element)
