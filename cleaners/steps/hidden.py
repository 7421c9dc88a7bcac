"""Text that no reader sees or reads as text: hidden elements, line numbers, marks of footnotes, anchors of headings."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, PARAGRAPHS_OF_A_POST, squash, text_of
from blogsieve.cleaners.dom.folds import is_folded, pointed_at
from blogsieve.cleaners.dom.index import Index, Shelf
from blogsieve.cleaners.dom.line_numbers import line_numbers
from blogsieve.cleaners.dom.note_links import is_back_link, is_note_mark
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.dom.stylesheet import hidden_names, says_hidden
from blogsieve.cleaners.dom.tree import drop
from blogsieve.cleaners.model import BACK_LINK, FOOTNOTE_MARK, Finding
from blogsieve.cleaners.platforms.platform import is_at_home
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.selector import Selector
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

HIDDEN = parse_selector("[hidden], [style]")
# A menu, a form or a label that waits to be opened; more text than this is the post's, and a script fades it in.
LABEL_LENGTH = 250
COPIES = parse_selector("[aria-hidden=true]")
STYLES = parse_selector("style")
BUTTONS = parse_selector("button")
LINKS_WITHIN = parse_selector("a[href*='#']")
LONGEST_SIGN = 40
ANCHOR_SIGNS = re.compile(r"[\s\W]*(?:(?:direct |perma)?link(?: to (?:this )?(?:heading|section))?)?[\s\W]*", re.I)
RULE = "hidden.toml"
# Reasons whose names may stand on a box: themes give "print-only" to the body itself, for all else is not printed, and
# a hidden menu that is never closed has the whole page in it.
BOXES = frozenset(("print-only", "screen-reader"))


@cache
def load_rules() -> tuple[tuple[str, Selector], ...]:
    """Return what is hidden by a name: pairs of a reason and a selector."""
    table = load_toml(__package__, RULE)
    return tuple((reason, parse_selector(css)) for reason, selectors in table.items() for css in selectors)


@cache
def shelf() -> Shelf:
    """Return the selectors of the rules by what an element must bear."""
    return Shelf([selector for _, selector in load_rules()])


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements that are not shown, or are shown as an aid to the page and not as its text."""
    platform = document.facts.platform
    # WeChat shows the post when its script has run.
    named = platform.page.body if is_at_home(platform, document.page.url) else ()
    bodies = {element for css in named for element in document.index.select(parse_selector(css))}
    yield from (finding for finding in find_in(document.index) if finding.target not in bodies)


def read_shown(root: HtmlElement) -> str:
    """Return the text of a tree less what no reader reads, a block a line; the tree is changed."""
    for finding in list(find_in(Index(root))):
        drop(finding.target)
    return text_of(root)


def find_in(index: Index) -> Iterator[Finding]:
    """Yield what is hidden on a page that is indexed."""
    hidden = [*not_shown(index.select(HIDDEN)), *styled(index)]
    controlled = pointed_at(index) | noted(index) if hidden else frozenset()
    for element in hidden:
        if not is_folded(element, controlled):
            yield Finding(element, "hidden/not-shown", "hidden.py")
    rules = load_rules()
    gone: set[HtmlElement] = set()
    for place, elements in shelf().found(index):
        reason, selector = rules[place]
        for element in elements:
            if reason in BOXES and holds_post(element, index):
                continue
            if reason != "anchor" or ANCHOR_SIGNS.fullmatch(element.text_content()):
                target = with_its_box(element) if reason == "screen-reader" else element
                gone.add(element)
                yield Finding(target, f"hidden/{reason}", selector.css)
    for number in line_numbers(index):
        yield Finding(number, "hidden/line-numbers", "line_numbers.py")
    yield from links_within(index)
    yield from buttons_of_headings(index)
    read = cache(partial(read_texts, gone=gone))
    for element in index.select(COPIES):
        if is_copy(element, read):
            yield Finding(element, "hidden/copy", COPIES.css)


def noted(index: Index) -> frozenset[str]:
    """Return the ids that signs of notes lead to: a window with the note opens there."""
    links = ((link, link.text_content().strip()) for link in index.select(LINKS_WITHIN))
    found = (link.get("href", "").partition("#")[2] for link, text in links if is_note_mark(link, text))
    return frozenset(found) - {""}


def buttons_of_headings(index: Index) -> Iterator[Finding]:
    """Yield the buttons beside the words of a heading: to copy its address, to edit what stands below it."""
    for button in index.select(BUTTONS):
        heading = next((above for above in button.iterancestors() if above.tag in HEADINGS), None)
        if heading is not None and len(squash(button.text_content())) < len(squash(heading.text_content())):
            yield Finding(button, "hidden/anchor", BUTTONS.css)


def with_its_box(element: HtmlElement) -> HtmlElement:
    """Return an element, or the span around it that has nothing else: a theme's box for an icon and its label."""
    box = element.getparent()
    while box is not None and box.tag == "span" and box.text_content().strip() == element.text_content().strip():
        if next(box.iter("img"), None) is not None:
            break
        element, box = box, box.getparent()
    return element


def links_within(index: Index) -> Iterator[Finding]:
    """Yield the links within a page that are a sign and no text: to a note, back from it, to a heading."""
    for link in index.select(LINKS_WITHIN):
        text = link.text_content().strip()
        if len(text) > LONGEST_SIGN:
            continue
        if is_back_link(text):
            yield Finding(link, BACK_LINK, RULE)
        elif is_note_mark(link, text):
            yield Finding(link, FOOTNOTE_MARK, RULE)
        elif ANCHOR_SIGNS.fullmatch(text) and any(above.tag in HEADINGS for above in link.iterancestors()):
            yield Finding(link, "hidden/anchor", RULE)


def not_shown(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the elements that say themselves that they are hidden."""
    for element in elements:
        if is_hidden(element):
            yield element


def styled(index: Index) -> Iterator[HtmlElement]:
    """Yield the short elements that the page's own style sheets hide."""
    for sheet in index.select(STYLES):
        if sheet.text and next(sheet.iterancestors("noscript"), None) is None:
            for name in hidden_names(sheet.text):
                if name in index.keys:
                    yield from filter(is_short, index.select(parse_selector(name)))


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether an element is hidden for good, and not a post that a script shows later."""
    return says_hidden(element) and is_short(element)


def is_short(element: HtmlElement) -> bool:
    """Tell whether an element has no more text than a label or a notice."""
    # A paragraph of Chinese has a third of the characters.
    paragraphs = sum(1 for _ in element.iter("p"))
    return paragraphs < PARAGRAPHS_OF_A_POST and len(element.text_content()) < LABEL_LENGTH


def holds_post(element: HtmlElement, index: Index) -> bool:
    """Tell whether an element has the paragraphs of a post, and more text in them than all others of its page."""
    return not is_short(element) and 2 * index.prose.get(element, 0) > index.prose.get(index.root, 0)


def is_copy(element: HtmlElement, read: Callable[[HtmlElement, str], Container[str]]) -> bool:
    """Tell whether an element that is hidden from screen readers repeats the text of one beside it that they read."""
    text, parent = " ".join(element.text_content().split()), element.getparent()
    return text != "" and parent is not None and text in read(parent, element.tag)


def read_texts(parent: HtmlElement, tag: str, gone: Container[HtmlElement]) -> frozenset[str]:
    """Return the texts, with single spaces, of an element's children of a tag that are not gone and no copies.

    What moves letter by letter stands beside the word for screen readers: that one is the copy, and goes.
    """
    children = (child for child in parent.iterchildren(tag) if child.get("aria-hidden") != "true" and child not in gone)
    return frozenset(" ".join(child.text_content().split()) for child in children)
