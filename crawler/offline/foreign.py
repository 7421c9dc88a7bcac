"""A site in an archive that no crawl of ours wrote: which of its pages are posts, and what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.jobs import Job, draw
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, read_warc_entry
from blogsieve.cleaners.errors import CleaningError, NotHtml
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.site.policy import ARCHIVE
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.classify import SURE, kind_of_address
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.blogs.shapes import Shapes
from blogsieve.crawler.blogs.twins import Twins
from blogsieve.crawler.blogs.visit import visit
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.offline.contents import Found, host_of
from blogsieve.crawler.sources.feed_only import is_bare, page_of
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.corpus.jobs import Work
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.crawler.blogs.visit import Visit
    from blogsieve.crawler.offline.contents import Contents

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

    def look(self, page: Page, work: Work) -> Future[Visit]:
        """Return what a worker sees of a page; where the blog is learned, its record is made with it."""
        return work.executor.submit(visit, page, self.blog.knowledge(is_stored=True), self.sources(page))

    def candidate(self, page: Page, seen: Visit) -> Candidate:
        """Return a page as the crawl would look at it, from what a worker saw of it."""
        if self.blog.platform.name == GENERIC:
            self.blog.profile.platform = seen.platform
        page = replace(page, url=seen.address)
        return Candidate(0, page, seen.features, self.sources(page), Seen(page.url))

    def candidates(self, pages: Sequence[Page], work: Work) -> Iterator[tuple[Candidate, Visit] | None]:
        """Yield each page as the crawl would look at it, None where it is none, or too large to be looked at."""
        for page, future in [(page, None if is_too_much(page) else self.look(page, work)) for page in pages]:
            try:
                seen = future.result() if future else None
            except CleaningError:
                seen = None
            yield (self.candidate(page, seen), seen) if seen else None

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
            signals = self.contents.hosts.of(found.url)
            return Page(canonical_url(found.url), page_of(entry), "text/html", found.fetched, entry, signals=signals)
        answer = read_warc_entry(found.spot)
        rest = tuple(self.page(part) for _, part in sorted(self.parts.get(url_key(found.url), ())))
        signals = (*answer.signals, *self.contents.hosts.of(found.url))
        url = canonical_url(found.url)
        return Page(url, answer.body, answer.content_type, found.fetched, entry, rest, signals)

    def look_at_home(self, home: Found | None, work: Work) -> None:
        """Learn from the home page whether the posts' pages hold their text."""
        page = self.read(home) if home else None
        for found in self.candidates([page] if page else [], work):
            self.bare = found is not None and is_bare(found[0].features.marks, self.blog.platform)

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


def foreign_jobs(host: str, contents: Contents, work: Work) -> Iterator[Job | Refusal]:
    """Yield a job for each page of a site that is a post."""
    pages, home = contents.pages[host], url_key(f"http://{host}/")
    site = Site(Blog(f"http://{host}/"), contents)
    site.look_at_home(pages.get(home), work)
    # It lists posts, and its marks differ from theirs.
    found = site.take_parts([one for name, one in pages.items() if name != home])
    if site.bare:
        found = with_entries(host, pages[home], found, contents)
    if not ARCHIVE.can_learn(len(found)):
        yield from strangers(site, found, work)
        return
    site.blog.profile.shapes = Shapes.of(one.url for one in found if site.is_sure(one.url))
    posts = Posts(site, work)
    posts.learn(found)
    for one in found:
        yield from posts.jobs(one)


@dataclass
class Posts:
    """The posts of a site that has enough pages to be learned."""

    site: Site
    work: Work
    is_plain: bool = False  # addresses tell a post, and pages name no other address than their own
    looked: dict[str, Visit] = field(default_factory=dict)  # what was seen of the sample, by where it was found
    results: dict[str, Cleaned | CleaningError] = field(default_factory=dict)  # of the sample, by the same
    written: set[str] = field(default_factory=set)
    twins: Twins = field(default_factory=Twins)

    def learn(self, found: Sequence[Found]) -> None:
        """Learn the site from a sample of its pages."""
        site, blog = self.site, self.site.blog
        # A page that stands at two addresses would look like a template.
        once = {(one.spot, site.bare and one.url): one for one in found}.values()
        drawn = draw(once, lambda one: url_key(one.url), ARCHIVE.held)
        there = [(one, page) for one in drawn if (page := site.read(one))]
        sample: dict[int, tuple[Candidate, str]] = {}
        for (one, _), seen in zip(there, site.candidates([page for _, page in there], self.work), strict=True):
            if seen:
                sample[id(seen[0])] = seen[0], one.url
                self.looked[one.url] = seen[1]
        posts = blog.learn([candidate for candidate, _ in sample.values()])
        if len(posts) > 1:
            learned = self.work.learn([one.page for one in posts[: ARCHIVE.sample]])
            blog.model = learned.model
            self.results = {sample[id(posts[place])][1]: result for place, result in learned.results.items()}
        blog.ready = True
        own = {canonical_url(one.url) for one in found}
        self.is_plain = blog.profile.shapes.telling and all(one.page.url in own for one in posts)

    def jobs(self, one: Found) -> Iterator[Job | Refusal]:
        """Yield the job of a page."""
        page = self.site.read(one)
        if page is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif is_too_much(page) or (self.is_plain and self.site.need_not_be_looked_at(page)):
            # What is too much is for the workers, who say so if it is too much for them.
            yield self.job(one, page)
        elif one.url in self.looked:
            yield Job(page.url, partial(self.judged, one, page, self.looked.pop(one.url)))
        else:
            yield Job(page.url, partial(self.visited, one, page, self.site.look(page, self.work)))

    def job(self, one: Found, page: Page) -> Job:
        """Return the job of a page that is known to be a post, and to stand where it was found."""
        seen, result = self.looked.pop(one.url, None), self.results.pop(one.url, None)
        if result and seen and seen.address == page.url:
            return Job(page.url, partial(self.once, page, result))
        is_done = (page.url, 0) in self.work.done
        future = None if is_done else self.work.executor.submit_clean(page, self.site.blog.model)
        return Job(page.url, partial(self.once, page, future))

    def visited(self, one: Found, page: Page, future: Future[Visit]) -> Cleaned | Refusal | None:
        """Return what became of a page in a worker."""
        try:
            seen = future.result()
        except NotHtml:
            return Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        return self.judged(one, page, seen)

    def judged(self, one: Found, page: Page, seen: Visit) -> Cleaned | None:
        """Return the record of a page if it is a post by what is known of the site now."""
        candidate = self.site.candidate(page, seen)
        result = self.results.pop(one.url, None) or seen.cleaned
        return self.once(candidate.page, result) if self.site.blog.judge(candidate).kind == "post" else None

    def once(self, page: Page, result: Cleaned | CleaningError | Future[Cleaned] | None) -> Cleaned | None:
        """Return the record of a post, the first of those that stand at one address."""
        if page.url in self.written or (page.url, 0) in self.work.done:
            return None
        self.written.add(page.url)
        if isinstance(result, CleaningError):
            raise result
        if result is None:
            result = self.work.executor.submit_clean(page, self.site.blog.model)
        cleaned = result.result() if isinstance(result, Future) else result
        if self.site.is_sure(page.url):
            return cleaned
        post = cleaned.record
        return None if self.twins.meet(post.date, post.title, post.text, post.word_count) else cleaned


def is_too_much(page: Page) -> bool:
    """Tell whether it would take too long to find out what kind of page one is."""
    return len(page.body) > LOOKED_AT


def strangers(site: Site, found: Sequence[Found], work: Work) -> Iterator[Job | Refusal]:
    """Yield a job for each of a site's few pages, but for those whose address is a list's."""
    for one in found:
        if site.is_sure(one.url) or kind_of_address(one.url, site.blog.platform) != "list":
            if page := site.read(one):
                yield from work.jobs(page, None)
            else:
                yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")


def with_entries(host: str, home: Found, found: Sequence[Found], contents: Contents) -> list[Found]:
    """Return pages and, at the place of the home page, posts of the host that only a feed holds."""
    known = {url_key(one.url) for one in found}
    rest = [entry.url for name, entry in contents.entries.items() if name not in known and host_of(entry.url) == host]
    return [*found, *(Found(canonical_url(url), home.spot, home.fetched) for url in rest)]
