"""Bytes to text: what the bytes themselves prove, what header and page declare, what the site is known for, a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from blogsieve.cleaners.dom.charset import NO_TEXT, guess_encoding
from blogsieve.cleaners.dom.mojibake import bytes_read_as_western, is_suspect, mend
from blogsieve.cleaners.errors import NotHtml, UnknownEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator

# A decoding in which more of the characters beyond ASCII are broken, or nobody's, than this is the wrong one: a line of
# EUC-JP read as Shift_JIS has 7 in a hundred. Pages that were cut, or pasted together, have one or a few in hundreds.
BROKEN = 0.05
NOBODYS = re.compile("[\ufffd\ue000-\uf8ff]")
# What browsers assume where nothing is declared and the bytes are no UTF-8.
FALLBACK_ENCODING = "cp1252"
NUL = b"\x00"
SNIFFED = 2048
# UTF-16 without a mark: markup is ASCII, whose other byte is NUL, at all even places or at all odd ones. A page of
# Chinese has a tenth of it at least.
WIDE, FEWEST_NULS, ONE_SIDED = 0.05, 4, 10
# Of a picture or an archive a tenth of the bytes are control characters; a text that a bad program wrote has a few.
CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
BINARY = 0.02
ESCAPE, ISO_2022 = b"\x1b", b"\x1b$"
# Text of which so many characters are lost, or are none, cannot be read any more.
LOST = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f\ufffd]")
UNREADABLE = 0.05
# Fewer of them than this, on a page, are worth no look at all of its text.
LOST_IN_UTF8, FEW = "\ufffd".encode(), 20
# To look for one byte takes a thirtieth of the time that several take.
FIRST_LOST = LOST_IN_UTF8[:1]
# What was pasted into a page in another encoding has lines, or elements, of its own.
PIECE = re.compile(rb"[^\n>]+[\n>]?|[\n>]")
# What a byte means in these is said by those before it.
WITH_STATE = ("iso2022", "hz", "utf")
# So many characters in UTF-8 do not stand in a line of another encoding by chance.
NOT_BY_CHANCE = 6


def decode(body: bytes, content_type: str = "", hint: str = "") -> str:
    """Return the text of a page's bytes; UTF-8 is believed over header and page, since it cannot be by chance.

    `hint` is the encoding of the site's other pages, for where nothing is declared and the page is short.
    Raises NotHtml where the bytes are no text, UnknownEncoding where they are text in no encoding.

    Source: the order of the HTML standard's sniffing, but for UTF-8, which wins over a wrong header.
    """
    encoding, bom = read_bom(body)
    if encoding:
        return body[len(bom or b"") :].decode(encoding, "replace")
    if NUL in body[:SNIFFED]:
        if wide := wide_encoding(body[:SNIFFED]):
            return body.decode(wide, "replace").lstrip("\ufeff")
        body = without_nuls(body)
    if ISO_2022 in body and body.isascii():
        return body.decode("iso2022_jp_ext", "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return readable(_decode_mixed(body) or _decode_declared(body, content_type) or _guess(body, hint))
    if not is_suspect(body):
        return readable(text)
    return readable(_guess(once, hint) if (once := bytes_read_as_western(text)) else mend(text))


def is_plain_utf8(body: bytes) -> bool:
    """Tell whether bytes are text in UTF-8 and need no decoding: no mark, and nothing in them that is to be mended."""
    # Of what needs decoding one byte is found at once: a page of ASCII is looked at no further.
    if NUL in body[:SNIFFED] or read_bom(body)[0] or (ESCAPE in body and ISO_2022 in body):
        return False
    if body.isascii():
        return True
    if is_suspect(body):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return FIRST_LOST not in body or body.count(LOST_IN_UTF8) < FEW


def wide_encoding(start: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" where the first bytes of a page are that, without a mark; else "".

    >>> wide_encoding("<p>Über".encode("utf-16-be")), wide_encoding(b"<p>a\\0b")
    ('utf-16-be', '')
    """
    even, odd = start[::2].count(NUL), start[1::2].count(NUL)
    if max(even, odd) < max(FEWEST_NULS, WIDE * len(start), ONE_SIDED * min(even, odd)):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def without_nuls(body: bytes) -> bytes:
    """Return a text without the NUL bytes in it; raise NotHtml where it is none."""
    body = body.replace(NUL, b"")
    if len(CONTROLS.findall(body[:SNIFFED])) > BINARY * len(body[:SNIFFED]) or not body:
        raise NotHtml("is binary, no text")
    return body


def readable(text: str) -> str:
    """Return a text; raise UnknownEncoding where too many of its visible characters are lost, or are none."""
    if len(LOST.findall(text)) < FEW:
        return text
    visible = NO_TEXT.sub(b"", text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if len(LOST.findall(visible)) > UNREADABLE * len(visible):
        raise UnknownEncoding("is in an unknown encoding")
    return text


def _decode_mixed(body: bytes) -> str:
    """Return the text of a page in UTF-8 with pieces in another encoding in it; "" where it is no such page."""
    if not is_mostly_utf8(body.decode("utf-8", "replace")):
        return ""
    pieces = [(piece, is_strange(piece)) for piece in PIECE.findall(body)]
    other = guess_encoding(b"\n".join(piece for piece, strange in pieces if strange)) or FALLBACK_ENCODING
    return "".join(piece.decode(other if strange else "utf-8", "replace") for piece, strange in pieces)


def is_strange(piece: bytes) -> bool:
    """Tell whether a piece of a page is not in UTF-8; one that was cut within a character is."""
    return not piece.isascii() and "\ufffd" in (text := piece.decode("utf-8", "replace")) and not is_mostly_utf8(text)


def is_mostly_utf8(text: str) -> bool:
    """Tell whether more characters beyond ASCII are whole than broken: else it never was UTF-8.

    >>> is_mostly_utf8("na\xefve caf\xe9 \ufffd"), is_mostly_utf8("na\ufffdve")
    (True, False)
    """
    broken = text.count("\ufffd")
    return broken < sum(not char.isascii() for char in text) - broken


def _decode_declared(body: bytes, content_type: str) -> str:
    """Return the text by the first declared encoding that fits the bytes, "" where none does."""
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        if text := _fitting(body, name or ""):
            return text
    return ""


def _guess(body: bytes, hint: str) -> str:
    """Return the text by what the site's pages are in, where that fits, else by what the bytes look like."""
    return _fitting(body, hint) or _fitting(body, guess_encoding(body)) or body.decode(FALLBACK_ENCODING, "replace")


def _fitting(body: bytes, name: str) -> str:
    """Return the text by an encoding, pieces of UTF-8 in it read as such; "" where it does not fit."""
    encoding = resolve_encoding(name) if name else None
    if encoding in (None, "utf-8"):
        return ""
    try:
        text = body.decode(encoding or "", "replace")
    except (LookupError, UnicodeError):
        # What Python knows by the name is no encoding of texts, as "hex".
        return ""
    if not (encoding or "").startswith(WITH_STATE):
        text = "".join(_pieces(body, encoding or ""))
    beyond = sum(not char.isascii() for char in text)
    return text if len(NOBODYS.findall(text)) <= max(1, BROKEN * beyond) else ""


def _pieces(body: bytes, encoding: str) -> Iterator[str]:
    """Yield the pieces of a page that is in an encoding, those in UTF-8 as such."""
    for piece in PIECE.findall(body):
        text = "" if piece.isascii() else piece.decode("utf-8", "replace")
        is_utf8 = "\ufffd" not in text and sum(not char.isascii() for char in text) >= NOT_BY_CHANCE
        yield text if is_utf8 else piece.decode(encoding, "replace")
