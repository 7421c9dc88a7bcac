"""The witnesses to what a page is, each with its weight: a kind of page is told by their sum, not by one of them.

To add one, write a function that yields votes and name it in `WITNESSES`. A witness speaks for a kind, or against it
with a weight below 0, and is silent where it cannot tell on this blog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.pages.address_witnesses import by_address, by_menu, by_section
from blogsieve.crawler.pages.features import BODY
from blogsieve.crawler.pages.shapes import is_dated
from blogsieve.crawler.pages.votes import MOST_MARKS, TITLE, Vote, first_of, share_of_marks
from blogsieve.crawler.pages.walk import FEW_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogsieve.crawler.pages.features import PageFeatures
    from blogsieve.crawler.pages.profile import Profile

# What a platform says of a page by a mark of its own is seldom wrong; a post's and an attachment's outweigh the class
# of a list that a theme adds.
OWN_POST, OWN_ATTACHMENT, OWN_STATIC, OWN_LIST = 8.0, 9.0, 7.0, 6.0
# Of a type that the blog's posts are not: what a feed lists may be one all the same.
OTHER_TYPE = 3.25
# Interfaces list posts only; feeds of some makers list every page, and sitemaps go by their name.
SOURCES = {"api": 4.0, "feed": 3.0, "post": 3.0}
# Below a post stand a few cards, and above them its text.
MOST_CARDS, SENTENCE = 4, 60
# Links to the posts before and after, twice, and to tags are so many times as long as a post of one sentence.
MOST_LINKED = 4
# A page without the day, or without the mark, that the posts have.
LACKING = 3.0
# The template's marks tell a post from a list; many static pages have them as well.
TEMPLATE = 1.0
# Marks that any maker may set: against a list they say more than for a post.
COMMON_POST, COMMON_NOT_LIST, COMMON_LIST, COMMON_OTHER = 1.0, 2.5, 3.0, 3.0
# Several titles that lead elsewhere; prose without them; little of both.
TITLES, PROSE, BARE = 3.0, 3.0, 2.0
# So many times the text before the first title, behind it: below a post stand teasers, which are shorter.
MORE_BODIES = 3
# Days that have a title each, on a page without the shape of a post's address.
ROWS, MANY_ROWS = 6.0, 3
# Several whole posts, each with a way to its own page: their texts speak against a list.
WHOLE_POSTS = 6.0
# With this share of the marks that a site's posts have, or less, a page is of another template.
FEW_MARKS = 0.2


def by_own_marks(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the marks that the platform sets itself."""
    kinds = profile.platform.kinds
    if profile.platform.name == GENERIC:
        return
    for kind, marks, weight in (
        ("attachment", kinds.attachment, OWN_ATTACHMENT),
        ("post", kinds.post, OWN_POST),
        ("static", kinds.static, OWN_STATIC),
        ("other", kinds.other, OWN_STATIC),
        ("list", kinds.list, OWN_LIST),
    ):
        if mark := first_of(marks, page, profile):
            yield Vote(kind, weight, mark)


def by_type(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the type of a page, where it is none of those that nearly all of the blog's posts bear."""
    kinds = profile.platform.kinds
    own = f"{kinds.types}post"
    # A page of another type may be given a post's format.
    is_other = own in profile.marks and own not in page.marks
    is_none = not profile.marks.isdisjoint(kinds.post) and page.marks.isdisjoint(kinds.post)
    if kinds.types and (is_other or is_none):
        marks = sorted(mark for mark in page.marks if mark.startswith(kinds.types) and mark not in kinds.post)
        # Its format speaks for a post then, which its type takes back.
        weight = OTHER_TYPE if is_none else OTHER_TYPE + OWN_POST
        yield from (Vote("other", weight, mark) for mark in marks[:1])


def by_sources(_: PageFeatures, sources: frozenset[str], __: Profile) -> Iterator[Vote]:
    """Vote by who says that the page is there: the best of them."""
    if source := max(sources & SOURCES.keys(), key=lambda name: (SOURCES[name], name), default=""):
        yield Vote("post", SOURCES[source], source)


def by_lacking(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by what a static page in the posts' template lacks: the day of publication, a mark that says "post"."""
    if is_dated(page.url):
        # The address has the day; an older template may lack all else.
        return
    kinds = {mark for mark in page.marks if mark.startswith("og:type=")}
    if profile.dated and not page.dated:
        yield Vote("static", LACKING, "no day")
    elif profile.telling and not profile.telling & page.marks:
        yield Vote("static", LACKING, f"no {min(profile.telling)}")
    elif "og:type=article" in profile.telling and kinds and "og:type=article" not in kinds:
        yield Vote("static", LACKING, min(kinds))


def by_template(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the marks that set this blog's posts apart; those that only some have tell nothing."""
    if not profile.marks:
        return
    share = share_of_marks(page, profile)
    if share >= MOST_MARKS:
        yield Vote("post", TEMPLATE, f"template {share:.2f}")
        yield Vote("list", -TEMPLATE, f"template {share:.2f}")
    elif share <= FEW_MARKS:
        yield Vote("post", -TEMPLATE, f"template {share:.2f}")


def by_common_marks(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by marks that any maker may set."""
    kinds = named(GENERIC).kinds
    if mark := first_of(kinds.list, page, profile):
        yield Vote("list", COMMON_LIST, mark)
    elif mark := first_of(kinds.post, page, profile):
        yield Vote("post", COMMON_POST, mark)
        yield Vote("list", -COMMON_NOT_LIST, mark)
    elif mark := first_of(kinds.other, page, profile):
        yield Vote("other", COMMON_OTHER, mark)


def by_permalinks(page: PageFeatures, _: frozenset[str], __: Profile) -> Iterator[Vote]:
    """Vote by the pages to which hours, days or signs lead: posts that stand here in full have one each."""
    if page.permalinks >= FEW_TITLES:
        yield Vote("list", WHOLE_POSTS, f"{page.permalinks} permalinks")


def by_rows(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the days with a title behind each: archives have them, and boxes on posts, whose addresses tell them."""
    if page.rows >= MANY_ROWS and profile.shapes.telling and page.url not in profile.shapes and not is_dated(page.url):
        yield Vote("list", ROWS, f"{page.rows} days with a title")


def by_text(page: PageFeatures, sources: frozenset[str], _: Profile) -> Iterator[Vote]:
    """Vote by the titles that lead elsewhere, and by how much text stands before the first of them.

    A body before it is none where several more stand behind: the first post of a list has no title, or no link in it.
    A short one is, where others name the page as a post, and no more titles follow than a post has cards below it. One
    that others name so and that has no title of another lists nothing, though more links stand around than it has text.
    """
    why = f"{len(page.titles)} titles, {page.lead} characters of text"
    has_more = len(page.titles) >= FEW_TITLES and page.prose - page.lead >= MORE_BODIES * page.lead
    is_above_cards = TITLE in sources and len(page.titles) <= MOST_CARDS and page.lead >= SENTENCE
    is_text = page.lead > page.linked if len(page.titles) < FEW_TITLES else is_above_cards
    if (page.lead >= BODY and not has_more) or is_text:
        yield Vote("list", -PROSE, why)
    elif len(page.titles) >= FEW_TITLES:
        yield Vote("list", TITLES, why)
    elif page.titles or not is_named(page, sources):
        yield Vote("list", BARE, why)


def is_named(page: PageFeatures, sources: frozenset[str]) -> bool:
    """Tell whether others name a page of a sentence as a post, and what is linked around it is no list."""
    return TITLE in sources and page.lead >= SENTENCE and page.linked <= MOST_LINKED * page.lead


WITNESSES: tuple[Callable[[PageFeatures, frozenset[str], Profile], Iterator[Vote]], ...] = (
    by_own_marks,
    by_type,
    by_sources,
    by_menu,
    by_address,
    by_section,
    by_lacking,
    by_template,
    by_common_marks,
    by_permalinks,
    by_rows,
    by_text,
)
