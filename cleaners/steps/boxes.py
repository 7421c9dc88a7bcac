"""Boxes of the site amid the text, known by a sentence: consent, registration, sign-up, reactions, promotion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.dom.around import filled_by, is_in
from blogsieve.cleaners.dom.blocks import HEADINGS, is_invisible, is_longer, squash
from blogsieve.cleaners.dom.locators import RANK_PATH, rank, select
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.dom.stylesheet import says_hidden
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.phrase import fold_line
from blogsieve.cleaners.site.fingerprints import key_of
from blogsieve.cleaners.text import CACHED, count_letters, text_key
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

DATA = "boxes.toml"
# What a line of such a box stands in.
LINES = "p div span label li h1 h2 h3 h4 h5 h6 figcaption strong b em i small button a legend td".split()
BOXES = frozenset("div section aside figure form label p span ul fieldset header footer article h2 h3 h4".split())
# What a box must not hold, whatever it says: it is the post's.
HOLDS_POST = parse_selector(
    "main, h1, [itemprop~=articleBody], .entry-content, .post-content, .post-body, .article-content"
)
# Characters; a line of more is prose that mentions such a thing, a box of more is no box.
LONGEST_LINE = 320
LARGEST_BOX = 1500
# A line of so many letters is prose.
PROSE = 80
# A label that asks to read other posts is one only where links are all that stands below it.
MOSTLY_LINKS = 0.6
HEADS_NOTHING = 12
# The group of kinds that ask for something.
ASKS = "newsletter/"
# The reason of a box that is not shown.
UNSEEN = "hidden/not-shown"
# A line that stands in so many of the blog's entries is in all of them by a plugin, or by its author's habit.
FEWEST_PAGES, MOST_ENTRIES = 3, 0.5


@dataclass(frozen=True)
class Kind:
    """A kind of box: its reason, what its lines say, what it is called.

    Its patterns are compiled for the first line that is of any kind: that takes a moment, and most pages have none.
    """

    reason: str
    patterns: tuple[str, ...]  # what its lines begin with, where it has a ^, or have anywhere
    cues: tuple[str, ...]  # one of which is in any line with that
    names: tuple[str, ...]
    only_links: bool = False  # a line of it is a label, and tells only where links follow
    line_only: bool = False  # what stands around the line is not of its kind

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """What its lines begin with."""
        return one_of([pattern for pattern in self.patterns if pattern.startswith("^")])

    @cached_property
    def holds(self) -> re.Pattern[str]:
        """What stands anywhere in them."""
        return one_of([pattern for pattern in self.patterns if not pattern.startswith("^")])

    @cached_property
    def called(self) -> re.Pattern[str]:
        """What boxes of its kind are called."""
        return re.compile("|".join(map(re.escape, self.names)))

    def says(self, line: str) -> bool:
        """Tell whether a folded line is one of such a box."""
        # To search a line for all is slow; few lines have a cue.
        if self.begins.match(line):
            return True
        for cue in self.cues:
            if cue in line:
                return bool(self.holds.search(line))
        return False


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Return the kinds of boxes, in file order."""
    table = load_toml(__package__, DATA)
    return tuple(read_kind(f"{group}/{name}", kind) for group, kinds in table.items() for name, kind in kinds.items())


def read_kind(reason: str, kind: Mapping[str, Any]) -> Kind:
    """Return the kind of boxes that a table describes."""
    patterns, cues, names = (tuple(kind.get(key, ())) for key in ("patterns", "cues", "names"))
    return Kind(reason, patterns, cues, names, kind.get("labels", False), kind.get("line_only", False))


def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that matches where one of these does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the boxes whose lines say what they are; what the post's own entry holds is no box of the site."""
    seen: set[HtmlElement] = set()
    held: set[HtmlElement] | None = None
    for element, kind in telling_elements(document.root):
        if element in seen or not seen.isdisjoint(element.iterancestors()):
            continue
        held = around_post(document, site) if held is None else held
        box = box_around(element, kind, held)
        if box is None or is_authors(element, kind, box, document, site):
            continue
        seen.add(box)
        # A window that waits for a click tells nothing of the post: that it is closed least of all.
        yield Finding(box, kind.reason if is_shown(box) else UNSEEN, DATA)


def is_shown(element: HtmlElement) -> bool:
    """Tell whether no style of its own hides an element, or one around it."""
    return not any(map(says_hidden, (element, *element.iterancestors())))


def is_authors(element: HtmlElement, kind: Kind, box: HtmlElement, document: Document, site: SiteModel) -> bool:
    """Tell whether a line is the author's: his entry has it, and nothing can be filled in there.

    Who asks to subscribe in most of his posts asks for all of them; a disclosure may stand in each by his own hand.
    """
    text = squash(element.text_content())
    if not document.own_entry.holds(text) or next(box.iter("form", "input"), None) is not None:
        return False
    count = site.repeated.get(key_of(element.tag, text), 0) if kind.reason.startswith(ASKS) else 0
    return count < max(FEWEST_PAGES, MOST_ENTRIES * site.fed)


def telling_elements(root: HtmlElement) -> Iterator[tuple[HtmlElement, Kind]]:
    """Yield the elements with a line that tells a kind of box, with that kind, in document order."""
    # Each element is asked once: a paragraph may have thousands of words in elements of their own.
    has_text = cache(has_own_text)
    for element in root.iter(*LINES):
        if not has_text(element) or is_inline(element, has_text):
            continue
        text = element.text_content() if len(element) else element.text or ""
        if len(text) <= 2 * LONGEST_LINE and (kind := kind_of(text)):
            yield element, kind


@cache
def any_kind() -> Kind:
    """Return what says of a line that it is one of any kind of box: most are of none, and are asked once."""
    kinds = load_kinds()
    patterns, cues = (tuple(chain.from_iterable(own)) for own in ([k.patterns for k in kinds], [k.cues for k in kinds]))
    return Kind("", patterns, cues, names=())


@lru_cache(maxsize=CACHED)  # the lines of a site's template are those of its other pages
def kind_of(text: str) -> Kind | None:
    """Return the kind of box that an element's text tells, None where it tells none."""
    line = squash(text)
    if len(line) > LONGEST_LINE or not any_kind().says(line := fold(line)):
        return None
    return next(kind for kind in load_kinds() if kind.says(line))


def has_own_text(element: HtmlElement) -> bool:
    """Tell whether an element has text that is not in an element within it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def is_inline(element: HtmlElement, has_text: Callable[[HtmlElement], bool]) -> bool:
    """Tell whether an element is words of the line that one around it has."""
    parent = element.getparent()
    while element.tag in INLINE and parent is not None:
        if has_text(parent):
            return True
        element, parent = parent, parent.getparent()
    return False


def around_post(document: Document, site: SiteModel) -> set[HtmlElement]:
    """Return the elements that hold the post: its body by name or as learned, and its title in a heading."""
    title = "" if kind_of(document.facts.title) else text_key(document.facts.title)
    found = [one for one in document.root.iter(*HEADINGS) if title and text_key(one.text_content()) == title]
    # A path was learned on pages without their boxes; with them it may lead to one.
    names = (wrapper.selector for wrapper in site.wrappers if rank(wrapper.selector) != RANK_PATH)
    found += [box for name in names if (one := select(document.root, name)) is not None for box in filled_by(one)]
    return {*document.index.holders(HOLDS_POST), *(above for one in found for above in (one, *one.iterancestors()))}


def box_around(element: HtmlElement, kind: Kind, held: Container[HtmlElement]) -> HtmlElement | None:
    """Return the largest box around a line that holds nothing but what is of its kind; None where there is none."""
    box, is_clean = element, True
    largest = len(squash(element.text_content())) if kind.line_only else LARGEST_BOX
    for above in element.iterancestors():
        if above.tag not in BOXES or above in held or is_longer(above, largest):
            break
        foreign = foreign_prose(above, kind)
        is_clean = is_clean and not foreign
        is_named = kind.called.search(f"{above.get('id', '')} {above.get('class', '')}".lower())
        if is_clean or (is_named and 2 * foreign < len(squash(above.text_content()))):
            box = above
    return None if kind.only_links and not is_links_but_for(box, element) else box


def foreign_prose(box: HtmlElement, kind: Kind) -> int:
    """Return how long the paragraphs of a box are that do not say what its kind says."""
    texts = (squash(line.text_content()) for line in lines_of(box))
    sizes = ((count_letters(text), text) for text in texts)
    return sum(size for size, text in sizes if size >= PROSE and not kind.says(fold(text)))


def fold(text: str) -> str:
    """Return a text as the patterns are written."""
    return fold_line(text).replace('"', "")


def lines_of(box: HtmlElement) -> Sequence[HtmlElement]:
    """Return the elements of a box that have text of their own and stand in no such element."""
    found: list[HtmlElement] = []
    waiting = [box]
    while waiting:
        element = waiting.pop()
        if is_invisible(element) or not isinstance(element.tag, str):
            continue
        if has_own_text(element):
            found.append(element)
        else:
            waiting.extend(element)
    return found


def is_links_but_for(box: HtmlElement, label: HtmlElement) -> bool:
    """Tell whether links are most of what a box holds besides its label, and it holds some."""
    rest = len(squash(box.text_content())) - len(squash(label.text_content()))
    linked = sum(len(squash(link.text_content())) for link in box.iter("a") if not is_in(link, label))
    return rest >= HEADS_NOTHING and linked >= MOSTLY_LINKS * rest
