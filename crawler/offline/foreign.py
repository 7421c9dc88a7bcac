"""A site in an archive that no crawl of ours wrote: its pages as a crawl would look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.mirror import read_entry
from blogsieve.cleaners.corpus.warc import BrokenRecord
from blogsieve.cleaners.engine.tasks import Limits
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.blogs.visit import holds_posts, visit
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.offline.contents import Contents, Found
from blogsieve.crawler.pages.classify import SURE, judge
from blogsieve.crawler.sources.feed_only import is_bare, page_of
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogsieve.cleaners.corpus.jobs import Work
    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.crawler.blogs.visit import Visit

# Bytes of a page that is looked at: by default a larger one is not cleaned.
LOOKED_AT = Limits().max_bytes


@dataclass
class Site:
    """A site under way."""

    blog: Blog
    contents: Contents
    bare: bool = False  # its pages hold no text; the feed does
    parts: dict[str, list[tuple[int, Found]]] = field(default_factory=lambda: defaultdict(list))
    sure: frozenset[str] = frozenset()  # keys of posts' addresses by sources whose entries are elsewhere

    def narrowed(self, found: Iterable[Found]) -> Site:
        """Return the site with no more of its contents than what pages are cleaned with."""
        keys = {url_key(one.url) for one in found}
        keys |= {url_key(part.url) for key in keys for _, part in self.parts.get(key, ())}
        entries = {key: entry for key, entry in self.contents.entries.items() if key in keys}
        parts = {key: self.parts[key] for key in keys if key in self.parts}
        contents = Contents(self.contents.host, entries=entries, listed=self.contents.listed, hosts=self.contents.hosts)
        # A page may say that it stands at any of the addresses that a source is sure of.
        sure = frozenset(key for key, entry in self.contents.entries.items() if entry.source in SURE)
        return replace(self, contents=contents, parts=parts, sure=sure)

    def read(self, found: Found) -> Page | None:
        """Return a page as it was fetched, None where it cannot be read any more."""
        try:
            return self.page(found)
        except BrokenRecord:
            return None

    def submit_visit(self, page: Page, work: Work) -> Future[Visit]:
        """Return what a worker sees of a page; where the blog is learned, its record is made with it."""
        return work.executor.submit(
            visit, page, self.blog.knowledge(is_stored=True), self.sources(page), work.executor.wanted
        )

    def candidate(self, page: Page, seen: Visit) -> Candidate:
        """Return a page as the crawl would look at it, from what a worker saw of it."""
        if self.blog.platform.name == GENERIC and not self.blog.ready:
            self.blog.profile.platform = seen.platform
        page = replace(page, url=seen.address)
        return Candidate(0, page, seen.features, self.sources(page), Seen(page.url))

    def is_post(self, candidate: Candidate, seen: Visit) -> bool:
        """Tell whether a page is a post by what was learned; where that tells no platform, the page may tell one."""
        profile = self.blog.profile
        if profile.platform.name == GENERIC:
            profile = replace(profile, platform=seen.platform)
        return judge(candidate.features, candidate.sources, profile).kind == "post"

    def candidates(self, pages: Sequence[Page], work: Work) -> Iterator[tuple[Candidate, Visit] | None]:
        """Yield each page as the crawl would look at it, None where it is none, or too large to be looked at."""
        for page, future in [(page, None if is_too_much(page) else self.submit_visit(page, work)) for page in pages]:
            try:
                seen = future.result() if future else None
            except CleaningError:
                seen = None
            yield (self.candidate(page, seen), seen) if seen else None

    def is_post_by_address(self, page: Page) -> bool:
        """Tell whether the address tells a post, and no mark of closed pages is in the page."""
        return self.blog.is_shaped(page.url) and not any(mark in page.body for mark in self.marks)

    def sources(self, page: Page) -> frozenset[str]:
        """Return what says that a page is there."""
        listed = ("post",) if url_key(page.url) in self.contents.listed else ()
        return frozenset((*listed, *((page.entry.source,) if page.entry else ())))

    def holds_posts(self, page: Page, seen: Visit) -> bool:
        """Tell whether a page is made of posts at anchors, a record each."""
        return holds_posts(seen.features, self.sources(page), self.blog)

    def is_sure(self, url: str) -> bool:
        """Tell whether a source says of an address that it is a post's."""
        key, entry = url_key(url), self.entry_of(url)
        return key in self.contents.listed or key in self.sure or (entry is not None and entry.source in SURE)

    def is_unsure(self, url: str) -> bool:
        """Tell whether no source says of an address that it is a post's."""
        return not self.is_sure(url)

    def page(self, found: Found) -> Page:
        """Return a page as it was fetched, with what a feed says of it, and its other parts."""
        entry = self.entry_of(found.url)
        if self.bare and entry and entry.html:
            signals = self.contents.hosts.of(found.url)
            return Page(canonical_url(found.url), page_of(entry), "text/html", found.fetched, entry, signals=signals)
        answer = read_entry(found.spot)
        rest = tuple(self.page(part) for _, part in sorted(self.parts.get(url_key(found.url), ())))
        signals = (*answer.signals, *self.contents.hosts.of(found.url))
        url = canonical_url(found.url)
        return Page(url, answer.body, answer.content_type, found.fetched, entry, rest, signals)

    def entry_of(self, url: str) -> FeedEntry | None:
        """Return what is said of the post at an address, None where nothing is."""
        return self.contents.entries.get(url_key(url))

    def learn_home(self, home: Found | None, work: Work) -> None:
        """Learn from the home page whether the posts' pages hold their text."""
        page = self.read(home) if home else None
        for found in self.candidates([page] if page else [], work):
            if found:
                self.bare = is_bare(found[0].features.marks, self.blog.platform)
                self.contents.note_days(found[0].features.days)

    @cached_property
    def marks(self) -> tuple[bytes, ...]:
        """Return the names in such marks: ".post-password-form" is a class, "input=post_password" a field."""
        marks = (*named(GENERIC).kinds.closed, *self.blog.platform.kinds.closed)
        return tuple(mark.rpartition("=")[2].lstrip(".#").encode() for mark in marks)

    def take_parts(self, found: Sequence[Found]) -> list[Found]:
        """Note the pages that are later parts of posts, and return the others."""
        known = {url_key(one.url) for one in found}
        first = []
        for one in found:
            post = post_of(one.url)
            if post and url_key(post) in known:
                self.parts[url_key(post)].append((part_number(one.url, post), one))
            else:
                first.append(one)
        return first


def is_too_much(page: Page) -> bool:
    """Tell whether it would take too long to find out what kind of page one is."""
    return len(page.body) > LOOKED_AT
