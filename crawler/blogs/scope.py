"""Where on the web a blog lives: its host, the paths below which its pages are, the host that a mirror stands for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.blogs.sessions import without
from blogsieve.crawler.urls import canonical_url, is_file, is_saved_query, moved, site, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from blogsieve.crawler.pages.features import PageFeatures

# A page of a bigger site that lists posts names more of them than of other things.
MOSTLY = 0.5
# So many posts elsewhere on the host are no chance.
ENOUGH_POSTS = 3


@dataclass(slots=True)
class Scope:
    """The addresses that are a blog's."""

    asked: str  # the address that the crawl was started with
    home: str = ""  # where that led to
    alias: str = ""  # the site that its pages say they are of, where it is read from a mirror
    areas: tuple[str, ...] = ()  # paths below which it lives, on a host that it shares
    distrusts: bool = False  # what its pages say of their own addresses is not so
    has_anchors: bool = False  # its posts stand at anchors of pages
    dropped: tuple[str, ...] = ()  # parameters that make no other page of an address

    def __post_init__(self) -> None:
        self.home = self.home or self.asked

    @property
    def prefix(self) -> str:
        """The path below which the blog's home page is."""
        return self.areas[0] if self.areas else folder_of(self.home)

    def move(self, home: str) -> None:
        """Note where the home page is; a host that was named whole is the blog's as a whole, wherever that leads."""
        self.home = home
        asked, found = folder_of(self.asked), folder_of(home)
        is_above = site(self.asked) == site(home) and found.startswith(asked)
        self.areas = (asked if is_above else found,)

    def widen(self, posts: Iterable[str]) -> None:
        """Note where else on the host the blog lives, if most of its posts are not below its home page."""
        near = [url for url in posts if site(url) == site(self.home)]
        outside = [url for url in near if not self.owns(url)]
        if len(outside) > MOSTLY * len(near) and len(outside) >= ENOUGH_POSTS:
            self.areas = (*(self.areas or (self.prefix,)), common_folder(outside))

    def owns(self, url: str) -> bool:
        """Say whether url is on the blog's host and below one of its paths."""
        return site(url) == site(self.home) and (split_url(url).path + "/").startswith(self.areas or (self.prefix,))

    @property
    def is_read_elsewhere(self) -> bool:
        """Whether any address is another one where the blog is read from: `here` returns all as they are else."""
        return bool(self.alias or self.dropped)

    def here(self, url: str) -> str:
        """Return url as it is where the blog is read from, less what makes no other page of it."""
        url = moved(url, self.home) if self.alias and site(url) == self.alias else url
        return without(url, self.dropped) if self.dropped and site(url) == site(self.home) else url

    def address(self, page: PageFeatures) -> str:
        """Return the page's canonical address: its own word for it where that is sane, else where it was found."""
        said = "" if self.distrusts else self.here(page.canonical)
        is_page = said and site(said) == site(page.url) and not is_file(said) and not is_saved_query(said)
        if is_page and url_key(said) != url_key(self.home):
            return canonical_url(said)
        return canonical_url(self.here(page.url))

    def hear(self, said: str) -> None:
        """Take the home page's word for its canonical address: with the same path elsewhere it is the original's."""
        if said and site(said) != site(self.home) and url_key(moved(said, self.home)) == url_key(self.home):
            self.alias = site(said)

    def hear_of(self, posts: Collection[str], knows: Callable[[str], bool]) -> None:
        """Take a source's word for where posts are: elsewhere is the original's site if the home links to one here."""
        sites = set(map(site, posts)) - {site(self.home)}
        if len(sites) == 1 and not any(map(self.owns, posts)) and any(knows(moved(url, self.home)) for url in posts):
            (self.alias,) = sites

    def leads(self, url: str) -> bool:
        """Say whether a redirect to url leads to a page of the blog other than its home."""
        return self.owns(url) and url_key(url) != url_key(self.home)


def folder_of(url: str) -> str:
    """Return the path below which the pages of a home page are.

    >>> folder_of("https://a.example/blog"), folder_of("https://a.example/blog/index.php")
    ('/blog/', '/blog/')
    """
    path = split_url(url).path
    last = path.rsplit("/", 1)[-1]
    return path.removesuffix(last) if "." in last else path.rstrip("/") + "/"


def common_folder(urls: Iterable[str]) -> str:
    """Return the path below which all pages are; years and numbers do not count, for there will be others.

    >>> common_folder(["https://a.example/news/2022/a.html", "https://a.example/news/2022/b.html"])
    '/news/'
    """
    paths = [split_url(url).path.split("/")[1:-1] for url in urls]
    shared = takewhile(lambda names: len(set(names)) == 1 and not names[0].isdigit(), zip(*paths, strict=False))
    return "/" + "".join(f"{names[0]}/" for names in shared)
