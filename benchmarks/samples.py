"""Pages of the data sets as the trees see them, each with what is true of its blocks."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.aligning import held_by
from benchmarks.datasets import blog_truth, blogs_of, page_sets_of, read_answers, read_page, read_truth
from benchmarks.scoring import compare_words, url_key
from blogsieve import CleaningError, Page
from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.extraction.single_page import extract_blocks
from blogsieve.cleaners.options import Options, chosen
from blogsieve.cleaners.pipeline import clean, locate
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import hidden
from blogsieve.cleaners.steps.learned import is_told
from blogsieve.cleaners.text import words
from blogsieve.cleaners.trained.layout import Layout
from blogsieve.cleaners.trained.witness import tails_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.datasets import Answer

# Pages of one blog are much the same: each counts less.
WEIGHT_OF_A_BLOG = 0.7
# A truth that agrees so little with what rules and the extractor leave is another text's, or a piece of this one's: 88
# of 2,886 samples are such, and their blocks tell the contrary of what others do.
AGREES, WEIGHT_OF_ANOTHER = 0.7, 0.1


@dataclass(slots=True)
class Sample:
    """A page as the trees see it, and what is true of it."""

    host: str  # or the name of the blog
    texts: list[str]
    truth: str
    layout: Layout
    votes: list[bool]  # whether the extractor's own text has it
    taken: NDArray[np.bool_]  # what was made the body of that
    tails: list[bool]
    held: NDArray[np.bool_]
    kept: NDArray[np.bool_]  # what is left of the page without the trees
    told: NDArray[np.bool_]  # what the trees do not take, as others know of it: captions, code, notes
    is_ruled: bool
    is_single: bool  # of a set of pages, not of a blog
    weights: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        """Weigh each block by the root of its share of the page's words: measures count words, readers see lines."""
        sizes = np.array([len(text.split()) + 2 for text in self.texts])
        share = np.sqrt(np.minimum(1.0, sizes / (len(self.truth.split()) + 60)))
        self.weights = share * (1 if self.is_single else WEIGHT_OF_A_BLOG)
        if self.f1(self.kept) < AGREES:
            self.weights *= WEIGHT_OF_ANOTHER

    def f1(self, kept: Sequence[bool] | NDArray[np.bool_]) -> float:
        """Return the measure of a page of which these blocks are kept."""
        text = "\n".join(text for text, is_kept in zip(self.texts, kept, strict=True) if is_kept)
        return compare_words(text, self.truth)[2]


def read_samples(folder: Path) -> list[Sample]:
    """Return the pages of the data sets, each with and without rules."""
    pages = [*single_pages(folder), *blog_pages(folder)]
    with ProcessPoolExecutor(2) as pool:
        return [sample for found in pool.map(samples_of, pages, chunksize=20) for sample in found]


def single_pages(folder: Path) -> Iterator[tuple[Page, str, str, bool]]:
    """Yield the single pages with their truth, their host and that they are such."""
    for one in page_sets_of(folder):
        for row in read_truth(one / "truth.jsonl"):
            url = row.get("url") or f"https://example.org/{row['id']}"
            yield (
                Page(url, read_page(one, row["id"])),
                row["text"],
                (split_url(url).hostname or "").removeprefix("www."),
                True,
            )


def blog_pages(folder: Path) -> Iterator[tuple[Page, str, str, bool]]:
    """Yield the posts of each recorded blog."""
    for name, path in blogs_of(folder).items():
        truth = {url_key(row["url"]): row["text"] for row in blog_truth(path)}
        pages: dict[tuple[str, str, str], Answer] = {}
        for answer in read_answers(path):
            # The first is the post itself; those after it are asked for with "?replyTo=", or are another blog's.
            if answer.content_type.startswith("text/html"):
                pages.setdefault(url_key(answer.url), answer)
        for key, text in truth.items():
            if (page := pages.get(key)) is not None:
                yield Page(page.url, page.body, page.content_type), text, name, False


def samples_of(job: tuple[Page, str, str, bool]) -> list[Sample]:
    """Return a page as a sample with rules and one without; none where it has no text."""
    page, truth, host, is_single = job
    site, samples = SiteModel(), []
    for is_ruled in (True, False):
        try:
            document = clean.prepare(page, site) if is_ruled else unruled(page, site)
        except CleaningError:
            continue
        with chosen(Options(learned=False)):
            locate.locate(document, site, ())
            clean.clean_body(document, site)
        if not document.lines:
            continue
        # Where the platform names the body nobody has asked the extractor.
        if not document.votes:
            extracted = extract_blocks(document.root, document.lines)
            document.votes, document.taken = extracted.votes, set(extracted.body)
        tokens = [words(block.text) for block in document.lines]
        texts = [block.text for block in document.lines]
        kept, notes = set(document.blocks), note_elements(document.root)
        samples.append(
            Sample(
                host,
                texts,
                truth,
                Layout(document.lines, tokens, document.facts.title),
                document.votes,
                np.array([block in document.taken for block in document.lines]),
                tails_of(document.lines),
                np.array(held_by(texts, truth)),
                np.array([block in kept for block in document.lines]),
                np.array([is_told(block, document, notes) for block in document.lines]),
                is_ruled,
                is_single,
            )
        )
    return samples


def unruled(page: Page, site: SiteModel) -> Document:
    """Return a page's document without what is hidden, but with all that rules would take."""
    document = Document(page, parse(page))
    clean.read_metadata(document, site)
    clean.take((hidden,), document, site)
    return document
