"""The element that holds the body on a site's pages, chosen by its agreement with texts that are known to be bodies.

After BlogForever (Blanvillain et al., WIMS 2014): the rule with the highest similarity summed over the pages wins, so
that single mistakes of the teacher average out.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.dom.blocks import is_invisible
from blogsieve.cleaners.dom.locators import RANK_CLASS, RANK_PATH, locators_of, path_of, rank
from blogsieve.cleaners.extraction.align import Overlap, is_box
from blogsieve.cleaners.platforms.platform import load_platforms
from blogsieve.cleaners.site.model import Wrapper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blogsieve.cleaners.site.sample import Sample

# Scores below this on a page are no evidence for a rule.
LEAST_SCORE = 0.2
# A page is another template's where a rule finds nothing on it that is mostly the reference. Where it finds a part of
# the reference, the teacher took more than the body.
MOSTLY_REFERENCE = 0.5
# A template of fewer pages would be a teacher's mistake as often as not.
FEWEST_PAGES_OF_TEMPLATE = 3
MOST_TEMPLATES = 4
SHARE_OF_TEMPLATE = 0.2
TIGHTER = 0.97
# Differences this small are the teacher's noise: the tighter element is taken.
NOISE = 0.002
# What a name that says "body" is worth beside the score: an excerpt above it or a byline below makes a wider element
# agree better with an extractor by this much.
NAMED_BODY = 0.04


def learn_wrappers(samples: Sequence[Sample]) -> tuple[Wrapper, ...]:
    """Return a rule for each template that the pages show, most frequent first unless a rarer one is more exact."""
    scores = [page_scores(sample) for sample in samples]
    left = [place for place, page in enumerate(scores) if page]
    wrappers: list[Wrapper] = []
    while len(left) >= FEWEST_PAGES_OF_TEMPLATE and len(wrappers) < MOST_TEMPLATES:
        selector = best_selector([scores[place] for place in left])
        own = [place for place in left if _fits(scores[place], selector)]
        if not own:
            break
        mean = sum(scores[place][selector].score for place in own) / len(own)
        wrapper = Wrapper(selector, round(mean, 4), len(own))
        covered = [place for place in range(len(scores)) if place not in left]
        # A later rule that never matches on the pages of the earlier ones is tried before them.
        exact = all(selector not in scores[place] for place in covered)
        wrappers.insert(0 if exact else len(wrappers), wrapper)
        left = [place for place in left if place not in own]
    return tuple(wrappers)


class Score(NamedTuple):
    """How well an element agrees with a page's reference, its size with the template's words, how much is reference."""

    score: float
    size: int
    precision: float


def page_scores(sample: Sample) -> dict[str, Score]:
    """Return for each rule the score of the first element that it selects on a page."""
    size = len(sample.reference)
    found: dict[str, Score] = {}
    if not size:
        return found
    for element in sample.document.body.iter():
        if is_invisible(element) or not is_box(element):
            continue
        overlap = sample.overlaps.get(element) or Overlap()
        score = Score(overlap.score(size), overlap.whole, overlap.matched / max(1, overlap.total))
        for selector in locators_of(element):
            found.setdefault(selector, score)
        if score.score >= LEAST_SCORE:
            found[path_of(element)] = score
    return found


@cache
def body_names() -> frozenset[str]:
    """Return the names that platforms and microformats give the body: ".entry-content", "[itemprop=articleBody]"."""
    return frozenset(css for platform in load_platforms() for css in platform.page.body)


def is_named_body(selector: str) -> bool:
    """Tell whether a rule selects by a name that platforms give the body."""
    name = selector[selector.find(".") :] if rank(selector) == RANK_CLASS and "[" not in selector else selector
    return name in body_names() and rank(selector) != RANK_PATH


def best_selector(pages: Sequence[Mapping[str, Score]]) -> str:
    """Return the rule with the highest sum of scores; of equals the tighter one, then the better name.

    Where a site has several templates an element around all of them may have the highest sum: a tighter rule for
    some of the pages then comes first, and those pages are done with.
    """
    sums: dict[str, float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)
    for page in pages:
        for selector, score in page.items():
            if score.score >= LEAST_SCORE:
                sums[selector] += score.score + NAMED_BODY * is_named_body(selector)
                sizes[selector] += score.size
    best = max(sums.values(), default=0.0)
    equals = [selector for selector, value in sums.items() if value >= best - NOISE * len(pages)]
    widest = min(equals, key=lambda selector: (sizes[selector], rank(selector), selector), default="")
    tighter = [selector for selector in sums if is_template(selector, widest, pages)]
    return min(tighter, key=lambda selector: (-sums[selector], sizes[selector], selector), default=widest)


def is_template(selector: str, widest: str, pages: Sequence[Mapping[str, Score]]) -> bool:
    """Tell whether a rule is a template of its own: as good as the widest where it matches, and much tighter."""
    if rank(selector) == RANK_PATH or selector == widest:
        return False
    own = [page for page in pages if selector in page]
    if not max(FEWEST_PAGES_OF_TEMPLATE, SHARE_OF_TEMPLATE * len(pages)) <= len(own) < len(pages):
        return False
    return all(
        _fits(page, selector)
        and page[selector].score >= page[widest].score - NOISE
        and page[selector].size <= TIGHTER * page[widest].size
        for page in own
        if widest in page
    )


def _fits(page: Mapping[str, Score], selector: str) -> bool:
    """Tell whether a rule finds an element on a page that is mostly of the reference."""
    return selector in page and page[selector].precision >= MOSTLY_REFERENCE
