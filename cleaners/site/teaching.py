"""What teaches a site's wrapper: the text of a page's entry where that is full, else what an extractor finds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.evidence.entry import entry_text
from blogsieve.cleaners.extraction.align import Reference
from blogsieve.cleaners.extraction.extract import extract
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.site.sample import Sample

# A feed carries its posts in full where its entries together are this long beside what an extractor finds on their
# pages: summaries are a tenth of it, and a full text is longer only than an extractor's mistakes are short.
FULL_FEED = 0.7
# An entry is its page's text where some element of the page agrees with it this well.
FULL_ENTRY = 0.75
# Where no entry agrees with what the extractor finds, it takes more than the post, and an entry of so many words that
# is all of one element is no summary, if nearly all are: the first cell of a notebook may hold what stands above "read
# more". Where some agree, an entry of less is that.
SAME, MOSTLY = 0.95, 0.8
LONGEST_SUMMARY = 80


def teach(samples: Sequence[Sample]) -> None:
    """Give each sample its reference: its entry's text where that is full, else what the extractor finds."""
    entries = [Reference(entry_text(sample.document.page.entry)) for sample in samples]
    extracts = [Reference(extracted_text(sample)) for sample in samples]
    known = [(len(entry), len(found)) for entry, found in zip(entries, extracts, strict=True) if entry]
    is_full_feed = sum(size for size, _ in known) >= FULL_FEED * sum(size for _, size in known)
    never_agrees = all(size < FULL_FEED * found for size, found in known)
    for sample, entry in zip(samples, entries, strict=True):
        sample.teach(entry, is_supervised=True)
    same = {id(sample) for sample in samples if sample.best() >= SAME} if never_agrees else set()
    are_same = len(same) >= MOSTLY * len(known)
    for sample, found in zip(samples, extracts, strict=True):
        is_same = are_same and id(sample) in same and len(sample.reference) >= LONGEST_SUMMARY
        if not (is_same or is_full(sample, found, is_full_feed=is_full_feed)):
            sample.teach(found, is_supervised=False)


def is_full(sample: Sample, found: Reference, *, is_full_feed: bool) -> bool:
    """Tell whether a sample's reference, its entry's text, is all of the post and no summary of it."""
    size = len(sample.reference)
    return size > 0 and sample.best() >= FULL_ENTRY and (is_full_feed or size >= FULL_FEED * len(found))


def extracted_text(sample: Sample) -> str:
    """Return what the extractor takes for the body, less the title and the lines that the site repeats."""
    ignored = {template.split(":", 1)[1] for template in sample.ignored} | {text_key(sample.document.facts.title)}
    lines = extract(sample.document.root).splitlines()
    return "\n".join(line for line in lines if " ".join(words(line)) not in ignored)
