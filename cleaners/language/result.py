"""What is told of a text: its language, how surely, and the shares of all its languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogsieve.cleaners.model import LanguageShare

UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text: ISO 639-1 or `und`, how sure that is (0 to 1), and the script where it tells more."""

    code: str = UNKNOWN
    score: float = 0.0
    script: str = ""
    shares: tuple[LanguageShare, ...] = ()
    letters: int = 0  # of how many that was told; a Han character is worth several


@cache
def load_languages() -> Mapping[str, Any]:
    """Return the table of what a detector alone does not know of languages."""
    return load_toml(__package__, "languages.toml")
