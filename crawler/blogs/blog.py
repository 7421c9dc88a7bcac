"""What is known of one blog while it is crawled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.completeness import Tests
from blogsieve.crawler.blogs.scope import Scope
from blogsieve.crawler.blogs.visit import Knowledge
from blogsieve.crawler.pages.address_kinds import is_useless, kind_of_address
from blogsieve.crawler.pages.classify import FEEDS, SURE, Verdict, judge
from blogsieve.crawler.pages.profile import ENOUGH_PAGES, Profile, of_one_kind
from blogsieve.crawler.pages.shapes import Shapes
from blogsieve.crawler.pages.votes import TITLE
from blogsieve.crawler.urls import is_file, is_trap, url_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.cleaners.site import SiteModel
    from blogsieve.cleaners.site.policy import LearningPolicy
    from blogsieve.crawler.frontier.frontier import Listed
    from blogsieve.crawler.frontier.state import Seen
    from blogsieve.crawler.pages.features import PageFeatures

# So many lists in a row that lead to nothing new, and the lists that are left are not fetched.
BARREN = 40
# Addresses that page through a list.
PAGING = re.compile(r"(?:[/?&_-]|\b)(?:page|paged|index|offset|start)[/=_-]?\d+")
# Links that are known to be dealt with; those of a template are on every page.
REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fetched page that may be a post."""

    number: int  # in the frontier
    page: Page
    features: PageFeatures
    sources: frozenset[str]
    seen: Seen  # for the next crawl


@dataclass(slots=True)
class Blog(Scope):
    """A blog under way: where it lives, what is learned of it, and the pages that wait for that."""

    profile: Profile = field(default_factory=lambda: Profile(named(GENERIC)))
    model: SiteModel | None = None
    ready: bool = False  # learning is over
    learning: bool = False
    settled: bool = False  # all sources have answered
    complete: bool = False  # they list all posts, as far as is known
    proven: bool = False  # as many as they say that there are
    trusts_sitemap: bool = False  # it names the days on which posts were published
    tests: Tests = field(default_factory=Tests)
    held: list[Candidate] = field(default_factory=list)
    others: list[frozenset[str]] = field(default_factory=list)  # marks of pages that are no posts
    titles: tuple[str, ...] = ()  # that the home page names
    named: set[str] = field(default_factory=set)  # keys of the addresses that pages with several titles name by one
    onward: tuple[str, ...] = ()  # where it leads on without a link in its text
    languages: tuple[str, ...] = ()  # the home page in other languages
    barren: int = 0
    weighed: set[str] = field(default_factory=set)  # links that are dealt with
    weighed_by: tuple[object, ...] = ()  # what was known then
    trouble: str = ""  # why nothing could be done
    is_known: bool = False  # from an earlier crawl
    mark: str = ""  # that the platform was known by
    from_feed: bool = False  # its pages hold no text; the feed does
    told: Knowledge | None = None  # what workers were told last

    @property
    def is_barren(self) -> bool:
        """Whether so many lists have led to nothing new that the lists are left that others like them link to."""
        return self.barren >= BARREN

    @property
    def platform(self) -> Platform:
        """The platform that made the blog."""
        return self.profile.platform

    def worth(self, url: str) -> str:
        """Return what the address is worth fetching as: "list", "page" or "" for nothing."""
        if not self.owns(url) or is_file(url) or is_trap(url) or is_useless(url, self.platform):
            return ""
        if url_key(url) == url_key(self.home):
            return ""
        if self.is_shaped(url):
            return "page"
        kind = kind_of_address(url, self.platform)
        if kind == "static":
            # What stands as a title among others may be a post, whatever its section is called.
            return "page" if url_key(url) in self.named else ""
        return kind or "page"

    def new_links(self, urls: Iterable[str]) -> list[str]:
        """Return where links lead, each once, as it is where the blog is read from; not what is `weighed` already.

        That was weighed by what is known of the blog now.
        """
        known = (
            self.home,
            self.areas,
            self.dropped,
            self.platform,
            self.profile.shapes,
            self.complete,
            self.settled,
            self.is_barren,
        )
        if known != self.weighed_by or len(self.weighed) > REMEMBERED:
            self.weighed_by = known
            self.weighed.clear()
        here = map(self.here, urls) if self.is_read_elsewhere else urls
        return [url for url in dict.fromkeys(here) if url not in self.weighed]

    def leaves_out(self, url: str, kind: str, ahead: Container[str]) -> bool:
        """Say whether a page that no source lists is left out, as long as they are taken to list all posts."""
        if not self.complete or self.is_shaped(url):
            return False
        leads_on = url in ahead and (kind == "page" or bool(PAGING.search(url)) or url in self.onward)
        return self.proven or not self.tests.takes(kind, leads_on=leads_on)

    def is_shaped(self, url: str) -> bool:
        """Say whether the address has the shape of a post's, where shapes tell."""
        return self.profile.shapes.telling and url in self.profile.shapes

    def learn_addresses(self, posts: Iterable[str]) -> None:
        """Learn the shape of the posts' addresses, beside what an earlier crawl learned."""
        self.profile.shapes = self.profile.shapes.joined(Shapes.of(posts))

    def wanted_as(self, page: Listed) -> str:
        """Return what a listed page is to be fetched as: "post", "page" that may be one, "list", "" for not at all."""
        if page.sources & SURE or self.is_shaped(page.url):
            return "post"
        if is_file(page.url) or is_useless(page.url, self.platform):
            return ""
        kind = kind_of_address(page.url, self.platform)
        return "" if kind == "static" else kind or "page"

    def judge(self, candidate: Candidate) -> Verdict:
        """Return what kind of page it is."""
        by_title = {TITLE} if url_key(candidate.features.url) in self.named else set()
        return judge(candidate.features, candidate.sources | by_title, self.profile)

    def lacking(self, policy: LearningPolicy) -> int:
        """Return how many more pages have to be looked at before there are enough to learn from."""
        return policy.lacking(sum(self.judge(page).kind == "post" for page in self.held), len(self.held))

    def lacking_if_learned(self, policy: LearningPolicy) -> int:
        """Return the same where nothing sorted the pages: a post is told as it would be if it were learned now."""
        trial = replace(self, profile=replace(self.profile), others=[*self.others])
        return policy.lacking(len(trial.learn(self.held)), len(self.held))

    def knowledge(self, *, is_stored: bool = False) -> Knowledge:
        """Return what workers have to know; the same object as long as that is the same."""
        scope = Scope(*(getattr(self, one.name) for one in fields(Scope)))
        known = Knowledge(scope, replace(self.profile), self.model, self.ready, is_stored)
        if known != self.told:
            self.told = known
        assert self.told is not None
        return self.told

    def learn(self, held: list[Candidate]) -> list[Candidate]:
        """Learn what sets the posts apart, from pages of every kind; return those that are posts."""
        # The same sample teaches the same, in whatever order it came.
        held = sorted(held, key=lambda candidate: url_key(candidate.page.url))
        sure = [candidate.features for candidate in held if candidate.sources & SURE]
        fed = [one.features for one in held if one.sources & FEEDS]
        self.profile.learn_missing(fed, [candidate.features for candidate in held])
        self.profile.learn_mute(sure, [candidate.features for candidate in held], self.others)
        found = [(candidate, self.judge(candidate).kind) for candidate in held]
        posts = [candidate for candidate, kind in found if kind == "post"]
        lists = [candidate.features for candidate, kind in found if kind == "list"]
        self.others += [page.marks for page in lists]
        named = frozenset(url_key(url) for titles in (self.titles, *(page.titles for page in lists)) for url in titles)
        self.profile.learn_menu([candidate.features for candidate in held], named)
        self.profile.learn(self.most_surely(posts, named), self.others)
        return [candidate for candidate in held if self.judge(candidate).kind == "post"]

    def most_surely(self, posts: list[Candidate], named: frozenset[str]) -> list[PageFeatures]:
        """Return the pages that are posts by what the sources say, else by the lists that name them, else all."""
        if sure := [post.features for post in posts if post.sources & SURE]:
            return sure
        listed = [post.features for post in posts if url_key(post.features.url) in named]
        return of_one_kind(listed if len(listed) >= ENOUGH_PAGES else [post.features for post in posts])

    def to_dict(self) -> dict[str, Any]:
        """Return what a crawl that goes on must know, for JSON."""
        return {
            "home": self.home,
            "alias": self.alias,
            "ready": self.ready,
            "settled": self.settled,
            "complete": self.complete,
            "proven": self.proven,
            "listed": self.tests.listed,
            "trusts_sitemap": self.trusts_sitemap,
            "from_feed": self.from_feed,
            "titles": list(self.titles),
            "areas": list(self.areas),
            "distrusts": self.distrusts,
            "has_anchors": self.has_anchors,
            "dropped": list(self.dropped),
            "others": [sorted(marks) for marks in self.others],
            "profile": self.profile.to_dict(),
            "model": self.model.to_json() if self.model else "",
        }

    @classmethod
    def from_dict(cls, asked: str, data: dict[str, Any]) -> Blog:
        """Return the blog that `to_dict` described."""
        from blogsieve.cleaners.site import SiteModel

        return cls(
            asked,
            home=data["home"],
            alias=data.get("alias", ""),
            profile=Profile.from_dict(data["profile"]),
            model=SiteModel.from_json(data["model"]) if data["model"] else None,
            ready=data["ready"],
            settled=data["settled"],
            complete=data["complete"],
            proven=data.get("proven", False),
            tests=Tests(data.get("listed", 0)),
            trusts_sitemap=data.get("trusts_sitemap", False),
            from_feed=data["from_feed"],
            titles=tuple(data["titles"]),
            areas=tuple(data.get("areas", ())),
            distrusts=data.get("distrusts", False),
            has_anchors=data.get("has_anchors", False),
            dropped=tuple(data.get("dropped", ())),
            others=[frozenset(marks) for marks in data["others"]],
        )

    @classmethod
    def again(cls, asked: str, data: dict[str, Any]) -> Blog:
        """Return the blog as an earlier crawl knew it, to be crawled again."""
        blog = cls.from_dict(asked, data)
        # The model is put to the test on the new pages before it is used: the blog may have been redesigned.
        blog.settled, blog.ready, blog.is_known = False, False, True
        return blog
