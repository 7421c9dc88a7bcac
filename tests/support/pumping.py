"""Runs every pattern of the project against strings that repeat what it looks for; names those that take too long.

A program of its own: it sees all that is compiled, in code and from TOML, from the first import on.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What needs a library that is not installed by default, and what runs when it is loaded.
NOT_LOADED = re.compile(r"\.integrations\b|\.engine\.ray$|\.__main__$")

# Patterns of text look at lines and fields, and may take a time that grows as the square of those: over so many signs
# what grows as the cube, or faster, takes a hundred times as long. Patterns of bytes look at whole pages: their time is
# to grow as those.
TEXT, BYTES = 250, 5_000
# Seconds of the processor; what is as it should be takes a twentieth of it. A machine may be slow, or busy: as long as
# so many searches take on it whose time grows as the square of a page.
MOST, SQUARES = 0.05, 3
SQUARE = re.compile(rb"\s*+x")
GIVEN_UP = 3.0
# In the order in which a set is asked for one of its members.
SIGNS = "a 1\n-/<>=\"'&;:.,|()[]{}Zé語_@#%?!\t"
PUMPS = (
    *SIGNS,
    "<a ",
    "<b>",
    "<!--",
    "</",
    "a=",
    " a",
    "a ",
    "1 ",
    "1,",
    "a.",
    "//",
    "http://",
    "<script>",
    "20",
    "&#1;",
)
# They are asked of whole lines, and never where in a line they stand.
OF_WHOLE_LINES = "phrase.py"


class TooSlow(Exception):
    """A pattern takes so long that it is not waited for."""


def compiled() -> dict[re.Pattern[Any], str]:
    """Import the project, load its rules, and return all patterns with where they are compiled."""
    found: dict[re.Pattern[Any], str] = {}
    known = re.compile

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made = known(pattern, flags)
        frame = sys._getframe(1)
        if "blogsieve" in str(frame.f_globals.get("__name__")):
            found.setdefault(made, f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        return made

    re.compile = noted  # type: ignore[assignment]
    import blogsieve

    for module in pkgutil.walk_packages(blogsieve.__path__, "blogsieve."):
        if not NOT_LOADED.search(module.name):
            importlib.import_module(module.name)
    from blogsieve.cleaners.engine.process import load
    from blogsieve.cleaners.rules.phrase import _Alternatives
    from blogsieve.crawler.urls import path_rules

    load(["blogsieve.crawler.blogs.visit:load"])
    path_rules()
    # They are compiled for the first line that they may be of, and what `load` loads is frozen.
    gc.unfreeze()
    lazy = [thing for thing in gc.get_objects() if isinstance(thing, _Alternatives)]
    assert all(thing._regex for thing in lazy)
    re.compile = known
    return found


def example(tree: Any) -> str:
    """Return a string that a part of a pattern looks for, as far as that is simple."""
    text = ""
    for operation, value in tree:
        name = str(operation)
        if name == "LITERAL":
            text += chr(value)
        elif name == "IN":
            text += next((sign for sign in SIGNS if is_in(value, sign)), "")
        elif name in ("ANY", "NOT_LITERAL"):
            text += "a"
        elif name.endswith("REPEAT"):
            text += example(value[2]) * max(1, value[0])
        elif name == "SUBPATTERN":
            text += example(value[3])
        elif name == "ATOMIC_GROUP":
            text += example(value)
        elif name == "BRANCH":
            text += example(value[1][0])
    return text


def is_in(members: Any, sign: str) -> bool:
    """Tell whether a sign is in a set of a pattern."""
    kinds = {"DIGIT": str.isdigit(sign), "SPACE": str.isspace(sign), "WORD": sign.isalnum() or sign == "_"}
    found = is_negated = False
    for operation, value in members:
        name = str(operation)
        is_negated |= name == "NEGATE"
        found |= (name == "LITERAL" and ord(sign) == value) or (name == "RANGE" and value[0] <= ord(sign) <= value[1])
        if name == "CATEGORY":
            found |= kinds[str(value).rsplit("_", 1)[1]] != ("_NOT_" in str(value))
    return found != is_negated


def pieces(tree: Any) -> Iterator[str]:
    """Yield what the parts of a pattern look for that may be repeated, or stand for each other."""
    for operation, value in tree:
        name = str(operation)
        inner = [value[2]] if name.endswith("REPEAT") else [value[3]] if name == "SUBPATTERN" else []
        inner += value[1] if name == "BRANCH" else [value[1]] if name.startswith("ASSERT") else []
        for part in inner:
            yield example(part)
            yield from pieces(part)


def slowest(pattern: re.Pattern[Any], where: str) -> tuple[float, str]:
    """Return how long a pattern takes at most, in seconds of the processor, and over what."""
    signal.setitimer(signal.ITIMER_PROF, GIVEN_UP)
    tree = parser.parse(pattern.pattern, pattern.flags)
    size = BYTES if isinstance(pattern.pattern, bytes) else TEXT
    ask = pattern.fullmatch if where.startswith(OF_WHOLE_LINES) else pattern.search
    own, whole = [piece for piece in dict.fromkeys(pieces(tree)) if piece], example(tree)
    worst = (0.0, "")
    for head in dict.fromkeys(("", whole[: len(whole) // 2], *own[:1])):
        for pump in dict.fromkeys((*own[:20], *PUMPS)):
            text = head + (pump * (size // len(pump) + 1))[:size] + "\x07"
            began = time.process_time()
            try:
                ask(text.encode("utf-8", "replace") if size == BYTES else text)
            except TooSlow:
                return GIVEN_UP, f"{head!r} and {pump!r}"
            worst = max(worst, (time.process_time() - began, f"{head!r} and {pump!r}"))
    return worst


def most() -> float:
    """Return how many seconds of this machine's processor a pattern may take."""
    began = time.process_time()
    for _ in range(SQUARES):
        SQUARE.search(b"\n" * BYTES)
    return max(MOST, time.process_time() - began)


def give_up(*_: object) -> None:
    """End the pattern that is under way."""
    raise TooSlow


def main() -> None:
    """Print each pattern that takes too long; how many there are goes to standard error."""
    patterns = compiled()
    signal.signal(signal.SIGPROF, give_up)
    for pattern, where in patterns.items():
        # What the system did meanwhile is not the pattern's: the second time it does something else.
        if (first := slowest(pattern, where))[0] > MOST and slowest(pattern, where)[0] > most():
            print(f"{where}: {first[0]:.2f} s over {first[1]}: {str(pattern.pattern)[:200]}")
        signal.setitimer(signal.ITIMER_PROF, 0)
    print(len(patterns), file=sys.stderr)


if __name__ == "__main__":
    main()
