"""The witnesses that go by a page's address, each with its weight: shape, words and section, and who links to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.shapes import folders_of, is_dated
from blogsieve.crawler.pages.votes import MOST_MARKS, TITLE, Vote, share_of_marks
from blogsieve.crawler.pages.walk import FEW_TITLES
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.crawler.pages.features import PageFeatures
    from blogsieve.crawler.pages.profile import Profile

# In the menu and not in a list; with a day, and the address of a post, it may be a post that is kept at hand, and with
# all marks that posts have it is one of the newest, which a box on every page names.
MENU, MENU_DATED = 3.0, 1.25
# Words like tag, page, 2022/01 are a list's whatever stands there; about and contact may be a post's name.
LIST_WORD, STATIC_WORD = 6.0, 3.5
# The home page in another language; the folder of a section, above posts that are known, with their titles.
HOME, FOLDER = 8.0, 4.0
# Links to the posts below its own address, without titles, and how many of them.
ROWS_BELOW, MANY_BELOW = 6.0, 10
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
# With a day of its own a page in the posts' template may lack what not every post is given: tags, a picture.
MARKS_OF_DATED = 0.6
# A page that has no day of its own on a blog all of whose known addresses have the year.
OUT_OF_SHAPE = 1.0


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
        yield Vote("list", ROWS_BELOW, "folder of posts, in rows")
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


def lists_posts_below(page: PageFeatures, profile: Profile) -> bool:
    """Tell whether a page is links to posts below its address more than anything else, though none is a title."""
    folder = f"{canonical_url(page.url).rstrip('/')}/"
    below = sum(link.startswith(folder) and link in profile.shapes for link in page.links)
    return page.linked > page.prose and below >= MANY_BELOW


def is_out_of_shape(page: PageFeatures, profile: Profile) -> bool:
    """Tell whether the address is no post's, where addresses tell."""
    return profile.shapes.telling and page.url not in profile.shapes and not is_dated(page.url)
