"""Formulas as text, each once: as TeX where the page has it, else what its MathML says in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.chtml import drawn_line, grouped
from blogsieve.cleaners.dom.raised import raised
from blogsieve.cleaners.dom.tex import FORMULA as FORMULA
from blogsieve.cleaners.dom.tex import read_tex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from lxml.html import HtmlElement

boxes_with_source = cast(
    "Callable[[HtmlElement], list[HtmlElement]]",
    XPath("//*[@data-math or @data-entry or @data-tex or @data-latex or @data-expr]"),
)

SOURCES = ("math/tex", "math/asciimath")
TEX = "application/x-tex"
# What renderers print around or beside the source of a formula: the outermost of these holds all copies of it.
# Sources: KaTeX, MathJax 2 and 3, MediaWiki's Math extension, Substack.
RENDERED = frozenset("katex-display katex MathJax MathJax_Display MathJax_SVG MathJax_CHTML mwe-math-element".split())
LEFT_OVER = frozenset("MathJax MathJax_Display MathJax_SVG MathJax_SVG_Display MathJax_CHTML MathJax_Preview".split())
DISPLAYED = frozenset("katex-display MathJax_Display MathJax_SVG_Display".split())
# What has its source as an attribute of a box around it: Gemini, Hurmet and Temml, Notion, Discourse.
SOURCE_ATTRIBUTES = ("data-math", "data-entry", "data-tex", "data-latex", "data-expr")
# No formula of a person is as deep; Python's stack ends at 1,000.
DEEPEST = 100
# MediaWiki wraps its TeX, kramdown its scripts.
WRAPPED = re.compile(r"\{\\displaystyle\s*(.*)\}|%\s*<!\[CDATA\[(.*?)%?\s*\]\]>", re.DOTALL)


def read_formulas(root: HtmlElement, scripts: Sequence[HtmlElement], named: Set[str]) -> None:
    """Leave of each formula of a tree one text, where it stands; given are its scripts, and the marks on its page."""
    for script in [script for script in scripts if script.get("type", "").startswith(SOURCES)]:
        is_block = "display" in script.get("type", "")
        drop_rendered(script)
        put(script, script.text or "", is_displayed=is_block)
    read_tex(root, scripts, named, put_in_place)
    if not named.isdisjoint(SOURCE_ATTRIBUTES):
        read_attributes(root)
    if next(root.iter("math", "mjx-container"), None) is None:
        return
    for element in list(rendered(root)):
        if (text := source_of(element)) or element.tag == "mjx-container":
            put(element, text, is_displayed=is_displayed(element), is_line=not is_alone(element))
    for math in list(root.iter("math")):
        put(math, math_text(math), is_displayed=math.get("display") == "block", is_line=not is_alone(math))


def read_attributes(root: HtmlElement) -> None:
    """Leave of each formula whose source is an attribute that source."""
    for box in boxes_with_source(root):
        tex = next(filter(None, map(box.get, SOURCE_ATTRIBUTES)), "")
        if tex.strip() and any(
            child.tag == "math" or not RENDERED.isdisjoint(child.get("class", "").split()) for child in box
        ):
            put(
                box,
                tex,
                is_displayed=is_displayed(box[0]) or box[0].get("display") == "block",
                is_line=not is_alone(box),
            )


def rendered(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold a formula and its copies, the outermost of each."""
    above: HtmlElement | None = None
    for element in root.iter("span", "div", "mjx-container"):
        if element.tag != "mjx-container" and RENDERED.isdisjoint(element.get("class", "").split()):
            continue
        if above is None or all(outer is not above for outer in element.iterancestors()):
            above = element
            yield element


def drop_rendered(script: HtmlElement) -> None:
    """Empty what MathJax 2 drew before the script that holds a formula's source."""
    for before in script.itersiblings(preceding=True):
        if LEFT_OVER.isdisjoint(before.get("class", "").split()) or (before.tail or "").strip():
            if (before.tail or "").strip() and not LEFT_OVER.isdisjoint(before.get("class", "").split()):
                put(before, "")
            return
        put(before, "")


def source_of(element: HtmlElement) -> str:
    """Return the text of a rendered formula, `""` where only its picture is there."""
    for math in element.iter("math"):
        return math_text(math)
    if (part := next(element.iter("mjx-math"), None)) is not None:
        return str(part.get("data-latex", "")) or drawn_line(part)
    images = (image.get("alt", "") for image in element.iter("img"))
    return next((unwrapped(alt) for alt in images if alt), "")


def is_displayed(element: HtmlElement) -> bool:
    """Tell whether a formula is drawn on a line of its own."""
    return not DISPLAYED.isdisjoint(element.get("class", "").split()) or element.get("display") == "true"


def is_alone(element: HtmlElement) -> bool:
    """Tell whether nothing else stands in an element's parent."""
    parent = element.getparent()
    return parent is None or (len(parent) == 1 and not (parent.text or "").strip() and not (element.tail or "").strip())


def put_in_place(element: HtmlElement, text: str, is_displayed: bool) -> None:
    """Make an element one piece of text, which is a line of its own where it is displayed and its parent is none."""
    put(element, text, is_displayed=is_displayed, is_line=not is_alone(element))


def put(element: HtmlElement, text: str, *, is_displayed: bool = False, is_line: bool = True) -> None:
    """Make an element one piece of text; one that is displayed is a line of its own, where it is not one anyway."""
    for child in list(element):
        element.remove(child)
    for name in ("style", "hidden", "aria-hidden"):
        element.attrib.pop(name, None)
    element.tag = "div" if is_displayed and is_line else "span"
    element.text = " ".join(unwrapped(text).split())
    element.set(FORMULA, "block" if is_displayed else "inline")


def unwrapped(tex: str) -> str:
    """Return a formula's TeX without what an engine puts around it.

    >>> unwrapped("{\\\\displaystyle E=mc^{2}}"), unwrapped("% <![CDATA[ a < b %]]>"), unwrapped("x")
    ('E=mc^{2}', 'a < b', 'x')
    """
    if found := WRAPPED.fullmatch(tex.strip()):
        return (found[1] or found[2] or "").strip()
    return tex.strip()


def math_text(math: HtmlElement) -> str:
    """Return the TeX that MathML bears as its source, else what it says in a line.

    >>> from lxml.html import fromstring
    >>> math_text(fromstring("<math><mi>a</mi><mo>≠</mo><msup><mi>x</mi><mn>2</mn></msup></math>"))
    'a≠x²'
    >>> math_text(fromstring("<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>"))
    'a/(b+1)'
    """
    for annotation in math.iter("annotation"):
        if annotation.get("encoding", "").lower() == TEX and annotation.text:
            return str(annotation.text)
    return math.get("alttext") or line_of(math)


def line_of(node: HtmlElement, depth: int = DEEPEST) -> str:
    """Return a part of MathML as a line of text; below a depth, as its text alone."""
    if not depth:
        return "".join(node.text_content().split())
    parts = [
        line_of(child, depth - 1) for child in node if child.tag not in ("annotation", "annotation-xml", "mphantom")
    ]
    if node.tag in ("mtable", "mtr", "mlabeledtr"):
        return ("; " if node.tag == "mtable" else " ").join(parts)
    if len(parts) == 2:
        match node.tag:
            case "mfrac":
                return f"{grouped(parts[0])}/{grouped(parts[1])}"
            case "msup" | "mover":
                return parts[0] + raised(parts[1])
            case "mroot":
                return f"{raised(parts[1])}√{grouped(parts[0])}"
            case "msub" | "munder":
                return f"{parts[0]}_{grouped(parts[1])}"
    if len(parts) == 3 and node.tag in ("msubsup", "munderover"):
        return f"{parts[0]}_{grouped(parts[1])}{raised(parts[2])}"
    own = "".join((node.text or "").split()) if node.tag != "mtext" else " ".join((node.text or "").split())
    text = own + "".join(parts)
    return f"√{grouped(text)}" if node.tag == "msqrt" else text
