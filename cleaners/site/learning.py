"""A site's model from some of its pages: references, repeated blocks, wrappers, openings."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.locators import select
from blogsieve.cleaners.dom.tree import parse, ready
from blogsieve.cleaners.errors import sparing
from blogsieve.cleaners.evidence.entry import count_short
from blogsieve.cleaners.metadata.dates import order_of_numbers, source_weights
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.metadata.title_frame import learn_frame
from blogsieve.cleaners.metadata.title_sources import weigh_sources
from blogsieve.cleaners.pipeline.clean import prepare, reduce_to_body
from blogsieve.cleaners.pipeline.text_dump import is_dump
from blogsieve.cleaners.site.collected import without_collections
from blogsieve.cleaners.site.declared import learn_common_tags, learn_license, learn_owner
from blogsieve.cleaners.site.excluded import learn_excluded
from blogsieve.cleaners.site.fingerprints import block_key, openings_of, title_of
from blogsieve.cleaners.site.languages import learn_languages
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.recurring import authored, own_links, plugins, printed_in_feeds, varied
from blogsieve.cleaners.site.rules import learn_rules_held, learn_rules_off
from blogsieve.cleaners.site.sample import Sample
from blogsieve.cleaners.site.slots import learn_slots
from blogsieve.cleaners.site.teaching import teach
from blogsieve.cleaners.site.template import count_repeated
from blogsieve.cleaners.site.template_boxes import learn_template_boxes
from blogsieve.cleaners.site.templates import common_marks, marks_of
from blogsieve.cleaners.site.titles import framed_title, learn_sitename, learn_title
from blogsieve.cleaners.site.wrapper import learn_wrappers
from blogsieve.cleaners.steps import comments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.pipeline.document import Document

# A known model's wrappers agree with new pages about as well as they did with those they were learned from; after a
# redesign they select nothing, or something else. Short posts and mistakes of the extractor cost some of it.
STILL_GOOD = 0.6
# Fewer pages than this say nothing of a template.
FEWEST_PAGES = 3
# What holds on so many of the pages that could show it is no chance.
MOSTLY = 0.6


def learn(pages: Iterable[Page], site: str = "", known: SiteModel | None = None) -> SiteModel:
    """Return what the pages tell of their site; pages that are no HTML are passed over.

    A model that is known from before is kept, with what the new pages add to it, as long as its wrappers hold what
    the pages' own texts say; after a redesign it is forgotten.
    """
    return learn_samples([sample for page in pages if (sample := read_sample(page))], site, known)


def learn_samples(samples: list[Sample], site: str = "", known: SiteModel | None = None) -> SiteModel:
    """Return what samples tell of their site, or what is known of it with what they add."""
    if not samples:
        return known or SiteModel(site=site)
    samples = read_again(without_collections(distinct(samples)))
    repeated = count_repeated(sample.keys for sample in samples)
    for sample in samples:
        sample.ignored = {*repeated, *(known.repeated if known else ()), *sample.cited}
    teach(samples)
    if known and known.wrappers:
        if agreement(known, samples) >= STILL_GOOD:
            return grow(known, samples)
        samples = [forget(sample, repeated) for sample in samples]
    return model_of(samples, repeated, site or split_url(samples[0].document.page.url).netloc)


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
        platform=learn_platform(documents),
        title=learn_title(documents),
        title_weights=weigh_sources([(one.facts.titles, one.facts.headings) for one in documents]),
        title_frame=learn_frame([title for one in documents if (title := framed_title(one))]),
        wrappers=wrappers,
        rules_off=learn_rules_off(documents),
        rules_held=learn_rules_held(documents),
        date_weights=source_weights(document.dates for document in documents),
        date_order=order_of_numbers(document.dates for document in documents),
        excluded=learn_excluded(samples, wrappers[0].selector) if wrappers else {},
        template_boxes=learn_template_boxes(samples, wrappers[0].selector) if wrappers else {},
        marks=common_marks(marks_of(one.pristine) for one in samples if one.pristine is not None),
    )
    model = with_recurring(model, samples, repeated)
    endings, subheadings = learn_endings(documents, model)
    # A page or two say nothing of a blog.
    languages = learn_languages(documents) if len(samples) >= FEWEST_PAGES else {}
    model = replace(model, endings=endings, subheadings=subheadings, languages=languages)
    model = replace(
        model,
        license=learn_license(documents),
        owner=learn_owner(documents),
        common_tags=learn_common_tags(documents),
    )
    if not wrappers:
        return model
    for document in documents:
        # Above the comments, whose heading is known by now, the rows are at the edge.
        document.drop(comments.find(document, model))
    # What is cut off lacks the last lines, whatever they are.
    short = count_short(documents, model.repeated)
    taught = [one.is_supervised and not (short or one.document.own_entry.is_cut_off) for one in samples]
    # Only now: what an entry lacks went from no document so far, and slots are seen on all of them.
    slots = learn_slots(documents, taught, model.repeated)
    return replace(model, slots=slots, short=short, fed=sum(map(bool, (one.own_entry for one in documents))))


def with_recurring(model: SiteModel, samples: Sequence[Sample], repeated: dict[str, int]) -> SiteModel:
    """Return a model with what recurs on the pages, whose it is, and how the posts begin."""
    changing = varied(samples, repeated)
    # What bears other figures on each page is a field of the author's, wherever it stands.
    printed = printed_in_feeds(samples) - changing
    said = authored(samples, repeated) - printed
    return replace(
        model,
        repeated=repeated,
        authored=said,
        varied=changing | own_links(samples, said),
        plugins=plugins(samples, repeated) | printed,
        posts=frozenset(post for sample in samples for post in fingerprints(sample, model, repeated)),
    )


def learn_platform(documents: Sequence[Document]) -> str:
    """Return the name of the platform that made most of the pages, `""` where no one did."""
    ((name, count),) = Counter(document.facts.platform.name for document in documents).most_common(1)
    return name if count >= FEWEST_PAGES and 2 * count > len(documents) else ""


def distinct(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples whose pages say something else than those before them.

    Copies of a page, as mirrors and folders of saved pages hold them, are one witness: all of it would be template.
    """
    firsts: dict[str, Sample] = {}
    for sample in samples:
        firsts.setdefault(sample.said, sample)
    return list(firsts.values())


def read_again(samples: Sequence[Sample]) -> list[Sample]:
    """Return samples, those anew on which a rule was kept from taking what it takes on the others.

    Where a post is a line or a picture, the comments in the sidebar are the only prose.
    """
    held = SiteModel(rules_held=learn_rules_held([sample.document for sample in samples]))
    return [
        again
        if sample.document.vetoed.keys() & held.rules_held and (again := sample_of(sample.document.page, held))
        else sample
        for sample in samples
    ]


def learn_endings(documents: Sequence[Document], site: SiteModel) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of the headings below which comments stand, and of those that only look like it on some pages.

    A heading is believed where what stands below it is comments on most of the pages that could show any: the number of
    a step, or of eggs, is by chance that of the boxes behind it.
    """
    shown, believed = Counter[str](), Counter[str]()
    for document in documents:
        for key, is_ending in comments.headings(document, site):
            shown[key] += 1
            believed[key] += is_ending
    endings = {key for key, count in believed.items() if count >= max(FEWEST_PAGES, MOSTLY * shown[key])}
    return frozenset(endings - site.authored), frozenset(shown.keys() - endings) | site.authored


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
    with sparing("facts", document.faults):
        document.facts = read_facts(document.index, document.page, site)
    reduce_to_body(document, site)
    lines = [block.text for block in document.blocks if 2 * repeated.get(block_key(block), 0) < site.pages]
    yield from ((title_of(document.facts.title), opening) for opening in openings_of(lines) or {0})


def read_sample(page: Page) -> Sample | None:
    """Return a page as learning sees it, None where it is no page, or one that brings out a fault of ours."""
    return sample_of(page, SiteModel())


def sample_of(page: Page, site: SiteModel) -> Sample | None:
    """Return a page as learning sees it by what is known of its site."""
    try:
        if is_dump(page):
            return Sample(prepare(page, site))
        root = parse(page)
        # To copy a tree takes a fifth of the time that it takes to parse the page again.
        pristine = deepcopy(root)
        with ready(page, root):
            return Sample(prepare(page, site, teaches=True), pristine)
    except Exception:
        # What is wrong with it is told when it is cleaned.
        return None
