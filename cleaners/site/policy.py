"""When a site is learned: the one place that decides, for each use that pages are put to."""

from __future__ import annotations

from dataclasses import dataclass

# Of fewer pages nothing is said of a template: a block on two pages is a chance, and so is an element around two texts.
FEWEST_OF_TEMPLATE = 3


@dataclass(frozen=True, slots=True)
class LearningPolicy:
    """What a site is learned from; a sample of posts is enough, for more pages show nothing new.

    >>> policy = LearningPolicy(sample=20, held=40, fewest=1)
    >>> policy.lacking(posts=0, pages=0), policy.lacking(posts=15, pages=38), policy.lacking(posts=15, pages=40)
    (20, 2, 0)
    """

    sample: int  # posts
    held: int  # pages of any kind that are looked at, or wait, until there are so many posts among them
    fewest: int  # pages, of which something can be learned at all

    def lacking(self, posts: int, pages: int) -> int:
        """Return how many more pages are to be looked at in any case before there are enough, 0 where there are."""
        return max(0, min(self.sample - posts, self.held - pages))

    def can_learn(self, pages: int) -> bool:
        """Tell whether something can be learned of so many pages where no more are there."""
        return pages >= self.fewest


def crawl_policy(sample: int) -> LearningPolicy:
    """Return when a blog is learned that is crawled, from the setting BLOGSIEVE_SAMPLE.

    Half of what is fetched first may be lists and static pages. Where a blog has but one post, that is learned from.
    """
    return LearningPolicy(sample, held=2 * sample, fewest=1)


def project_policy(sample: int) -> LearningPolicy:
    """Return when a site is learned whose pages come one by one as items of a project: all of them are posts."""
    return LearningPolicy(sample, held=sample, fewest=sample)


# Saved pages: all are taken for posts. One page shows nothing that it shares with others.
FOLDER = LearningPolicy(sample=40, held=40, fewest=2)
# Archives of others hold pages of every kind, of some blogs many more lists than posts; what was looked at need not be
# looked at again. What one of fewer pages looks like alone says too little of its kind: of 786 articles, each of
# another site, a tenth look like lists or static pages.
ARCHIVE = LearningPolicy(sample=20, held=200, fewest=3)
