"""Notes that stand within a sentence and are shown beside it, moved behind their paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.stylesheet import says_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from lxml.html import HtmlElement

# Sources: Tufte CSS, Gwern, Quarto, Org's exporters, Modern Footnotes for WordPress.
NOTES = frozenset(
    "sidenote marginnote side-note margin-note sidenote-content sidenote__content "
    "modern-footnotes-footnote__note".split()
)
# The elements that may be one.
SMALL = ("span", "small", "aside")
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())
HOLDERS = frozenset("li dd td th figcaption blockquote".split())
# The class that Tufte CSS gives to the number of a note: by it the number is told to be no text.
NUMBERS = "sidenote-number"
# Where a mark of a footnote stood, an element without text says by this attribute which note it led to.
NOTE_MARK = "data-blogsieve-note"
NUMBERED = frozenset("sup button label a".split())
# Attributes by which a sign names the note that it opens. Source: plugins for footnotes.
POINTERS = ("data-definition", "data-footnote", "data-footnote-id", "data-note")
SIGN = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?\s*")
signs = cast(
    "Callable[[HtmlElement], list[HtmlElement]]",
    XPath("//*[@data-definition or @data-footnote or @data-footnote-id or @data-note]"),
)
NUMBER = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")


def move_sidenotes(root: HtmlElement, small: Sequence[HtmlElement], named: Set[str]) -> None:
    """Move the notes of a tree out of their sentences, each as a paragraph of its own below.

    Given are its elements that may be notes, in their order, and the marks on its page.
    """
    part_numbers(small)
    if not named.isdisjoint(POINTERS):
        show_notes(root)
    last: dict[HtmlElement, HtmlElement] = {}
    for place, note in enumerate(list(notes_in(small)), 1):
        block = next((above for above in note.iterancestors() if above.tag not in INLINE), None)
        if block is None or block.tag not in PARAGRAPHS | HOLDERS or not note.text_content().strip():
            continue
        if (number := number_of(note)) is not None:
            name = note.get("id") or f"{NUMBERS}-{place}"
            note.set("id", name)
            number.set(NOTE_MARK, name)
            number.set("class", f"{number.get('class', '')} {NUMBERS}".strip())
        leave_tail(note)
        for name in ("style", "hidden", "role"):
            note.attrib.pop(name, None)
        note.tag = "p"
        if block.tag in HOLDERS:
            block.append(note)
        else:
            leave_tail_to(last.get(block, block), note)
            last[block] = note


def show_notes(root: HtmlElement) -> None:
    """Show the notes that are hidden until a click on the sign that names them, where they stand."""
    named = {name: sign for sign in signs(root) for attribute in POINTERS if (name := sign.get(attribute))}
    notes = [note for note in root.iter("aside", "div", "span", "p") if note.get("id") in named] if named else []
    for note in notes:
        sign = named[note.get("id")]
        if SIGN.fullmatch(sign.text_content()) and says_hidden(note):
            sign.set(NOTE_MARK, note.get("id"))
            for name in ("style", "hidden"):
                note.attrib.pop(name, None)
            note.tag = "p" if note.tag != "div" else note.tag


def part_numbers(small: Iterable[HtmlElement]) -> None:
    """Make an element of the number that stands in one with its hidden note: `<span>1<span hidden>…</span></span>`."""
    for note in [span for span in small if span.tag == "span" and says_hidden(span)]:
        box = note.getparent()
        if box is not None and box.tag in INLINE and box[0] is note and NUMBER.fullmatch(box.text or ""):
            number = box.makeelement("sup", {})
            number.text, box.text = box.text, None
            box.insert(0, number)


def notes_in(small: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the notes among elements that are in the order of their tree, the outermost of each."""
    above: HtmlElement | None = None
    for element in small:
        if not is_note(element):
            continue
        if above is None or all(outer is not above for outer in element.iterancestors()):
            above = element
            yield element


def is_note(element: HtmlElement) -> bool:
    """Tell whether an element is a note within a line: by its name, or since it waits for a click on a number."""
    name = element.get("class", "")
    if "note" in name and not NOTES.isdisjoint(name.split()):
        return True
    if element.tag != "span" or not says_hidden(element):
        return False
    number = element.getprevious()
    return number is not None and number.tag in NUMBERED and is_number(number)


def number_of(note: HtmlElement) -> HtmlElement | None:
    """Return the number right before a note, None where it has none; Tufte CSS sets a check box between them."""
    number = note.getprevious()
    if number is not None and number.tag == "input" and not (number.tail or "").strip():
        number = number.getprevious()
    if number is None or (number.tail or "").strip():
        return None
    return number if NUMBERS in number.get("class", "").split() or is_number(number) else None


def is_number(element: HtmlElement) -> bool:
    """Tell whether an element is the number of a note."""
    return bool(NUMBER.fullmatch(element.text_content()))


def leave_tail(element: HtmlElement) -> None:
    """Give the text behind an element to what stands before it."""
    previous, parent = element.getprevious(), element.getparent()
    if element.tail and previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    elif element.tail and parent is not None:
        parent.text = (parent.text or "") + element.tail
    element.tail = None


def leave_tail_to(block: HtmlElement, note: HtmlElement) -> None:
    """Put a note behind a block, and before the text behind that."""
    tail, block.tail = block.tail, None
    block.addnext(note)
    note.tail = tail
