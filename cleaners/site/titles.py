"""What a site's pages say of titles: the blog's name in each of them, and the element that holds the post's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from operator import eq
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.locators import locators_of, path_of
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.metadata.headings import LONGEST
from blogsieve.cleaners.metadata.site_names import SEPARATOR
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blogsieve.cleaners.pipeline.document import Document

# What is the same on so many pages is the site's, and what is right on so many is a rule.
MOST_PAGES = 0.8
# So many texts a page has an element that names itself a title.
MANY_TITLES = 0.6
FEWEST_PAGES = 3
MOST_CHILDREN = 5
# Headings in which themes show it that give machines none; one of the first level is told on each page alone.
TITLE_LEVELS = ("h2", "h3", "h4")


def learn_sitename(documents: Sequence[Document]) -> str:
    """Return the piece at an end of their titles that most pages have in common, `""` where there is none."""
    counts: Counter[str] = Counter()
    for document in documents:
        pieces = SEPARATOR.split(document.facts.full_title)
        # Where both ends are the same on all pages the first is the name, and the other a motto.
        ends = (pieces[0], pieces[-1]) if len(pieces) > 1 else (document.facts.full_title,)
        counts.update(list(dict.fromkeys(ends)))
    piece, count = counts.most_common(1)[0] if counts else ("", 0)
    return without_end_of_bracket(piece) if count >= max(FEWEST_PAGES, MOST_PAGES * len(documents)) else ""


def without_end_of_bracket(piece: str) -> str:
    """Return a piece of a title without the end of a bracket that begins before it: "Tar (Ana: My Blog)".

    >>> without_end_of_bracket("My Blog)"), without_end_of_bracket("My Blog (old)")
    ('My Blog', 'My Blog (old)')
    """
    return piece if "(" in piece else piece.rstrip(")")


def framed_title(document: Document) -> str:
    """Return a page's full title, `""` where a heading is just that: nothing of it is the blog's."""
    full = clean_title(document.facts.full_title)
    return "" if any(text_key(one.text) == text_key(full) for one in document.facts.headings) else full


def learn_title(documents: Sequence[Document]) -> str:
    """Return the name of the element whose text is the title on most pages, `""` where there is none.

    Feeds teach it where the pages alone would mislead; where there are none, and all pages have one and the same
    title, names with "title" in them do, else headings.
    """
    taught = [document for document in documents if document.page.entry and document.page.entry.title]
    if len(taught) >= max(FEWEST_PAGES, len(documents) / 2):
        wanted = [text_key(clean_title(document.page.entry.title)) for document in taught if document.page.entry]
        alone = [text_key(title_alone(document)) for document in taught]
        if sum(map(eq, alone, wanted)) >= MOST_PAGES * len(taught):
            return ""
        return _best([_first_texts(document) for document in taught], wanted)
    titles = {document.facts.full_title for document in documents}
    if len(documents) >= FEWEST_PAGES and len(titles) == 1:
        named = _most_varied([_first_texts(document) for document in documents])
        return named or _varied_heading([_headings_by_path(document) for document in documents])
    return ""


def title_alone(document: Document) -> str:
    """Return the title that a page gives without its feed's help."""
    known = SiteModel(platform=document.facts.platform.name)
    return read_facts(document.index, replace(document.page, entry=None), known).title


def _first_texts(document: Document) -> dict[str, str]:
    """Return the folded text of the first element of each name that has a title's length."""
    found: dict[str, str] = {}
    for element in document.index.root.iter("*"):
        for name in (*locators_of(element), element.tag):
            if name not in found:
                # The text of a large element is not read: it is no title.
                text = squash(element.text_content()) if len(element) <= MOST_CHILDREN else ""
                found[name] = text_key(text) if len(text) <= LONGEST else ""
    return found


def _best(pages: Sequence[Mapping[str, str]], wanted: Sequence[str]) -> str:
    """Return the name whose element is the wanted title on the most pages."""
    counts: Counter[str] = Counter()
    for texts, title in zip(pages, wanted, strict=True):
        counts.update(name for name, text in texts.items() if title and text == title)
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if count >= MOST_PAGES * len(pages) else ""


def _most_varied(pages: Sequence[Mapping[str, str]]) -> str:
    """Return the name with "title" in it whose element has another text on each page, else the heading that has."""
    texts: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for name, text in page.items():
            if text and ("title" in name.lower() or (name in TITLE_LEVELS and not has_day(text))):
                texts[name].add(text)
    # "Two poems" is the title of many a post; a label that themes call so is the same on all.
    varied = {name: len(found) for name, found in texts.items() if len(found) >= MANY_TITLES * len(pages)}
    named = max(varied.keys() - set(TITLE_LEVELS), key=lambda name: (varied[name], name), default="")
    # Some posts have no heading, or one of another level.
    shown = {level: sum(bool(page.get(level)) for page in pages) for level in TITLE_LEVELS}
    levels = (level for level in TITLE_LEVELS if 2 * shown[level] >= len(pages))
    return named or next((level for level in levels if len(texts[level]) >= MOST_PAGES * shown[level]), "")


def _headings_by_path(document: Document) -> dict[str, str]:
    """Return the folded texts of a page's headings below the first level, by where they stand, in document order."""
    found = {path_of(element): squash(element.text_content()) for element in document.index.root.iter(*TITLE_LEVELS)}
    return {path: text_key(text) for path, text in found.items() if len(text) <= LONGEST and not has_day(text)}


def _varied_heading(pages: Sequence[Mapping[str, str]]) -> str:
    """Return where the first heading stands that says something else on each page: above it may be the blog's motto."""
    for path in pages[0]:
        if len({text for page in pages if (text := page.get(path, ""))}) >= MOST_PAGES * len(pages):
            return path
    return ""


def has_day(text: str) -> bool:
    """Tell whether a text names a day, in words or in numbers alone."""
    return not any(map(str.isalpha, text)) or bool(read_dates(text))
