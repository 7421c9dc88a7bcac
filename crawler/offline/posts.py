"""The pages of a site that are posts, or may be, in an archive that no crawl of ours wrote: learned, then cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Self

from blogsieve.cleaners.corpus.jobs import Job, draw
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.errors import CleaningError, NotHtml
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.policy import ARCHIVE
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.offline.contents import Contents, Found, host_of
from blogsieve.crawler.offline.foreign import Site, is_too_much
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.shapes import Shapes
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from blogsieve.cleaners.corpus.jobs import Work
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.crawler.blogs.visit import Visit

# Beside so many lists it is learned what sets posts apart.
FEW_LISTS = 5


@dataclass
class Posts:
    """The pages of a site that are posts, or may be; a few of them are learned from before the first is cleaned."""

    site: Site
    found: Sequence[Found]
    is_plain: bool = False  # addresses tell a post, and pages name no other address than their own
    visits: dict[str, Visit] = field(default_factory=dict)  # what was seen of the sample, by where it was found
    results: dict[str, Cleaned | CleaningError] = field(default_factory=dict)  # of the sample, by the same

    @classmethod
    def of(cls, contents: Contents, work: Work) -> Self:
        """Return the posts of a site, learned where it has enough pages."""
        pages, home = contents.pages, url_key(f"http://{contents.host}/")
        site = Site(Blog(f"http://{contents.host}/"), contents)
        site.learn_home(pages.get(home), work)
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
            visits={url: seen for url, seen in self.visits.items() if url in own},
            results={url: result for url, result in self.results.items() if url in own},
        )

    def learn(self, work: Work) -> None:
        """Learn the site from a sample of its pages."""
        blog = self.site.blog
        sample = {id(candidate): (candidate, url) for candidate, url in self.sample(work)}
        posts = blog.learn([candidate for candidate, _ in sample.values()])
        if len(posts) > 1:
            learned = work.learn([one.page for one in posts[: ARCHIVE.sample]])
            blog.model = learned.model
            self.results = {sample[id(posts[place])][1]: result for place, result in learned.results.items()}
        blog.held, blog.ready = [], True
        own = {canonical_url(one.url) for one in self.found}
        self.is_plain = blog.profile.shapes.telling and all(one.page.url in own for one in posts)

    def sample(self, work: Work) -> Iterator[tuple[Candidate, str]]:
        """Yield pages of the sample, and posts at their anchors, each with the address that it was found at."""
        site, blog = self.site, self.site.blog
        drawn, pieces = iter(self.drawn()), list[Page]()
        # Pages that turn out to be no posts are made up for by others, as in a crawl.
        while batch := list(islice(drawn, blog.lacking_if_learned(ARCHIVE))):
            there = [(one, page) for one in batch if (page := site.read(one))]
            looks = list(site.candidates([page for _, page in there], work))
            for _, look in filter(None, looks):
                site.contents.note_days(look.features.days)
            for (one, page), seen in zip(there, looks, strict=True):
                if seen and site.holds_posts(page, seen[1]):
                    blog.has_anchors = True
                    pieces += pieces_of(page, seen[1])
                elif seen:
                    candidate = replace(seen[0], page=replace(seen[0].page, entry=site.entry_of(one.url)))
                    self.visits[one.url] = seen[1]
                    blog.held.append(candidate)
                    yield candidate, one.url
        # Of what stands at anchors of pages that were drawn no more is looked at than of pages.
        for found in site.candidates(pieces[: ARCHIVE.held], work):
            if found:
                yield found[0], found[0].page.url

    def drawn(self) -> list[Found]:
        """Return pages drawn by chance: of those that are lists by their addresses, which may be most, only a few."""
        # A page that stands at two addresses would look like a template.
        once = {(one.spot, self.site.bare and one.url): one for one in self.found}.values()
        lists, others = list[Found](), list[Found]()
        for one in draw(once, lambda one: url_key(one.url), len(once)):
            (lists if self.looks_like_list(one.url) else others).append(one)
        return [*lists[:FEW_LISTS], *others, *lists[FEW_LISTS:]][: ARCHIVE.held]

    def looks_like_list(self, url: str) -> bool:
        """Tell whether an address is a list's by its words, and nothing says that it is a post's."""
        blog = self.site.blog
        return kind_of_address(url, blog.platform) == "list" and not blog.is_shaped(url) and self.site.is_unsure(url)

    def jobs(self, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of each page."""
        for one in self.found:
            yield from self.page_jobs(one, work) if self.site.blog.ready else stranger_jobs(self.site, one, work)

    def page_jobs(self, one: Found, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of a page."""
        page = self.site.read(one)
        if page is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif is_too_much(page) or (self.is_plain and self.site.is_post_by_address(page)):
            # What is too much is for the workers, who say so if it is too much for them.
            yield self.job(page, self.known_to_be_post(one, page, work))
        elif self.site.blog.has_anchors:
            yield from self.anchored_jobs(one, page, work)
        elif one.url in self.visits:
            yield self.job(page, partial(self.judged, one, page, self.visits.pop(one.url), work))
        else:
            yield self.job(page, partial(self.visited, one, page, self.site.submit_visit(page, work), work))

    def anchored_jobs(self, one: Found, page: Page, work: Work) -> Iterator[Job]:
        """Yield the jobs of the posts at a page's anchors, or the page's own where there are none."""
        future = self.site.submit_visit(page, work)
        try:
            seen = future.result()
            pieces = pieces_of(page, seen) if self.site.holds_posts(page, seen) else []
        except CleaningError:
            pieces = []
        for piece in pieces:
            yield self.job(piece, work.executor.submit_clean(piece, self.site.blog.model).result)
        if not pieces:
            yield self.job(page, partial(self.visited, one, page, future, work))

    def job(self, page: Page, outcome: Callable[[], Cleaned | Refusal | None]) -> Job:
        """Return the job of a page that is written once, whatever address it stands at."""
        return Job(page.url, outcome, site=self.site.contents.host, may_be_twin=self.site.is_unsure)

    def known_to_be_post(self, one: Found, page: Page, work: Work) -> Callable[[], Cleaned]:
        """Return the outcome of a page that is known to be a post, and to stand where it was found."""
        seen, result = self.visits.pop(one.url, None), self.results.pop(one.url, None)
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


def pieces_of(page: Page, seen: Visit) -> list[Page]:
    """Return each of the posts that stand at a page's anchors, as a page of its own."""
    return [replace(page, url=f"{seen.address}#{fragment}") for fragment in seen.features.posts]


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
