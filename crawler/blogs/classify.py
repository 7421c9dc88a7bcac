"""What kind of page a page is: from what the sources say, its address, its template's marks, and its text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from blogsieve.cleaners.platforms.platform import GENERIC, Platform, named
from blogsieve.crawler.blogs.shapes import Shapes, is_dated
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from blogsieve.crawler.blogs.page_features import PageFeatures

# A mark is one of the posts' when this share of them has it; the others may be static pages that were taken for posts.
COMMON = 0.9
# Shares of the marks that a site's posts have, and its lists have not. A post has nearly all of them, or, where those
# of the sample all have comments, half; a list has hardly any.
FEW_MARKS, MOST_MARKS = 0.2, 0.9
# A page with this much text before the first title that leads elsewhere is more body than list: teasers are shorter.
BODY = 400
# Titles that lead elsewhere: fewer are related posts, as many as this with hardly a text before them are a list.
FEW_TITLES = 3
# What says of a page that it is a post: a feed, an interface, a sitemap of posts.
SURE = frozenset({"feed", "api", "post"})
# Shapes and marks are learned from at least so many pages.
ENOUGH_PAGES = 3
# Where a site has pages of two templates, those with a day are its posts, if they are this share of all or more: fewer
# may be a handful of events.
DATED = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is taken for ("post", "list", "static", "attachment", "closed"), and by what."""

    kind: str
    why: str


@dataclass(slots=True)
class Profile:
    """What is known of a blog's posts: their addresses' shapes, their template's marks, whether they bear a day."""

    platform: Platform
    shapes: Shapes = field(default_factory=Shapes)
    marks: frozenset[str] = frozenset()
    dated: bool = False
    menu: frozenset[str] = frozenset()  # keys of the addresses that nearly all pages link to, and no list names

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
        counts = Counter(name for page in pages for name in {url_key(link.url) for link in page.links})
        self.menu = frozenset(name for name, count in counts.items() if count >= COMMON * len(pages)) - named

    @property
    def telling(self) -> frozenset[str]:
        """The marks of the posts by which makers of any kind tell a post."""
        return self.marks & frozenset(generic().kinds.post)

    def to_dict(self) -> dict[str, Any]:
        """Return the profile for JSON."""
        return {
            "platform": self.platform.name,
            "words": sorted(self.shapes.words),
            "known": sorted(self.shapes.known),
            "marks": sorted(self.marks),
            "dated": self.dated,
            "menu": sorted(self.menu),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Profile:
        """Return the profile that `to_dict` described."""
        shapes = Shapes(frozenset(data["words"]), frozenset(map(tuple, data["known"])))
        menu = frozenset(data.get("menu", ()))
        return cls(named(data["platform"]), shapes, frozenset(data["marks"]), data["dated"], menu)


def shared_marks(pages: list[PageFeatures]) -> frozenset[str]:
    """Return the marks that nearly all pages have."""
    counts = Counter(mark for page in pages for mark in page.marks)
    return frozenset(mark for mark, count in counts.items() if count >= COMMON * len(pages))


def of_one_kind(pages: list[PageFeatures]) -> list[PageFeatures]:
    """Return the pages that bear a day, where those that bear none are of another template, as products are."""
    dated, bare = [page for page in pages if page.dated], [page.marks for page in pages if not page.dated]
    enough = bare and len(dated) >= max(ENOUGH_PAGES, DATED * len(pages))
    return dated if enough and shared_marks(dated).difference(*bare) else pages


def judge(page: PageFeatures, sources: frozenset[str], profile: Profile) -> Verdict:
    """Return what the page is: the first rule that can tell decides."""
    return (
        by_marks(page, profile.platform)
        or by_source(sources)
        or by_menu(page, profile)
        or by_address(page.url, profile)
        or by_lacking(page, profile)
        or by_template(page, profile)
        or by_common_marks(page)
        or by_text(page)
    )


def by_marks(page: PageFeatures, platform: Platform) -> Verdict | None:
    """Judge by the marks that the platform sets itself."""
    closed = (*platform.kinds.closed, *generic().kinds.closed)
    if mark := next((mark for mark in closed if mark in page.marks), ""):
        return Verdict("closed", mark)
    if platform.name == GENERIC:
        return None
    kinds = platform.kinds
    for kind, marks in (
        ("attachment", kinds.attachment),
        ("post", kinds.post),
        ("static", kinds.static),
        ("list", kinds.list),
    ):
        if mark := next((mark for mark in marks if mark in page.marks), ""):
            return Verdict(kind, mark)
    return None


def by_source(sources: frozenset[str]) -> Verdict | None:
    """Judge by who says that the page is there."""
    sure = sorted(sources & SURE)
    return Verdict("post", sure[0]) if sure else None


def by_menu(page: PageFeatures, profile: Profile) -> Verdict | None:
    """Judge by who links to the page: what is in the menu, and bears no day where posts do, is static."""
    is_static = profile.dated and not page.dated and url_key(page.url) in profile.menu
    return Verdict("static", "menu") if is_static else None


def by_address(url: str, profile: Profile) -> Verdict | None:
    """Judge by the address: its shape among the known posts', or words that lists and static pages bear."""
    if profile.shapes.telling and url in profile.shapes:
        return Verdict("post", "shape")
    if kind := kind_of_address(url, profile.platform):
        return Verdict(kind, "address")
    if is_dated(url):
        return Verdict("post", "date in the address")
    return None


def kind_of_address(url: str, platform: Platform) -> str:
    """Return "list" or "static" where the address alone tells, else ""."""
    parts = urlsplit(canonical_url(url))
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    if where in ("", "/"):
        return "list"
    for rules in (platform.urls, generic().urls):
        if matches_any(rules.lists, where):
            return "list"
        if matches_any(rules.statics, where):
            return "static"
    return ""


def is_useless(url: str, platform: Platform) -> bool:
    """Say whether the address is of something that neither is a post nor leads to one."""
    parts = urlsplit(url)
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    return matches_any(platform.urls.useless, where) or matches_any(generic().urls.useless, where)


def by_lacking(page: PageFeatures, profile: Profile) -> Verdict | None:
    """Judge by what a static page in the posts' template lacks: the day of publication, a mark that says "post"."""
    if profile.dated and not page.dated:
        return Verdict("static", "no day")
    if profile.telling and not profile.telling & page.marks:
        return Verdict("static", f"no {min(profile.telling)}")
    kinds = {mark for mark in page.marks if mark.startswith("og:type=")}
    if "og:type=article" in profile.telling and kinds and "og:type=article" not in kinds:
        return Verdict("static", min(kinds))
    return None


def by_template(page: PageFeatures, profile: Profile) -> Verdict | None:
    """Judge by the marks that set this blog's posts apart; where some are there, by the address, if that can tell."""
    if not profile.marks:
        return None
    share = len(profile.marks & page.marks) / len(profile.marks)
    if FEW_MARKS < share < MOST_MARKS and not profile.shapes.telling:
        return None
    return Verdict("post" if share >= MOST_MARKS else "list", f"template {share:.2f}")


def by_common_marks(page: PageFeatures) -> Verdict | None:
    """Judge by marks that any maker may set; a list outweighs a post, for themes set "article" on all."""
    kinds = generic().kinds
    if mark := next((mark for mark in kinds.list if mark in page.marks), ""):
        return Verdict("list", mark)
    if mark := next((mark for mark in kinds.post if mark in page.marks), ""):
        return Verdict("post", mark)
    return None


def by_text(page: PageFeatures) -> Verdict:
    """Judge by how much text stands before the first title that leads elsewhere."""
    if page.lead >= BODY or (len(page.titles) < FEW_TITLES and page.lead > page.linked):
        return Verdict("post", f"{page.lead} characters of text")
    return Verdict("list", f"{len(page.titles)} titles, {page.lead} characters of text")


def generic() -> Platform:
    """Return what holds for all platforms."""
    return named(GENERIC)


@lru_cache(maxsize=256)
def joined(rules: tuple[str, ...]) -> re.Pattern[str]:
    """Return the regular expressions as one."""
    return re.compile("|".join(f"(?:{rule})" for rule in rules) or "$^", re.IGNORECASE)


def matches_any(rules: tuple[str, ...], text: str) -> bool:
    """Say whether one of the regular expressions matches within the text."""
    return bool(joined(rules).search(text))
