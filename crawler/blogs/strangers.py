"""Posts that their blog was not learned from, as those of before a redesign: they teach their template in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.policy import FEWEST_OF_TEMPLATE
from blogsieve.cleaners.site.templates import is_strange, made, with_template

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.crawler.blogs.blog import Blog, Candidate
    from blogsieve.crawler.blogs.context import Work
    from blogsieve.crawler.blogs.visit import Visit

# More templates than a blog has had; of what none of them made each page stands alone.
MOST_TEMPLATES = 4
# Where lists filled the sample, a blog was learned from next to no posts: more teach more. Of half the posts that were
# wanted all is told well.
FEW = 0.5

Result: TypeAlias = "Cleaned | CleaningError | None"


@dataclass(slots=True)
class Strangers:
    """The posts that wait until so many are there that their template can be learned, or no more are coming."""

    blog: Blog
    enough: int
    held: dict[int, tuple[Candidate, Result]] = field(default_factory=dict)  # by their numbers in the frontier

    @property
    def known(self) -> SiteModel:
        """What the blog has taught so far; of a sample without posts it is nothing."""
        return self.blog.model or SiteModel()

    @property
    def are_enough(self) -> bool:
        """Whether their template is to be learned."""
        return len(self.held) >= self.enough

    def takes(self, candidate: Candidate, seen: Visit, result: Result) -> bool:
        """Hold a post, with what became of it by what is known so far, if more can be learned from its like."""
        if seen.verdict is None or seen.verdict.kind != "post":
            return False
        return self.can_teach(candidate) and self.holds(candidate, result)

    def takes_from_sample(self, candidate: Candidate, result: Result) -> bool:
        """Hold a post that the blog was learned from with others, if it is of another template than these."""
        return self.is_strange(candidate) and self.holds(candidate, result)

    def holds(self, candidate: Candidate, result: Result) -> bool:
        """Hold a post, if another template may be learned."""
        if len(self.known.others) + 1 >= MOST_TEMPLATES:
            return False
        self.held[candidate.number] = candidate, result
        return True

    def is_strange(self, candidate: Candidate) -> bool:
        """Tell whether a post is of no template that is known."""
        return is_strange(self.known, candidate.features.marks)

    def can_teach(self, candidate: Candidate) -> bool:
        """Tell whether a post is of no template that is known, or of one that next to no posts have taught."""
        is_of_few = self.known.pages < FEW * self.enough and made(self.known, candidate.features.marks)
        return is_of_few or self.is_strange(candidate)

    async def release(self, work: Work) -> list[tuple[Candidate, Result]]:
        """Learn their template where it is none of those that are known by now, and return all with their results."""
        held, self.held = sorted(self.held.values(), key=lambda one: one[0].page.url), {}
        teach = [one for one in held if self.can_teach(one[0])]
        if len(teach) <= self.known.pages:
            # A template that a few posts have taught is not taught anew by fewer.
            teach = [one for one in teach if self.is_strange(one[0])]
        known: list[tuple[Candidate, Result]] = [(one[0], None) for one in held if one not in teach]
        return [*known, *(await self.learn(teach, work))]

    async def learn(self, posts: list[tuple[Candidate, Result]], work: Work) -> list[tuple[Candidate, Result]]:
        """Return posts with what became of them by what they teach; as they are where they teach nothing."""
        if len(posts) < FEWEST_OF_TEMPLATE:
            return posts
        try:
            learned = await work.learn([candidate.page for candidate, _ in posts], cleans=True)
        except CleaningError:
            return posts
        if not (learned.model and learned.model.wrappers):
            return posts
        self.blog.model = with_template(self.known, learned.model)
        return [(candidate, learned.results.get(place)) for place, (candidate, _) in enumerate(posts)]
