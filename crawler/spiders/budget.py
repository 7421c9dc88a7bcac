"""What a blog may cost: no more requests than are wanted, nor, where it has no end, than its posts are worth."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.frontier import SOURCES
from blogsieve.crawler.frontier.states import Trait, states_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogsieve.crawler.frontier.frontier import Target

# So many pages a post may be asked for: a blog with a list for each tag and day has a few.
WORTH = 20
# What became of pages that were worth asking for.
YIELDS = states_with(Trait.WORTH)
# Posts that say what another one of the blog says, beside the pages by what became of them: each costs a page and gives
# nothing, as the days of a calendar do; but a blog may have a thread of the same words each week.
REPEATED, REPEATED_WORTH = "repeated", 0.5
# What a mirror lacks may be ten times what it has; a feed that makes up addresses for ever names nothing else.
ABSENT, ABSENT_WORTH = "gone", 0.9

logger = logging.getLogger(__name__)


class Budget:
    """Counts the requests of each blog; of one that asks for more than it yields first the sources, then all is left.

    `most` is for each blog, `patience` for one that has not yielded yet; 0 is no limit. `tally` counts what became of
    a blog's pages, and the posts among them that are repeated.
    """

    def __init__(self, most: int, patience: int, tally: Callable[[str], Counter[str]]) -> None:
        self.most, self.patience, self.tally = most, patience, tally
        self.spent: Counter[str] = Counter()  # requests by blog
        self.worth: dict[str, float] = {}  # how many requests that is, as far as it is known
        self.extra: Counter[str] = Counter()  # what sources without end have cost
        self.left: dict[str, tuple[str, ...]] = {}  # kinds of pages that are not asked for any more, by blog

    def is_spent(self, blog: str) -> bool:
        """Say whether a blog may cost no further request."""
        return bool(self.most) and self.spent[blog] >= self.most

    def leaves(self, target: Target, *, is_settled: bool) -> bool:
        """Say whether a page is not to be asked for, since its blog has no end; settled is one whose sources are read.

        Of one that is not settled the sources are left, and what they have named is read.
        """
        if self.is_endless(target.blog):
            self.leave(target.blog, is_settled=is_settled)
        return target.kind in self.left.get(target.blog, ())

    def is_endless(self, blog: str) -> bool:
        """Say whether a blog asks for more pages than its posts are worth: calendars, tags or sessions without end."""
        if not self.patience or self.spent[blog] <= self.worth.setdefault(blog, self.patience) + self.extra[blog]:
            return False
        tally = self.tally(blog)
        posts = sum(tally[state] for state in YIELDS) - tally[REPEATED]
        given = WORTH * posts + REPEATED_WORTH * tally[REPEATED] + ABSENT_WORTH * tally[ABSENT]
        self.worth[blog] = self.patience + given
        return self.spent[blog] > self.worth[blog] + self.extra[blog]

    def leave(self, blog: str, *, is_settled: bool) -> None:
        """Ask for no more sources of a blog that has no end; if they were read before, for nothing more."""
        left = self.left.get(blog, ())
        if is_settled:
            if "page" not in left:
                logger.warning("%s: has no end: %d pages were asked for, and it is left", blog, self.spent[blog])
            self.left[blog] = (*SOURCES, "page")
            return
        if not left:
            logger.warning("%s: has sources without end; %d were asked", blog, self.spent[blog])
        self.extra[blog] = self.spent[blog]
        self.left[blog] = SOURCES
