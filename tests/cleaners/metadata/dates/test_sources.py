"""Each source of dates: what it reads, what it leaves alone, and how one is added."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from dated import LD, PROSE, TITLE, page, post
from running import ROOT

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.metadata.dates import DateCandidate
from blogsieve.cleaners.metadata.dates.candidate import Reader
from blogsieve.cleaners.metadata.dates.gather import read_candidates
from blogsieve.cleaners.metadata.dates.place import post_area_on
from blogsieve.cleaners.metadata.dates.sources import SOURCES, DateSource
from blogsieve.cleaners.model import FeedEntry, Page

DAY = "2022-01-10"
DATE = "<span>January 10, 2022</span>"
FEED, API, SITEMAP, LIST = (
    FeedEntry("https://example.org/", published=DAY, source=kind) for kind in ("feed", "api", "sitemap", "list")
)
UPDATED = FeedEntry("https://example.org/", modified=DAY)
COMMENTS = f"<div id='comments'><h4>Bo</h4><time class='dt-published' datetime='{DAY}' itemprop='%s'>{DAY}</time></div>"
# A page on which the source finds its date, and one on which it finds none in what looks like it.
PAGES: dict[str, tuple[Page, Page]] = {
    "api": (page(post(), entry=API), page(post(), entry=FEED)),
    "feed": (page(post(), entry=FEED), page(post(), entry=SITEMAP)),
    "sitemap": (page(post(), entry=SITEMAP), page(post(), entry=API)),
    "jsonld": (
        page(post(), LD % (DAY, "")),
        page(post(), '<script type="application/ld+json">{"@type":"Comment","datePublished":"2022-01-10"}</script>'),
    ),
    "meta": (
        page(post(), f'<meta property="article:published_time" content="{DAY}">'),
        page(post(), f'<meta property="event:published_by" content="{DAY}"><meta content="{DAY}">'),
    ),
    "meta-other": (
        page(post(), f'<meta name="date" content="{DAY}">'),
        page(post(), f'<meta name="expiry-date" content="{DAY}"><meta content="{DAY}">'),
    ),
    "microdata": (
        page(post(f'<span itemprop="datePublished" content="{DAY}">winter</span>')),
        page(post(outside=COMMENTS % "datePublished")),
    ),
    "microformats": (page(post(f'<a class="dt-published">{DATE}</a>')), page(post(outside=COMMENTS % ""))),
    "time": (page(post(f"<time>{DATE}</time>")), page(post(outside="<aside><time>January 10, 2022</time></aside>"))),
    "attribute": (
        page(post(header=f"<span title='{DAY}'>last winter</span>")),
        page(post(header=f"<img title='{DAY}'>", after=f"<p>{'Bees slept. ' * 20}<span title='{DAY}'>Then</span></p>")),
    ),
    "selector": (
        page(post("<b class='when'>January 10, 2022</b>")),
        page(post("<b class='whence'>January 10, 2022</b>", outside=f"<nav class='when'>{DATE}</nav>")),
    ),
    "visible": (
        page(post(header=f"<div>by Ana, {DATE}</div>")),
        page(post(header=f"<div>{'Many came, and nobody knew why, ' * 4} {DATE}</div>")),
    ),
    "url": (
        page(post(), url="https://example.org/2022/01/10/bees"),
        page(post(), url="https://example.org/10-2022/01/bees?on=2022-01-10"),
    ),
    "below": (
        page(post(after=f"<p>Posted by Ana, {DATE}</p>")),
        page(post(after=f"<div class='related'>{DATE}</div>")),
    ),
    "mark": (
        page(post(after=f"<ul><li>{'More of it. ' * 40}</li></ul><i class='post-date'>{DATE}</i>")),
        page(post(outside=f"<ul class='recent'><li class='post-date'>{DATE}</li></ul>")),
    ),
    "list": (page(post(), entry=LIST), page(post(), entry=FEED)),
    "line": (
        page(f"<h1>{TITLE}</h1>{PROSE * 9}<aside>{DATE}</aside>"),
        page(f"<h1>{TITLE}</h1>{PROSE * 9}<aside>{DATE}</aside><aside>January 11, 2022</aside>"),
    ),
    "edge": (
        page(f"<h1>{TITLE}</h1><div class='entry-content'><p>Saltby, January 10, 2022</p>{PROSE * 9}</div>"),
        page(f"<h1>{TITLE}</h1><div class='entry-content'>{PROSE * 9}<p>January 10, 2022</p>{PROSE * 9}</div>"),
    ),
    "feed-updated": (page(post(), entry=UPDATED), page(post(), entry=replace(UPDATED, published="2021-12-31"))),
}


def read(a_page: Page, *sources: DateSource) -> list[DateCandidate]:
    """Return what sources say of a page's publication, all of the table where none is named."""
    index = Index(parse(a_page))
    reader = Reader(index, a_page, post_area_on(index, a_page.url, ""), ("en",), (".when",))
    return [found for found in read_candidates(reader, sources=sources or SOURCES) if not found.modified]


@pytest.mark.parametrize("name", dict.fromkeys(source.name for source in SOURCES))
def test_source_finds_its_date_and_no_look_alike(name: str) -> None:
    dated, look_alike = PAGES[name]
    assert name in {found.source for found in read(dated) if found.value == DAY}
    own = [source for source in SOURCES if source.name == name]
    assert read(look_alike, *own) == []


@pytest.mark.parametrize("name", ["documentPublished", "news-date", "post-created"])
def test_class_of_a_date_tells_it_far_below_the_post(name: str) -> None:
    below = f"<ul><li>{'More of it. ' * 40}</li></ul><div class='{name}'><i>published</i> 10.01.2022 06:00</div>"
    assert {found.value for found in read(page(post(after=below))) if found.source == "mark"} == {DAY}


def test_foot_of_movable_type_names_topics_between_author_and_day() -> None:
    foot = "<div class='posted'>Posted by Ana in <a href=/t>tides</a> at 10:51 AM on <b>January 10, 2022</b></div>"
    told = page(
        f"<h3 class='title'>{TITLE}</h3>{PROSE * 9}{foot}<div class='comments'><p class='posted'>3 May</p></div>"
    )
    assert {found.value for found in read(told) if found.source == "mark"} == {DAY}


def test_footer_of_the_only_article_is_the_posts_own_where_the_heading_stands_above_it() -> None:
    footer = f"<footer><p>Sent by Ana on <time datetime='{DAY}'>January 10, 2022</time></p></footer>"
    above = page(f"<main><h1>{TITLE}</h1><article>{footer}<div class='said'>{PROSE}</div></article></main>")
    assert {found.value for found in read(above)} == {DAY}
    teased = page(f"<main><h1>{TITLE}</h1>{PROSE}<article>Other</article><article>{footer}</article></main>")
    assert read(teased, *(source for source in SOURCES if source.name == "time")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Posted on January 10, 2022 by Ana Ilić in Hives | Comments off on why so many bees came in one winter", True),
        (
            "Posted on the gate since January 10, 2022 is a paper that nobody reads, with all our names on it in red",
            False,
        ),
        (
            "By January 10, 2022 all of the hives had moved, and with them the two men who had come to count them.",
            False,
        ),
    ],
)
def test_day_behind_its_label_is_read_below_the_text_whatever_follows(line: str, *, found: bool) -> None:
    told = read(page(f"<h2>{TITLE}</h2><div>{PROSE}<p class='datum'>{line}</p></div>"))
    assert ({one.value for one in told if one.trust > 0.6} == {DAY}) is found


@pytest.mark.parametrize(
    ("says", "wanted"), [("朝、橋の上で鴨を数えた。風が強く、帽子を押さえていた。" * 2, {DAY}), ("鴨。", set())]
)
def test_day_at_the_bodys_edge_stands_beside_a_paragraph(says: str, wanted: set[str]) -> None:
    body = f"<div class='entry-content'><p>筆者 2022年1月10日</p>{f'<p>{says}</p>' * 3}</div>"
    assert {one.value for one in read(page(f"<h1>{TITLE}</h1>{body}")) if one.source == "edge"} == wanted


def test_every_source_has_a_trust_of_its_own() -> None:
    trusts = {source.name: source.trust for source in SOURCES}
    assert len(set(trusts.values())) == len(trusts)
    for source in SOURCES:
        assert trusts[source.name] == source.trust
        assert 0 < source.trust <= 1


def test_docs_name_every_source_with_its_trust() -> None:
    docs = (ROOT / "docs" / "dates.md").read_text("utf-8")
    told: dict[str, float] = {}
    for names, trusts in re.findall(r"^\| (`.+?) \|.*\| ([\d., ]+) \|$", docs, re.MULTILINE):
        told.update(zip(re.findall(r"`([\w-]+)`", names), map(float, trusts.split(",")), strict=True))
    assert told == {source.name: source.trust for source in SOURCES}


def test_recipe_for_a_source_works() -> None:
    recipe = re.search(
        r"<!-- date-source -->\n```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
    assert recipe
    names: dict[str, Any] = {}
    exec(recipe[1], names)
    stamp = "<div class='postmark'>10 January 2022</div>"
    own, others = page(post(after=stamp)), page(post(outside=f"<aside>{stamp}</aside>"))
    assert [(found.source, found.value) for found in read(own, names["POSTMARK"])] == [("postmark", DAY)]
    assert read(others, names["POSTMARK"]) == []


@pytest.mark.parametrize(
    ("address", "day"), [("2022/01/bees", DAY), ("2022/bees", DAY), ("2022/03/bees", ""), ("bees", "")]
)
def test_year_of_a_badge_is_in_the_address(address: str, day: str) -> None:
    badge = post(header="<div class='entry-date'><span>10</span><span>January</span></div>")
    found = [one.value for one in read(page(badge, url=f"https://example.org/{address}")) if one.precision == "day"]
    assert found[:1] == ([day] if day else [])


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (post(header=f"<nav><p>Ana</p><div>{DATE}</div></nav>"), True),
        (post(header=f"<nav><a href='/moths'>Moths</a> {DATE} <p>{'All of their wings, ' * 20}</p></nav>"), False),
        (post(after=f"<nav><a href='/moths'>Moths</a> {DATE}</nav>"), False),
    ],
)
def test_a_byline_may_be_a_nav_right_behind_the_heading(markup: str, *, found: bool) -> None:
    assert bool(read(page(markup))) is found


@pytest.mark.parametrize(("name", "wanted"), [("post-info", {DAY}), ("site-info", set())])
def test_footer_that_is_called_the_posts_tells_its_day_beside_the_article(name: str, wanted: set[str]) -> None:
    info = f"<div><footer class='{name}'><abbr class='published' title='{DAY}'>Mon</abbr></footer></div>"
    assert {found.value for found in read(page(info + post()))} == wanted
