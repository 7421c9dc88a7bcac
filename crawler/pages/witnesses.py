"""The witnesses to what a page is, each with its weight: a kind of page is told by their sum, not by one of them.

To add one, write a function that yields votes and name it in `WITNESSES`. A witness speaks for a kind, or against it
with a weight below 0, and is silent where it cannot tell on this blog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.features import BODY
from blogsieve.crawler.pages.shapes import folders_of, is_dated
from blogsieve.crawler.pages.walk import FEW_TITLES
from blogsieve.crawler.urls import canonical_url, url_key

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
# A page that another one names among the titles of several; below a post stand a few cards, and above them its text.
TITLE, MOST_CARDS, SENTENCE = "title", 4, 60
# In the menu and not in a list; with a day, and the address of a post, it may be a post that is kept at hand, and with
# all marks that posts have it is one of the newest, which a box on every page names.
MENU, MENU_DATED = 3.0, 1.25
# Words like tag, page, 2022/01 are a list's whatever stands there; about and contact may be a post's name.
LIST_WORD, STATIC_WORD = 6.0, 3.5
# The home page in another language; the folder of a section, above posts that are known, with their titles.
HOME, FOLDER = 8.0, 4.0
# Posts below the address of a page that links to them without titles.
MANY_BELOW = 10
# The shape that the known posts' addresses have; a day in the address, which an earlier shape may have had; a page
# below the address of a post, which is an attachment or a picture of it.
SHAPE, DAY_IN_ADDRESS, BELOW_A_POST = 3.0, 3.0, 4.0
# A page in a section for something else, on a site whose posts have a section of their own: its feed has both.
OTHER_SECTION = 9.0
# A page in no section that a feed names beside posts in one: in the menu, or by a static page's name, it is none.
NO_SECTION, NO_SECTION_IN_MENU = 2.5, 5.0
# A page in none that no source of posts names, and that has not all of what the posts' template has.
NO_SECTION_OR_TEMPLATE = 1.0
NOT_OF_POSTS = frozenset({"link", "sitemap", "list", TITLE})
# A page that has no day of its own on a blog all of whose known addresses have the year.
OUT_OF_SHAPE = 1.0
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

# Days that have a title each, on a page without the shape of a post's address; or links to the posts below its own.
ROWS, MANY_ROWS = 6.0, 3

# Several whole posts, each with a way to its own page: their texts speak against a list.
WHOLE_POSTS = 6.0
# Shares of the marks that a site's posts have, and its lists have not.
FEW_MARKS, MOST_MARKS = 0.2, 0.9
# With a day of its own a page in the posts' template may lack what not every post is given: tags, a picture.
MARKS_OF_DATED = 0.6


class Vote(NamedTuple):
    """What one witness says: the kind that it speaks for, or against, how loud, and why."""

    kind: str
    weight: float
    why: str


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
    if kinds.types and not profile.marks.isdisjoint(kinds.post) and page.marks.isdisjoint(kinds.post):
        marks = sorted(mark for mark in page.marks if mark.startswith(kinds.types))
        yield from (Vote("other", OTHER_TYPE, mark) for mark in marks[:1])


def by_sources(_: PageFeatures, sources: frozenset[str], __: Profile) -> Iterator[Vote]:
    """Vote by who says that the page is there: the best of them."""
    if source := max(sources & SOURCES.keys(), key=lambda name: (SOURCES[name], name), default=""):
        yield Vote("post", SOURCES[source], source)


def by_menu(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by who links to the page: what nearly all pages link to, and no list names, is static."""
    if url_key(page.url) in profile.menu:
        is_other = (profile.dated and not page.dated) or is_out_of_shape(page, profile)
        yield Vote("static", MENU if is_other else MENU_DATED, "menu")


def by_address(page: PageFeatures, _: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the address: its shape among the known posts', or words that lists and static pages bear."""
    url, shapes = page.url, profile.shapes
    is_shaped = shapes.telling and url in shapes
    if url_key(url) in profile.homes:
        yield Vote("list", HOME, "home page in another language")
    elif shapes.holds_folder(url) and lists_posts_below(page, profile):
        yield Vote("list", ROWS, "folder of posts, in rows")
    elif len(page.titles) >= FEW_TITLES and shapes.holds_folder(url):
        yield Vote("list", FOLDER, "folder of posts")
    if is_shaped:
        yield Vote("post", SHAPE, "shape")
    elif shapes.telling and shapes.has_parent(url):
        yield Vote("attachment", BELOW_A_POST, "below a post")
    if kind := kind_of_address(url, profile.platform):
        # A shape that was learned from posts of this blog is believed before words that are the same for all.
        yield Vote(kind, (LIST_WORD if kind == "list" else STATIC_WORD) - (SHAPE if is_shaped else 0), "address")
    elif is_dated(url) and not is_shaped:
        yield Vote("post", DAY_IN_ADDRESS, "date in the address")
    elif not is_shaped and not page.dated and shapes.known and all("year" in found for found in shapes.known):
        yield Vote("static", OUT_OF_SHAPE, "no year in the address")


def by_section(page: PageFeatures, sources: frozenset[str], profile: Profile) -> Iterator[Vote]:
    """Vote by the section that the address names: beside one of posts, one of projects or talks has none.

    Nor has a page outside of all sections that only a feed of all pages names.
    """
    rules = named(GENERIC).urls
    if profile.shapes.words.isdisjoint(rules.sections):
        return
    names = [name for name in split_url(page.url).path.split("/")[:-1] if name]
    section = next((name for name in names if name in rules.sections or name in rules.other_sections), "")
    if section in rules.other_sections:
        yield Vote("other", OTHER_SECTION, f"section {section}")
    elif (
        not section
        and "feed" in sources
        and profile.shapes.words.issuperset(folders_of(page.url))
        and not is_dated(page.url)
    ):
        is_in_menu = url_key(page.url) in profile.menu
        yield Vote("static", NO_SECTION_IN_MENU if is_in_menu else NO_SECTION, "outside of the section of posts")
    elif (
        sources <= NOT_OF_POSTS
        and not section
        and is_out_of_shape(page, profile)
        and share_of_marks(page, profile) < (MARKS_OF_DATED if page.dated else MOST_MARKS)
    ):
        yield Vote("static", NO_SECTION_OR_TEMPLATE, "outside of the section of posts, and of their template")


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
    A short one is, where others name the page as a post, and no more titles follow than a post has cards below it.
    """
    why = f"{len(page.titles)} titles, {page.lead} characters of text"
    has_more = len(page.titles) >= FEW_TITLES and page.prose - page.lead >= MORE_BODIES * page.lead
    is_above_cards = TITLE in sources and len(page.titles) <= MOST_CARDS and page.lead >= SENTENCE
    is_text = page.lead > page.linked if len(page.titles) < FEW_TITLES else is_above_cards
    if (page.lead >= BODY and not has_more) or is_text:
        yield Vote("list", -PROSE, why)
    elif len(page.titles) >= FEW_TITLES:
        yield Vote("list", TITLES, why)
    else:
        yield Vote("list", BARE, why)


def lists_posts_below(page: PageFeatures, profile: Profile) -> bool:
    """Tell whether a page is links to posts below its address more than anything else, though none is a title."""
    folder = f"{canonical_url(page.url).rstrip('/')}/"
    below = sum(link.startswith(folder) and link in profile.shapes for link in page.links)
    return page.linked > page.prose and below >= MANY_BELOW


def is_out_of_shape(page: PageFeatures, profile: Profile) -> bool:
    """Tell whether the address is no post's, where addresses tell."""
    return profile.shapes.telling and page.url not in profile.shapes and not is_dated(page.url)


def share_of_marks(page: PageFeatures, profile: Profile) -> float:
    """Return the share of the marks of this blog's posts that a page bears; 1 where none are known."""
    return len(profile.marks & page.marks) / len(profile.marks) if profile.marks else 1.0


def first_of(marks: tuple[str, ...], page: PageFeatures, profile: Profile) -> str:
    """Return the first of the marks that the page bears and that tells something on this blog, else ""."""
    return next((mark for mark in marks if mark in page.marks and mark not in profile.mute), "")


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
