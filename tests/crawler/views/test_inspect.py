"""The page about one post."""

from __future__ import annotations

from lxml.html import fromstring

from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.pipeline.trace import trace
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.crawler.views.inspect import render

PROSE = "Thirty-one of them came over at six in the morning. " * 9
HTML = (
    "<html lang='en'><head><title>Geese</title></head><body><article><h1>Geese</h1><time>March 5, 2021</time>"
    f"<div class='entry-content'><p>{PROSE}</p></div></article></body></html>"
)
URL = "https://a.example/geese"


def test_votes_for_the_date_are_shown() -> None:
    page = Page(URL, HTML.encode(), entry=FeedEntry(URL, published="2021-06-01T10:00:00Z"))
    shown = fromstring(str(render(trace(page, SiteModel(date_weights={"feed": 0.0})))))
    rows = [[cell.text_content() for cell in row] for row in shown.xpath("//table[@class='votes']/tbody/tr")]
    assert ["time", "2021-03-05", "", "0.85"] in rows
    assert rows[-1] == ["feed", "2021-06-01T10:00:00+00:00", "", "0.00"]
    assert "2021-03-05 (from time)" in shown.text_content()


def test_page_without_a_date_has_no_votes() -> None:
    page = Page(URL, HTML.replace("<time>March 5, 2021</time>", "").encode())
    assert not fromstring(str(render(trace(page)))).xpath("//table[@class='votes']")
