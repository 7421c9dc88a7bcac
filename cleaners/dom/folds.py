"""Text that a reader opens by a click: the panels of accordions, tabs and spoilers, and the controls that name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

LABELS = frozenset("h1 h2 h3 h4 h5 h6 summary dt legend".split())
SENTENCES = frozenset("p dd li td em strong b i span figcaption blockquote".split())
# Attributes by which a control says what it opens. Sources: WAI-ARIA 1.2, Bootstrap 3 to 5, UIkit, Alpine.
POINTERS = parse_selector("[aria-controls], [data-target], [data-bs-target], [data-accordion-target], [onclick]")
LINKS_WITHIN = parse_selector("a[href^='#']")
TARGETS = ("aria-controls", "data-target", "data-bs-target", "data-accordion-target")
NOWHERE = frozenset(("#", "#!", "#0", "", "javascript:;"))
CONTROL_ROLES = frozenset(("button", "tab"))
PANEL_ROLES = frozenset(("tabpanel", "region", "definition"))
# What opens over the page and not in the text: menus, forms, windows, bubbles that repeat a label.
OTHER_ROLES = frozenset("dialog alertdialog menu menubar navigation listbox tooltip alert status search banner".split())
OTHER_BOXES = frozenset("nav form dialog header footer aside button".split())
OPENING = re.compile(
    r"accordion|collaps|toggle|spoiler|reveal|expand|faq|question|fold|trigger|tab-?(?:title|link)", re.I
)
LONGEST_LABEL = 120
# A panel is text, with a link here and there.
MOSTLY_LINKS = 0.5
WORD = re.compile(r"\w")
# "toggle('answer-1')", "$('#answer-1').show()"
NAMED = re.compile(r"""['"]#?([\w-]+)['"]""")


def is_word(button: HtmlElement) -> bool:
    """Tell whether a button's words are read with the text: it is a heading, names a fold, or stands in a sentence.

    A number right behind a word is the sign of a note, and shows it.

    >>> from lxml.html import fromstring
    >>> line = fromstring("<p>It sank<button>1</button>, and <button>nobody</button> knew.")
    >>> [is_word(button) for button in line.iter("button")]
    [False, True]
    """
    parent = button.getparent()
    if parent is None:
        return False
    if parent.tag in LABELS:
        return True
    if parent.tag in SENTENCES and (button.tail or "").strip():
        if (button.text or "").strip().isdigit() and before(button)[-1:].strip():
            return False
        return bool(WORD.search(before(button) + (button.tail or "")))
    return is_control(button) and any(is_panel(box) for box in following(button))


def before(element: HtmlElement) -> str:
    """Return the text between the element next before this one and this one."""
    previous, parent = element.getprevious(), element.getparent()
    return (previous.tail if previous is not None else None if parent is None else parent.text) or ""


def following(control: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands next below a control: beside it, or beside the box that it is alone in."""
    element: HtmlElement | None = control
    while element is not None and element.tag != "body":
        if (after := next(element.itersiblings("*"), None)) is not None:
            yield after
            return
        if next(element.itersiblings("*", preceding=True), None) is not None:
            return
        element = element.getparent()


def is_control(element: HtmlElement) -> bool:
    """Tell whether an element opens another one."""
    if element.tag == "summary" or element.get("role") in CONTROL_ROLES or "aria-expanded" in element.attrib:
        return True
    if element.tag == "a":
        return element.get("href") in NOWHERE or element.get("href", "").startswith("javascript:")
    if element.tag == "label":
        return any(is_switch(beside) for beside in (element.getprevious(), element.getnext()) if beside is not None)
    if element.tag == "button" and (parent := element.getparent()) is not None and parent.tag in LABELS:
        return True
    return is_switch(element) or any(name in element.attrib for name in TARGETS) or is_opening(element)


def is_switch(element: HtmlElement) -> bool:
    """Tell whether an element is a box to tick."""
    return element.tag == "input" and element.get("type") in ("checkbox", "radio")


def is_opening(element: HtmlElement) -> bool:
    """Tell whether an element's classes say that it opens another one."""
    return bool(OPENING.search(element.get("class", "")))


def is_panel(box: HtmlElement) -> bool:
    """Tell whether a box holds text to be read, and no menu, form or window."""
    if box.tag in OTHER_BOXES or box.get("role") in OTHER_ROLES:
        return False
    if any(True for _ in box.iter("form", "nav", "dialog", "textarea")):
        return False
    text = " ".join(box.text_content().split())
    linked = sum(len(" ".join(link.text_content().split())) for link in box.iter("a"))
    return bool(text) and linked <= MOSTLY_LINKS * len(text)


def pointed_at(index: Index) -> frozenset[str]:
    """Return the ids that controls of a page say they open."""
    found: set[str] = set()
    for element in index.select(POINTERS):
        for name in TARGETS:
            found.update(element.get(name, "").replace("#", " ").split())
        found.update(NAMED.findall(element.get("onclick", "")))
    for link in index.select(LINKS_WITHIN):
        if is_control(link) or is_opening(link):
            found.add(link.get("href", "").removeprefix("#"))
    return frozenset(found - {""})


def is_folded(panel: HtmlElement, controlled: frozenset[str]) -> bool:
    """Tell whether a reader can open a hidden element: a control points at it, or stands before it."""
    if not is_panel(panel):
        return False
    if panel.get("role") in PANEL_ROLES or panel.get("id", "") in controlled or panel.tag == "details":
        return True
    return any(has_control(box) or (is_label(box) and is_named_fold(panel)) for box in preceding(panel))


def is_label(box: HtmlElement) -> bool:
    """Tell whether a box can be what a reader clicks at: a button, or a few words and no form."""
    if box.tag == "button":
        return True
    return is_panel(box) and len(" ".join(box.text_content().split())) <= LONGEST_LABEL


def is_named_fold(panel: HtmlElement) -> bool:
    """Tell whether a panel's classes, or those of the box around it, say that it opens."""
    parent = panel.getparent()
    return is_opening(panel) or (parent is not None and is_opening(parent))


def preceding(panel: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands next above a panel: beside it, or beside the box that it is alone in."""
    element: HtmlElement | None = panel
    for _ in range(2):
        if element is None or element.tag == "body":
            return
        if (above := next(element.itersiblings("*", preceding=True), None)) is not None:
            yield above
            return
        element = element.getparent()


def has_control(box: HtmlElement) -> bool:
    """Tell whether a box is or holds a control, and is no form."""
    if box.tag == "form" or next(box.iter("form", "nav"), None) is not None:
        return False
    return is_control(box) or any(is_control(inner) for inner in box.iter("button", "a", "summary", "label", "span"))
