"""Lines at the edges of a body that are not the author's: bylines above, share and comment lines below.

An edge is peeled from the outside: the first line that no rule names ends it. A rule with `rest` cuts from its line to
the end, wherever in the last part of the body the line stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.evidence.days import LONGEST_DATE, WORDS_BESIDE, is_date, is_event, is_own_day, is_own_time
from blogsieve.cleaners.evidence.line import is_way_home, leads_away
from blogsieve.cleaners.metadata.authors import clean_author
from blogsieve.cleaners.metadata.bylines import byline_start
from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.metadata.dates.byline import is_of_event
from blogsieve.cleaners.metadata.dates.zones import TOPIC
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import Rule, match_line
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# A line of words longer than this is prose, and not looked up.
LONGEST = 160
# Themes tell in sentences when and under what a post was filed, and how to answer it.
LONGEST_SENTENCES = 500
SENTENCES = re.compile(r"(?<=[.!])\s+")
LABELS = "meta/labels"
# What themes set between the parts of a row: "Follow · 4 min read · May 14", "River | Trackback | Comments (1)".
BETWEEN_PARTS = re.compile(r"\s*[|·•●∙┊]\s*")
# Parts that something tells, and words of the one that may be left: a section, the author.
FEWEST_PARTS = 2
WORDS_LEFT = 3
# What stands between the parts of a way through the site: "Home › River › The old mill".
BETWEEN_STEPS = re.compile(r"\s*[›»>→/]\s*")
ALL_LINK = 0.9
# What is left of "« The old mill | The new mill »" where both links have gone.
ARROWS = re.compile(r"(?=.*[«»‹›←→<>])[\s«»‹›←→<>|·•/:-]+")
# A line below the body that is a link, or so short, is no prose.
LABEL = 12
# A body of more lines than this is looked at near its ends only: a page of a hundred thousand lines is no template.
MOST_LINES = 2000
FEWEST_LINES = 2  # of a body that has more than a lead
# Characters of a body that must stand above a line that ends it: themes print "3 comments" above the text, too.
SHORTEST_BODY = 40


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lines that a rule names at the head and the tail of the body, and those that follow a cutting one."""
    blocks = document.blocks
    head = list(_peel(blocks, "head", document, site))
    yield from head
    body = blocks[len(head) :]
    if is_below_lead(body[: FEWEST_LINES + 1], document):
        yield Finding(body[1], "meta/date", "edges.py")
        body = [body[0], *body[2:]]
    whole = body
    # Where what stood behind it has gone, another line may end the post.
    while cut := _cut(body, document.method, site):
        place, rule = cut
        yield Finding(body[place], rule.reason, rule.source, testimony="below")
        weight = "" if rule.group == "comments" else "below"
        yield from (Finding(block, rule.reason, rule.source, testimony=weight) for block in body[place + 1 :])
        body = body[:place]
    if document.method == "text" and (share := _shared(body)):
        place, rule = share
        yield from (Finding(block, rule.reason, rule.source) for block in body[place:])
        body = body[:place]
    tail = list(_peel(body[::-1], "tail", document, site))
    yield from tail
    if len(body) < len(whole):
        # What seems to end the post may be a heading of the author's, with his text and an edge below it.
        yield from _peel(whole[::-1], "tail", document, site)
    rest = body[: len(body) - len(tail)]
    for block in rest if len(rest) <= MOST_LINES else rest[: MOST_LINES // 2] + rest[-MOST_LINES // 2 :]:
        if len(block.text) <= LONGEST and not block.code and (inside := match_line(block.text, "inside")):
            yield Finding(block, inside.reason, inside.source)


def _peel(blocks: Sequence[Block], place: str, document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield findings from the outside inwards, up to the first line that stays.

    A linked title goes with the line above it that says where the link leads: "Next", "Previous post".
    """
    for block, above in zip(blocks[:MOST_LINES], [*blocks[1:], None], strict=False):
        if are_known(block.text, place) and not block.code:
            yield Finding(block, "meta/row", "edges.py")
            continue
        # A row of many tags may be as long as a paragraph.
        if block.code or (len(block.text) > LONGEST and not block.is_links):
            return
        rule, url = match_line(block.text, place), document.page.url
        # The tags of a bookmark lead to where it is kept: "(tags: mud birds)".
        if rule and not (rule.reason == LABELS and leads_away(block, url)):
            yield Finding(block, rule.reason, rule.source)
        elif is_of_event(block.text) or is_event(block.text, document) or is_own_day(block, document, site):
            return
        elif is_date(block.text, document) or is_own_time(block, document):
            yield Finding(block, "meta/date", "edges.py")
        elif block.linked and is_tags(block, document):
            yield Finding(block, LABELS, "edges.py")
        elif ARROWS.fullmatch(block.text) or is_way_home(block, url):
            yield Finding(block, "navigation/arrows", "edges.py")
        elif place == "head" and is_trail(block.text, document.facts.title):
            yield Finding(block, "navigation/trail", "edges.py")
        elif is_row(block.text, place, document) or names_author(block.text, document.facts.author):
            yield Finding(block, "meta/row", "edges.py")
        elif place == "tail" and block.linked > ALL_LINK and above and (step := match_line(above.text, place)):
            yield Finding(block, step.reason, step.source)
        else:
            return


def is_trail(line: str, title: str) -> bool:
    """Tell whether a line is a way through the site that ends at the post.

    >>> is_trail("Home › River › The old mill", "The old mill"), is_trail("The old mill", "The old mill")
    (True, False)
    """
    way, _, last = line.rpartition(title) if title else ("", "", line)
    return not last.strip() and BETWEEN_STEPS.search(way) is not None and BETWEEN_STEPS.split(way)[-1] == ""


def names_author(line: str, author: str) -> bool:
    """Tell whether a line says who wrote the post and nothing else.

    >>> [names_author(line, "Ana Ilić") for line in ("By Ana Ilić", "@ Ana Ilić", "By Bo Ek", "Ana Ilić")]
    [True, True, False, False]
    """
    if not author:
        return False
    if line.startswith("@"):
        return text_key(line[1:]) == text_key(author)
    return byline_start().match(line) is not None and text_key(clean_author(line)) == text_key(author)


def is_row(line: str, place: str, document: Document) -> bool:
    """Tell whether all parts of a row but one of few words are known: by a rule, as a day, as author or tags."""
    parts = [part for part in BETWEEN_PARTS.split(line) if words(part)]
    left = [part for part in parts if not is_known(part, place, document)]
    return len(parts) - len(left) >= FEWEST_PARTS and sum(len(words(part)) for part in left) <= WORDS_LEFT


def are_known(line: str, place: str) -> bool:
    """Tell whether a line as long as prose is made of sentences of which a rule names each.

    >>> posted = "This entry was posted on Monday, 3 May 2021 at 8:36 am and is filed under Mud, Old mills, Estuary."
    >>> follow = "You can follow any responses to this entry through the RSS 2.0 feed."
    >>> [are_known(f"{posted} {sentence}", "tail") for sentence in (follow, "You can follow the river from here.")]
    [True, False]
    """
    if not LONGEST < len(line) <= LONGEST_SENTENCES:
        return False
    return all(len(one) <= LONGEST and match_line(one, place) is not None for one in SENTENCES.split(line))


def is_known(part: str, place: str, document: Document) -> bool:
    """Tell whether a rule names a part of a row, or it is a day, the post's author, or some of its tags."""
    is_author = bool(document.facts.author) and text_key(part) == text_key(document.facts.author)
    is_told = is_author or match_line(part, place) is not None or is_date(part, document)
    return is_told or are_own_tags(part, document)


def are_own_tags(part: str, document: Document) -> bool:
    """Tell whether a part of a row is some of the post's tags, with commas between them."""
    tags = frozenset(map(text_key, document.facts.tags))
    return bool(tags) and all(text_key(one) in tags for one in part.split(","))


def is_below_lead(first: Sequence[Block], document: Document) -> bool:
    """Tell whether the second line is the post's own day, which a theme sets into the box of the lead."""
    if document.method != "page" or len(first) <= FEWEST_LINES:
        return False
    _, line, below = first
    is_own = len(words(line.text)) <= LONGEST_DATE and read_date(line.text) == document.date.date != ""
    return is_own and line.element.getparent() is not below.element.getparent()


def is_tags(block: Block, document: Document) -> bool:
    """Tell whether a line is links that say they are the post's tags, to pages of the site, and a word or two.

    What leads elsewhere, to Technorati's pages, is the author's.
    """
    links = list(block.element.iter("a"))
    if not links or any(TOPIC.isdisjoint(link.get("rel", "").lower().split()) for link in links):
        return False
    beside = len(words(block.text)) - sum(len(words(link.text_content())) for link in links)
    url = document.page.url
    return 0 <= beside <= WORDS_BESIDE and all(leads_on(link.get("href", ""), url) for link in links)


def _cut(blocks: Sequence[Block], method: str, site: SiteModel) -> tuple[int, Rule] | None:
    """Return the place of the line that ends the post, with its rule; a body must stand above it."""
    above = 0
    first = max(0, len(blocks) - MOST_LINES)
    for place, block in enumerate(blocks):
        # In a learned wrapper only a line that the site repeats is believed, and only that one is looked up.
        is_known = method != "wrapper" or block_key(block) in site.repeated
        if place >= first and above >= SHORTEST_BODY and len(block.text) <= LONGEST and not block.code and is_known:
            rule = match_line(block.text, "tail")
            if rule and rule.rest and _is_end(blocks[place:], rule, method):
                return place, rule
        above += len(block.text)
    return None


def _shared(blocks: Sequence[Block]) -> tuple[int, Rule] | None:
    """Return the place of the share line below a dump's last paragraph, with its rule: labels and titles follow it.

    A dump that is all short lines, as a poem is, has no paragraph, and none of it goes.
    """
    paragraphs = [place for place, block in enumerate(blocks) if not _is_teaser(block)]
    for place in range(paragraphs[-1] + 1, len(blocks)) if paragraphs else ():
        if (rule := match_line(blocks[place].text, "tail")) and rule.group == "share":
            return place, rule
    return None


def _is_end(blocks: Sequence[Block], rule: Rule, method: str) -> bool:
    """Tell whether a line that may end a post does: "Comments" and "Related" may be the author's headings.

    In a dump nothing else tells; on a page that stands alone comments are believed, and other lines where only links
    and labels follow.
    """
    if method in ("text", "wrapper"):
        return True
    return rule.group == "comments" or all(_is_teaser(block) for block in blocks[1:])


def _is_teaser(block: Block) -> bool:
    return block.is_links or len(words(block.text)) <= LABEL
