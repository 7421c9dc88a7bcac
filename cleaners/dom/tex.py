"""Formulas that stand as TeX between delimiters in the text until a script of the page draws them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath, iterwalk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from lxml.html import HtmlElement

    Put = Callable[[HtmlElement, str, bool], None]  # an element, its TeX, whether it is displayed

# Says of an element that was made a formula's text where it is shown: "block" or "inline". No page has this attribute.
FORMULA = "data-blogsieve-formula"
# Elements that engines set around a formula with its delimiters. Sources: Arithmatex, Pandoc, MyST and Sphinx.
BOXES = frozenset(("arithmatex", "math"))
# The scripts that draw formulas: MathJax, KaTeX with its extension that finds them.
DRAWS = re.compile("mathjax|MathJax|renderMathInElement|auto-render")
# What a page with formulas in boxes, or with such a script, has in its bytes.
DRAWN = ("math", "Math", "arithmatex")
# A single dollar is a delimiter where the page says so: it is a sign of money else.
DOLLARS = re.compile(r"""\[\s*(["'])\$\1\s*,\s*\1\$\1\s*\]|left:\s*(["'])\$\2""")
# What those scripts leave alone.
LEFT_ALONE = frozenset(
    "script noscript style textarea pre code annotation annotation-xml math svg title option".split()
)
# Characters of a formula; no author's is longer.
LONGEST = 1500
DELIMITED = rf"\\\((?P<a>.{{1,{LONGEST}}}?)\\\)|\\\[(?P<B>.{{1,{LONGEST}}}?)\\\]|\$\$(?P<C>[^$]{{1,{LONGEST}}})\$\$"
IN_DOLLARS = rf"(?<![\\$\w])\$(?P<d>[^\s$](?:[^$]{{0,{LONGEST}}}[^\s$\\])?)\$(?![\d$])"
PLAIN = re.compile(DELIMITED, re.DOTALL)
WITH_DOLLARS = re.compile(f"{DELIMITED}|{IN_DOLLARS}", re.DOTALL)

_boxes = cast(
    "Callable[[HtmlElement], list[HtmlElement]]",
    XPath("//*[(self::span or self::div) and (contains(@class, 'math') or contains(@class, 'arithmatex'))]"),
)


def read_tex(root: HtmlElement, scripts: Iterable[HtmlElement], named: Set[str], put: Put) -> None:
    """Make elements of the formulas in a tree's text: of those in boxes, and of all where a script draws them.

    Given are the tree's scripts, and the marks on its page: what none of them tells of is not looked for.
    """
    if named.isdisjoint(DRAWN):
        return
    for box in _boxes(root):
        names = box.get("class", "").split()
        if not BOXES.isdisjoint(names) and (found := PLAIN.fullmatch(box.text_content().strip())):
            put(box, tex_of(found), is_displayed(found))
    texts_of_scripts = [said for script in scripts for said in (script.get("src"), script.text) if said]
    if any(map(DRAWS.search, texts_of_scripts)):
        pattern = WITH_DOLLARS if any(map(DOLLARS.search, texts_of_scripts)) else PLAIN
        for element, is_tail in list(texts(root)):
            split(element, is_tail=is_tail, pattern=pattern, put=put)


def texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield where in a tree a text may have a formula: an element, and whether it is its tail."""
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            text = element.tail
        elif element.tag in LEFT_ALONE or FORMULA in element.attrib:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if text and ("\\(" in text or "\\[" in text or "$" in text):
            yield element, event == "end"


def split(element: HtmlElement, *, is_tail: bool, pattern: re.Pattern[str], put: Put) -> None:
    """Make elements of the formulas in a text; one that shares its line with other text is set in it."""
    text = (element.tail if is_tail else element.text) or ""
    found = [one for one in pattern.finditer(text) if tex_of(one)]
    if not found:
        return
    above = element.getparent() if is_tail else element
    place = above.index(element) + 1 if is_tail else 0
    is_alone = len(found) == 1 and found[0][0] == text.strip() and (is_tail or not len(above))
    ends = [one.start() for one in found[1:]] + [len(text)]
    for number, (one, end) in enumerate(zip(found, ends, strict=True)):
        made = above.makeelement("span", {})
        above.insert(place + number, made)
        put(made, tex_of(one), is_displayed(one) and is_alone)
        made.tail = text[one.end() : end] or None
    head = text[: found[0].start()] or None
    if is_tail:
        element.tail = head
    else:
        element.text = head


def tex_of(found: re.Match[str]) -> str:
    """Return the TeX between delimiters."""
    return next(filter(None, found.groups()), "").strip()


def is_displayed(found: re.Match[str]) -> bool:
    """Tell whether delimiters are those of a formula on lines of its own."""
    return bool((found.lastgroup or "").isupper())
