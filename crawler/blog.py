"""What is known of one blog while it is crawled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.discovery.classify import SURE, Profile, Verdict, is_useless, judge, kind_of_address
from crawler.discovery.shapes import Shapes
from crawler.urls import clean, is_file, is_trap, key, site

if TYPE_CHECKING:
    from cleaners.model import Page
    from cleaners.platform import Platform
    from cleaners.site import SiteModel
    from crawler.discovery.look import Look
    from crawler.frontier import Listed

# Shares of a feed, and of the titles on the home page, that a sitemap may lack and still be taken for complete:
# feeds are newer than sitemaps, and home pages name a static page or two.
LACKING = 0.25
# So many lists in a row that lead to nothing new, and the rest of the lists is left alone.
BARREN = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fetched page that may be a post."""

    number: int  # in the frontier
    page: Page
    look: Look
    sources: frozenset[str]


@dataclass(slots=True)
class Blog:
    """A blog under way: where it lives, what is learned of it, what waits, and what became of its pages."""

    home: str
    profile: Profile
    model: SiteModel | None = None
    ready: bool = False  # learning is over
    settled: bool = False  # all sources have answered
    complete: bool = False  # they list all posts
    held: list[Candidate] = field(default_factory=list)
    others: list[Look] = field(default_factory=list)  # pages that are no posts, to learn the difference from
    counts: Counter[str] = field(default_factory=Counter)
    barren: int = 0
    trouble: str = ""  # why nothing could be done

    @property
    def platform(self) -> Platform:
        """The platform that made the blog."""
        return self.profile.platform

    @property
    def prefix(self) -> str:
        """The path below which the blog lives, on a host that it shares."""
        path = urlsplit(self.home).path
        last = path.rsplit("/", 1)[-1]
        return path.removesuffix(last) if "." in last else path.rstrip("/") + "/"

    def owns(self, url: str) -> bool:
        """Say whether url is on the blog's host and below its prefix."""
        return site(url) == site(self.home) and (urlsplit(url).path + "/").startswith(self.prefix)

    def worth(self, url: str) -> str:
        """Return what the address is worth fetching as: "list", "page" or "" for nothing."""
        if (
            not self.owns(url)
            or is_file(url)
            or is_trap(url)
            or is_useless(url, self.platform)
            or key(url) == key(self.home)
        ):
            return ""
        if self.is_shaped(url):
            return "page"
        kind = kind_of_address(url, self.platform)
        return "" if self.complete or kind == "static" else kind or "page"

    def is_shaped(self, url: str) -> bool:
        """Say whether the address has the shape of a post's, where shapes tell."""
        return self.profile.shapes.telling and url in self.profile.shapes

    def address(self, page: Look) -> str:
        """Return the page's canonical address: its own word for it where that is sane, else where it was found."""
        said = page.canonical
        if said and site(said) == site(page.url) and key(said) != key(self.home) and not is_file(said):
            return clean(said)
        return clean(page.url)

    def settle(self, listed: list[Listed]) -> list[int]:
        """Learn from what the sources list; return the numbers of the pages that need not be fetched."""
        self.settled = True
        sure = [page.url for page in listed if page.sources & SURE]
        self.profile.shapes = Shapes(sure)
        self.complete = bool(self.counts["complete"]) or self.has_full_sitemap(listed)
        return [page.number for page in listed if not self.is_wanted(page)]

    def has_full_sitemap(self, listed: list[Listed]) -> bool:
        """Say whether the sitemaps list the posts of the feeds, and those that the home page names."""
        mapped = {key(page.url) for page in listed if page.sources & {"post", "sitemap"}}
        fed = [page for page in listed if page.sources & {"feed", "api"}]
        named = [
            url
            for look in self.others[:1]
            for url in look.titles
            if self.owns(url) and not is_useless(url, self.platform)
        ]
        posts = [key(url) for url in named if not kind_of_address(url, self.platform)]
        lacking = sum(not page.sources & {"post", "sitemap"} for page in fed)
        return (
            bool(mapped)
            and lacking <= LACKING * len(fed)
            and sum(url not in mapped for url in posts) <= LACKING * len(posts)
        )

    def is_wanted(self, page: Listed) -> bool:
        """Say whether a listed page is to be fetched: a list or a static page is not where all posts are known."""
        if page.sources & SURE or self.is_shaped(page.url):
            return True
        if is_file(page.url) or is_useless(page.url, self.platform):
            return False
        if self.complete and page.sources == {"link"}:
            return False
        kind = kind_of_address(page.url, self.platform)
        return kind != "static" and not (kind == "list" and self.complete)

    def judge(self, candidate: Candidate) -> Verdict:
        """Return what kind of page it is."""
        return judge(candidate.look, candidate.sources, self.profile)

    def learn(self) -> None:
        """Learn what sets the posts apart from the pages that wait."""
        found = [(candidate, self.judge(candidate).kind) for candidate in self.held]
        posts = [candidate for candidate, kind in found if kind == "post"]
        sure = [candidate for candidate in posts if candidate.sources & SURE]
        others = [candidate.look for candidate, kind in found if kind == "list"]
        self.profile.learn([candidate.look for candidate in sure or posts], self.others + others)
