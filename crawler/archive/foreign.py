"""A site in an archive that no crawl of ours wrote: which of its pages are posts, and what they have in common."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cleaners.corpus.offline import Job, draw
from cleaners.corpus.readers import Refusal
from cleaners.corpus.warc import BrokenRecord, read_entry
from cleaners.errors import CleaningError
from cleaners.model import Page
from cleaners.platform import GENERIC, named, recognise
from cleaners.tree import parse
from crawler.blog import Blog, Candidate
from crawler.discovery.look import look
from crawler.discovery.parts import part_number, post_of
from crawler.discovery.shapes import Shapes
from crawler.state import Seen
from crawler.urls import clean, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.corpus.offline import Learn
    from cleaners.model import FeedEntry
    from crawler.archive.contents import Found

# Pages of all kinds that a site's posts are told from, and posts that its template is learned from, as in a crawl.
SAMPLE, LEARNED = 40, 20


@dataclass
class Site:
    """A site under way."""

    blog: Blog
    entries: Mapping[str, FeedEntry]
    parts: dict[str, list[tuple[int, Found]]] = field(default_factory=lambda: defaultdict(list))

    def candidate(self, found: Found) -> Candidate | None:
        """Return a page as the crawl would look at it, None where it is none."""
        try:
            page = self.page(found)
            root = parse(page)
        except (OSError, BrokenRecord, CleaningError):
            return None
        if self.blog.platform.name == GENERIC:
            self.blog.profile.platform = recognise(root, found.url).platform
        seen = look(root, found.url)
        page = replace(page, url=self.blog.address(seen))
        return Candidate(0, page, seen, frozenset(("feed",) if page.entry else ()), Seen(found.url))

    def page(self, found: Found) -> Page:
        """Return a page as it was fetched, with what a feed says of it, and its other parts."""
        answer = read_entry(found.spot)
        rest = tuple(self.page(part) for _, part in sorted(self.parts.get(key(found.url), ())))
        entry = self.entries.get(key(found.url))
        return Page(clean(found.url), answer.body, answer.content_type, answer.fetched, entry, rest)

    def may_be_closed(self, page: Page) -> bool:
        """Tell whether a mark of closed pages may be among a page's."""
        return any(mark in page.body for mark in self.marks)

    @cached_property
    def marks(self) -> tuple[bytes, ...]:
        """Return the names in such marks: ".post-password-form" is a class."""
        marks = (*named(GENERIC).kinds.closed, *self.blog.platform.kinds.closed)
        return tuple(mark.lstrip(".#").encode() for mark in marks)

    def take_parts(self, found: Sequence[Found]) -> list[Found]:
        """Note the pages that are later parts of posts, and return the others."""
        known = {key(one.url) for one in found}
        first = []
        for one in found:
            post = post_of(one.url)
            if post and key(post) in known:
                self.parts[key(post)].append((part_number(one.url, post), one))
            else:
                first.append(one)
        return first


def foreign_jobs(
    host: str, found: Sequence[Found], entries: Mapping[str, FeedEntry], learn: Learn
) -> Iterator[Job | Refusal]:
    """Yield a job for each page of a site that is a post."""
    home = key(f"http://{host}/")
    # It lists posts, and its marks differ from theirs.
    site = Site(Blog(f"http://{host}/"), entries)
    found = site.take_parts([one for one in found if key(one.url) != home])
    site.blog.profile.shapes = Shapes.of(one.url for one in found if key(one.url) in entries)
    # A page that stands at two addresses would look like a template.
    once = {one.spot: one for one in found}.values()
    sample = [one for one in map(site.candidate, draw(once, lambda one: key(one.url), SAMPLE)) if one]
    posts = site.blog.learn(sample)
    model = learn([one.page for one in posts[:LEARNED]]) if len(posts) > 1 else None
    # Where addresses tell a post, and pages name no other address than their own, most need not be looked at.
    own = {clean(one.url) for one in found}
    is_plain = site.blog.profile.shapes.telling and all(one.page.url in own for one in posts)
    written: set[str] = set()
    for one in found:
        if is_plain and site.blog.is_shaped(one.url) and not site.may_be_closed(page := site.page(one)):
            written.add(page.url)
            yield Job(page, model)
            continue
        candidate = site.candidate(one)
        if candidate is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif site.blog.judge(candidate).kind == "post" and candidate.page.url not in written:
            written.add(candidate.page.url)
            yield Job(candidate.page, model)
