"""Where the pages of a blog stand: parameters that make no other page are dropped, and each address has one page."""

from __future__ import annotations

from dataclasses import replace

from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.text import text_key
from blogsieve.crawler.blogs.addresses import Addresses
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.ledger import Ledger
from blogsieve.crawler.blogs.sessions import WITNESSES
from blogsieve.crawler.blogs.visit import Visit
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.pages.features import PageFeatures

HOME = "https://blog.example/"


class Crawled:
    """A blog of which pages come in, one by one, with the text that stands for the number of each."""

    def __init__(self) -> None:
        self.blog, self.frontier = Blog(HOME), SQLiteFrontier()
        self.addresses = Addresses("blog", self.blog, self.frontier, Ledger(self.frontier))

    def meet(self, path: str, text: int, said: str = "", name: str = "") -> tuple[str, Candidate]:
        """Return where a page stands that was found at a path, and the candidate that it is."""
        url = HOME + path
        self.frontier.add("blog", url, "page", Rank.POST)
        target = self.frontier.take()
        assert target
        self.frontier.landed(target.id)
        features = PageFeatures(url, "", frozenset(), (), 900, 900, 0, (), dated=False, sketch=frozenset({text}))
        features = replace(features, name=name)
        placed = self.addresses.place(target.id, Visit(features, said or url, named(GENERIC)))
        page = Page(placed or url, b"")
        return placed, Candidate(target.id, page, features, frozenset({"link"}), Seen(url))

    def states(self) -> dict[str, str]:
        """Return what the pages have come to, by their paths in the frontier."""
        return {account.url.removeprefix(HOME): account.state for account in self.frontier.accounts.of_blog("blog")}


def test_parameters_that_make_no_other_page_are_dropped_from_all_addresses() -> None:
    crawled = Crawled()
    for number in range(WITNESSES):
        crawled.meet(f"{number}?sid=1", number)
        crawled.meet(f"{number}?sid=2", number)
    assert crawled.blog.dropped == ("sid",)
    assert crawled.meet("9?sid=1", 9)[0] == f"{HOME}9"
    assert crawled.meet("9?sid=2", 9)[0] == ""


def test_pages_that_wait_move_and_the_first_at_an_address_stays() -> None:
    crawled = Crawled()
    held = [crawled.meet(path, number)[1] for number, path in enumerate(["a?sid=1", "a?sid=2", "b?p=1"])]
    crawled.blog.dropped = ("sid",)
    kept = crawled.addresses.readdressed(held)
    assert [one.page.url for one in kept] == [f"{HOME}a", f"{HOME}b?p=1"]
    assert crawled.states() == {"a?sid=1": "waiting", "a?sid=2": "duplicate", "b?p=1": "waiting"}


def test_pages_that_wait_stand_where_they_were_found_once_the_blog_is_not_believed() -> None:
    crawled = Crawled()
    _, one = crawled.meet("a", 1)
    said = replace(one, page=replace(one.page, url=f"{HOME}all-of-them"))
    assert [page.page.url for page in crawled.addresses.readdressed([said])] == [f"{HOME}all-of-them"]
    crawled.blog.distrusts = True
    assert [page.page.url for page in crawled.addresses.readdressed([said])] == [f"{HOME}a"]


def test_a_page_that_names_another_post_stands_where_it_was_found() -> None:
    # The longest texts of two short posts are those of the boxes beside them.
    crawled = Crawled()
    told = f"{HOME}first"
    for number in range(2, 6):
        crawled.meet(str(number), number, name=text_key(f"{number} geese | Reed Notes"))
    titles = {"first": "Rain again | Reed Notes", "second": "Ice at last | Reed Notes", "print": "Rain again"}
    places = {path: crawled.meet(path, 1, told, text_key(title))[0] for path, title in titles.items()}
    assert places == {"first": told, "second": f"{HOME}second", "print": ""}
