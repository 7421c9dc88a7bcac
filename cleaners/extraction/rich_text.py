"""Texts that are kept as nodes rather than as HTML, written as HTML: each node has a type, and texts or nodes in it."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

from blogsieve.cleaners.extraction.bbcode import bbcode_to_html, is_bbcode
from blogsieve.cleaners.toml import load_toml

NAMES = "page_data.toml"
# Deeper than any text is.
DEEPEST = 60
TYPES = ("type", "_type", "nodeType", "__typename", "blockType", "tag", "tagName", "style", "listItem")
# Where a node's text or its nodes are, the first that there is.
INSIDE = (
    "children", "content", "rich_text", "richText", "blocks", "items", "text", "value", "plain_text", "data", "html",
    "nodes", "body", "code", "root", "document", "textData",
)  # fmt: skip
# Elements of React's that hold no text of a page, and those that are written as they are.
SILENT = frozenset("script style head title meta link svg template noscript button form input iframe img".split())
KEPT = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table thead tbody tr td th div article section main header "
    "footer nav aside figure figcaption br hr a b i em strong span dl dt dd sub sup body".split()
)
ELEMENT = "$"
HTML = re.compile(
    r"<(?:p|div|h[1-6]|[uo]l|li|br|blockquote|figure|section|article|pre|table|strong|em|a|b|i|code)\b[^<>]*>"
)
ESCAPED_HTML = re.compile(r"&lt;(?:p|div|h[1-6]|[uo]l|blockquote)\b")
PARAGRAPH = re.compile(r"\n\s*\n")


@lru_cache(maxsize=1)
def names() -> dict[str, Any]:
    """Return the names that page_data.toml lists, each list as a set."""
    data = load_toml(__package__, NAMES)
    elements = {name: tag for tag, listed in data["elements"].items() for name in listed.split()}
    return {
        **{name: frozenset(value.split()) for name, value in data.items() if name != "elements"},
        "elements": elements,
    }


def is_rich_text(nodes: list[Any]) -> bool:
    """Tell whether a list is one of a text's nodes: half of them are of a type that texts are made of.

    >>> is_rich_text([{"type": "paragraph", "text": "a"}]), is_rich_text([{"type": "user", "text": "a"}])
    (True, False)
    """
    typed = sum(1 for node in nodes if isinstance(node, dict) and element_of(node))
    return typed > 0 and typed * 2 >= len(nodes)


def is_element(value: object) -> bool:
    """Tell whether a value is an element of React's: a sign, its name, its key, its properties."""
    return isinstance(value, list) and len(value) >= 4 and value[0] == ELEMENT


def element_of(node: dict[str, Any]) -> str:
    """Return the element that a node stands for, "" where it is none of its own.

    >>> element_of({"_type": "block", "style": "h3"}), element_of({"type": "heading", "level": 4}), element_of({"a": 1})
    ('h3', 'h2', '')
    """
    found = [names()["elements"].get(str(node[key]).lower(), "") for key in TYPES if isinstance(node.get(key), str)]
    # What says more than "a paragraph" is what it is.
    return next((tag for tag in found if tag not in ("", "p")), "p" if "p" in found else "")


def to_html(value: Any, depth: int = 0) -> str:
    """Return a text's nodes as HTML.

    >>> to_html([{"type": "paragraph", "content": [{"type": "text", "text": "a < b"}]}, {"type": "image", "url": "c"}])
    '<p>a &lt; b</p>'
    >>> to_html(["$", "p", None, {"children": ["a ", ["$", "b", None, {"children": "c"}]]}])
    '<p>a <b>c</b></p>'
    """
    if depth > DEEPEST or value is None:
        return ""
    if isinstance(value, str):
        return value if HTML.search(value) else html.escape(value, quote=False)
    if isinstance(value, list):
        if is_element(value):
            return _element(value[1], value[3] if isinstance(value[3], dict) else {}, depth)
        return "".join(to_html(node, depth + 1) for node in value)
    return _node(value, depth) if isinstance(value, dict) else ""


def _node(node: dict[str, Any], depth: int) -> str:
    own = [node[key] for key in TYPES if isinstance(node.get(key), str)]
    inside = next(
        (node[key] for key in (*own, *INSIDE) if isinstance(node.get(key), str | list | dict) and node[key]), ""
    )
    tag = element_of(node)
    if tag in ("ul", "pre") or (isinstance(inside, dict) and "items" in inside):
        return _list_or_code(tag, inside, depth)
    text = to_html(inside, depth + 1)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _list_or_code(tag: str, inside: Any, depth: int) -> str:
    """Return the HTML of a list, or of code, in which line breaks count."""
    if tag == "pre":
        text = next((str(inside[key]) for key in INSIDE if inside.get(key)), "") if isinstance(inside, dict) else inside
        return f"<pre>{html.escape(text) if isinstance(text, str) else to_html(text, depth + 1)}</pre>"
    items = inside.get("items", ()) if isinstance(inside, dict) else inside
    texts = [to_html(item, depth + 1) for item in items] if isinstance(items, list) else [to_html(items, depth + 1)]
    return "<ul>" + "".join(text if text.startswith("<li") else f"<li>{text}</li>" for text in texts if text) + "</ul>"


def _element(tag: Any, properties: dict[str, Any], depth: int) -> str:
    """Return the HTML of an element of React's; of a component, which is known by a number, what is in it."""
    if not isinstance(tag, str):
        return to_html(properties.get("children"), depth + 1)
    if tag in SILENT:
        return ""
    raw = properties.get("dangerouslySetInnerHTML")
    inside = raw["__html"] if isinstance(raw, dict) and isinstance(raw.get("__html"), str) else ""
    inside = inside or to_html(properties.get("children"), depth + 1)
    if tag not in KEPT:
        return inside
    name = properties.get("className")
    named = f' class="{html.escape(name)}"' if isinstance(name, str) else ""
    return f"<{tag}{named}>{inside}</{tag}>"


def text_to_html(text: str) -> str:
    """Return a string as HTML: as it is, unescaped where it was escaped once more, from BBCode, or its paragraphs.

    >>> text_to_html("a & b\\n\\nc"), text_to_html("&lt;p&gt;a &amp;amp; b&lt;/p&gt;")
    ('<p>a &amp; b</p><p>c</p>', '<p>a &amp; b</p>')
    """
    if HTML.search(text):
        return text
    if ESCAPED_HTML.search(text):
        return html.unescape(text)
    if is_bbcode(text):
        return bbcode_to_html(text)
    parts = PARAGRAPH.split(text) if PARAGRAPH.search(text) else text.splitlines()
    return "".join(f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in parts if part.strip())
