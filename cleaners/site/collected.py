"""Pages that show other pages' texts one after the other: lists with whole posts, which teach nothing of a post."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.site.sample import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.site.sample import Sample

# Of its paragraphs so many stand on other pages, no more than this on one of them: that is a copy, or much quoted.
MOSTLY, MOST_OF_ONE = 0.6, 0.7
FEWEST_PARAGRAPHS = 4
# It has most of what each of so many others has.
FEWEST_OTHERS, SHARE_OF_OTHER = 2, 0.5


def without_collections(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples but for pages that are made of several others' texts; all that they have would be template.

    What stands on more than half of the pages, and on more than two, is template, and no text.
    """
    paragraphs = [paragraphs_of(sample) for sample in samples]
    counts = Counter(key for keys in paragraphs for key in keys)
    most = max(2, len(samples) / 2)
    own = [{key for key in keys if counts[key] <= most} for keys in paragraphs]
    posts = [
        sample for place, sample in enumerate(samples) if not is_collection(own[place], own[:place] + own[place + 1 :])
    ]
    # Where most pages are so, posts have another one below them.
    return posts if 2 * len(posts) > len(samples) else list(samples)


def paragraphs_of(sample: Sample) -> set[str]:
    """Return the keys of a page's paragraphs."""
    return {key for key, tokens in zip(sample.keys, sample.tokens, strict=True) if len(tokens) >= PARAGRAPH}


def is_collection(own: set[str], others: Sequence[set[str]]) -> bool:
    """Tell whether a page's paragraphs are those of several others, most of what each of them has.

    >>> one, two, three = ({f"{page} {line}" for line in range(3)} for page in range(3))
    >>> is_collection(one | two, [one, two, three]), is_collection(one, [one | two, two, three])
    (True, False)
    """
    if len(own) < FEWEST_PARAGRAPHS:
        return False
    shared = [(own & other, other) for other in others]
    found = set[str]().union(*(keys for keys, _ in shared))
    shown = [keys for keys, other in shared if keys and len(keys) >= SHARE_OF_OTHER * len(other)]
    return (
        len(found) >= MOSTLY * len(own)
        and len(shown) >= FEWEST_OTHERS
        and all(len(keys) <= MOST_OF_ONE * len(found) for keys in shown)
    )
