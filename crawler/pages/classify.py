"""What kind of page a page is: the sum of what the witnesses say, each as loud as its weight."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.pages.votes import Vote
from blogsieve.crawler.pages.witnesses import WITNESSES
from blogsieve.crawler.urls import is_part

if TYPE_CHECKING:
    from blogsieve.crawler.pages.features import PageFeatures
    from blogsieve.crawler.pages.profile import Profile

# What lists posts and tells of each, and is read page after page: a feed, an interface.
FEEDS = frozenset({"feed", "api"})
# What says of a page that it is a post: these, or a sitemap of posts.
SURE = FEEDS | {"post"}
# Of a blog's pages that nobody says a thing about, most are posts.
DEFAULT = Vote("post", 0.5, "nothing against it")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is taken for ("post", "list", "static", "attachment", "other", "closed", "missing"), and by what."""

    kind: str
    why: str


def judge(page: PageFeatures, sources: frozenset[str], profile: Profile) -> Verdict:
    """Return what the page is: the kind that most weight speaks for, and who speaks for it the loudest."""
    if verdict := by_force(page, sources, profile):
        return verdict
    votes = [DEFAULT, *(vote for witness in WITNESSES for vote in witness(page, sources, profile))]
    sums: dict[str, float] = defaultdict(float)
    for vote in votes:
        sums[vote.kind] += vote.weight
    kind = max(sums, key=lambda name: sums[name])
    # Where witnesses only speak against the others, the loudest of those is named.
    speaks = [vote for vote in votes if vote.kind == kind and vote is not DEFAULT and vote.weight > 0]
    against = [vote for vote in votes if vote.kind != kind and vote.weight < 0]
    said = max(
        speaks, key=lambda vote: vote.weight, default=min(against, key=lambda vote: vote.weight, default=DEFAULT)
    )
    return Verdict(kind, said.why)


def by_force(page: PageFeatures, sources: frozenset[str], profile: Profile) -> Verdict | None:
    """Return the verdict that nothing outweighs: a password is asked for, the page leads on, or nothing is here."""
    if is_part(page.url):
        return Verdict("post", "anchor")
    own, kinds = profile.platform.kinds, named(GENERIC).kinds
    for kind, marks in (("closed", (*own.closed, *kinds.closed)), ("missing", own.missing), ("stub", kinds.stub)):
        if mark := next((mark for mark in marks if mark in page.marks), ""):
            return Verdict(kind, mark)
    # Where a script makes all pages, they look like the one for what is not there; feeds list what is.
    is_missing = profile.is_missing(page) and not sources & FEEDS
    return Verdict("missing", "the page for what is not there") if is_missing else None


def is_gated(page: PageFeatures, profile: Profile) -> bool:
    """Tell whether a page bears the mark of a post that only subscribers may read to its end."""
    return not page.marks.isdisjoint(profile.platform.kinds.gated)
