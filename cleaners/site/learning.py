"""A site's model from some of its pages: references, repeated blocks, wrappers, openings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogsieve.cleaners.dom.blocks import Block, text_of
from blogsieve.cleaners.dom.locators import select
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.extraction.align import Reference
from blogsieve.cleaners.extraction.extract import extract
from blogsieve.cleaners.metadata.dates import order_of_numbers, source_weights
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.pipeline.prepare import prepare
from blogsieve.cleaners.pipeline.reduce import reduce_to_body
from blogsieve.cleaners.site.excluded import learn_excluded
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.sample import Sample
from blogsieve.cleaners.site.template import count_repeated
from blogsieve.cleaners.site.template_boxes import learn_template_boxes
from blogsieve.cleaners.site.titles import learn_sitename, learn_title
from blogsieve.cleaners.site.wrapper import learn_wrappers
from blogsieve.cleaners.steps import comments
from blogsieve.cleaners.steps.repeated import block_key
from blogsieve.cleaners.steps.teasers import openings_of, title_of
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blogsieve.cleaners.model import FeedEntry, Page
    from blogsieve.cleaners.pipeline.document import Document

# A feed carries its posts in full where its entries together are this long beside what an extractor finds on their
# pages: summaries are a tenth of it, and a full text is longer only than an extractor's mistakes are short.
FULL_FEED = 0.7
# An entry is its page's text where some element of the page agrees with it this well.
FULL_ENTRY = 0.75
# Where no entry agrees with what the extractor finds, it takes more than the post, and an entry of so many words that
# is all of one element is no summary. Where some agree, an entry of less is what stands above "read more".
SAME = 0.95
LONGEST_SUMMARY = 80
# A known model's wrappers agree with new pages about as well as they did with those they were learned from; after a
# redesign they select nothing, or something else. Short posts and mistakes of the extractor cost some of it.
STILL_GOOD = 0.6
# Fewer pages than this say nothing of a template.
FEWEST_PAGES = 3


def learn(pages: Iterable[Page], site: str = "", known: SiteModel | None = None) -> SiteModel:
    """Return what the pages tell of their site; pages that are no HTML are passed over.

    A model that is known from before is kept, with what the new pages add to it, as long as its wrappers hold what
    the pages' own texts say; after a redesign it is forgotten.
    """
    samples = [sample for page in pages if (sample := read_sample(page))]
    if not samples:
        return known or SiteModel(site=site)
    repeated = count_repeated(sample.keys for sample in samples)
    for sample in samples:
        sample.ignored = {*repeated, *(known.repeated if known else ())}
    teach(samples)
    if known and known.wrappers:
        if agreement(known, samples) >= STILL_GOOD:
            return grow(known, samples)
        samples = [forget(sample, repeated) for sample in samples]
    return model_of(samples, repeated, site or urlsplit(samples[0].document.page.url).netloc)


def model_of(samples: Sequence[Sample], repeated: dict[str, int], site: str) -> SiteModel:
    """Return the model that samples with their references give."""
    wrappers = learn_wrappers(samples) if len(samples) >= FEWEST_PAGES else ()
    documents = [sample.document for sample in samples]
    supervised = sum(sample.is_supervised for sample in samples)
    model = SiteModel(
        site=site,
        pages=len(samples),
        supervision=("feed" if supervised * 2 >= len(samples) else "consensus") if wrappers else "none",
        supervised=supervised,
        sitename=learn_sitename(documents),
        title=learn_title(documents),
        wrappers=wrappers,
        date_weights=source_weights(document.dates for document in documents),
        date_order=order_of_numbers(document.dates for document in documents),
        excluded=learn_excluded(samples, wrappers[0].selector) if wrappers else {},
        template_boxes=learn_template_boxes(samples, wrappers[0].selector) if wrappers else {},
    )
    model = replace(
        model,
        repeated=repeated,
        authored=authored(samples, repeated),
        posts=frozenset(post for sample in samples for post in fingerprints(sample, model, repeated)),
    )
    return replace(model, endings=learn_endings(documents, model))


def learn_endings(documents: Sequence[Document], site: SiteModel) -> frozenset[str]:
    """Return the keys of the headings below which comments stand on some pages: there they need not be told."""
    firsts = (next(comments.find(document, site), None) for document in documents)
    counts = Counter(block_key(found.target) for found in firsts if found and isinstance(found.target, Block))
    return frozenset(name for name, count in counts.items() if count >= FEWEST_PAGES)


def agreement(known: SiteModel, samples: Sequence[Sample]) -> float:
    """Return the mean score of what a model's wrappers select on the samples, 0 for those where they find nothing."""
    return fmean(max(known_scores(known, sample), default=0.0) for sample in samples)


def known_scores(known: SiteModel, sample: Sample) -> Iterator[float]:
    """Yield the scores of the elements that a model's wrappers select on a sample."""
    for wrapper in known.wrappers:
        element = select(sample.document.root, wrapper.selector)
        if element is not None and element in sample.overlaps:
            yield sample.overlaps[element].score(len(sample.reference))


def grow(known: SiteModel, samples: Sequence[Sample]) -> SiteModel:
    """Return a model with the pages of the samples added to it."""
    counts = Counter(known.repeated)
    counts.update(name for sample in samples for name in set(sample.keys) if name in known.repeated)
    added = frozenset(post for sample in samples for post in fingerprints(sample, known, known.repeated))
    return replace(known, pages=known.pages + len(samples), repeated=dict(counts), posts=known.posts | added)


def forget(sample: Sample, repeated: Mapping[str, int]) -> Sample:
    """Return a sample that knows no other template than that of its own pages."""
    sample.ignored = set(repeated)
    sample.teach(sample.reference, is_supervised=sample.is_supervised)
    return sample


def fingerprints(sample: Sample, site: SiteModel, repeated: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the fingerprints of a post's title, as it is once the site is known, each with one of its openings.

    The sample's document is reduced to its body. A line that most pages share opens no post; one that some pages
    share may be this post's opening, teased on them.
    """
    document = sample.document
    document.facts = read_facts(document.index, document.page, site)
    reduce_to_body(document, site)
    lines = [block.text for block in document.blocks if 2 * repeated.get(block_key(block), 0) < site.pages]
    yield from ((title_of(document.facts.title), opening) for opening in openings_of(lines) or {0})


def authored(samples: Sequence[Sample], repeated: Iterable[str]) -> frozenset[str]:
    """Return the repeated blocks that feeds hold more often than not: the author writes them in many posts."""
    counts = {name: [0, 0] for name in repeated}
    for sample in samples:
        for name, match in zip(sample.keys, sample.matched, strict=True):
            if sample.is_supervised and name in counts:
                counts[name][0] += match
                counts[name][1] += 1
    return frozenset(name for name, (matched, total) in counts.items() if 2 * matched > total)


def read_sample(page: Page) -> Sample | None:
    """Return a page as learning sees it, None where it is no page."""
    try:
        return Sample(prepare(page, SiteModel()))
    except CleaningError:
        return None


def teach(samples: Sequence[Sample]) -> None:
    """Give each sample its reference: its entry's text where that is full, else what the extractor finds."""
    entries = [Reference(entry_text(sample.document.page.entry)) for sample in samples]
    extracts = [Reference(extracted_text(sample)) for sample in samples]
    known = [(len(entry), len(found)) for entry, found in zip(entries, extracts, strict=True) if entry]
    is_full_feed = sum(size for size, _ in known) >= FULL_FEED * sum(size for _, size in known)
    never_agrees = all(size < FULL_FEED * found for size, found in known)
    for sample, entry, found in zip(samples, entries, extracts, strict=True):
        sample.teach(entry, is_supervised=True)
        is_same = never_agrees and len(entry) >= LONGEST_SUMMARY and sample.best() >= SAME
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


def entry_text(entry: FeedEntry | None) -> str:
    """Return the text of a feed entry's HTML."""
    return text_of(parse_text(entry.html)) if entry and entry.html.strip() else ""
