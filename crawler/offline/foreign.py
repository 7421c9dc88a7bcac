"""A site in an archive that no crawl of ours wrote: which of its pages are posts, and what they have in common."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.jobs import Job, draw
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, read_warc_entry
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named, recognise
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.classify import SURE, kind_of_address
from blogsieve.crawler.blogs.page_features import page_features
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.blogs.shapes import Shapes
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.offline.contents import Found, host_of
from blogsieve.crawler.sources.feed_only import is_bare, page_of
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogsieve.cleaners.corpus.jobs import Learn
    from blogsieve.crawler.offline.contents import Contents

# Pages of all kinds that a site's posts are told from, and posts that its template is learned from, as in a crawl.
SAMPLE, LEARNED = 40, 20
# Of fewer pages of a site nothing can be learned, and what one looks like alone says too little of its kind: of 786
# articles, each of another site, a tenth look like lists or static pages.
FEWEST = 3
# The default of what a page may weigh.
LOOKED_AT = 10_000_000


@dataclass
class Site:
    """A site under way."""

    blog: Blog
    contents: Contents
    bare: bool = False  # its pages hold no text; the feed does
    parts: dict[str, list[tuple[int, Found]]] = field(default_factory=lambda: defaultdict(list))

    def read(self, found: Found) -> Page | None:
        """Return a page as it was fetched, None where it cannot be read any more."""
        try:
            return self.page(found)
        except BrokenRecord:
            return None

    def candidate(self, page: Page | None) -> Candidate | None:
        """Return a page as the crawl would look at it, None where it is none, or too large to be looked at."""
        if page is None or is_too_much(page):
            return None
        try:
            root = parse(page)
        except CleaningError:
            return None
        if self.blog.platform.name == GENERIC:
            self.blog.profile.platform = recognise(root, page.url).platform
        seen = page_features(root, page.url)
        page = replace(page, url=self.blog.address(seen))
        return Candidate(0, page, seen, self.sources(page), Seen(page.url))

    def need_not_be_looked_at(self, page: Page) -> bool:
        """Tell whether the address tells a post, and no mark of closed pages is in the page."""
        return self.blog.is_shaped(page.url) and not any(mark in page.body for mark in self.marks)

    def sources(self, page: Page) -> frozenset[str]:
        """Return what says that a page is there."""
        listed = ("post",) if url_key(page.url) in self.contents.listed else ()
        return frozenset((*listed, *((page.entry.source,) if page.entry else ())))

    def is_sure(self, url: str) -> bool:
        """Tell whether a source says of an address that it is a post's."""
        entry = self.contents.entries.get(url_key(url))
        return url_key(url) in self.contents.listed or (entry is not None and entry.source in SURE)

    def page(self, found: Found) -> Page:
        """Return a page as it was fetched, with what a feed says of it, and its other parts."""
        entry = self.contents.entries.get(url_key(found.url))
        if self.bare and entry and entry.html:
            return Page(canonical_url(found.url), page_of(entry), "text/html", found.fetched, entry)
        answer = read_warc_entry(found.spot)
        rest = tuple(self.page(part) for _, part in sorted(self.parts.get(url_key(found.url), ())))
        return Page(canonical_url(found.url), answer.body, answer.content_type, found.fetched, entry, rest)

    def look_at_home(self, home: Found | None) -> None:
        """Learn from the home page whether the posts' pages hold their text."""
        seen = self.candidate(self.read(home)) if home else None
        self.bare = seen is not None and is_bare(seen.features.marks, self.blog.platform)

    @cached_property
    def marks(self) -> tuple[bytes, ...]:
        """Return the names in such marks: ".post-password-form" is a class."""
        marks = (*named(GENERIC).kinds.closed, *self.blog.platform.kinds.closed)
        return tuple(mark.lstrip(".#").encode() for mark in marks)

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


def foreign_jobs(host: str, contents: Contents, learn: Learn) -> Iterator[Job | Refusal]:
    """Yield a job for each page of a site that is a post."""
    pages, home = contents.pages[host], url_key(f"http://{host}/")
    site = Site(Blog(f"http://{host}/"), contents)
    site.look_at_home(pages.get(home))
    # It lists posts, and its marks differ from theirs.
    found = site.take_parts([one for name, one in pages.items() if name != home])
    if site.bare:
        found = with_entries(host, pages[home], found, contents)
    if len(found) < FEWEST:
        yield from strangers(site, found)
        return
    site.blog.profile.shapes = Shapes.of(one.url for one in found if site.is_sure(one.url))
    # A page that stands at two addresses would look like a template.
    once = {(one.spot, site.bare and one.url): one for one in found}.values()
    drawn = draw(once, lambda one: url_key(one.url), SAMPLE)
    sample = [one for one in map(site.candidate, map(site.read, drawn)) if one]
    posts = site.blog.learn(sample)
    model = learn([one.page for one in posts[:LEARNED]]) if len(posts) > 1 else None
    # Where addresses tell a post, and pages name no other address than their own, most need not be looked at.
    own = {canonical_url(one.url) for one in found}
    is_plain = site.blog.profile.shapes.telling and all(one.page.url in own for one in posts)
    written: set[str] = set()
    for one in found:
        page = site.read(one)
        # What is too much is for the workers, who say so if it is too much for them.
        if page and not is_too_much(page) and not (is_plain and site.need_not_be_looked_at(page)):
            candidate = site.candidate(page)
            if candidate and site.blog.judge(candidate).kind != "post":
                continue
            page = candidate.page if candidate else None
        if page is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif page.url not in written:
            written.add(page.url)
            yield Job(page, model)


def strangers(site: Site, found: Sequence[Found]) -> Iterator[Job | Refusal]:
    """Yield a job for each of a site's few pages, but for those whose address is a list's."""
    for one in found:
        if site.is_sure(one.url) or kind_of_address(one.url, site.blog.platform) != "list":
            page = site.read(one)
            yield Job(page) if page else Refusal(one.spot.path, f"{one.url}: is no page of HTML")


def with_entries(host: str, home: Found, found: Sequence[Found], contents: Contents) -> list[Found]:
    """Return pages and, at the place of the home page, posts of the host that only a feed holds."""
    known = {url_key(one.url) for one in found}
    rest = [entry.url for name, entry in contents.entries.items() if name not in known and host_of(entry.url) == host]
    return [*found, *(Found(canonical_url(url), home.spot, home.fetched) for url in rest)]
