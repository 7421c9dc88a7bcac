"""A site in an archive that no crawl of ours wrote: which of its pages are posts, and what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from blogsieve.cleaners.corpus.jobs import Job, draw
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, read_warc_entry
from blogsieve.cleaners.errors import CleaningError, NotHtml
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.site.policy import ARCHIVE
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.classify import SURE, judge, kind_of_address
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.blogs.shapes import Shapes
from blogsieve.crawler.blogs.visit import visit
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.offline.contents import Contents, Found, host_of
from blogsieve.crawler.sources.feed_only import is_bare, page_of
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from blogsieve.cleaners.corpus.jobs import Work
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.crawler.blogs.visit import Visit

# The default of what a page may weigh.
LOOKED_AT = 10_000_000


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

    def look(self, page: Page, work: Work) -> Future[Visit]:
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
        key, entry = url_key(url), self.contents.entries.get(url_key(url))
        return key in self.contents.listed or key in self.sure or (entry is not None and entry.source in SURE)

    def is_unsure(self, url: str) -> bool:
        """Tell whether no source says of an address that it is a post's."""
        return not self.is_sure(url)

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


@dataclass
class Posts:
    """The pages of a site that are posts, or may be; a few of them are learned from before the first is cleaned."""

    site: Site
    found: Sequence[Found]
    is_plain: bool = False  # addresses tell a post, and pages name no other address than their own
    looked: dict[str, Visit] = field(default_factory=dict)  # what was seen of the sample, by where it was found
    results: dict[str, Cleaned | CleaningError] = field(default_factory=dict)  # of the sample, by the same

    @classmethod
    def of(cls, contents: Contents, work: Work) -> Self:
        """Return the posts of a site, learned where it has enough pages."""
        pages, home = contents.pages, url_key(f"http://{contents.host}/")
        site = Site(Blog(f"http://{contents.host}/"), contents)
        site.look_at_home(pages.get(home), work)
        # It lists posts, and its marks differ from theirs.
        found = site.take_parts([one for name, one in pages.items() if name != home])
        if site.bare:
            found = with_entries(contents, pages[home], found)
        posts = cls(site, found)
        if ARCHIVE.can_learn(len(found)):
            site.blog.profile.shapes = Shapes.of(one.url for one in found if site.is_sure(one.url))
            posts.learn(work)
        return posts

    def __len__(self) -> int:
        return len(self.found)

    def share(self, start: int, end: int, _: Work) -> Self:
        """Return the posts of some of the pages, with all that is to be known of them elsewhere."""
        found = self.found[start:end]
        own = {one.url for one in found}
        return replace(
            self,
            site=self.site.narrowed(found),
            found=found,
            looked={url: seen for url, seen in self.looked.items() if url in own},
            results={url: result for url, result in self.results.items() if url in own},
        )

    def learn(self, work: Work) -> None:
        """Learn the site from a sample of its pages."""
        site, blog = self.site, self.site.blog
        # A page that stands at two addresses would look like a template.
        once = {(one.spot, site.bare and one.url): one for one in self.found}.values()
        drawn = draw(once, lambda one: url_key(one.url), ARCHIVE.held)
        there = [(one, page) for one in drawn if (page := site.read(one))]
        sample: dict[int, tuple[Candidate, str]] = {}
        for (one, _), seen in zip(there, site.candidates([page for _, page in there], work), strict=True):
            if seen:
                sample[id(seen[0])] = seen[0], one.url
                self.looked[one.url] = seen[1]
        posts = blog.learn([candidate for candidate, _ in sample.values()])
        if len(posts) > 1:
            learned = work.learn([one.page for one in posts[: ARCHIVE.sample]])
            blog.model = learned.model
            self.results = {sample[id(posts[place])][1]: result for place, result in learned.results.items()}
        blog.ready = True
        own = {canonical_url(one.url) for one in self.found}
        self.is_plain = blog.profile.shapes.telling and all(one.page.url in own for one in posts)

    def jobs(self, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of each page."""
        for one in self.found:
            yield from self.page_jobs(one, work) if self.site.blog.ready else stranger_jobs(self.site, one, work)

    def page_jobs(self, one: Found, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of a page."""
        page = self.site.read(one)
        if page is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif is_too_much(page) or (self.is_plain and self.site.need_not_be_looked_at(page)):
            # What is too much is for the workers, who say so if it is too much for them.
            yield self.job(page, self.known_to_be_post(one, page, work))
        elif one.url in self.looked:
            yield self.job(page, partial(self.judged, one, page, self.looked.pop(one.url), work))
        else:
            yield self.job(page, partial(self.visited, one, page, self.site.look(page, work), work))

    def job(self, page: Page, outcome: Callable[[], Cleaned | Refusal | None]) -> Job:
        """Return the job of a page that is written once, whatever address it stands at."""
        return Job(page.url, outcome, site=self.site.contents.host, may_be_twin=self.site.is_unsure)

    def known_to_be_post(self, one: Found, page: Page, work: Work) -> Callable[[], Cleaned]:
        """Return the outcome of a page that is known to be a post, and to stand where it was found."""
        seen, result = self.looked.pop(one.url, None), self.results.pop(one.url, None)
        if result and seen and seen.address == page.url:
            return partial(self.cleaned, page, result, work)
        return work.executor.submit_clean(page, self.site.blog.model).result

    def visited(self, one: Found, page: Page, future: Future[Visit], work: Work) -> Cleaned | Refusal | None:
        """Return what became of a page in a worker."""
        try:
            seen = future.result()
        except NotHtml:
            return Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        return self.judged(one, page, seen, work)

    def judged(self, one: Found, page: Page, seen: Visit, work: Work) -> Cleaned | None:
        """Return the record of a page if it is a post by what is known of the site now."""
        candidate = self.site.candidate(page, seen)
        result = self.results.pop(one.url, None) or seen.cleaned
        return self.cleaned(candidate.page, result, work) if self.site.is_post(candidate, seen) else None

    def cleaned(self, page: Page, result: Cleaned | CleaningError | None, work: Work) -> Cleaned:
        """Return the record of a post; raise CleaningError where it has none."""
        if isinstance(result, CleaningError):
            raise result
        return result or work.executor.submit_clean(page, self.site.blog.model).result()


def is_too_much(page: Page) -> bool:
    """Tell whether it would take too long to find out what kind of page one is."""
    return len(page.body) > LOOKED_AT


def stranger_jobs(site: Site, one: Found, work: Work) -> Iterator[Job | Refusal]:
    """Yield the job of one of a site's few pages, but for one whose address is a list's."""
    if site.is_sure(one.url) or kind_of_address(one.url, site.blog.platform) != "list":
        if page := site.read(one):
            yield from work.jobs(page, None)
        else:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")


def with_entries(contents: Contents, home: Found, found: Sequence[Found]) -> list[Found]:
    """Return pages and, at the place of the home page, posts of the host that only a feed holds."""
    known, host = {url_key(one.url) for one in found}, contents.host
    rest = [entry.url for name, entry in contents.entries.items() if name not in known and host_of(entry.url) == host]
    return [*found, *(Found(canonical_url(url), home.spot, home.fetched) for url in rest)]
