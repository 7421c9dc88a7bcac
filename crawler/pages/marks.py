"""The marks by which the makers of pages tell what a page is: meta elements, JSON-LD, microdata, the body's classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.json_text import read_json
from blogsieve.cleaners.number import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    Told = Mapping[str, Sequence[HtmlElement]]

TOLD = ("meta", "link", "script", "base", "body", "input")
# What WordPress reads the password of a post from, whatever form a theme makes for it.
PASSWORD = "post_password"
RELS = frozenset({"prev", "next", "canonical", "shortlink", "amphtml"})
# A number in a class is the page's, but for the one of what is not there.
NUMBERED = re.compile(r"(?!error404$).*\d")
# Seconds after which a reader takes a page that leads on for a page of its own.
AT_ONCE = 5

_ITEMS = cast("Callable[[HtmlElement], list[str]]", XPath("//@itemtype", smart_strings=False))


def page_marks(root: HtmlElement, told: Told) -> frozenset[str]:
    """Return the marks: "og:type=article", "ld=BlogPosting", "item=Article", "link=next", "input=post_password".

    `told` are the elements of the page by which it is told to machines what it is.
    """
    marks = {*meta_marks(told["meta"]), *ld_marks(told["script"]), *script_marks(told["script"])}
    marks.update(f"link={rel}" for node in told["link"] for rel in (node.get("rel") or "").split() if rel in RELS)
    marks.update(f"item={value.rsplit('/', 1)[-1]}" for value in _ITEMS(root))
    marks.update(f"input={PASSWORD}" for field in told["input"] if field.get("name") == PASSWORD)
    for body in told["body"]:
        marks.update(f"body.{name}" for name in (body.get("class") or "").split() if not NUMBERED.match(name))
    return frozenset(marks)


def told_to_machines(root: HtmlElement) -> Told:
    """Return the elements of a page that are not shown, its body and its fields, by tag, in one walk."""
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in TOLD}
    for element in root.iter(*TOLD):
        found[element.tag].append(element)
    return found


def meta_marks(metas: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield what the meta elements say of the page's kind."""
    for meta in metas:
        name = (meta.get("property") or meta.get("name") or "").lower()
        if (meta.get("http-equiv") or "").lower() == "refresh" and leads_on(meta.get("content") or ""):
            yield "http-equiv=refresh"
        if name in ("og:type", "robots", "generator"):
            yield f"{name}={(meta.get('content') or '').strip().lower()}"
        elif name.startswith("article:"):
            yield name


def leads_on(content: str) -> bool:
    """Say whether a refresh leads to another page at once; others only load the page again.

    >>> leads_on("0; url=/2022/boat/"), leads_on("600"), leads_on("5;URL=/home"), leads_on("\u00b2; url=/")
    (True, False, True, False)
    """
    delay, _, rest = content.partition(";")
    seconds = whole_number(delay)
    return seconds is not None and seconds <= AT_ONCE and "url" in rest.lower()


def script_marks(scripts: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the scripts that make a page on the reader's side."""
    if any("/dynamicviews/" in (script.get("src") or "") for script in scripts):
        yield "script=dynamicviews"


def ld_marks(scripts: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the types that the page's JSON-LD names."""
    for script in scripts:
        if script.get("type") == "application/ld+json":
            yield from (f"ld={name}" for name in ld_types(script.text or ""))


def ld_types(text: str) -> Iterator[str]:
    """Yield the types named in JSON-LD, also of nested things; nothing where it is broken.

    >>> list(ld_types('{"@type": "WebPage", "mainEntity": {"@type": ["BlogPosting"]}}'))
    ['WebPage', 'BlogPosting']
    """
    try:
        todo = [read_json(text)]
    except ValueError:
        return
    while todo:
        thing = todo.pop()
        if isinstance(thing, dict):
            kinds = thing.get("@type")
            yield from [kinds] if isinstance(kinds, str) else [kind for kind in kinds or () if isinstance(kind, str)]
            todo.extend(thing.values())
        elif isinstance(thing, list):
            todo.extend(thing)
