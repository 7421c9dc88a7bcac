"""The elements of large XML files, one at a time; the rest of the file is never in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler.sources.source import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# What XML has no place for. Source: https://www.w3.org/TR/xml/#charsets
CONTROLS = bytes(sorted({*range(0x20)} - {*b"\t\r\n"}))
# In UTF-16 they are halves of characters.
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class BrokenXml(CleaningError):
    """An export that is not well formed from some place on."""


class Legal:
    """A file of XML as it is read, without what XML has no place for."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.begun, self.dropped = file, False, CONTROLS

    def read(self, size: int) -> bytes:
        """Return the next bytes, `b""` at the end only."""
        while data := self.file.read(size):
            if not self.begun and data.startswith(UTF_16):
                self.begun, self.dropped = True, b""
            data = data if self.begun else data.lstrip(BLANK)
            self.begun = self.begun or bool(data)
            if data := data.translate(None, self.dropped):
                return data
        return b""


def elements(path: Path, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of some names, whatever their namespaces; raise BrokenXml at the place of a break.

    What no parser takes is passed over: blank lines that a plugin writes before the file, control characters in it.
    """
    try:
        wanted = [f"{{*}}{name}" for name in names]
        with path.open("rb") as file:
            for _, element in etree.iterparse(Legal(file), tag=wanted, huge_tree=True, resolve_entities=False):
                yield element
                element.clear()
    except (etree.XMLSyntaxError, OSError) as error:
        raise BrokenXml(f"is broken XML: {str(error).splitlines()[0]}") from error


def child(element: etree._Element, name: str) -> str:
    """Return the text of the first child of a name, whatever its namespace; "" where there is none."""
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
