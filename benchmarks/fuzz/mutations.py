"""How a good input becomes a bad one: a few changes, each drawn by chance from a seed."""

from __future__ import annotations

import gzip
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

MOST_CHANGES = 6
# Most inputs are small, so that many can be tried; one in some is large, for what grows with the square of its size.
LARGE, ONE_IN = 300_000, 40
# What stands for something: the value of an attribute, a text between tags, a string of JSON, a number.
VALUE = re.compile(rb"""(?<==)"[^"<>]*"|(?<==)'[^'<>]*'|(?<=>)[^<>]+(?=<)|"[^"\\]*"|\d+""")


@lru_cache(maxsize=1)
def tokens() -> dict[str, list[str]]:
    """Return what breaks readers, by where it does."""
    read: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "tokens.toml").read_text("utf-8"))
    return read


def mutate(seeds: Sequence[bytes], chance: Random) -> bytes:
    """Return one of the seeds with a few changes.

    >>> from random import Random
    >>> mutate([b"<p>One</p>"], Random(1)) == mutate([b"<p>One</p>"], Random(1))
    True
    """
    data = chance.choice(seeds)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        data = chance.choice(CHANGES)(data, seeds, chance)
    if chance.randrange(ONE_IN) == 0:
        data = pump(data, seeds, chance)
    return data


def place(data: bytes, chance: Random) -> int:
    """Return a place in the data, at the edge of a tag or a string more often than elsewhere."""
    start = chance.randint(0, len(data))
    edge = min((found for mark in b'<>"' if (found := data.find(mark, start)) >= 0), default=start)
    return chance.choice((start, edge, edge + 1))


def piece(data: bytes, chance: Random, most: int = 400) -> tuple[int, int]:
    """Return the ends of a piece of the data."""
    start = place(data, chance)
    return start, min(len(data), start + chance.randint(1, most))


def token(chance: Random) -> bytes:
    """Return one of the tokens that are put between pieces."""
    return chance.choice(tokens()[chance.choice(("markup", "values", "structure"))]).encode()


def flip(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Leave out a piece, or all that follows it."""
    start, end = piece(data, chance)
    return data[:start] + (data[end:] if chance.random() < 0.8 else b"")


def double(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Put a piece in a second time, elsewhere."""
    start, end = piece(data, chance)
    at = place(data, chance)
    return data[:at] + data[start:end] + data[at:]


def insert(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Put a token in."""
    at = place(data, chance)
    return data[:at] + token(chance) + data[at:]


def revalue(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Put a token in the place of a value, in its quotes."""
    found = VALUE.search(data, chance.randint(0, len(data))) or VALUE.search(data)
    if not found:
        return insert(data, seeds, chance)
    value, quote = chance.choice(tokens()["values"]).encode(), found[0][:1] if found[0][:1] in (b'"', b"'") else b""
    return data[: found.start()] + quote + value + quote + data[found.end() :]


def splice(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Go on as another input does."""
    other = chance.choice(seeds)
    return data[: place(data, chance)] + other[place(other, chance) :]


def recode(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Write it in another encoding, or pack it; what does not say so is to be found out."""
    if chance.random() < 0.1:
        return gzip.compress(data, mtime=0)[: chance.choice((None, -5, 20))]
    return data.decode("utf-8", "replace").encode(chance.choice(tokens()["encodings"]), "replace")


def pump(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Repeat a piece, or a token, until it is large."""
    start, end = piece(data, chance, most=chance.choice((1, 5, 40)))
    part = chance.choice((data[start:end], token(chance))) or b"<"
    return data[:start] + part * (chance.randint(1000, LARGE) // len(part)) + data[start:]


# The values are what readers believe: they are changed as often as all else.
CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(flip, cut, double, splice, recode),
    *(insert, insert, revalue, revalue, revalue),
)
