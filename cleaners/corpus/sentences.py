"""Texts with a sentence a line; the only file that imports sentencex."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What sentencex takes for a language that it has no rules of.
ANY = "en"


def missing() -> str:
    """Return how to get the library, "" where it is there."""
    return "" if find_spec("sentencex") else "pip install 'blogsieve[sentences]'"


def split(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield records whose texts have a sentence a line."""
    for record in records:
        language = record["language"] if record["language"] != "und" else ANY
        yield record | {"text": "\n".join(sentences(record["text"], language))}


def sentences(text: str, language: str) -> Iterator[str]:
    """Yield the sentences of a text, line by line; none goes over the end of a line.

    >>> list(sentences("It rained. Dr. Ilić stayed in!\\nA heading", "en"))
    ['It rained.', 'Dr. Ilić stayed in!', 'A heading']
    """
    from sentencex import segment

    for line in text.split("\n"):
        yield from filter(None, (sentence.strip() for sentence in segment(language, line)))
