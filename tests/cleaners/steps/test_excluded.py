"""Within the site's wrapper goes what bears a name that no post's text ever bore; outside of it nothing does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stepping import ALONE, document_of, gone, page_of

from blogsieve.cleaners.site.model import SiteModel, Wrapper
from blogsieve.cleaners.steps import excluded

SITE = SiteModel(
    pages=20, supervision="feed", wrappers=(Wrapper("div.post", 0.98, 20),), excluded={"p.byline": 19, "#tip": 12}
)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p class='byline big'>By Ove, at dusk</p>", ["By Ove, at dusk"]),
        ("<div id=tip><p class=byline>Tips</p><p>go to Ove</p></div>", ["Tips\ngo to Ove"]),
        ("<div class=byline>By the byway</div>", []),
        ("<p>byline</p>", []),
        ("<p><span id=tip>Eel</span>, two of them</p>", []),
        ("<p><span id=tip>Tips</span></p>", ["Tips"]),
        ("<section class=footnotes><p class=byline>By Ove, so they say</p></section>", []),
    ],
)
def test_names_in_no_post_go(html: str, wanted: list[str]) -> None:
    document = document_of(page_of(f"<div class=post><p>Low water.</p>{html}</div><p class=byline>Outside</p>"), SITE)
    assert gone(excluded, document, SITE) == [("repeated/never-in-post", text) for text in wanted]


@pytest.mark.parametrize("site", [ALONE, replace(SITE, excluded={}), replace(SITE, wrappers=())])
def test_without_a_wrapper_and_its_names_all_stays(site: SiteModel) -> None:
    document = document_of(page_of("<div class=post><p class=byline>By Ove</p></div>"), site)
    assert gone(excluded, document, site) == []


@pytest.mark.parametrize(("supervision", "teacher"), [("feed", "in no feed"), ("consensus", "in no extract")])
def test_source_says_who_taught_it(supervision: str, teacher: str) -> None:
    site = replace(SITE, supervision=supervision)
    document = document_of(page_of("<div class=post><p>Low water.</p><p id=tip>Tips</p></div>"), site)
    assert [finding.source for finding in excluded.find(document, site)] == [f"#tip, {teacher} of 12 pages"]
