"""The verdict over a removal inside the body: what a step testifies, weighed against the witnesses.

A step only testifies that a block is boilerplate. Whether it goes is decided here, with every weight in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, Block
from blogsieve.cleaners.evidence.line import PROSE, size_of
from blogsieve.cleaners.evidence.witnesses import A_FEW_PAGES
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.text import is_cut_off, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.evidence.witnesses import Witnesses
    from blogsieve.cleaners.model import Finding

# What the steps' testimonies weigh, by name, reason or group of reasons. A phrase that a rule names is told by people,
# a line that recurs is only counted; what stands below a phrase is guessed, but comments are the readers' all the same.
TESTIMONY = {
    "below": -3,  # a phrase that may end a post
    "labelled": -8,  # "Read also:", and a title that is another post's
    "elsewhere": -7,  # the opening of another post
    "above": -6,  # what many pages have above the post's own heading
    "unheld": 0,  # nothing but that the post's own entry lacks it
    "comments": -7,
    "repeated/block": -3,
    "related/teaser": -3,
}
TESTIMONY_OF_RULES = -6
# What speaks for the author.
IN_ENTRY = 6  # the post's own entry has the line
AUTHORED = 4  # the entries of other posts have it, where it recurs
UNIQUE_PROSE = 2  # a sentence that stands on no other page
OWN_FACTS = 2  # it recurs, but with other figures on each page
OWN_WORDS = 2  # around a link, words that no template repeats
OWN_FIELDS = 2  # a line of a paragraph, a list or a table whose other lines are the author's
SOME_POSTS = 2  # it recurs in some posts only, or is set as in a letter, in the flow, and leads nowhere
IN_FLOW = 1  # it stands between the paragraphs' edges, as they do
AMID_FLOW = 3  # and paragraphs of the author's stand above and below, or did where it stands on this page as well
HEADS_PROSE = 2  # a heading in the flow, with the author's prose below it
NAMES_CODE = 3  # the name of a file, with the code below it
HEADS_BOX = 3  # the first line of a box beside the flow, with lines of this page alone below it
# What speaks against.
NOT_IN_WHOLE_ENTRY = -6  # the entry is all of the post, and lacks the line
PLUGIN = -12  # a box that is printed into the feed as well
# What plugins print feeds have, too: buttons to share, the time to read, the day of the last change.
PRINTED = frozenset(("share", "meta"))
# The record has the title and the day already, whoever wrote them once more.
UNDISPUTED = frozenset(("meta/title", "meta/date"))

# A template has its lines on more of the pages than this.
SOME = 0.6
# Of fewer pages a line that one lacks is on some, whatever their share: two posts of three may say the same.
FEW_PAGES = 6
# Elements that are no paragraph, item or row.
BOXES = frozenset(("div", "span", "section", "footer"))


def uphold(findings: Iterable[Finding], witnesses: Witnesses | None) -> Iterator[Finding]:
    """Yield the findings that hold against the witnesses; all of them where there is no witness."""
    for finding in findings:
        target = finding.target
        if (
            witnesses is None
            or not isinstance(target, Block)
            or finding.reason in UNDISPUTED
            or testimony(finding) + weigh(target, witnesses) + weigh_recurring(finding, witnesses) < 0
        ):
            yield finding


def testimony(finding: Finding) -> int:
    """Return what a step's word weighs."""
    if finding.testimony:
        return TESTIMONY[finding.testimony]
    group = finding.reason.split("/", 1)[0]
    return TESTIMONY.get(finding.reason, TESTIMONY.get(group, TESTIMONY_OF_RULES))


def weigh(block: Block, witnesses: Witnesses) -> int:
    """Return what the witnesses say of a block; above 0 it is the author's."""
    site, entry, key = witnesses.site, witnesses.entry, block_key(block)
    weight = 0
    # Beside the flow it is of another post, which its author may have begun with the same words.
    is_excerpt = is_cut_off(block.text) and not witnesses.in_flow(block)
    if entry and words(block.text):
        held = entry.holds(block.text) and not is_excerpt
        is_lacked = not held and witnesses.is_whole and not entry.may_hold(block)
        weight += IN_ENTRY if held else NOT_IN_WHOLE_ENTRY if is_lacked else 0
    weight += AUTHORED if key in site.authored and not is_excerpt else 0
    weight += PLUGIN if key in site.plugins else 0
    weight += UNIQUE_PROSE if witnesses.is_unique_prose(block) else 0
    # A number alone in a box is a counter's, and one that links is an anchor's: "# 10:15".
    is_text = block.element.tag not in BOXES or block.element in witnesses.flows
    is_said = any(map(str.isalpha, block.text)) or (is_text and not block.linked)
    weight += OWN_FACTS if key in site.varied and is_said else 0
    weight += OWN_WORDS if witnesses.has_own_words(block) else 0
    weight += OWN_FIELDS if witnesses.is_field(block) else 0
    weight += NAMES_CODE if witnesses.names_code(block) else 0
    weight += HEADS_BOX if witnesses.heads_box(block) else 0
    if witnesses.in_flow(block):
        weight += AMID_FLOW if block in witnesses.amid or key in witnesses.refrains else IN_FLOW
        weight += HEADS_PROSE if block in witnesses.heads and block not in witnesses.amid else 0
    return weight


def weigh_recurring(finding: Finding, witnesses: Witnesses) -> int:
    """Return what speaks for a line of some posts that a step has only counted, against a button of many pages."""
    block = finding.target
    if not isinstance(block, Block):
        return 0
    site = witnesses.site
    count = site.repeated.get(block_key(block), 0)
    share = count / max(1, site.pages)
    # The name of the month makes several lines of one.
    if share > A_FEW_PAGES and not finding.testimony and finding.reason.split("/", 1)[0] in PRINTED:
        return PLUGIN
    element = block.element
    is_line = not block.linked and element.tag not in HEADINGS and next(element.iter("button"), None) is None
    if finding.reason != "repeated/block" or not is_line or not witnesses.in_flow(block):
        return 0
    # A letter's first and last line its author writes on all pages; no box of a template's is set so.
    is_on_some = share <= SOME or count < site.pages < FEW_PAGES or witnesses.is_of_letter(block)
    if size_of(block.text) < PROSE:
        return SOME_POSTS if is_on_some or witnesses.is_set_as_text(block) else 0
    # A box has several lines that recur; a sentence of the author's stands alone.
    return SOME_POSTS if is_on_some and witnesses.recurs_alone(block) else 0
