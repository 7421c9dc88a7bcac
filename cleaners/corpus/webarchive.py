"""Pages as Safari saves them: a property list of the page and of what it shows. Source: WebKit, LegacyWebArchive."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from blogsieve.cleaners.corpus.saved import web_address
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".webarchive",)


def is_webarchive(path: Path) -> bool:
    """Tell whether a file is such a page, by its name."""
    return path.name.lower().endswith(ENDINGS)


def read_webarchive(body: bytes) -> Page | None:
    """Return the page in such a file, None where it holds none; its address is "" where the file does not say."""
    try:
        said = plistlib.loads(body)
        main = said["WebMainResource"]
        data = main["WebResourceData"]
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, OverflowError):
        return None
    if not isinstance(data, bytes):
        return None
    kind, charset = main.get("WebResourceMIMEType") or "text/html", main.get("WebResourceTextEncodingName") or ""
    url = web_address(str(main.get("WebResourceURL") or ""))
    return Page(url, data, f"{kind}; charset={charset}" if charset else str(kind))
