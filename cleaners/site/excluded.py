"""Parts of the wrapper that are never part of a post: bylines, tags and boxes, by the names that the theme has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.dom.locators import locators_of, select
from blogsieve.cleaners.evidence.line import leads_away
from blogsieve.cleaners.site.sample import PARAGRAPH
from blogsieve.cleaners.site.wrapper_boxes import boxes_in_wrapper
from blogsieve.cleaners.text import is_made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.site.sample import Sample

FEWEST_PAGES = 3
# A tag or a name may stand in the text too; a part of the body is in the reference all but whole.
STRAY = 0.1
# A list has more items than a byline.
FEWEST_ITEMS = 3
# Besides a day and a name, a byline may have a word or two.
FEWEST_FIELDS = 2
# What holds this much of the wrapper's text is the body, whatever the reference says.
MOST = 0.5

# The cards in which plugins of WordPress print what an author typed into their fields: ingredients, steps, notes.
# Source: WP Recipe Maker, Tasty Recipes, Mediavine Create, WPZOOM Recipe Card, EasyRecipe, ZipList, Jetpack.
CARDS = frozenset(
    "wprm-recipe-container tasty-recipes mv-create-card wpzoom-recipe-card easyrecipe zlrecipe-container"
    " jetpack-recipe".split()
)


@dataclass(slots=True)
class Count:
    """What became of the elements of one name: words in them, words of these in the reference, pages."""

    total: int = 0
    matched: int = 0
    pages: int = 0


def learn_excluded(samples: Sequence[Sample], wrapper: str) -> dict[str, int]:
    """Return the names within a wrapper whose text is never in the reference, with the number of pages.

    Where some pages have their text in a feed, these say it of every name that stands on them.
    """
    taught = count_pages([sample for sample in samples if sample.is_supervised], wrapper)
    taught = {name: own for name, own in taught.items() if own.pages >= FEWEST_PAGES}
    never = {
        selector: count.pages
        for selector, count in (count_pages(samples, wrapper) | taught).items()
        if count.pages >= FEWEST_PAGES and count.matched <= STRAY * count.total
    }
    return {name: pages for name, pages in boxes_in_wrapper(samples, wrapper).items() if name not in taught} | never


def count_pages(samples: Sequence[Sample], wrapper: str) -> dict[str, Count]:
    """Return the counts of all names within a wrapper, summed over the pages."""
    counts: dict[str, Count] = defaultdict(Count)
    for sample in samples:
        if (root := select(sample.document.root, wrapper)) is not None:
            for selector, count in count_names(sample, root).items():
                own = counts[selector]
                own.total += count.total
                own.matched += count.matched
                own.pages += 1
    return counts


def has_caption(element: HtmlElement, sample: Sample, first: int, last: int) -> bool:
    """Tell whether an element is a picture with words of this page alone: extractors know captions by tag.

    What is no figure may be an avatar beside a byline, which is no sentence.
    """
    blocks, names = sample.blocks[first : last + 1], sample.keys[first : last + 1]
    is_own = not any(block.linked for block in blocks) and sample.ignored.isdisjoint(names)
    longest = max(map(len, sample.tokens[first : last + 1]))
    if element.tag == "figcaption":
        return is_own
    is_said = longest >= PARAGRAPH or element.tag == "figure"
    return is_own and is_said and next(element.iter("img"), None) is not None


def is_list_of_own(sample: Sample, first: int, last: int) -> bool:
    """Tell whether lines are a list of this page alone, a heading above it or none: steps, ingredients, programmes.

    Lists of a template's link to pages of the site, or say the same on many.
    """
    url = sample.document.page.url
    pairs = zip(sample.blocks[first : last + 1], sample.keys[first : last + 1], strict=True)
    lines = [(block, name) for block, name in pairs if block.element.tag not in HEADINGS]
    return len(lines) >= FEWEST_ITEMS and all(
        block.element.tag == "li" and name not in sample.ignored and (not block.linked or leads_away(block, url))
        for block, name in lines
    )


def are_fields_of_own(sample: Sample, first: int, last: int) -> bool:
    """Tell whether lines are facts of this page alone, as of a film or a book: nothing in them links.

    A byline has a day and a name, which recur.
    """
    blocks, names = sample.blocks[first : last + 1], sample.keys[first : last + 1]
    own = [name for name in names if name not in sample.ignored]
    return len(own) >= FEWEST_FIELDS and 2 * len(own) >= len(names) and not any(block.linked for block in blocks)


def count_names(sample: Sample, root: HtmlElement) -> dict[str, Count]:
    """Return the counts of one page; what an extractor skips amid the text is taken for its mistake."""
    inside = set(root.iter())
    words: dict[HtmlElement, Count] = defaultdict(Count)
    spans: dict[HtmlElement, tuple[int, int]] = {}
    places = [place for place, block in enumerate(sample.blocks) if block.element in inside]
    matched = [place for place in places if sample.matched[place]]
    if not matched:
        return {}
    for place in places:
        block = sample.blocks[place]
        if not (sample.matched[place] or block.linked) and sample.reference.may_hold(sample.tokens[place]):
            continue
        element = block.element
        while element is not root:
            words[element].total += len(sample.tokens[place])
            words[element].matched += len(sample.tokens[place]) * sample.matched[place]
            spans[element] = (spans.get(element, (place, place))[0], place)
            element = element.getparent()
    whole = sum(len(sample.tokens[place]) for place in places)
    found: dict[str, Count] = defaultdict(Count)
    for element, count in words.items():
        first, last = spans[element]
        at_edge = last < matched[0] or first > matched[-1]
        is_own = (
            is_anchor(element)
            or has_caption(element, sample, first, last)
            or is_list_of_own(sample, first, last)
            or is_in_card(element)
            # Below the text so many lines are comments.
            or (last < matched[0] and are_fields_of_own(sample, first, last))
        )
        # Of a list an extractor may have taken the heading alone.
        known = sample.is_supervised or ((count.matched or at_edge) and not is_own)
        for name in locators_of(element):
            own = found[name]
            own.total += count.total
            own.matched += count.matched if known and count.total < MOST * whole else count.total
    return found


def is_in_card(element: HtmlElement) -> bool:
    """Tell whether an element is a plugin's card for what the author wrote, or stands in one."""
    around = (element, *element.iterancestors())
    return any(not CARDS.isdisjoint((one.get("class") or "").split()) for one in around)


def is_anchor(element: HtmlElement) -> bool:
    """Tell whether a heading's id is made of its own words: it names what the author wrote, no part of the theme.

    Extractors leave the first heading out, and such a heading begins many posts: "Introduction", "前言".
    """
    name = element.get("id", "") if element.tag in HEADINGS else ""
    return bool(name) and is_made_of(name, element.text_content())
