"""Which of a site's templates made a page: that of before a redesign, or of another section, has a model of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.locators import NUMBERED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lxml.html import HtmlElement

    from blogsieve.cleaners.site.model import SiteModel

# What so many of the pages bear is their template's, though some are of another; what a post's own markup names is on
# fewer.
MOST_PAGES = 0.6
# A page of the template bears most of its marks too, one of another few: "#main", "#sidebar", ".post".
MOST_MARKS = 0.5
# Fewer marks tell no template from another.
FEWEST_MARKS = 6


def marks_of(root: HtmlElement) -> frozenset[str]:
    """Return the ids and classes of a page, but for those with a number.

    >>> from lxml.html import fromstring
    >>> sorted(marks_of(fromstring('<div id="main" class="post post-12"></div>')))
    ['#main', '.post']
    """
    ids = {f"#{element.get('id')}" for element in root.iter("*") if element.get("id")}
    values = {element.get("class") or "" for element in root.iter("*")}
    names = ids | {f".{name}" for value in values for name in value.split()}
    return frozenset(name for name in names if not NUMBERED.search(name))


def common_marks(pages: Iterable[Collection[str]]) -> frozenset[str]:
    """Return the marks that most pages bear; too few to tell anything are none.

    >>> sorted(common_marks([{*"abcdef"}, {*"abcdefg"}])), common_marks([{*"abc"}])
    (['a', 'b', 'c', 'd', 'e', 'f'], frozenset())
    """
    pages = list(pages)
    counts = Counter(mark for marks in pages for mark in marks)
    common = frozenset(mark for mark, count in counts.items() if count >= ceil(MOST_PAGES * len(pages)))
    return common if len(common) >= FEWEST_MARKS else frozenset()


def made(site: SiteModel, marks: Collection[str]) -> bool:
    """Tell whether a page with these marks may be one of the template that a model was learned from."""
    return sum(mark in marks for mark in site.marks) >= MOST_MARKS * len(site.marks)


def is_strange(site: SiteModel, marks: Collection[str]) -> bool:
    """Tell whether a page is of none of a site's templates."""
    return not any(made(one, marks) for one in (site, *site.others))


def template_of(site: SiteModel, root: HtmlElement) -> SiteModel:
    """Return the model of the template that made a page: the site's first where none is known to have."""
    if not site.others or made(site, marks := marks_of(root)):
        return site
    return next((one for one in site.others if made(one, marks)), site)


def with_template(site: SiteModel, other: SiteModel) -> SiteModel:
    """Return a site's model with that of another of its templates; of posts and their titles all know all.

    A model that fewer pages taught gives way to it where it found no body, or cannot be told from it.
    """
    posts = site.posts | other.posts
    gives_way = site.pages < other.pages and (not site.wrappers or not site.marks or made(other, site.marks))
    first, others = (other, site.others) if gives_way else (site, (*site.others, other))
    return replace(first, posts=posts, others=tuple(replace(one, posts=posts, others=()) for one in others))
