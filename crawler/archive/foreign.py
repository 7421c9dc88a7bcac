"""A site in an archive that no crawl of ours wrote: which of its pages are posts, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaners.corpus.offline import Job, draw
from cleaners.corpus.readers import Refusal
from cleaners.corpus.warc import BrokenRecord, read_entry
from cleaners.errors import CleaningError
from cleaners.model import Page
from cleaners.platform import GENERIC, recognise
from cleaners.tree import parse
from crawler.blog import Blog, Candidate
from crawler.discovery.look import look
from crawler.discovery.shapes import Shapes
from crawler.state import Seen
from crawler.urls import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.corpus.offline import Learn
    from cleaners.model import FeedEntry
    from crawler.archive.contents import Found

# Pages of all kinds that a site is learned from; about half of them are posts.
SAMPLE = 60


@dataclass(slots=True)
class Site:
    """A site under way."""

    blog: Blog
    entries: Mapping[str, FeedEntry]

    def candidate(self, found: Found) -> Candidate | None:
        """Return a page as the crawl would look at it, None where it is none."""
        try:
            answer = read_entry(found.spot)
            entry = self.entries.get(key(found.url))
            page = Page(found.url, answer.body, answer.content_type, answer.fetched, entry)
            root = parse(page)
        except (OSError, BrokenRecord, CleaningError):
            return None
        if self.blog.platform.name == GENERIC:
            self.blog.profile.platform = recognise(root, found.url).platform
        seen = look(root, found.url)
        page = replace(page, url=self.blog.address(seen))
        return Candidate(0, page, seen, frozenset(("feed",) if entry else ()), Seen(found.url))


def foreign_jobs(
    host: str, found: Sequence[Found], entries: Mapping[str, FeedEntry], learn: Learn
) -> Iterator[Job | Refusal]:
    """Yield a job for each page of a site that is a post."""
    home = key(f"http://{host}/")
    # It lists posts, and its marks differ from theirs.
    found = [one for one in found if key(one.url) != home]
    site = Site(Blog(f"http://{host}/"), entries)
    site.blog.profile.shapes = Shapes.of(one.url for one in found if key(one.url) in entries)
    # A page that stands at two addresses would look like a template.
    once = {one.spot: one for one in found}.values()
    sample = [one for one in map(site.candidate, draw(once, lambda one: key(one.url), SAMPLE)) if one]
    posts = site.blog.learn(sample)
    model = learn([one.page for one in posts]) if len(posts) > 1 else None
    written: set[str] = set()
    for one in found:
        candidate = site.candidate(one)
        if candidate is None:
            yield Refusal(one.spot.path, f"{one.url}: is no page of HTML")
        elif site.blog.judge(candidate).kind == "post" and candidate.page.url not in written:
            written.add(candidate.page.url)
            yield Job(candidate.page, model)
