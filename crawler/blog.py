"""What is known of one blog while it is crawled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.discovery.classify import SURE, Profile, Verdict, is_useless, judge, kind_of_address, learn_marks
from crawler.discovery.shapes import Shapes
from crawler.urls import clean, is_file, key, site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.model import Page
    from cleaners.platform import Platform
    from cleaners.site import SiteModel
    from crawler.discovery.look import Look, Link


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fetched page that waits until enough is known to judge and clean it."""

    number: int  # in the frontier
    page: Page
    look: Look
    source: str


@dataclass(slots=True)
class Blog:
    """A blog under way: where it lives, what is learned of it, what waits, and what became of its pages."""

    home: str
    platform: Platform
    profile: Profile
    model: SiteModel | None = None
    ready: bool = False  # learning is over
    settled: bool = False  # all sources have answered
    complete: bool = False  # they list all posts
    held: list[Candidate] = field(default_factory=list)
    others: list[Look] = field(default_factory=list)  # pages that are no posts, to learn the difference from
    counts: Counter[str] = field(default_factory=Counter)
    trouble: str = ""  # why nothing could be done

    @classmethod
    def at(cls, home: str, platform: Platform) -> Blog:
        """Return a blog of which nothing is known but its home and its maker."""
        return cls(home, platform, Profile(platform))

    @property
    def prefix(self) -> str:
        """The path below which the blog lives, on a host that it shares."""
        path = urlsplit(self.home).path
        last = path.rsplit("/", 1)[-1]
        return path.removesuffix(last) if "." in last else path.rstrip("/") + "/"

    def owns(self, url: str) -> bool:
        """Say whether url is on the blog's host and below its prefix."""
        return site(url) == site(self.home) and (urlsplit(url).path + "/").startswith(self.prefix)

    def worth(self, link: Link) -> str:
        """Return what a link is worth fetching as: "list", "page" or "" for nothing."""
        url = link.url
        if not self.owns(url) or is_file(url) or is_useless(url, self.platform) or key(url) == key(self.home):
            return ""
        if self.profile.shapes.telling and url in self.profile.shapes:
            return "page"
        kind = kind_of_address(url, self.platform)
        if self.complete:
            return ""
        return {"list": "list", "static": ""}.get(kind, "page")

    def address(self, page: Look) -> str:
        """Return the page's canonical address: its own word for it where that is sane, else where it was found."""
        said = page.canonical
        if said and site(said) == site(page.url) and key(said) != key(self.home) and not is_file(said):
            return clean(said)
        return clean(page.url)

    def judge(self, page: Look, source: str) -> Verdict:
        """Return what kind of page it is."""
        return judge(page, source, self.profile)

    def learn_addresses(self, posts: Iterable[str]) -> None:
        """Learn the shape of the posts' addresses."""
        self.profile.shapes = Shapes(posts)

    def learn_template(self) -> None:
        """Learn the marks of the posts' template from the pages that wait and are known to be posts."""
        sure = [candidate.look for candidate in self.held if candidate.source in SURE]
        self.profile.marks = learn_marks(sure, self.others) if len(sure) > 1 else frozenset()
