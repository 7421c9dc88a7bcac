"""The lines of text around a post: below and above its heading, below its body, and all that stand alone."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, INVISIBLE, squash
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.metadata.dates.byline import begins_byline
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import count_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.metadata.dates.place import PostArea

# A line this long is a paragraph: the body has begun, or, if it is not too long, a summary stands between title and
# date. A byline with author and categories is as long.
PARAGRAPH = 100
SUMMARY = 300
# Characters read below the heading, above it, and below the body.
BELOW, ABOVE, BEHIND = 1500, 300, 400
# Lines at an end of the body that may tell its day.
FEW = 2
# Some themes show day, month and year in a box each: lines so short are read as one, up to the length of a date.
BOX = 12
MOST_BOXES = 20
# Pieces of text that are looked at around a post; a page with a hundred thousand line breaks has more.
MOST_PARTS = 10_000

# Microformat: https://microformats.org/wiki/rel-tag
TOPIC = frozenset(("tag", "category"))
# Stands before the text of a heading.
HEADING = "\x00"
# The group of rules for what readers write.
COMMENTS = "comments"

Part = tuple[str, bool]  # a piece of text, and whether a line ends before it


def below_heading(place: PostArea) -> tuple[list[str], list[str]]:
    """Return the lines of the header below the heading, and those from there to another heading or the body.

    The header ends at the first paragraph, or at the second one where the first is a summary; below a text of a line
    the heading of comments ends both.
    """
    parts: list[list[str]] = [[]]
    is_headed = False
    if place.heading is not None:
        for line in _take(_lines(_following(place.heading, place)), BELOW):
            if line == HEADING:
                if len(parts) > 1:
                    break
                is_headed = True
                continue
            if is_headed and parts[0] and names_comments(line):
                break
            is_headed = False
            if len(line) > PARAGRAPH and not (len(line) <= SUMMARY and begins_byline(line)):
                parts.append([])
            parts[-1].append(line)
    summaries = 1 if len(parts) > 2 and len(parts[1][0]) <= SUMMARY else 0
    header, later = parts[: summaries + 1], parts[summaries + 1 :]
    return list(chain.from_iterable(header)), list(chain.from_iterable(later))


def names_comments(line: str) -> bool:
    """Tell whether a line is what stands above the comments.

    >>> names_comments("3 comments"), names_comments("Three comments on tar")
    (True, False)
    """
    return (rule := match_line(line, "tail")) is not None and rule.group == COMMENTS


def below_title(place: PostArea) -> list[str]:
    """Return the lines of the header below the heading, without what they repeat of it."""
    return untitled(place.header[0], place)


def below_first_paragraph(place: PostArea) -> list[str]:
    """Return the lines from the first paragraphs on to another heading or the body."""
    return place.header[1]


def above_heading(place: PostArea) -> list[str]:
    """Return the lines above the heading."""
    return [] if place.heading is None else list(_take(_lines(_preceding(place.heading, place)), ABOVE))


def below_body(place: PostArea) -> list[str]:
    """Return the lines below the body, none where the body is not known."""
    return [] if place.body is None else untitled(_take(_lines(_following(place.body, place)), BEHIND), place)


def untitled(lines: Iterable[str], place: PostArea) -> list[str]:
    """Return lines without the post's heading in them: "No comments on Notes of 4 July 2007" tells no day."""
    title = "" if place.heading is None else squash(place.heading.text_content())
    is_dated = any(map(str.isdecimal, title))
    return [line.replace(title, "").strip() if is_dated else line for line in lines]


def edges_of_body(place: PostArea) -> list[str]:
    """Return the short lines that the body begins and ends with, none where it has no longer one between them."""
    if place.body is None:
        return []
    lines = [line for line in _lines(_children(place.body, place)) if line != HEADING]
    long = [number for number, line in enumerate(lines) if count_letters(line) > PARAGRAPH]
    return [*lines[: long[0]][:FEW], *lines[long[-1] + 1 :][-FEW:]] if long else []


def whole_page(place: PostArea) -> Iterator[str]:
    """Give all lines of the page but those in boxes of others; a sidebar without a telling name can be the post's."""
    return _lines(_inside(place.top, place, place.is_named_foreign))


def _take(lines: Iterable[str], most: int) -> Iterator[str]:
    """Give lines until they have so many characters."""
    for line in lines:
        most -= len(line)
        if most < 0:
            return
        yield line


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    """Give lines of text, with boxes of a few characters joined."""
    boxes: list[str] = []
    for whole in _broken(parts):
        if whole != HEADING and len(whole) <= BOX and sum(map(len, boxes)) + len(boxes) <= MOST_BOXES + 1:
            boxes.append(whole)
            continue
        yield from _joined(boxes)
        boxes.clear()
        yield whole
    yield from _joined(boxes)


def _joined(boxes: Sequence[str]) -> Sequence[str]:
    """Return boxes as one line, but those behind a byline without figures: "by Ana", "Hello all,"."""
    line = " ".join(boxes)
    is_byline = line and not any(map(str.isdecimal, line)) and begins_byline(line)
    return boxes if is_byline or not boxes else [line]


def _broken(parts: Iterable[Part]) -> Iterator[str]:
    """Give the lines as the elements break them."""
    line = ""
    for text, ends in islice(parts, MOST_PARTS):
        if ends:
            if whole := squash(line):
                yield whole
            line = ""
        # Day and reading time, or month and day, stand in spans that only the style sheet parts.
        line += f" {text}" if line[-1:].isdecimal() and text[:1].isdecimal() else text
    if whole := squash(line):
        yield whole


def _children(body: HtmlElement, place: PostArea) -> Iterator[Part]:
    """Give the text in the body."""
    yield body.text or "", True
    for child in body.iterchildren("*"):
        yield from _inside(child, place)
        yield child.tail or "", child.tag not in INLINE


def _following(start: HtmlElement, place: PostArea) -> Iterator[Part]:
    """Give the text behind an element in document order, up to the body."""
    for level in (start, *start.iterancestors()):
        yield level.tail or "", level.tag not in INLINE
        for sibling in level.itersiblings("*"):
            if sibling is place.body:
                return
            yield from _inside(sibling, place)
            yield sibling.tail or "", sibling.tag not in INLINE
        if level is place.top:
            return


def _preceding(start: HtmlElement, place: PostArea) -> Iterator[Part]:
    """Give the text before an element, box by box, the nearest first."""
    for level in (start, *start.iterancestors()):
        for sibling in level.itersiblings("*", preceding=True):
            yield sibling.tail or "", True
            yield from _inside(sibling, place)
        parent = level.getparent()
        if parent is None or level.tag in ("article", "main", "body"):
            return
        yield parent.text or "", True


def is_topic(element: HtmlElement) -> bool:
    """Tell whether an element is a link to a topic: with many of them the line of the day is as long as a paragraph."""
    return element.tag == "a" and not TOPIC.isdisjoint((element.get("rel") or "").split())


def _inside(
    top: HtmlElement, place: PostArea, is_foreign: Callable[[HtmlElement], bool] | None = None
) -> Iterator[Part]:
    """Give the text of an element in document order, up to the body; boxes of others are passed over."""
    is_foreign = is_foreign or place.is_foreign
    stack: list[tuple[HtmlElement, bool]] = [(top, False)]
    while stack:
        element, closing = stack.pop()
        breaks = element.tag not in INLINE
        if closing:
            yield element.tail or "" if element is not top else "", breaks
            continue
        # The readers take a few lines; a menu of thousands of links is not to be listed for that.
        if element is not top and (following := next(element.itersiblings("*"), None)) is not None:
            stack.append((following, False))
        if element is place.body:
            return
        if element.tag in INVISIBLE or is_topic(element) or is_foreign(element):
            yield element.tail or "" if element is not top else "", breaks or not is_topic(element)
        else:
            if element.tag in HEADINGS:
                yield HEADING, True
            yield element.text or "", breaks
            stack.append((element, True))
            if (first := next(element.iterchildren("*"), None)) is not None:
                stack.append((first, False))
