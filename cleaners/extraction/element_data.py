"""The values that the elements of a page carry for its scripts: attributes, templates, frames, fields of text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml.html import tostring

from blogsieve.cleaners.extraction.script_data import SHORT, revived
from blogsieve.cleaners.metadata.jsonld import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Attributes that are looked at; what a page carries for its scripts stands in a few.
MOST_ATTRIBUTES = 50
# A script of another type is a template, a field of text may hold the post's source, a frame the whole page.
TYPES = " or ".join(f"contains(@type, '{name}')" for name in ("template", "html", "markdown"))
TEMPLATES = f"//template | //script[{TYPES}] | //textarea"
# A template with blanks in it is to be filled.
BLANK = re.compile(r"\{\{|<%|\$\{")
# A component of a page stands in another's template, and so on; each is written with all that is in it.
MOST_AROUND = 20
# Astro tells of each value whether it is one, a list or something else: [0, "a"], [1, [[0, "a"]]].
TOLD, DEEPEST = (0, 1), 60


def element_values(root: HtmlElement) -> Iterator[Any]:
    """Yield the values in a page's attributes, and the markup in its templates by the name "html"."""
    kept = (value for element in root.iter("*") for value in element.attrib.values() if _is_json(value))
    for text in islice(kept, MOST_ATTRIBUTES):
        yield from (revived(_untold(value, 0)) for value in load_json(text))
    for frame in root.iter("iframe"):
        yield {"html": frame.get("srcdoc") or ""}
    for element in root.xpath(TEMPLATES):
        if sum(1 for _ in islice(element.iterancestors("template"), MOST_AROUND)) == MOST_AROUND:
            continue
        markup = (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)
        if not BLANK.search(markup):
            yield {"html": markup}


def _is_json(value: str) -> bool:
    return len(value) >= SHORT and value.lstrip()[:1] in ("{", "[")


def _untold(value: Any, depth: int) -> Any:
    """Return a value as Astro was given it; another one as it is.

    >>> _untold({"title": [0, "A"], "tags": [1, [[0, "b"]]]}, 0), _untold([7, "A"], 0)
    ({'title': 'A', 'tags': ['b']}, [7, 'A'])
    """
    if depth > DEEPEST:
        return value
    if isinstance(value, dict):
        return {name: _untold(part, depth + 1) for name, part in value.items()}
    if isinstance(value, list):
        is_told = len(value) == 2 and type(value[0]) is int and value[0] in TOLD
        return _untold(value[1], depth + 1) if is_told else [_untold(part, depth + 1) for part in value]
    return value
