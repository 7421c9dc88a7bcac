"""Rows of links to lists of tags: what stands in one, and which one is a post's own."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom.blocks import is_longer, squash
from blogsieve.cleaners.dom.links import is_in_sentence
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.teasers import is_other_post
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.site.fingerprints import key_of
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates.place import PostArea
    from blogsieve.cleaners.site.model import SiteModel

LINKS = parse_selector("a[href]")
# How many posts have a tag, behind it.
COUNTED = re.compile(r"\d+\)?$")
# A cloud of all tags of a blog has more.
LONGEST_ROW = 15
# A label of topics has no more characters; what follows it is a name.
LONGEST_LABEL, SAMPLE, LABELS = 24, "boats", "meta/labels"
# Characters of a line with those of its markup, and elements in it; it may hold all of the page.
MOST_LOOKED_AT = 400
MOST_PARTS = 2 * LONGEST_ROW
# What stands before the topic in a line of its own, behind the author and the hour: "in Boats".
PLACES = frozenset(("in", "posted in", "dans", "en", "em", "unter", "в рубрике", "v rubrice", "w kategorii", "ב"))
# What may stand in a row besides its links: a label and the day, the figures of which are not counted.
WORDS_BESIDE = 4
# A row that stands on so many of a blog's pages is its menu.
SHARE_OF_MENU = 0.5
# Characters of a box that shows another post by its title and first words.
LONGEST_CARD = 500
# A link stands in its line, at most in a list's item or an emphasis within.
STEPS_TO_LINE = 3


def standing_on(lines: Container[str], links: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the links that are a part of one of the lines, or all that the element of one has.

    >>> from lxml.html import fromstring
    >>> line = fromstring("<p>3 May: <b><a href='/tags/tar'>Tar</a></b>, <a href='/tags/mud'>Mud</a></p>")
    >>> [len(standing_on([text], line.iter("a"))) for text in ("3 May: Tar, Mud", "3 May")]
    [2, 0]
    """

    # A cloud of thousands of links is one line.
    @cache
    def is_line(element: HtmlElement) -> bool:
        return squash(element.text_content()) in lines

    return [link for link in links if any(map(is_line, islice(link.iterancestors(), STEPS_TO_LINE)))]


def first_row(
    named: Mapping[HtmlElement, str],
    place: PostArea,
    is_wanted: Callable[[Sequence[HtmlElement]], bool] = bool,
) -> list[HtmlElement]:
    """Return the first row of the links that is the post's own, no cloud and no part of a sentence."""
    passed: set[HtmlElement] = set()
    for link in named:
        if link in passed or not place.is_own(link) or (is_in_sentence(link) and not is_item(link)):
            continue
        row = row_around(link, named)
        if len(row) <= LONGEST_ROW and is_wanted(row):
            return row
        passed.update(row)
    return []


def is_of_post(row: Sequence[HtmlElement], place: PostArea, url: str, site: SiteModel) -> bool:
    """Tell whether a row stands below or above the body, on few pages, and in no box that leads to another post.

    What holds the post, or a text, leads to others as well.
    """
    if place.is_in_body(row[0]):
        return False
    line = next(above for above in row[0].iterancestors() if above.tag not in INLINE)
    if site.repeated.get(key_of(line.tag, squash(line.text_content())), 0) >= SHARE_OF_MENU * site.pages:
        return False
    for above in row[0].iterancestors():
        if above in place.holders or is_longer(above, LONGEST_CARD):
            break
        if any(is_other_post(link, url) and not is_title_of_row(link) for link in above.iter("a") if link not in row):
            return False
    return True


def is_title_of_row(link: HtmlElement) -> bool:
    """Tell whether a link is what a wiki sets before a row: `<a>Categories</a>: …`."""
    return (link.tail or "").lstrip().startswith((":", "："))


def is_item(link: HtmlElement) -> bool:
    """Tell whether a link is all of a part of a byline that stands beside others made alike, with no space between.

    >>> from lxml.html import fromstring
    >>> row = fromstring("<p><i class=a>3 May</i><i class=a><a>Tar</a></i><i>by <a>Ana</a></i><i><a>Oars</a></i></p>")
    >>> [is_item(link) for link in row.iter("a")]
    [True, False, False]
    """
    part = link.getparent()
    name = None if part is None else part.get("class")
    if part is None or not name or part.tag not in INLINE:
        return False
    alike = any(other.tag == part.tag and other.get("class") == name for other in part.getparent() if other is not part)
    return alike and squash(part.text_content()) == squash(link.text_content())


def name_in_address(link: HtmlElement, pattern: re.Pattern[str]) -> str:
    """Return the name of the tag to whose list a link leads, `""` where it leads elsewhere."""
    found = pattern.search(link.get("href", ""))
    return unquote_plus(next(filter(None, found.groups()), "")) if found else ""


def row_around(link: HtmlElement, named: Container[HtmlElement]) -> list[HtmlElement]:
    """Return the links of the row that one stands in: all that an element holds beside next to no words of its own.

    In a byline with more words a row is what follows it with nothing but signs between.
    """
    row = [link]
    while not words(row[-1].tail or "") and (following := row[-1].getnext()) is not None and following in named:
        row.append(following)
    for above in link.iterancestors():
        links = [one for one in above.iter("a") if one in named]
        own = sum(map(size_of, links))
        if size_of(above) > own + WORDS_BESIDE:
            break
        row = links
    return row


def size_of(element: HtmlElement) -> int:
    """Return how many words an element has that are no numbers."""
    return sum(not word.isdecimal() for word in words(element.text_content()))


def as_shown(link: HtmlElement, name: str) -> str:
    """Return a tag as its link shows it, without what the readers of screens are told before it, and the posts' number.

    >>> from lxml.html import fromstring
    >>> as_shown(fromstring("<a><i>Posts with the tag</i> Old rope</a>"), "old-rope")
    'Old rope'
    >>> as_shown(fromstring("<a>#лодки</a>"), "boats"), as_shown(fromstring("<a>Tar<sup>3</sup></a>"), "tar")
    ('#лодки', 'Tar')
    """
    shown = squash(link.text_content())
    key = "".join(words(name))
    bare = COUNTED.sub("", shown).rstrip(" (")
    if key and "".join(words(bare)) == key:
        return bare
    parts = shown.split(" ")
    return next((tail for at in range(len(parts)) if "".join(words(tail := " ".join(parts[at:]))) == key), shown)


def labelled_row(index: Index, place: PostArea, url: str) -> list[str]:
    """Return what the links say behind the first label of topics that stands by a post: "in Boats", "Rubrik: Tar".

    Makers whose lists of topics have any address are told by nothing else; such a line has its links and no more words.
    """
    seen: set[HtmlElement] = set()
    for link in index.select(LINKS):
        line = next((above for above in link.iterancestors() if above.tag not in INLINE), None)
        if line is None or line in seen:
            continue
        seen.add(line)
        begins_with_link = line[0] is link and not (line.text or "").strip()
        if begins_with_link or len(line) > MOST_PARTS:
            continue
        if is_labelled(line, link) and place.is_own(line) and not place.is_in_body(line):
            links = [one for one in line.iter("a") if squash(one.text_content())]
            names = [squash(one.text_content()) for one in links]
            is_whole = sum(map(size_of, links)) + WORDS_BESIDE >= size_of(line)
            if len(names) <= LONGEST_ROW and is_whole and all(is_of_blog(one, url) for one in links):
                return names
    return []


def is_labelled(line: HtmlElement, first: HtmlElement) -> bool:
    """Tell whether a label of topics and nothing else stands before the first link of a line.

    >>> from lxml.html import fromstring
    >>> lines = "in <a>Boats</a>", "<b>Filed under</b>: <a>Tar and what it is for</a>", "see <a>Tar</a>", "<a>Tar</a>"
    >>> [is_labelled(line, line.find("a")) for line in (fromstring(f"<li>{one}</li>") for one in lines)]
    [True, True, False, False]
    """
    name = squash(first.text_content())[:LONGEST_LABEL]
    said = squash(line.text_content()[:MOST_LOOKED_AT])[: 2 * LONGEST_LABEL]
    if not name or name not in said:
        return False
    label = said.partition(name)[0].strip(" :：|-–—·•»").casefold()
    if not label or len(label) > LONGEST_LABEL:
        return False
    rule = match_line(f"{label}: {SAMPLE}", "tail")
    return label in PLACES or (rule is not None and rule.reason == LABELS)


def is_affiliate(link: HtmlElement, url: str) -> bool:
    """Tell whether a link asks another host for something, as those to shops, where a tag is who is paid for them.

    >>> from lxml.html import fromstring
    >>> links = "https://shop.example/dp/B0?tag=eider-21", "https://tags.example/tag/eider", "/?tag=eider"
    >>> [is_affiliate(fromstring(f"<a href='{link}'>Eider</a>"), "https://www.a.example/b") for link in links]
    [True, False, False]
    """
    href = link.get("href", "")
    # Of the thousands of links in a cloud hardly one asks for anything.
    if "?" not in href:
        return False
    host, own = (split_url(one).netloc.removeprefix("www.") for one in (join_url(url, href), url))
    return host != own


def is_of_blog(link: HtmlElement, url: str) -> bool:
    """Tell whether a link leads to another page of the blog."""
    target = join_url(url, link.get("href", ""))
    return split_url(target).netloc == split_url(url).netloc and target.partition("#")[0] != url
