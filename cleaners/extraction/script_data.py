"""The values in a page's scripts: JSON, JSON in a string, what is pushed or assigned, the strings in code."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.extraction.apollo import joined
from blogsieve.cleaners.extraction.budget import Budget
from blogsieve.cleaners.extraction.flight import flight_values
from blogsieve.cleaners.json_text import read_json, read_json_at
from blogsieve.cleaners.metadata.jsonld import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# No post is in less.
SHORT = 100
# Where a value in the notation of JSON may begin in a script; the more of them fail, the less is it data.
VALUE = re.compile(
    r"""(?:JSON\.parse\(|\.enqueue\(|\b(?:atob|decodeURIComponent|unescape)\()\s*"""
    r"""(?:(?:atob|decodeURIComponent|unescape)\(\s*)?(?=["'`])"""
    r"""|(?:\A|[=(,])\s*(?=[\[{])"""
)
MOST_TRIES = 300
# A post's data weighs a few hundred kilobytes; what is as long is a catalogue, or made to cost time.
LONGEST = 3_000_000
STRING = re.compile(
    r"""(?:(?<![\w$])["']?([\w$]{1,40})["']?\s{0,9}:\s{0,9})?"""
    # A quote behind a backslash begins no string: where one is not closed all others would be tried.
    r"""(?:(?<!\\)"([^"\\]*+(?:\\.[^"\\]*+)*+)"|(?<!\\)'([^'\\]*+(?:\\.[^'\\]*+)*+)')""",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": "", "\r\n": ""}
# Angular's own escapes for what it writes into a page.
OF_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
# Where the rows of React's flight stand in a page.
PUSH = re.compile(r"__next_f\s*(?:=[^;]{0,40}\))?\.push\(\s*(?=\[)")
PLACE = re.compile(r"_(\d{1,6})")
# What asks for consent to cookies is given what it says. Sources: Osano's and Orest Bida's Cookie Consent, TermsFeed's.
CONSENT = re.compile(r"\bcookie_?consent\w*\s*(?:\.\s*(?:initiali[sz]e|init|run)\s*)?\(", re.IGNORECASE)
DEEPEST = 60


def script_values(root: HtmlElement) -> Iterator[Any]:
    """Yield the values in the scripts of a page, in document order."""
    flight = []
    for script in root.iter("script"):
        text = script.text or ""
        if (len(text) < SHORT and "__next_f" not in text) or len(text) > LONGEST:
            continue
        if pushed := [
            value for start in islice(PUSH.finditer(text), MOST_TRIES) for value in _value_at(text, start.end())
        ]:
            flight += [value[1] for value in pushed if len(value) > 1 and isinstance(value[1], str)]
        elif "json" in (script.get("type") or "").lower():
            yield from map(revived, load_json(text) or load_json(from_angular(text)))
        elif CONSENT.search(text) is None:
            yield from values_in_code(text)
    yield from flight_values("".join(flight))


def values_in_code(text: str) -> Iterator[Any]:
    """Yield the values in a script that are written as JSON, else its strings by their names."""
    place, found = 0, False
    for start in islice(VALUE.finditer(text), MOST_TRIES):
        if start.start() < place:
            continue
        for value, end in _decoded(text, start.end()):
            place, found = end, found or len(text) < SHORT or end - start.end() > SHORT
            yield revived(value)
    if not found:
        yield from strings_in(text)


def strings_in(text: str) -> Iterator[dict[str, str]]:
    """Yield the long strings of a script's code, each by its name.

    >>> list(strings_in("f({n:1,body:'<p>" + "a" * 99 + r"\\u003c/p>'})"))[0]["body"][-8:]
    'aaaa</p>'
    """
    for found in STRING.finditer(text):
        value = found[2] or found[3] or ""
        if len(value) >= SHORT:
            yield {found[1] or "": unescaped(value)}


def unescaped(text: str) -> str:
    r"""Return what stands in a string of JavaScript.

    >>> unescaped(r"a\u00e9\x3c\/b\'\n")
    "aé</b'\n"
    """

    def one(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        if code:
            return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else ""
        return ESCAPED.get(found[4], found[4])

    # Half of a pair is no character; both halves make one.
    return ESCAPE.sub(one, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def from_angular(text: str) -> str:
    """Return the JSON that Angular wrote into a page in its own escapes."""
    return re.sub("|".join(OF_ANGULAR), lambda found: OF_ANGULAR[found[0]], text)


def parsed(text: str) -> Any:
    """Return the value that a string holds as JSON, None where it holds none."""
    if len(text) < SHORT or text[0] not in "[{":
        return None
    try:
        return read_json(text)
    except ValueError:
        return None


def packed(text: str) -> Any:
    """Return the value that a string holds as JSON, be it as in an address or in base64; None where it holds none.

    >>> packed("%5B%22" + "a" * 99 + "%22%5D") == packed('["' + "a" * 99 + '"]') == ["a" * 99]
    True
    """
    if (value := parsed(text)) is not None or len(text) < SHORT:
        return value
    if text.startswith("%"):
        return parsed(unquote(text))
    try:
        return parsed(b64decode(text, validate=True).decode())
    except ValueError:
        return None


def revived(value: Any) -> Any:
    """Return a value, of a list of values that name each other by their places the first one.

    Sources: devalue (Nuxt, SvelteKit), turbo-stream (Remix, React Router), which gives the places of names too.

    >>> revived([{"title": 1, "tags": 2}, "A", [3], "b"]), revived([{"_1": 2}, "title", "A"])
    ({'title': 'A', 'tags': ['b']}, {'title': 'A'})
    """
    is_list = isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict | list)
    return _revive(value, 0, Budget(), 0) if is_list and _names_places(value[0], len(value)) else joined(value)


def _value_at(text: str, place: int) -> Iterator[Any]:
    yield from (value for value, _ in _decoded(text, place))


def _decoded(text: str, place: int) -> Iterator[tuple[Any, int]]:
    """Yield the value at a place of a script and where it ends; nothing where none is."""
    try:
        if text[place] in "\"'`":
            string = STRING.match(text, place)
            if string and (value := packed(unescaped(string[2] or string[3] or ""))) is not None:
                yield value, string.end()
        else:
            yield read_json_at(text, place)
    except ValueError:
        return


def _names_places(first: Any, size: int) -> bool:
    """Tell whether a value names others by their places in a list of so many."""
    own = list(first.values()) if isinstance(first, dict) else [part for part in first if not isinstance(part, str)]
    return bool(own) and all(type(place) is int and place < size for place in own)


def _revive(values: list[Any], place: int, budget: Budget, depth: int) -> Any:
    """Return the value at a place, with those that it names."""
    if not 0 <= place < len(values) or depth > DEEPEST or not budget.spend():
        return None
    value = values[place]
    if isinstance(value, dict):
        refs = {_name_at(values, name): ref for name, ref in value.items() if type(ref) is int}
        return {name: _revive(values, ref, budget, depth + 1) for name, ref in refs.items()}
    if isinstance(value, list) and value and isinstance(value[0], str):
        # A type's name and what it is of: ["Reactive", 3], ["Date", "2024-01-02"].
        return _revive(values, value[1], budget, depth + 1) if type(value[-1]) is int and len(value) > 1 else value[-1]
    if isinstance(value, list):
        return [_revive(values, ref, budget, depth + 1) for ref in value if type(ref) is int]
    return value


def _name_at(values: list[Any], name: str) -> str:
    """Return a name, or the one at the place that it tells."""
    place = int(name[1:]) if PLACE.fullmatch(name) else len(values)
    return str(values[place]) if place < len(values) else name
