"""What teaches a site's wrapper: the text of a page's entry where that is full, else what an extractor finds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.evidence.entry import entry_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.site.sample import Sample

# A feed carries its posts in full where its entries together are this long beside what an extractor finds on their
# pages: summaries are a tenth of it, and a full text is longer only than an extractor's mistakes are short.
FULL_FEED = 0.7
# To ask the extractor is a third of what learning costs: where the feed is this full on the first pages, it is on all.
CLEARLY_FULL, PROBED = 0.9, 6
# An entry is its page's text where some element of the page agrees with it this well.
FULL_ENTRY = 0.75
# Where no entry agrees with what the extractor finds, it takes more than the post, and an entry of so many words that
# is all of one element is no summary, if nearly all are: the first cell of a notebook may hold what stands above "read
# more". Where some agree, an entry of less is that.
SAME, MOSTLY = 0.95, 0.8
LONGEST_SUMMARY = 80


def teach(samples: Sequence[Sample]) -> None:
    """Give each sample its reference: its entry's text where that is full, else what the extractor finds."""
    for sample in samples:
        sample.teach(entry_reference(sample.document.page.entry), is_supervised=True)
    fed = [sample for sample in samples if sample.reference]
    is_full_feed = fullness(fed[:PROBED]) >= CLEARLY_FULL or fullness(fed) >= FULL_FEED
    never_agrees = not (is_full_feed or any(is_long(sample) for sample in fed))
    same = {id(sample) for sample in samples if sample.best() >= SAME} if never_agrees else set()
    are_same = len(same) >= MOSTLY * len(fed)
    for sample in samples:
        is_same = are_same and id(sample) in same and len(sample.reference) >= LONGEST_SUMMARY
        if not (is_same or is_full(sample, is_full_feed=is_full_feed)):
            sample.teach(sample.extracted, is_supervised=False)


def fullness(samples: Sequence[Sample]) -> float:
    """Return how long the references of samples are together beside what the extractor finds on their pages."""
    return sum(len(one.reference) for one in samples) / max(1, sum(len(one.extracted) for one in samples))


def is_long(sample: Sample) -> bool:
    """Tell whether a sample's reference is about as long as what the extractor finds."""
    return len(sample.reference) >= FULL_FEED * len(sample.extracted)


def is_full(sample: Sample, *, is_full_feed: bool) -> bool:
    """Tell whether a sample's reference, its entry's text, is all of the post and no summary of it."""
    return len(sample.reference) > 0 and sample.best() >= FULL_ENTRY and (is_full_feed or is_long(sample))
