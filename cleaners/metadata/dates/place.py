"""Where on a page a post's own date can stand: near its title or its body, never in the boxes of others."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import is_blank, is_longer, squash
from blogsieve.cleaners.dom.links import links_home
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.teasers import teaser_boxes
from blogsieve.cleaners.metadata.dates.zones import below_heading
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

HEADINGS = parse_selector(
    "h1, h2, h3, h4, .entry-title, .post-title, .title, .p-name, [itemprop~=headline], font[size], big"
)
# What hand-made themes call the line of the title, and what old pages set it in, where they have no headings.
CALLED_TITLE = parse_selector("body [class*=title], body [class*=Title]")
BOLD = parse_selector("b, strong")
NAMES_OF_PAGE = parse_selector("meta[property='og:title'], meta[name='twitter:title'], title")
# Where one word of a name ends: `post-date`, `postDate`.
SPLIT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"\w+")
# A class that style sheets have for what can be clicked, and no box of events.
CLICKABLE = "pointer-events"
# A heading is the post's where it has so much of the page's name: the rest of that is the blog's name.
SHARE_OF_NAME = 0.25
LONGEST_BYLINE = 200
# Characters, with the spaces of the markup; of old pages that never close a <font> thousands hold all that follows.
LONGEST_HEADING = 2000
ARTICLES = ("article", "main")
# A month has thirty numbers and seven names of days; what is shorter has the icon of a calendar beside its day.
SHORTER_THAN_CALENDAR = 60


@cache
def load_places() -> Mapping[str, frozenset[str]]:
    """Return the table of words for places, each list as a set."""
    table = load_toml(__package__, "place.toml")
    return {name: frozenset(words) for name, words in table.items()}


class PostArea:
    """The post on its page: its heading and its body, and what else of the page belongs to it."""

    def __init__(self, index: Index, url: str = "", title: str = "", body: HtmlElement | None = None) -> None:
        self.top = index.root if index.root.find("body") is None else index.root.find("body")
        self.heading = find_heading(index, url, title)
        self.body = find_body(index, self.heading) if body is None else body
        anchors = [element for element in (self.heading, self.body) if element is not None]
        self.only: list[HtmlElement] = []
        if self.body is None and len(articles := list(self.top.iter("article"))) == 1:
            # The heading may stand above it.
            self.only = articles
        anchors += self.only
        # What holds the heading or the body holds the post: its name says nothing of what else stands in it.
        self.holders = frozenset(above for element in anchors for above in (element, *element.iterancestors()))
        self.teasers = teaser_boxes(index, url, self.holders)

    @cached_property
    def header(self) -> tuple[list[str], list[str]]:
        """Return the lines below the heading, as `zones` tells them."""
        return below_heading(self)

    def is_own(self, element: HtmlElement, *, but_for: str = "") -> bool:
        """Tell whether an element stands in no box of others, seen from the post's heading and body.

        A box with the class that is named is none.
        """
        for above in (element, *element.iterancestors()):
            if above in self.holders:
                return True
            if self.is_foreign(above) and but_for not in (above.get("class") or "").split():
                return False
        return True

    @cached_property
    def article(self) -> HtmlElement | None:
        """Return the innermost element that is the post by its tag, None where there is none.

        It holds the heading, or, where that stands in a large header above, the body, or is the only one.
        """
        above = [] if self.heading is None else [*self.heading.iterancestors(*ARTICLES)]
        around = [] if self.body is None else [*self.body.iterancestors("article")]
        return next(iter(above or around or self.only), None)

    def is_inside(self, element: HtmlElement) -> bool:
        """Tell whether an element stands in the post's article, as far as that is known."""
        return self.article is None or any(above is self.article for above in element.iterancestors())

    def is_in_body(self, element: HtmlElement) -> bool:
        """Tell whether an element stands in the body, as far as that is known, or in a paragraph of text."""
        return any(above is self.body or (above.tag == "p" and is_prose(above)) for above in element.iterancestors())

    def is_foreign(self, element: HtmlElement) -> bool:
        """Tell whether an element is a box with the dates of other things; the post's own footer is none."""
        if element in self.holders:
            return False
        if element in self.teasers:
            return True
        if element.tag == "article":
            # Another one than the post's: a teaser, or a comment.
            return any(above.tag == "article" for above in self.holders)
        tags, names = load_places()["foreign_tags"], _is_foreign_name(element)
        return names or (element.tag in tags and not self._is_own_box(element) and not self._is_byline(element))

    def is_named_foreign(self, element: HtmlElement) -> bool:
        """Tell the same, but for sidebars that only their tag tells: some themes keep the post's own date there."""
        return self.is_foreign(element) and (element.tag != "aside" or _is_foreign_name(element))

    def _is_byline(self, element: HtmlElement) -> bool:
        """Tell whether a `nav` stands right behind the heading, and is as short as a byline: some themes set one so."""
        above = element.getprevious() if element.tag == "nav" else None
        return above is not None and above is self.heading and not is_prose(element)

    def _is_own_box(self, element: HtmlElement) -> bool:
        if element.tag not in load_places()["own_boxes"]:
            return False
        # Some themes set "post-info" beside the article.
        if element.tag == "footer" and words_of(names_of(element)) & load_places()["own"]:
            return True
        return any(above.tag == "article" and above in self.holders for above in element.iterancestors())


def post_area_on(index: Index, url: str, title: str) -> PostArea:
    """Return the place of a page's post, found once."""
    return index.once(("place", url, title), lambda: PostArea(index, url, title))


def _is_foreign_name(element: HtmlElement) -> bool:
    """Tell whether an element's id or classes name a box of others."""
    places, names = load_places(), names_of(element)
    if names.isspace():
        return False
    words = words_of(names)
    found = words & places["foreign"]
    if "calendar" in found and len(squash(element.text_content())) <= SHORTER_THAN_CALENDAR:
        found -= {"calendar"}
    if found and words & places["own"]:
        found -= places["own_boxes"]
    return bool(found) or not places["foreign_classes"].isdisjoint(names.lower().split())


def names_of(element: HtmlElement) -> str:
    """Return an element's classes and its id, with spaces between."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def words_of(names: str) -> frozenset[str]:
    """Return the words that classes and ids are made of.

    >>> sorted(words_of("post-date postMeta"))
    ['date', 'meta', 'post']
    """
    return frozenset(SPLIT.sub(" ", names.replace(CLICKABLE, "")).lower().split())


def find_body(index: Index, heading: HtmlElement | None) -> HtmlElement | None:
    """Return the element that holds the body and not the heading, None where no known name tells it."""
    above = frozenset() if heading is None else frozenset(heading.iterancestors())
    for css in load_bodies():
        found = [element for element in index.select(parse_selector(css)) if element not in above]
        if len(found) > 1:
            # Posts that others than the author chose to show here have bodies, too.
            found = [one for one in found if not any(map(_is_foreign_name, one.iterancestors()))]
        if len(found) == 1:
            return found[0]
    return None


def is_prose(element: HtmlElement) -> bool:
    """Tell whether an element has as much text as no byline has."""
    return len(squash(element.text_content())) > LONGEST_BYLINE


@cache
def load_bodies() -> tuple[str, ...]:
    """Return the selectors of bodies, in order."""
    table = load_toml(__package__, "place.toml")
    return tuple(table["bodies"])


def find_heading(index: Index, url: str, title: str) -> HtmlElement | None:
    """Return the heading of the post: the one most like the title, or the page's name, else the first h1, else None.

    Where no heading is like it, a line in bold print that is the title is one, or one that is called so.
    """
    named = [title] if title else [e.get("content") or e.text_content() for e in index.select(NAMES_OF_PAGE)]
    keys = [key for name in named if (key := _key(name))]
    found = [(element, text) for element in index.select(HEADINGS) if not is_blank(text := element.text_content())]
    scored = [(_likeness(_key(text), keys), element) for element, text in found if len(text) <= LONGEST_HEADING]
    scored = [(score, element) for score, element in scored if score >= SHARE_OF_NAME and not links_home(element, url)]
    if scored:
        return max(scored, key=lambda pair: pair[0])[1]
    lines = (*(index.select(CALLED_TITLE) if title and not found else ()), *index.select(BOLD))
    short = (one for one in lines if not is_longer(one, LONGEST_BYLINE))
    whole = (one for one in short if _key(one.text_content()) in keys and not links_home(one, url))
    if (line := next(whole, None)) is not None:
        return line
    return next((e for e, _ in found if e.tag == "h1" and not links_home(e, url)), None)


def _likeness(heading: str, names: list[str]) -> float:
    """Return how much of the longer is in the shorter, where one holds the other; 0 where none does."""
    if len(heading) < 2:
        return 0.0
    shares = [
        min(len(heading), len(name)) / max(len(heading), len(name))
        for name in names
        if heading in name or name in heading
    ]
    return max(shares, default=0.0)


def _key(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(WORD.findall(text.lower()))
