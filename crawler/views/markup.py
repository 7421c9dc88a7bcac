"""HTML out of Python values: text is escaped unless it was made here, so that no page's markup gets into ours."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import TypeAlias
from urllib.parse import unquote


class Html(str):
    """Markup that is safe to print as it stands."""

    __slots__ = ()


Child: TypeAlias = "Html | str | Iterable[Child]"
VOID = frozenset({"br", "input", "link", "meta", "rect", "line", "circle", "path"})
# No character of these is allowed in HTML, escaped or not.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Nothing is loaded or sent, and no script runs, whatever the page holds.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def el(tag: str, *children: Child, **attributes: str | float | bool) -> Html:
    """Return an element; `class_` is class, `aria_label` aria-label, and True an attribute without value.

    >>> el("a", "<b>", href="?a&b", class_="x", hidden=False)
    '<a href="?a&amp;b" class="x">&lt;b&gt;</a>'
    """
    named = "".join(map(attribute, attributes.items()))
    return Html(f"<{tag}{named}>" if tag in VOID else f"<{tag}{named}>{join(children)}</{tag}>")


def attribute(item: tuple[str, str | float | bool]) -> str:
    """Return an attribute with the space before it, nothing where its value is False."""
    name, value = item[0].rstrip("_").replace("_", "-"), item[1]
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{escape(str(value))}"'


def join(children: Child) -> Html:
    """Return children one after another, escaped where they are text."""
    if isinstance(children, Html):
        return children
    return escape(children) if isinstance(children, str) else Html("".join(map(join, children)))


def escape(text: str) -> Html:
    """Return a text as markup.

    >>> escape("</script>\\x00")
    '&lt;/script&gt;\ufffd'
    """
    return Html(html.escape(CONTROL.sub("\ufffd", text)))


def link(url: str, text: str = "") -> Html:
    """Return a link, readable where it is percent-encoded, plain text where the address is not one of the web."""
    shown = text or unquote(url)
    if not url.startswith(("http://", "https://")):
        return escape(shown)
    return el("a", shown, href=url, rel="noreferrer noopener")


def document(title: str, sheets: Iterable[str], *children: Child) -> Html:
    """Return a whole page with style sheets of this folder."""
    css = "\n".join((files(__package__) / name).read_text("utf-8") for name in sheets)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("style", Html(css)),
    )
    return Html(f"<!doctype html>\n{el('html', head, el('body', *children), lang='en')}\n")
