"""What comes of a candidate: its record, if it is a post that is wanted and new, else why there is none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.engine import OverLimits
from blogsieve.cleaners.errors import DONE_WITHOUT, CleaningError, NoText
from blogsieve.cleaners.metadata.signals import in_order
from blogsieve.crawler.frontier.states import OVER_LIMITS
from blogsieve.crawler.pages.classify import is_gated
from blogsieve.crawler.pages.votes import share_of_marks
from blogsieve.crawler.urls import canonical_url, is_part

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.crawler.blogs.blog import Blog, Candidate
    from blogsieve.crawler.blogs.context import Context
    from blogsieve.crawler.blogs.ledger import Ledger
    from blogsieve.crawler.blogs.links import Links

logger = logging.getLogger(__name__)


class Recorder:
    """Makes the records of a blog's posts."""

    def __init__(self, blog: Blog, shared: Context, ledger: Ledger, links: Links) -> None:
        self.blog, self.shared, self.ledger, self.links = blog, shared, ledger, links

    async def finish(self, candidate: Candidate, result: Cleaned | CleaningError | None) -> dict[str, Any] | None:
        """Return the record of a page if it is a post that is wanted and new, and note what it is."""
        state, record = await self.make_record(candidate, result)
        if record is not None:
            if refused := self.shared.config.obey.intersection(record["metadata"]["signals"]):
                self.shared.frontier.done(candidate.number, "objected", ", ".join(in_order(refused)))
                return None
            if self.blog.complete and candidate.sources == {"link"} and not self.ledger.is_enough:
                self.links.refute(candidate.page.url)
            likeness = share_of_marks(candidate.features, self.blog.profile)
            return self.ledger.revise(candidate, record, likeness)
        if state == OVER_LIMITS:
            # The next crawl is to take it, if its limits are higher: it has not seen it.
            self.shared.frontier.done(candidate.number, state)
            return None
        if state == "list":
            self.links.add_pages(candidate.features, candidate.page.url)
        verdict = self.blog.judge(candidate)
        self.ledger.leave(candidate.number, candidate.seen, state, verdict.why if verdict.kind == state else "")
        return None

    async def make_record(
        self, candidate: Candidate, result: Cleaned | CleaningError | None
    ) -> tuple[str, dict[str, Any] | None]:
        """Return what a page is, and its record if that is a post that is wanted; it may have been cleaned already."""
        page, verdict = candidate.page, self.blog.judge(candidate)
        logger.debug("%s: %s by %s", page.url, verdict.kind, verdict.why)
        if verdict.kind != "post":
            return verdict.kind, None
        try:
            cleaned = await self.cleaned(page, result)
        except CleaningError as error:
            if isinstance(error, NoText) and is_gated(candidate.features, self.blog.profile):
                return "closed", None
            logger.warning("%s: %s", page.url, error)
            if isinstance(error, OverLimits):
                self.shared.work.tell_over_limits(page, self.blog.model)
                return OVER_LIMITS, None
            return "no-text", None
        for fault in cleaned.faults:
            logger.warning("%s: %s %s", page.url, DONE_WITHOUT, fault)
        record = cleaned.record.to_dict()
        record["metadata"]["also"] = list(also_at(candidate, self.blog))
        return ("post", record) if self.shared.want.has_date(record["date"]) else ("other-date", None)

    async def cleaned(self, page: Page, result: Cleaned | CleaningError | None) -> Cleaned:
        """Return what became of a page that is a post; raise CleaningError where there is no record."""
        if result is None:
            return await self.shared.work.clean(page, self.blog.model)
        if isinstance(result, CleaningError):
            raise result
        self.shared.work.tell(page, self.blog.model, result)
        return result


def also_at(candidate: Candidate, blog: Blog) -> tuple[str, ...]:
    """Return the addresses other than the record's at which the post is known to stand."""
    if is_part(candidate.page.url):
        return ()
    found = canonical_url(blog.here(candidate.features.url))
    return (found,) if found != candidate.page.url else ()
