"""Names in elements that a theme calls after the author, or that stand right behind a label: "Written by"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.byline import is_label_of_day
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

CALLED = parse_selector("[class*=author], [class*=Author], [class*=byline], [class*=Byline]")
LABELLED = parse_selector("p, div, span, small, strong, b, em, dt, li, td, label, h2, h3, h4, h5, h6")
# Builders of pages write "post-hero__author-name", "authorName" and "Article_author__x7Fq".
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
HASHED = re.compile(r"__[A-Za-z\d+-]{5}$")
BOLD = ("strong", "b")
AUTHOR = frozenset(("author", "authors", "byline"))
BEHIND = frozenset(("name", "names", "link", "text", "details"))
# Nobody's name: the reader who comments is an author too, and a card beside the post has one of its own.
OTHERS = frozenset("comment comments related card cards recommended recommendations widget".split())
# A label says nothing but that a name follows; no heading of a list does in so few characters.
LONGEST_LABEL = 20
# A signature names topics and the hour besides, where it names the day.
LONGEST_SIGNATURE, LONGEST_DATED = 60, 120
# The hour behind a day, with its preposition.
HOUR = re.compile(
    r"[\s,|·•@–—-]*(?:(?:at|um|à|a las|às|alle|kl\.?|o)\s+)?"
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*uhr\b)?",
    re.IGNORECASE,
)
LONGEST_LINE = 160  # with a day and a name behind it
BAR, COMMA = " | ", ", "
FEWEST = 2  # of links that are a list of names


@cache
def load_authors() -> Mapping[str, Any]:
    """Return the table of words and places of bylines."""
    return load_toml(__package__, "authors.toml")


@cache
def load_labels() -> frozenset[str]:
    """Return what stands alone before a name: "by", "written by"; "more from" stands before other posts."""
    table = load_authors()
    return frozenset(table["bylines"]) - frozenset(table["of_others"])


@cache
def byline_start() -> re.Pattern[str]:
    """Return the pattern of what a byline begins with."""
    words = "|".join(re.escape(word) for word in sorted(load_authors()["bylines"], key=len, reverse=True))
    return re.compile(rf"^(?:{words})(?:\s*[:：]\s*|\s+|(?<=[^\x00-\u024f])(?=\S))", re.IGNORECASE)


@cache
def load_signatures() -> frozenset[str]:
    """Return what signs a post, and no book: "written by", or one word for it."""
    table = load_authors()
    return frozenset(
        [one for one in table["bylines"] if " " in one and one not in table["of_others"]] + table["posters"]
    )


@cache
def weekday() -> re.Pattern[str]:
    """Return the pattern of a day of the week between a name and a date: "Ana Ilić Wed, 24 May 2006"."""
    names = "|".join(map(re.escape, (*load_authors()["days"], *load_authors()["days_of_dates"])))
    return re.compile(rf",?\s+(?:{names})\.?[\s,]*$", re.IGNORECASE)


@cache
def signature() -> re.Pattern[str]:
    """Return the pattern of a line that signs a post with a name."""
    words = "|".join(map(re.escape, sorted(load_signatures())))
    return re.compile(rf"^\s*(?:{words})(?:\s*[:：]\s*|\s+)\S", re.IGNORECASE)


@cache
def behind_sign() -> re.Pattern[str]:
    """Return the pattern of what stands before such words within a line: "5 minutes, posted by"."""
    return re.compile(rf"[,|·•●∙]\s*(?={signature().pattern.removeprefix('^')})", re.IGNORECASE)


def from_signature(line: str) -> str:
    """Return a byline with a day from where it signs the post.

    >>> from_signature("A 2 minute read, posted by Ana on 17 March 2012"), from_signature("Tar, posted by Ana")
    ('posted by Ana on 17 March 2012', 'Tar, posted by Ana')
    """
    found = behind_sign().search(line) if len(line) <= LONGEST_LINE else None
    return line[found.end() :].lstrip() if found and read_dates(line) else line


def called(index: Index) -> Iterator[HtmlElement]:
    """Yield the elements whose class ends in a word for the author, or in that and "name"."""
    for element in index.select(CALLED):
        if any(map(is_of_author, (element.get("class") or "").split())):
            yield element


def is_of_author(name: str) -> bool:
    """Tell whether a class is that of an author's name.

    >>> [is_of_author(name) for name in ("post-hero__author-name", "Article_author__x7Fq1", "postAuthor")]
    [True, True, True]
    >>> [is_of_author(name) for name in ("blog-authored", "comment-author", "author-bio")]
    [False, False, False]
    """
    words = [word.lower() for word in WORD.findall(HASHED.sub("", name))]
    if not OTHERS.isdisjoint(words):
        return False
    while words and words[-1] in BEHIND:
        words.pop()
    return bool(words) and words[-1] in AUTHOR


def labelled(index: Index, labels: Collection[str]) -> Iterator[HtmlElement]:
    """Yield the elements behind one that is a label and nothing else: beside it, or beside the box that it fills."""
    for element in index.select(LABELLED):
        text = element.text
        if not text or len(text) > LONGEST_LABEL or len(element):
            continue
        if text.strip().rstrip(":：").rstrip().lower() in labels and (found := behind(element, text)) is not None:
            yield found


def signed(index: Index, signature: re.Pattern[str]) -> Iterator[HtmlElement]:
    """Yield the elements whose text is a line that signs a post, wherever that stands: "Written by Ana Ilić"."""
    for element in index.select(LABELLED):
        if not (text := element.text):
            continue
        # The name behind it may be a link, or in bold print before what is told of who bears it.
        is_label = len(element) and len(text) <= LONGEST_DATED and text.strip(" \t\r\n:：").lower() in load_signatures()
        if is_label and element[0].tag in BOLD and not read_dates(squash(element[0].tail or "")):
            yield element[0]
        elif (is_label or signature.match(text)) and is_signature(squash(element.text_content())):
            yield element


def is_signature(line: str) -> bool:
    """Tell whether a line that begins so is as short as a signature."""
    return len(line) <= LONGEST_SIGNATURE or (len(line) <= LONGEST_DATED and bool(read_dates(line)))


def without_day(line: str) -> str:
    """Return a line without the date that it begins with: what stands behind it may be a byline.

    >>> without_day("Written on 17 April 2025 by Ana Ilić"), without_day("By Ana Ilić, 17 April 2025")
    ('by Ana Ilić', 'By Ana Ilić, 17 April 2025')
    """
    days = read_dates(line) if len(line) <= LONGEST_LINE else []
    is_first = bool(days) and (days[0].start == 0 or is_label_of_day(line[: days[0].start]))
    return behind_day(line, days[0].end).strip(" ,|·•●∙-–—") if is_first else line


def behind_day(line: str, end: int) -> str:
    """Return what stands on a line behind the day that ends there, and behind the hour.

    >>> [behind_day(f"3 May{rest}", 5) for rest in (", 09:42 - Ana", " at 6:30 p.m. by Ana", " by Ana", " 20 reasons")]
    [' - Ana', ' by Ana', ' by Ana', ' 20 reasons']
    """
    rest = line[end:]
    hour = HOUR.match(rest)
    return rest[hour.end() :] if hour else rest


def behind(element: HtmlElement, text: str) -> HtmlElement | None:
    """Return the element behind a label, None where text stands between."""
    if (element.tail or "").strip():
        return None
    following = element.getnext()
    parent = element.getparent()
    if following is None and parent is not None and squash(parent.text_content()) == squash(text):
        following = parent.getnext()
    return following


def parted_text(element: HtmlElement) -> str:
    """Return a byline's text with a bar between boxes that are no words of one name: "Ana Ilić" and "Founder".

    >>> from lxml.html import fromstring
    >>> [parted_text(fromstring(f"<p>{byline}</p>")) for byline in ("<b>Ana Ilić</b><i>Founder</i>", "A<b>n</b>a Ilić")]
    ['Ana Ilić | Founder', 'Ana Ilić']
    >>> parted_text(fromstring("<p>By <a href=/team/ana>Ana Ilić</a> <a href=/team/bo>Bo Ek</a></p>"))
    'Ana Ilić, Bo Ek'
    """
    if names := linked_names(element):
        return COMMA.join(names)
    text = ""
    for piece in element.itertext():
        # What ends in a small letter and goes on with a capital is two boxes; a first name may have one of its own.
        is_glued = text[-1:].islower() and piece[:1].isupper() and (" " in text.strip() or names_day(piece))
        text += BAR + piece if is_glued else piece
    return squash(text)


def names_day(piece: str) -> bool:
    """Tell whether a piece of a byline names a day: behind a login no space may stand before it.

    >>> [names_day(piece) for piece in ("March 3rd, 2005", "March Ilić")]
    [True, False]
    """
    return any(map(str.isdecimal, piece)) and bool(read_dates(piece))


def linked_names(element: HtmlElement) -> list[str]:
    """Return the texts of the links that a byline is made of, where nothing parts them and all lead to one place."""
    links = [link for link in element.iter("a") if squash(link.text_content())]
    if len(links) < FEWEST or len({(link.get("href") or "").rpartition("/")[0] for link in links}) > 1:
        return []
    between = [squash(link.tail or "") for link in links[:-1]]
    names = [squash(link.text_content()) for link in links]
    is_whole = links[0].getparent() is links[-1].getparent() and not any(between)
    return list(dict.fromkeys(names)) if is_whole and all(" " in name for name in names) else []
