"""Elements as text, for the forms that are markup."""

from __future__ import annotations

import re

# The elements of HTML for the marks of a body's runs.
TAGS = {"strong": "strong", "emphasis": "em", "strike": "del", "sub": "sub", "sup": "sup"}
# No character of these may stand in XML, and none in HTML.
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def el(tag: str, inside: str, **given: str) -> str:
    """Return an element around markup; attributes that are "" are left out.

    >>> el("p", "a", id="b"), el("note", "c", xml_id="d", class_="")
    ('<p id="b">a</p>', '<note xml:id="d">c</note>')
    """
    return f"<{tag}{attributes(**given)}>{inside}</{tag}>"


def attributes(**given: str) -> str:
    """Return attributes with the space before each; `class_` is class, and `xml_id` xml:id.

    >>> attributes(href='a"b', title="", class_="c")
    ' href="a&quot;b" class="c"'
    """
    named = ((name.rstrip("_").replace("xml_", "xml:"), value) for name, value in given.items() if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in named)


def escape(text: str) -> str:
    """Return a text as markup has it.

    >>> escape("a < b & c")
    'a &lt; b &amp; c'
    """
    text = NO_CHARACTER.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
