"""What is known of a blog's pages: how its posts look, and which witnesses tell nothing there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.platforms.platform import GENERIC, Platform, named
from blogsieve.crawler.pages.features import BODY
from blogsieve.crawler.pages.shapes import Shapes
from blogsieve.crawler.pages.walk import FEW_TITLES, is_list
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogsieve.crawler.pages.features import PageFeatures

# A mark is one of the posts' when this share of them has it; the others may be static pages that were taken for posts.
COMMON = 0.9
# Shapes and marks are learned from at least so many pages.
ENOUGH_PAGES = 3
# Where a site has pages of two templates, those with a day are its posts, if they are this share of all or more: fewer
# may be a handful of events.
DATED = 0.25
# A mark that this share of the pages of another kind bear tells nothing: a theme sets it everywhere.
MUTE = 0.5
# A soft 404 shows at least this share of the texts of the page for an address that cannot exist, and hardly more text:
# one may name the address. A post of a line has the same boxes around it.
SAME_TEXT, MORE_TEXT = 0.7, 100


@dataclass(slots=True)
class Profile:
    """What is known of a blog's posts: their addresses' shapes, their template's marks, whether they bear a day."""

    platform: Platform
    shapes: Shapes = field(default_factory=Shapes)
    marks: frozenset[str] = frozenset()
    dated: bool = False
    menu: frozenset[str] = frozenset()  # keys of the addresses that nearly all pages link to, and no list names
    homes: frozenset[str] = frozenset()  # keys of the home page's addresses in other languages
    mute: frozenset[str] = frozenset()  # marks that pages of every kind bear here
    missing: frozenset[int] = frozenset()  # the texts of the page for an address that cannot exist
    missing_prose: int = 0  # how much text such a page has

    def learn(self, posts: list[PageFeatures], others: list[frozenset[str]]) -> None:
        """Learn from some of the blog's posts, and from the marks of pages that are none."""
        if len(posts) < ENOUGH_PAGES:
            return
        if not self.shapes.known:
            self.shapes = Shapes.of(post.url for post in posts)
        self.marks = shared_marks(posts).difference(*others) if others else frozenset()
        self.dated = sum(post.dated for post in posts) >= COMMON * len(posts)

    def learn_menu(self, pages: list[PageFeatures], named: frozenset[str]) -> None:
        """Learn what the menu leads to, from pages of every kind and what their lists name."""
        if len(pages) < ENOUGH_PAGES:
            return
        counts = Counter(name for page in pages for name in set(map(url_key, page.links)))
        menu = frozenset(name for name, count in counts.items() if count >= COMMON * len(pages)) - named
        # A menu of all that there is tells nothing.
        listed = sum(url_key(page.url) in menu for page in pages)
        self.menu = menu if listed < MUTE * len(pages) else frozenset()

    def learn_mute(
        self, sure: Sequence[PageFeatures], pages: Sequence[PageFeatures], others: list[frozenset[str]]
    ) -> None:
        """Learn which marks tell nothing: a list's on pages that hold a body, a post's on lists.

        What the sources list is believed before what a page looks like, where they list enough.
        """
        bodies = [page.marks for page in (sure if len(sure) >= ENOUGH_PAGES else pages) if is_sure_or_body(page, sure)]
        lists = [page for page in pages if looks_like_a_list(page)]
        kinds = (named(GENERIC).kinds, self.platform.kinds)
        self.mute = worn_by([mark for kind in kinds for mark in kind.list], bodies)
        self.mute |= worn_by(kinds[0].post, [*others, *(page.marks for page in lists)])
        # What the platform marks as a post is one, though cards of others have more titles than it has text.
        self.mute |= worn_by(kinds[1].post, [*others, *(page.marks for page in lists if self.is_said_to_list(page))])
        if len(sure) >= ENOUGH_PAGES:
            self.mute |= worn_by([mark for kind in kinds for mark in (*kind.static, *kind.other)], bodies)

    def learn_missing(self, fed: Sequence[PageFeatures], pages: Sequence[PageFeatures]) -> None:
        """Learn what the host shows where nothing is, from pages of several names with one text; feeds list what is.

        A post that no other has a tag of in common is all that the lists of its tags show.
        """
        names: dict[tuple[frozenset[int], int], set[str]] = defaultdict(set)
        for page in (one for one in pages if not self.is_said_to_list(one)):
            names[page.sketch, page.prose].add(url_key(page.url).rpartition("/")[2])
        same = [page for page in pages if len(names[page.sketch, page.prose]) >= ENOUGH_PAGES]
        rest = [page.sketch for page in pages if len(names[page.sketch, page.prose]) < ENOUGH_PAGES]
        counts = Counter(text for sketch in rest for text in sketch)
        # A box that half of the other pages have as well is the template's.
        boxes = frozenset(text for text, count in counts.items() if count >= max(2, MUTE * len(rest)))
        for page in same:
            self.see_missing(page, boxes)
        self.missing = self.missing.difference(boxes, *(page.sketch for page in fed))

    def see_missing(self, page: PageFeatures, boxes: frozenset[int]) -> None:
        """Learn from a page that is shown where nothing is; boxes are the template's."""
        self.missing |= page.sketch - boxes
        self.missing_prose = max(self.missing_prose, page.prose)

    def is_said_to_list(self, page: PageFeatures) -> bool:
        """Say whether its address or a mark tells that a page is a list."""
        marks = (*named(GENERIC).kinds.list, *self.platform.kinds.list)
        return is_list(page.url) or not page.marks.isdisjoint(marks)

    @property
    def telling(self) -> frozenset[str]:
        """The marks of the posts by which makers of any kind tell a post."""
        return self.marks & frozenset(named(GENERIC).kinds.post)

    def is_missing(self, page: PageFeatures) -> bool:
        """Say whether the page is what the host shows where nothing is."""
        if not self.missing or page.prose > self.missing_prose + MORE_TEXT:
            return False
        return len(self.missing & page.sketch) >= SAME_TEXT * len(self.missing)

    def to_dict(self) -> dict[str, Any]:
        """Return the profile for JSON."""
        return {
            "platform": self.platform.name,
            "words": sorted(self.shapes.words),
            "known": sorted(self.shapes.known),
            "marks": sorted(self.marks),
            "dated": self.dated,
            "menu": sorted(self.menu),
            "homes": sorted(self.homes),
            "mute": sorted(self.mute),
            "missing": sorted(self.missing),
            "missing_prose": self.missing_prose,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Profile:
        """Return the profile that `to_dict` described."""
        shapes = Shapes(frozenset(data["words"]), frozenset(map(tuple, data["known"])))
        menu, homes, mute, missing = (frozenset(data.get(name, ())) for name in ("menu", "homes", "mute", "missing"))
        return cls(
            named(data["platform"]),
            shapes,
            frozenset(data["marks"]),
            data["dated"],
            menu,
            homes,
            mute,
            missing,
            data.get("missing_prose", 0),
        )


def shared_marks(pages: list[PageFeatures]) -> frozenset[str]:
    """Return the marks that nearly all pages have."""
    counts = Counter(mark for page in pages for mark in page.marks)
    return frozenset(mark for mark, count in counts.items() if count >= COMMON * len(pages))


def of_one_kind(pages: list[PageFeatures]) -> list[PageFeatures]:
    """Return the pages that bear a day, where those that bear none are of another template, as products are."""
    dated, bare = [page for page in pages if page.dated], [page.marks for page in pages if not page.dated]
    enough = bare and len(dated) >= max(ENOUGH_PAGES, DATED * len(pages))
    return dated if enough and shared_marks(dated).difference(*bare) else pages


def worn_by(marks: Iterable[str], pages: list[frozenset[str]]) -> frozenset[str]:
    """Return those of the marks that half of the pages, or more, bear."""
    return frozenset(mark for mark in marks if pages and sum(mark in page for page in pages) >= MUTE * len(pages))


def is_sure_or_body(page: PageFeatures, sure: Sequence[PageFeatures]) -> bool:
    """Say whether a page is one of those that sources list, or holds a body."""
    return page in sure if len(sure) >= ENOUGH_PAGES else (page.lead >= BODY and len(page.titles) < FEW_TITLES)


def looks_like_a_list(page: PageFeatures) -> bool:
    """Say whether several titles lead elsewhere, and hardly a text stands before them."""
    return len(page.titles) >= FEW_TITLES and page.lead < BODY
