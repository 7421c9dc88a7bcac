"""The elements of large XML files, one at a time; the rest of the file is never in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BrokenXml(CleaningError):
    """An export that is not well formed from some place on."""


def elements(path: Path, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of some names, whatever their namespaces; raise BrokenXml at the place of a break."""
    try:
        wanted = [f"{{*}}{name}" for name in names]
        for _, element in etree.iterparse(str(path), tag=wanted, huge_tree=True, resolve_entities=False):
            yield element
            element.clear()
    except (etree.XMLSyntaxError, OSError) as error:
        raise BrokenXml(f"is broken XML: {str(error).splitlines()[0]}") from error


def child(element: etree._Element, name: str) -> str:
    """Return the text of the first child of a name, whatever its namespace; "" where there is none."""
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
