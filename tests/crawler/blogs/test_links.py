"""Which links of a page are followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from blogsieve.crawler.blogs.blog import BARREN, Blog
from blogsieve.crawler.blogs.completeness import BARREN_LISTS
from blogsieve.crawler.blogs.links import Links
from blogsieve.crawler.blogs.selection import Selection
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.pages.features import PageFeatures

BASE = "https://blog.example/"
NAME = "blog.example"
POST = PageFeatures(f"{BASE}herons/", "", frozenset(), (), 900, 900, 0, (), dated=True)
SECOND, THIRD = f"{BASE}page/2/", f"{BASE}page/3/"


def listing(posts: Sequence[str], *links: str) -> PageFeatures:
    """Return what a list of posts shows of itself."""
    return replace(POST, links=(*posts, *links), prose=0, lead=0, titles=tuple(posts))


def fate_of_third(between: PageFeatures, address: str, posts: Sequence[str]) -> str:
    """Return what becomes of the third page of a list whose second one is read behind many pages of one kind."""
    frontier = SQLiteFrontier()
    links = Links(NAME, Blog(BASE, settled=True), frontier, Selection())
    links.add(listing(KNOWN, SECOND), BASE)
    for number in range(BARREN):
        links.add(between, address.format(number))
    links.add(listing(posts, THIRD), SECOND)
    if [page.url for page in frontier.accounts.left_out(NAME, BARREN_LISTS)] == [THIRD]:
        return "left out"
    return "fetched" if frontier.knows(THIRD) else "forgotten"


KNOWN, NEWS = [f"{BASE}post-{number}/" for number in range(9)], [f"{BASE}other-{number}/" for number in range(9)]


@pytest.mark.parametrize(
    ("between", "address", "posts", "fate"),
    [
        (POST, BASE + "post-{}/", KNOWN, "fetched"),
        (listing(KNOWN), BASE + "tag/{}/", NEWS, "fetched"),
        (listing(KNOWN), BASE + "tag/{}/", KNOWN, "left out"),
    ],
    ids=["posts without news end no lists", "a list has news itself", "lists without news end those like them"],
)
def test_lists_are_followed_until_many_of_them_lead_to_nothing_new(
    between: PageFeatures, address: str, posts: Sequence[str], fate: str
) -> None:
    assert fate_of_third(between, address, posts) == fate


@pytest.mark.parametrize("page", ["posts/{}/", "posts?page={}"])
def test_the_pages_of_what_turns_out_to_be_a_list_are_followed(page: str) -> None:
    frontier = SQLiteFrontier()
    links = Links(NAME, Blog(BASE, settled=True), frontier, Selection())
    numbered = [BASE + page.format(number) for number in (2, 3)]
    frontier.add(NAME, f"{BASE}posts/", "page", Rank.LIST)
    for address, following in zip((f"{BASE}posts/", numbered[0]), numbered, strict=True):
        rows = replace(POST, links=(*KNOWN, following))
        links.add(rows, address)
        assert not frontier.knows(following)
        links.add_pages(rows, address)
        assert frontier.knows(following)


def test_posts_that_are_numbered_are_no_parts_of_each_other() -> None:
    frontier = SQLiteFrontier()
    links = Links(NAME, Blog(BASE, settled=True), frontier, Selection())
    links.add(replace(POST, links=(f"{BASE}notes/3/",)), f"{BASE}notes/2/")
    assert frontier.knows(f"{BASE}notes/3/")


@pytest.mark.parametrize(
    ("complete", "titles", "state"), [(False, 3, "waiting"), (False, 2, "skipped"), (True, 3, "skipped")]
)
def test_a_page_of_a_section_for_something_else_is_fetched_where_it_is_a_title_among_posts(
    complete: bool, titles: int, state: str
) -> None:
    frontier, oar = SQLiteFrontier(), f"{BASE}projects/oar/"
    links = Links(NAME, Blog(BASE, settled=True, complete=complete), frontier, Selection())
    links.add(replace(POST, links=(oar,)), f"{BASE}post-1/")
    links.add(listing((oar, *KNOWN[: titles - 1])), BASE)
    assert (account := frontier.accounts.of_page(oar)) is not None
    assert account.state == state
