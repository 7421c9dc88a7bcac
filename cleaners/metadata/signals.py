"""How the owner of a page says that it is not to be used, in its head, its headers and files of its host, as slugs.

>>> robots_signals("index, NoAI, noarchive"), usage_signals("search=yes, ai-train=no")
(('noarchive', 'noai'), ('ai-train',))
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# How Content-Signal and Content-Usage say no.
NO = frozenset({"no", "n"})
RESERVED = "1"
# Names of meta elements and headers, in lower case.
ROBOTS, USAGE, TDM = frozenset({"robots", "x-robots-tag"}), "content-usage", "tdm-reservation"


@cache
def load_signals() -> Mapping[str, Mapping[str, Any]]:
    """Return the signals by their slugs: what each says, by which words, and where that is from."""
    return load_toml(__package__, "signals.toml")


@cache
def load_agents() -> tuple[str, ...]:
    """Return the names of the agents that gather texts for models."""
    return tuple(load_toml(__package__, "ai_agents.toml")["agents"])


def in_order(slugs: Iterable[str]) -> tuple[str, ...]:
    """Return slugs in the order of their table, each once; raise ValueError where one is in none."""
    found, known = frozenset(slugs), load_signals()
    if strange := sorted(found - known.keys()):
        raise ValueError(f"{strange[0]}: there is no such signal; there are {', '.join(known)}")
    return tuple(slug for slug in known if slug in found)


def robots_signals(said: str) -> tuple[str, ...]:
    """Return what is said to all robots by words with commas between; what one of them is told is left out."""
    return with_words("robots", (word.strip() for word in said.lower().split(",")))


def usage_signals(said: str) -> tuple[str, ...]:
    """Return the purposes that are refused in a list of them, each with yes or no."""
    pairs = (pair.partition("=")[::2] for pair in said.lower().split(","))
    return with_words("usage", (name.strip() for name, value in pairs if value.split(";")[0].strip() in NO))


def with_words(kind: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the signals that are told by words of a kind."""
    said = frozenset(words)
    return tuple(slug for slug, signal in load_signals().items() if not said.isdisjoint(signal.get(kind, ())))


def named_signals(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what meta elements, or headers, say: each a name and a value.

    >>> named_signals([("X-Robots-Tag", "noai"), ("TDM-Reservation", "1"), ("Content-Usage", "train-ai=n")])
    ('noai', 'ai-train', 'tdm')
    """
    found: set[str] = set()
    for name, value in pairs:
        name = name.lower()
        if name in ROBOTS:
            found.update(robots_signals(value))
        elif name == USAGE:
            found.update(usage_signals(value))
        elif name == TDM and value.strip() == RESERVED:
            found.add("tdm")
    return in_order(found) if found else ()
