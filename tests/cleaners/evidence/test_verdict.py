"""A removal holds where no witness speaks for the author, and falls where one does."""

from __future__ import annotations

import pytest
from stepping import URL, document_of, lines, page_of

from blogsieve import FeedEntry, Page, SiteModel
from blogsieve.cleaners.evidence.verdict import Witnesses, uphold
from blogsieve.cleaners.model import Finding

PROSE = (
    "Nobody had seen the old jetty since the storm of that year, and few asked.",
    "In spring the planks came up one by one, each with its own barnacles on it.",
)
LINE = "Walked: 12 miles"
KEY = "p:walked 0 miles"


def with_entry(page: Page, *texts: str) -> Page:
    return Page(page.url, page.body, page.content_type, entry=FeedEntry(URL, html=lines(*texts)))


def goes(page: Page, site: SiteModel, text: str, reason: str, testimony: str = "") -> bool:
    document = document_of(page, site, method="wrapper")
    target = next(block for block in document.blocks if block.text == text)
    return bool(list(uphold([Finding(target, reason, testimony=testimony)], Witnesses(document, site))))


EDGE = page_of(lines(*PROSE, LINE))
AMID = page_of(lines(PROSE[0], LINE, PROSE[1]))
# Most of its prose is another's, in a box of its own.
QUOTES = page_of(f"{lines(PROSE[0])}<blockquote>{lines(PROSE[1], PROSE[1][::-1])}</blockquote>{lines(LINE)}")
FULL = SiteModel(pages=20, supervised=18, fed=20)


@pytest.mark.parametrize(
    ("page", "site", "wanted"),
    [
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}), True),
        (AMID, SiteModel(pages=20, repeated={KEY: 20}), False),
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}, varied=frozenset({KEY})), False),
        (QUOTES, SiteModel(pages=20, repeated={KEY: 20}, varied=frozenset({KEY})), False),
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}, authored=frozenset({KEY})), False),
        (with_entry(EDGE, *PROSE, LINE), SiteModel(pages=20, repeated={KEY: 20}), False),
        (with_entry(EDGE, *PROSE, "Walked: 13 miles"), SiteModel(pages=20, repeated={KEY: 20}), True),
        (with_entry(EDGE, *PROSE), FULL, True),
        (AMID, SiteModel(pages=20, repeated={KEY: 20}, plugins=frozenset({KEY})), True),
    ],
    ids=[
        "at the edge",
        "amid",
        "other figures",
        "below a long quotation",
        "authored",
        "in the entry",
        "other facts in it",
        "not in it",
        "plugin",
    ],
)
def test_line_that_recurs(page: Page, site: SiteModel, wanted: bool) -> None:
    assert goes(page, site, LINE, "repeated/block") is wanted


@pytest.mark.parametrize(
    ("reason", "testimony", "wanted"),
    [("comments/heading", "", True), ("related/more", "below", False), ("related/teaser", "elsewhere", True)],
)
def test_prose_of_no_other_page(reason: str, testimony: str, wanted: bool) -> None:
    assert goes(EDGE, SiteModel(pages=20), PROSE[1], reason, testimony) is wanted


def test_everything_holds_where_there_is_no_witness() -> None:
    document = document_of(EDGE)
    found = [Finding(block, "repeated/block") for block in document.blocks]
    assert list(uphold(found, None)) == found
