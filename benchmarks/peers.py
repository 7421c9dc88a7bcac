"""What others do with a page, to be measured beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langdetect import DetectorFactory, LangDetectException, detect
from trafilatura import bare_extraction

if TYPE_CHECKING:
    from benchmarks.datasets import Row
    from blogsieve import Page

DetectorFactory.seed = 0


def trafilatura_alone(page: Page) -> Row | None:
    """Return what a plain script gets from trafilatura and langdetect, None where it gets nothing."""
    document = bare_extraction(page.body, url=page.url, include_comments=False, with_metadata=True)
    if document is None:
        return None
    text = getattr(document, "text", "") or ""
    return {
        "url": page.url,
        "title": getattr(document, "title", "") or "",
        "date": getattr(document, "date", "") or "",
        "language": detect_language(text),
        "text": text,
    }


def detect_language(text: str) -> str:
    """Return langdetect's answer, `""` where it has none."""
    try:
        return str(detect(text))
    except LangDetectException:
        return ""
