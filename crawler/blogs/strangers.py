"""Posts of a template that their blog was not learned from, as those of before a redesign: they teach it in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.site.policy import FEWEST_OF_TEMPLATE
from blogsieve.cleaners.site.templates import is_strange, with_template

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.crawler.blogs.blog import Blog, Candidate
    from blogsieve.crawler.blogs.cleaning import Cleaner

# More templates than a blog has had; of what none of them made each page stands alone.
MOST_TEMPLATES = 4

Result: TypeAlias = "Cleaned | CleaningError | None"


@dataclass(slots=True)
class Strangers:
    """The posts that wait until so many are there that their template can be learned, or no more are coming."""

    blog: Blog
    enough: int
    held: dict[int, tuple[Candidate, Result]] = field(default_factory=dict)  # by their numbers in the frontier

    @property
    def are_enough(self) -> bool:
        """Whether their template is to be learned."""
        return len(self.held) >= self.enough

    def take(self, candidate: Candidate, result: Result) -> bool:
        """Hold a post, with what became of it by what is known so far, if another template may be learned."""
        if self.blog.model is None or len(self.blog.model.others) + 1 >= MOST_TEMPLATES:
            return False
        self.held[candidate.number] = candidate, result
        return True

    async def release(self, work: Cleaner) -> list[tuple[Candidate, Result]]:
        """Learn their template where it is none of those that are known by now, and return all with their results."""
        held, self.held = sorted(self.held.values(), key=lambda one: one[0].page.url), {}
        model = self.blog.model
        if model is None:
            return held
        strange = [one for one in held if is_strange(model, one[0].features.marks)]
        known: list[tuple[Candidate, Result]] = [(one[0], None) for one in held if one not in strange]
        return [*known, *(await self.learn(strange, work))]

    async def learn(self, strange: list[tuple[Candidate, Result]], work: Cleaner) -> list[tuple[Candidate, Result]]:
        """Return posts with what became of them by what they teach; as they are where they teach nothing."""
        if len(strange) < FEWEST_OF_TEMPLATE:
            return strange
        try:
            learned = await work.learn([candidate.page for candidate, _ in strange], cleans=True)
        except CleaningError:
            return strange
        if learned.model is None or not learned.model.wrappers or self.blog.model is None:
            return strange
        self.blog.model = with_template(self.blog.model, learned.model)
        return [(candidate, learned.results.get(place)) for place, (candidate, _) in enumerate(strange)]
