"""Tags of a post: those that are declared, marked or stand by it, and no menu's or column's."""

from __future__ import annotations

import pytest
from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.site.model import SiteModel

URL = "https://blog.example/tar/"
POST = "<h1>Tar</h1><p>It sticks to oars and to all that is near them, in winter more than in summer.</p>"
CLOUD = "".join(f"<a href=/tags/{name}/>{name}</a> " for name in "abcdefghijklmnopqrst")
KEYWORDS = '<script type="application/ld+json">{"@type": "BlogPosting", "keywords": %s}</script>'


def tags_of(source: str, entry: FeedEntry | None = None, site: SiteModel | None = None) -> tuple[str, ...]:
    page = Page(URL, b"", entry=entry)
    return read_facts(Index(html.document_fromstring(source)), page, site or SiteModel()).tags


def test_links_to_all_tags_and_clouds_of_them_are_no_tags_of_a_post() -> None:
    source = """<meta name=generator content="Hugo 0.120"><title>Tar</title>
    <ul class=nav-links><li><a href=/tags/>Tags</a></li></ul><nav><a href=/tags/boats/>Boats</a></nav>
    <article><h1>Tar</h1><p>It sticks.</p><ul><li><a href=/tags/rope/>Rope</a></li></ul></article>
    <aside><a href=/tags/oars/>Oars</a></aside>"""
    assert tags_of(source) == ("Rope",)


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("<meta property=article:tag content=Tar,Rope>", ("Tar", "Rope")),
        (
            "<meta property=article:tag content='Tar, and rope'><meta property=article:tag content=Oars>",
            ("Tar, and rope", "Oars"),
        ),
        ("<a rel=tag href=/t/1>Rope</a><article><a href=/tags/tar/>Tar</a></article>", ("Rope",)),
        ("<a rel=tag href=/t/1>Rope<sup>[6]</sup></a> <a rel=tag href=/t/2>Tar (1998)</a>", ("Rope", "Tar (1998)")),
        ("<p>In <b itemprop=keywords><a href='/?c=1'>Tar</a> <a href='/?c=2'>Rope</a></b></p>", ("Tar", "Rope")),
        ("<p><a itemprop=keywords href=/of/tar>Tar</a></p>", ("Tar",)),
        (KEYWORDS % '["Tar", "Rope"]', ("Tar", "Rope")),
        (KEYWORDS % '"Tar, Rope"', ("Tar", "Rope")),
    ],
)
def test_what_is_declared_and_marked_is_believed(source: str, tags: tuple[str, ...]) -> None:
    assert tags_of(f"<title>Tar</title>{source}<article>{POST}</article>") == tags


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        (
            "<ul><li>3 May 2019<li><a href=/tags/old-rope/>Old rope</a>, <li><a href=/tags/tar/>Tar</a></ul>",
            ("Old rope", "Tar"),
        ),
        ("<p>Posted at 2019-05-03 <a href=/categories/tar>#Tar</a><a href=/categories/rope>#Rope</a>", ("Tar", "Rope")),
        ("<p><a href='/blog/?q=tar'>#tar</a> <a href='/blog/?q=old+rope'>#old rope</a></p>", ("tar", "old rope")),
        ("<p><a href=/issues/12>#12</a> <a href='#oars'>#</a> <a href=https://b.example/tar>#tar</a></p>", ()),
        ("<p>Filed under: <a href=/category/boats>Boats</a> <a href=/category/oars>Oars</a></p>", ("Boats", "Oars")),
        ("<p><a href=/category/boats>Boats</a></p><p>Tags: <a href='/?tag=tar'>#Tar</a></p>", ("Tar",)),
        (
            "<ul><li><a href=/notes/tag:tar>Tar</a></li><li><a href=/notes/tag:old%20rope>Old rope</a></li></ul>",
            ("Tar", "Old rope"),
        ),
        ("<div><h4><a href=/category>Topics:</a></h4><ul><li><a href=/category/tar/>Tar</a></ul></div>", ("Tar",)),
        ("<div><i><a href=/topics/tar.html><b>More on the topic</b> Tar</a></i></div>", ("Tar",)),
        ("<p>What I know of it stands with all that I wrote on <a href=/tags/rope/>rope</a> so far.</p>", ()),
        ("<p>See <a href=/tags/>all tags</a> and <a href=/category/>all categories</a></p>", ()),
        (f"<div>{CLOUD}</div>", ()),
        ("<div><a href='https://shop.example/dp/B0?tag=eider-21'>Tar of birch, 1 l</a></div>", ()),
        ("<div class=related-posts><h3>Oars</h3><a href=/tags/oars/>Oars</a></div>", ()),
    ],
)
def test_of_links_that_nothing_marks_the_row_in_the_article_is_the_posts(row: str, tags: tuple[str, ...]) -> None:
    aside = "<div class=x><a href=/tags/masts/>Masts</a></div>"
    for article in (f"<article>{POST}{row}</article>", f"<article>{row}{POST}</article>"):
        assert tags_of(f"<title>Tar</title>{aside}{article}{aside}") == tags


def test_keywords_without_a_word_are_none() -> None:
    row = "<p>Filed under: <a href=/category/boats>Boats</a></p>"
    words = "<meta property=article:tag content=''>" + KEYWORDS % '""'
    assert tags_of(f"<title>Tar</title>{words}<article>{POST}{row}</article>") == ("Boats",)


@pytest.mark.parametrize("name", ["entry-content", "text"])
def test_the_row_is_in_the_article_of_the_body_where_the_title_stands_in_a_header_above(name: str) -> None:
    body = f"<div class={name}><p>It sticks to oars and to all that is near them.</p></div>"
    article = f"<article>{body}<footer>In <a href=/categories/1-boats>Boats</a></footer></article>"
    aside = "<div class=x><a href=/categories/2-masts>Masts</a></div>"
    assert tags_of(f"<title>Tar</title><header><h1>Tar</h1></header>{aside}{article}{aside}") == ("Boats",)


@pytest.mark.parametrize(("text", "tags"), [("", ("Old rope", "Tar")), (f"<div>{POST * 6}</div>", ())])
def test_row_beside_a_heading_above_the_article_is_the_posts(text: str, tags: tuple[str, ...]) -> None:
    byline = "A 2 minute read, posted by Ana on Sat, Mar 17, 2012<br>Tags"
    links = "<a href=/tags/old-rope>Old rope</a>, <a href=/tags/tar>Tar</a> and more"
    head = f"<header><div><h1>Tar</h1><span>{byline} {links}</span>{text}</div></header>"
    for tag in ("div", "article"):
        assert tags_of(f"<title>Tar</title>{head}<{tag}><div class=entry-content><p>Wet.</p></div></{tag}>") == tags


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        (
            "<p><i>3 May 2019</i> — <a href=/tags/tar>Tar</a>, <a href=/tags/old-rope>Old rope</a> — 3 min</p>",
            ("Tar", "Old rope"),
        ),
        (
            "<p><b class=i>04-11發表</b><b class=i><a href=/tags/tar/>Tar</a></b><b class=i>分鐘讀完大約</b></p>",
            ("Tar",),
        ),
        ("<ul><li>by Ana</li><li>at 18:16</li><li>in <a href=/ropes/index.html>Old rope</a></li></ul>", ("Old rope",)),
        ("<div>Kategorien: <a href=/r7/>Boats</a> | <a href=/r8/>Tar</a></div>", ("Boats", "Tar")),
        ("<div>Kategorie: <a href=https://b.example/r7/>Boats</a></div>", ()),
        ("<div>In <a href=/r7/>Boats</a> there is more of what nobody knows of it to this day.</div>", ()),
        (
            "<p>3 May</p><nav>In <a href=/r7/>Boats</a></nav>"
            "<p>What anybody knows of all this stands with <a href=/tags/tar>tar</a> so far.</p>",
            (),
        ),
    ],
)
def test_below_a_heading_without_a_box_of_its_own_stands_the_posts_row(row: str, tags: tuple[str, ...]) -> None:
    text = f"<div class=x><p>{'It sticks to oars and to all that is near them. ' * 9}</p></div>"
    assert tags_of(f"<title>Tar</title><div><h1>Tar</h1>{row}{text}<p><a href=/tags/oars>Oars</a></p></div>") == tags


@pytest.mark.parametrize(
    ("declared", "tags"),
    [("Tar on oars in winter", ("Tar", "Rope")), ("Rope", ("Rope",)), ("Tar,Boats", ("Tar", "Boats"))],
)
def test_words_that_are_declared_and_none_of_the_tags_that_the_post_shows_are_no_tags(
    declared: str, tags: tuple[str, ...]
) -> None:
    row = "<footer><a rel=tag href=/t/1># Tar</a> <a rel=tag href=/t/2># Rope</a></footer>"
    assert tags_of(f"<meta property=article:tag content='{declared}'><article>{POST}{row}</article>") == tags


@pytest.mark.parametrize("own", ["article", "div"])
def test_tags_that_are_marked_in_the_boxes_of_other_posts_are_theirs(own: str) -> None:
    row = "<p class=entry-meta><a rel=tag href=/t/1>Tar</a></p>"
    others = "<div id=related><h3><a href=/oars>Oars</a></h3><a rel=tag href=/t/3>Oars</a></div>"
    assert tags_of(f"<title>Tar</title><{own}>{POST}{row}</{own}>{others}") == ("Tar",)


def test_tags_of_the_feed_win() -> None:
    source = f"<a rel=tag href=/t/1>Rope</a><article>{POST}</article>"
    assert tags_of(source, FeedEntry(URL, tags=("Tar", "Tar"))) == ("Tar",)


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        ("<p>Tags: <a href=/tag/tar/>Tar</a>, <a href=/tag/rope/>Rope</a></p>", ("Notes", "Tar", "Rope")),
        ("<p>Tags: <a href=/tag/notes/>notes</a>, <a href=/tag/rope/>Rope</a></p>", ("Notes",)),
        ("<p>Tags: <a rel=tag href=/of/tar/>Tar</a></p>", ("Notes", "Tar")),
        ("</article><a rel=tag href=/of/tar/>Tar</a>", ("Notes",)),
        ("<p>In: <a href=/category/boats/>Boats</a></p>", ("Notes",)),
        ("<p>What I know stands with all that I wrote on <a href=/tag/rope/>rope</a> so far.</p>", ("Notes",)),
    ],
)
def test_a_feed_that_knows_none_of_the_tags_in_a_posts_row_has_its_categories_only(
    row: str, tags: tuple[str, ...]
) -> None:
    source = f"<title>Tar</title><article>{POST}{row}</article>"
    assert tags_of(source, FeedEntry(URL, tags=("Notes",))) == tags


def test_where_no_theme_shows_them_typechos_tags_are_read_from_the_head() -> None:
    source = f"<meta name=generator content='Typecho 1.3.0'><meta name=keywords content='Tar,Rope'>{POST}"
    assert tags_of(source) == ("Tar", "Rope")
    assert tags_of(source, FeedEntry(URL, tags=("Notes",))) == ("Notes", "Tar", "Rope")
    assert tags_of(source.replace("Typecho", "Eider"), FeedEntry(URL, tags=("Notes",))) == ("Notes",)


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        (
            "<div class=k7><a class=k8 href=/tag/3/>Tar</a> <a class=k8 href=/tag/4/>Old rope</a></div>",
            ("Tar", "Old rope"),
        ),
        ("<p>3 May 2019 | <a href=/tag/3/>Tar</a></p>", ("Tar",)),
        ("<p>Posted by <a href=/author/ana/>Ana</a>, Categories: <a href=/category/1-boats/>Boats</a></p>", ("Boats",)),
        (
            "<div><a href=/wiki/Special:Topics>Topics</a>: <ul><li><a href=/wiki/Category:Tar>Tar</a></ul></div>",
            ("Tar",),
        ),
        ("<div class=entry-content><p>Part 3: <a href=/tag/9/>Masts</a></p></div>", ()),
        ("<div><a href=/oars/><b>Oars</b></a> <a href=/tag/5/>Wood</a></div>", ()),
        ("<p><a href=/tag/1/>Boats</a> <a href=/tag/2/>Masts</a></p>", ()),
        (f"<p>{CLOUD}</p>", ()),
    ],
)
def test_a_row_that_no_article_holds_is_the_posts_where_it_is_no_menu_of_the_site(
    row: str, tags: tuple[str, ...]
) -> None:
    site = SiteModel(pages=20, repeated={"p:boats masts": 20, "div:tar old rope": 3})
    source = f"<title>Tar</title><div><h2>Tar</h2><div><p>{'It sticks to oars. ' * 30}</p></div>{row}</div>"
    assert tags_of(source, site=site) == tags
    assert tags_of(source) == ()
