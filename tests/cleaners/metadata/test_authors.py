"""Authors as bare names, from what pages declare and from what they show."""

from __future__ import annotations

import pytest
from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.authors import clean_author
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.site.model import SiteModel

URL = "https://blog.example/on-time"


def author_of(source: str, entry: FeedEntry | None = None) -> str:
    index = Index(html.document_fromstring(f"<title>On time</title><body>{source}</body>"))
    return read_facts(index, Page(URL, b"", entry=entry), SiteModel()).author


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Posted by Ana Ilić at 5:00 PM", "Ana Ilić"),
        ("By Ana Ilić", "Ana Ilić"),
        ("byAna Ilić", "Ana Ilić"),
        ("Byron Ek", "Byron Ek"),
        ("& Ana Ilić", "Ana Ilić"),
        ("Sat", ""),
        ("by: Ana Ilić | 5 comments", "Ana Ilić"),
        ("by Ana Ilić ● 6 min read", "Ana Ilić"),
        ("Von Ana Ilić am Montag, 10. Januar 2022", "Ana Ilić"),
        ("Posted by Ana Ilić Wed, 24 May 2006 05:35:00 GMT", "Ana Ilić"),
        ("Par Ana Ilić mercredi 24 mai 2006", "Ana Ilić"),
        ("By Ana Friday, 26 May 2006", "Ana"),
        ("Posted by Ana at torsdag den 21. maj 2015 15:27", "Ana"),
        ("Posted by Ana Ilić at Thứ Ba, 24 tháng 5, 2016 15:27", "Ana Ilić"),
        ("Posted by Ana Ilić at יום שלישי, 24 במאי 2016 15:27", "Ana Ilić"),
        ("Ana Середа", "Ana Середа"),
        ("Ana Ilić Published at", "Ana Ilić"),
        ("map[email:ana@blog.example name:Ana Ilić url:/ana]", "Ana Ilić"),
        ("map[name:Ana]", "Ana"),
        ("Автор: Ана Илић", "Ана Илић"),
        ("Yayınlayan Ana Ilić", "Ana Ilić"),
        ("Yayınlayan admin", ""),
        ("Eingestellt von Ana Ilić um 10:00", "Ana Ilić"),
        ("张贴者：王小明", "王小明"),
        ("作者：王小明", "王小明"),
        ("作者 王小明", "王小明"),
        ("Publié par Ana Ilić le 10 janvier 2022", "Ana Ilić"),
        ("Written by Ana Ilić on January 10, 2022", "Ana Ilić"),
        ("Ana Ilić, 10/01/2022", "Ana Ilić"),
        ("ana@blog.example (Ana Ilić)", "Ana Ilić"),
        ("Ana Ilić <ana@blog.example>", "Ana Ilić"),
        ("Ana Ilić, Bo Ek and Cy Day", "Ana Ilić, Bo Ek and Cy Day"),
        ("Ilić, Ana", "Ilić, Ana"),
        ("Byron Page", "Byron Page"),
        ("Vondra", "Vondra"),
        ("Parvati Dias", "Parvati Dias"),
        ("文子", "文子"),
        ("Ana Ilić Senior Editor", "Ana Ilić"),
        ("Ana Ilić, Staff Writer", "Ana Ilić"),
        ("Ana Ilić (Contributor)", "Ana Ilić"),
        ("Night Editor", "Night Editor"),
        ("Post author By Ana Ilić", "Ana Ilić"),
        ("Zeige alle Beiträge von Ana Ilić →", "Ana Ilić"),
        ("Artikel von: Ana Ilić", "Ana Ilić"),
        ("Text und Interview: Ana Ilić", "Ana Ilić"),
        ("Voir tous les articles de Ana Ilić", "Ana Ilić"),
        ("Alles Vogt", "Alles Vogt"),
        ("No Author", ""),
        ("View more posts by Ana Ilić", "Ana Ilić"),
        ("Ana Ilić - Founder of the Ferry", "Ana Ilić"),
        ("| Ana Ilić", "Ana Ilić"),
        ("Text by Ana Ilić", "Ana Ilić"),
        ("//Posted by Ana Ilić", "Ana Ilić"),
        ("Автор статьи: Ana Ilić", "Ana Ilić"),
        ("www.blog.example/ana", ""),
        ("The Author", ""),
        ("posts", ""),
        ("Ana Ilić View all posts", "Ana Ilić"),
        ("Ana Ilić Updated", "Ana Ilić"),
        ("Ana Ilić | Updated: May 2022", "Ana Ilić"),
        ("Updated", ""),
        ("Bio Okafor", "Bio Okafor"),
        ("admin", ""),
        ("Posted by admin", ""),
        ("By", ""),
        ("ana@blog.example", ""),
        ("https://blog.example/ana", ""),
        ("page.head.author", ""),
        ("By A.B.Ilić | Boats, Tar | May 3, 2021", "A.B.Ilić"),
        ("{{ author }}", ""),
        ("262588213843476", ""),
        ("By 3 Boats Press", "3 Boats Press"),
        ("4 hours ago", ""),
        ("Posted on", ""),
        ("posted by at 10:51 AM", ""),
        ("see all", ""),
        ("View all of Ana Ilić's posts.", "Ana Ilić"),
        ("View all of Ana Ilies’ posts.", "Ana Ilies"),
        ("Alle Beiträge von Ana Ilić anzeigen", "Ana Ilić"),
        ("View Archive →", ""),
        ("Publicada por Ana Ilić", "Ana Ilić"),
        ("przez Ana Ilić", "Ana Ilić"),
        ("posted by Ana Ilić @ 3:47 pm - Comments (4)", "Ana Ilić"),
        ("Submitted by ana on Sun, 03/13/2011 - 19:33", "ana"),
        ("Δημοσιεύτηκε από Ana Ilić", "Ana Ilić"),
        ("Автор допису: Ana Ilić", "Ana Ilić"),
        ("نوشته شده توسط Ana Ilić", "Ana Ilić"),
        ("Publicada por webmaster", ""),
    ],
)
def test_clean_author(text: str, name: str) -> None:
    assert clean_author(text) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<meta name="author" content="admin"><h1>On time</h1><p>By <a rel="author" href="/">Ana</a></p>', "Ana"),
        ('<meta property="article:author" content="https://a.example"><meta name="dc.creator" content="Ana">', "Ana"),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Ilić">', "Ana Ilić"),
        ('<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="5 minutes">', ""),
        (
            '<script type="application/ld+json">{"@type": "BlogPosting", "author": [{"name": "Ana"}, {"name": "Bo"}]}'
            "</script>",
            "Ana, Bo",
        ),
        ("<h1>On time</h1><div>Von Ana Ilić</div><p>Es war spät, und alle Uhren standen.</p>", "Ana Ilić"),
        ("<h1>On time</h1><p>3 May 2021, 20:17 - Ana Ilić</p><p>It was late.</p>", "Ana Ilić"),
        ("<h1>On time</h1><p>03.05.2021 20:17 by <b>Ana Ilić</b>, Categories: <a href=/c>Clocks</a></p>", "Ana Ilić"),
        (
            "<article><h1>On time</h1><p>It was late.</p><footer><div class=bio><p>Written by <b>Ana Ilić</b> "
            "who lives by the ferry and mends clocks. <a href=/m>Follow her</a></p></div></footer></article>",
            "Ana Ilić",
        ),
        ("<h1>On time</h1><p>Written by <b>hand</b> and with a pen that leaked on every second page of it.</p>", ""),
        ("<h1>On time</h1><div>By the time we came, it was late.</div>", ""),
        ("<h1>On time</h1><p>9 May 2004 by Ana Ilić — Filed under: clocks, towers, bells, iron</p>", "Ana Ilić"),
        (
            "<h1>On time</h1><p>Well.</p><div class=x> posted by <a href='mailto:ana@b.example'>Ana</a> @ 3:47 pm -"
            " <a href='#c'>Comments (4)</a></div>",
            "Ana",
        ),
        ("<h1>On time</h1><p>By Easter — late as ever — it thawed, and we set the clocks.</p>", ""),
        ('<h1>On time</h1><p>Well.</p><div class="comments"><span class="author">Commenter</span></div>', ""),
        ('<h1>On time</h1><p>Well.</p><div class="related"><a class="author-name" href="/a">Another</a></div>', ""),
        (
            '<meta property="og:site_name" content="My Blog"><meta name="author" content="My Blog">'
            '<h1>On time</h1><span class="byline">by Ana Ilić</span><span class="byline">Labels:</span>',
            "Ana Ilić",
        ),
        ('<meta property="og:site_name" content="Ana Ilić"><meta name="author" content="Ana Ilić">', "Ana Ilić"),
        ('<header><a class="site-title" rel="author" href="/">Low Tide</a></header><h1>On time</h1>', ""),
    ],
)  # fmt: skip
def test_author_of_a_page(source: str, name: str) -> None:
    assert author_of(source) == name


def test_default_of_the_platform_in_the_feed_is_no_name() -> None:
    source = '<h1>On time</h1><span class="author vcard"><a class="fn">Ana Ilić</a></span>'
    assert author_of(source, FeedEntry(URL, author="admin")) == "Ana Ilić"
    assert author_of("<h1>On time</h1>", FeedEntry(URL, author="admin")) == ""


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<meta name="author" content="ana.ilic_77"><h1>On time</h1><p>By <a rel="author" href="/">Ana</a></p>', "Ana"),
        ('<meta name="author" content="ana.ilic_77"><h1>On time</h1>', "ana.ilic_77"),
        ('<meta name="author" content="mario"><h1>On time</h1><p>By <a rel="author" href="/">Bo Ek</a></p>', "mario"),
    ],
)
def test_the_name_of_an_account_is_taken_only_where_there_is_no_other(source: str, name: str) -> None:
    assert author_of(source) == name


SHOWN = "<h1>On time</h1>"


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<div class='post-hero__author'>Ana Ilić</div>", "Ana Ilić"),
        ("<p><time>Jan 10, 2022</time></p><p>By Ana Ilić</p>", "Ana Ilić"),
        ("<p><em>by</em> Ana</p><div><p>Hello all,</p><p>we are home.</p></div>", "Ana"),
        ("<div><time>10 January 2022</time> By then we were late, all of us.</div>", ""),
        (
            "<p>It was late.</p><div class=author-box><h4 class=elementor-author-box__name>Ana Ilić</h4></div>",
            "Ana Ilić",
        ),
        ("<p class='Article_author__x7Fq1'><span>Ana Ilić</span></p>", "Ana Ilić"),
        ("<span class=authorName>Ana Ilić</span>", "Ana Ilić"),
        (
            "<div class=avatar><div class=avatar__name><a href=/a>Ana Ilić</a></div><small>Rower</small></div>",
            "Ana Ilić",
        ),
        ("<div><p>Written by</p><p>Ana Ilić</p></div>", "Ana Ilić"),
        ("<div><div><small>Author:</small></div><div>Ana Ilić</div></div>", "Ana Ilić"),
        ("<h2>Article by</h2><div>Ana Ilić</div>", "Ana Ilić"),
        ("<p>It was late.</p><h3>Written by Ana Ilić</h3><p>She lives on a boat.</p>", "Ana Ilić"),
        (
            "<p>It was late.</p><p>Posted by ana at June 27, 2006 09:20 PM</p><h2 id=comments>Comments</h2>"
            "<div><p>So it was.</p></div><p>Posted by: Bo Ek at July 12, 2006 07:35 AM</p>",
            "ana",
        ),
        ("<p>遅かった。</p><p>作者：近松</p><p>投稿者 山本花子 : 2005年11月01日 01:38</p>", "山本花子"),
        ("<p>Set in <a href=https://tex.example/authors/tex/boatmath>boatmath</a>.</p>", ""),
        (
            "<p>It was late.</p><p>Posted by Ana in <a href=/a>boats and what they are for</a> at  8:39 PM on "
            "<b>January  4, 2021</b></p>",
            "Ana",
        ),
        ("<p class=info>Written on June 7, 2012  by ana </p>", "ana"),
        ("<p>It was late.</p><a rel=author href=/a>View all of Ana Ilić's posts.</a>", "Ana Ilić"),
        (
            "<p>It was late.</p><h2 class=author-title>By Ana Ilić</h2><a rel=author href=/a>View Archive →</a>",
            "Ana Ilić",
        ),
        ("<div class=byline><span><a href=/profile><b>ana</b></a></span><abbr>March 3rd, 2005</abbr></div>", "ana"),
        ("<p>It was late.</p><p>Written by hand, in the dark.</p>", ""),
        ("<p>It was late.</p><p>Written by candlelight</p>", ""),
        ("<p><a href=https://blog.example/contributor/ana>Ana Ilić</a></p>", "Ana Ilić"),
        ("<p class='post-author'><b>Ana Ilić</b><i>Founder</i></p>", "Ana Ilić"),
        ("<div class='comment-author-line'>Bo Ek</div>", ""),
        (
            f"<p>We had tea with <a href=https://tea.example/author/bo/>Bo Ek</a>. {'It was late. ' * 20}</p>",
            "",
        ),
        ("<p>By</p> the river <p>Bo Ek</p>", ""),
        ("<div class='author-bio'>Bo Ek rows</div>", ""),
    ],
)
def test_names_in_elements_called_after_authors_and_behind_labels(byline: str, name: str) -> None:
    assert author_of(SHOWN + byline) == name


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("", "<p>17 December 2025 · Ana Ilić in Boats</p>", "Ana Ilić"),
        ("", "<p>Ana Ilić 17-12-2025</p>", "Ana Ilić"),
        ("", "<p>Ana van der Ilić | Senior Writer | December 17, 2025</p>", "Ana van der Ilić"),
        ("", "<div>Ana Ilić</div><div>17 December 2025</div>", "Ana Ilić"),
        ("", "<div>17 December 2025</div><div>Ana Ilić and Bo Ek</div>", "Ana Ilić and Bo Ek"),
        ("", "<div><p>17 December 2025</p><p>Ana Ilić, Master of the Harbour, and Bo Ek</p></div>", "Ana Ilić"),
        ("<span>Dec 17, 2025</span><span>Ana Ilić</span>", "", "Ana Ilić"),
        ("<p>Published December 17, 2025</p> <p>by Ana Ilić</p>", "", "Ana Ilić"),
        ("", "<p>17 December 2025 · <a href=/team/ana>Ana Ilić</a></p>", "Ana Ilić"),
        ("", "<p>17 December 2025 · <a class=pointer-events-auto href=/authors/ana>Ana</a></p>", "Ana"),
        ("", "<p>17 December 2025 · <a href=/boats/old>Old Boats</a></p>", ""),
        ("", "<p>17 December 2025 · Old Boats</p><p>We like boats.</p>", ""),
        ("", "<p>17 December 2025 · Latest News</p>", ""),
        ("", "<p>All that is wet.</p><p>Bo Ek</p><p>Ana / 17 December 2025 / boats</p>", ""),
        ("", "<p>17 December 2025 · <a href=/tags/old>Old</a> <a href=/tags/tar>Tar</a></p>", ""),
        ("", "<p>Автор Ана Опубліковано 17 December 2025</p>", "Ана"),
        ("", "<p>Posted on December 17, 2025 by Ana Ilić in Boats</p>", "Ana Ilić"),
        ("", "<p>Publié le 17 décembre 2025 par Ana Ilić</p>", "Ana Ilić"),
        ("", "<p>Posted on December 17, 2025 by the river</p>", ""),
        ("", "<p>Pubblicato il 17 dicembre 2025 da chi lo sa</p>", ""),
        ("", "<p>17 December 2025</p><p>It was late, and Ana Ilić had gone.</p>", ""),
        ("", "<p>5 min read</p><p>Ana Ilić</p>", ""),
        ("", "<p>A 2 minute read, Posted by <a href='#'>Ana</a> on Wed, Dec 17, 2025</p>", "Ana"),
        ("", "<p>A book, written by Bo Ek</p><p>17 December 2025</p>", ""),
        ("", "<div>17 December 2025</div><p>Ana Ilić:</p><blockquote>We left at noon.</blockquote>", ""),
        ("", "<div>17 December 2025</div><p>Ana Ilić, who keeps the lock, said this of it:</p>", ""),
    ],
)
def test_names_beside_the_day(above: str, below: str, name: str) -> None:
    assert author_of(f"<main>{above}{SHOWN}{below}<p>It was late.</p></main>") == name


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        (
            "Posted on December 17, 2025 by Ana Ilić in <a href=/c/1>Tides</a> | Comments off on how late it was",
            "Ana Ilić",
        ),
        ("Posted on December 17, 2025 by the river is what the sign says, and nobody knows what it means.", ""),
    ],
)
def test_name_behind_the_day_below_the_text(foot: str, name: str) -> None:
    text = f"<p>It was late, {'and all of the clocks stood still, ' * 4}</p>"
    assert author_of(f"<div>{SHOWN}{text}<p class=datum>{foot}</p></div>") == name


def test_authors_of_a_cited_article_are_all_named() -> None:
    cited = "".join(f"<meta name=citation_author content='{name}'>" for name in ("Ilić, Ana", "Bo Ek", "Bo Ek"))
    assert author_of(cited + SHOWN) == "Ana Ilić, Bo Ek"


def test_label_in_an_element_called_a_byline_is_no_name() -> None:
    assert (
        author_of('<h1>On time</h1><p>I was.</p><span class="byline">Labels:</span> <a href=/tag/clocks>Clocks</a>')
        == ""
    )
