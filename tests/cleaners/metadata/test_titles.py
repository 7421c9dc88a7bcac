"""The post's own title, told from the blog's name and from all else that headings hold."""

from __future__ import annotations

import pytest
from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.metadata.title_sources import weigh_sources
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.pipeline.clean import prepare
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.titles import learn_sitename

URL = "https://blog.example/on-time"


def title_of(source: str, entry: FeedEntry | None = None, sitename: str = "") -> str:
    index = Index(html.document_fromstring(source))
    return read_facts(index, Page(URL, b"", entry=entry), SiteModel(sitename=sitename)).title


@pytest.mark.parametrize(
    ("name", "source", "title"),
    [
        (
            "what readers see, not what search engines do",
            "<title>10 ways to be on time | My Blog</title><h1>How I came to be on time</h1>",
            "How I came to be on time",
        ),
        (
            "what stands behind the name of the blog's archive",
            "<title>My Blog  &raquo; Blog Archiv   &raquo; On time</title><h1><a href=/>My Blog</a></h1><h2>Links</h2>",
            "On time",
        ),
        (
            "what stands before the text of the link home",
            "<title>On time · My Blog</title><a href=/about>About</a><a href=/>My Blog</a>",
            "On time",
        ),
        (
            "what stands before the name in the logo",
            "<title>On time｜My Blog</title><a href=/><img alt='My Blog'></a>",
            "On time",
        ),
        (
            "the heading behind the names of the blog and of a section",
            "<title>My Blog - Reviews - On time</title><a href=/>My Blog</a><h2>On time</h2>",
            "On time",
        ),
        (
            "no heading of the text that is one word of it",
            "<title>My Blog - On time - Again</title><a href=/>My Blog</a><h2>Again</h2>",
            "On time - Again",
        ),
        (
            "the heading that leads to the page where all else names the blog",
            "<title>My Blog</title><h1><a href=/>My Blog</a></h1>"
            "<article><h2><a href=/on-time>On time</a></h2><h2>In Ghent</h2></article>",
            "On time",
        ),
        ("the card for Twitter", "<title>My Blog</title><meta name=twitter:title content='On time'>", "On time"),
        ("a heading while the page loads", "<title>Loading...</title><h2>On time</h2>", "On time"),
        ("a heading where the page was never named", "<title>Untitled Document</title><h2>On time</h2>", "On time"),
        (
            "the blog's name before it, and no sign between",
            '<title>blog.example On time</title><h1><a href="/">blog.example</a></h1><h2>On time</h2>',
            "On time",
        ),
        (
            "the blog's name before it, in a heading that leads nowhere",
            "<title>My Blog: On time</title><header><h1>My Blog</h1></header><h3 class=post-title>On time</h3>",
            "On time",
        ),
        (
            "the blog's name behind it, in a heading of the second level",
            "<title>On time: My Blog</title><main><h1>On time</h1></main><footer><h2>My Blog</h2></footer>",
            "On time",
        ),
        (
            "the names of blog and host behind it, and the blog's is the heading of the first level",
            "<title>On time | My Blog - The Host</title><h1>My Blog</h1><h2>On time</h2>",
            "On time",
        ),
        ("no capitals for show", "<title>On time again | My Blog</title><h1>ON TIME AGAIN</h1>", "On time again"),
        ("no marks of direction", "<title>On time</title><h1>\u200fOn time\u200e</h1>", "On time"),
        (
            "a heading of the first level that names section and blog",
            "<title>On time | Clocks | My Blog</title><h1>On time | Clocks | My Blog</h1><h2>On time</h2>",
            "On time",
        ),
        (
            "a heading with a bar of the author's",
            "<title>Now | then - My Blog</title><h1>Now | then</h1><h2>First</h2>",
            "Now | then",
        ),
        (
            "a part of the blog's name behind the bar",
            '<meta property="og:site_name" content="My Blog on Time"><title>On time | My Blog</title>',
            "On time",
        ),
        (
            "what the address says, in an element that the theme calls a title",
            "<title>My Blog | Clocks</title><div class=side-title>Clocks</div><div class=main-title>On time</div>",
            "On time",
        ),
        (
            "the heading nearest to what is declared",
            '<meta property="og:title" content="On time"><h1>Blog</h1><h1>On time, at last</h1><h1>Time and tide</h1>',
            "On time, at last",
        ),
        (
            "the blog's name as the heading of the first level, without a link",
            "<title>On time - My Blog</title><h1>My Blog</h1><h2>On time</h2>",
            "On time",
        ),
        (
            "the blog's name in a link to the folder that its posts stand in",
            '<meta property="og:title" content="My way of being on time">'
            "<title>My way of being on time | Ana's Blog on Time and Tide</title>"
            '<h1><a href="/" rel="home">Ana\'s Blog on Time and Tide</a></h1><h2>My way of being on time</h2>'
            "<h1>First, a clock</h1>",
            "My way of being on time",
        ),
        (
            "a heading of shares or of something else",
            '<meta property="og:title" content="On time"><h1>分享到：</h1><h1>Related posts</h1>',
            "On time",
        ),
        (
            "a title cut for machines",
            '<meta property="og:title" content="On being on time in a town where every clock is…">'
            "<h2>On being on time in a town where every clock is a little wrong</h2>",
            "On being on time in a town where every clock is a little wrong",
        ),
        (
            "an object of something else in JSON-LD",
            '<script type="application/ld+json">{"@type": "Product", "headline": "A clock", "name": "A clock"}</script>'
            "<title>On time – My Blog</title><h1>On time</h1>",
            "On time",
        ),
        (
            "a recipe in the post, which has a name and a heading of its own",
            '<script type="application/ld+json">{"@type": "Recipe", "name": "Clock cake"}</script>'
            "<title>On time – My Blog</title><h2>On time</h2><p>Well.</p><h2>Clock cake</h2>",
            "On time",
        ),
        (
            "a link to the heading itself, and a date in it",
            '<title>On time</title><h1><time>Dec 18</time> On time<a class="headerlink" href="#on-time">¶</a></h1>',
            "On time",
        ),
        (
            "a box of title, date and author that bears the title's class",
            '<title>On time</title><div class="entry-title"><h1>On time</h1><p>By Ana on 5 May 2020</p></div>',
            "On time",
        ),
        ("words that a break parts", "<title>On time, again</title><h1>On time,<br>again</h1>", "On time, again"),
        ("elements that the post is about", "<title>Use of &lt;details&gt;</title>", "Use of <details>"),
        ("quotation marks at the end", "<title>El «equivs« | Blog</title><h2>El «equivs«</h2>", "El «equivs«"),
        (
            "the heading that browsers are given, where networks are given a question",
            '<meta property="og:title" content="Never late again?"><title>Ten ways to be on time | My Blog</title>'
            "<h1>Ten ways to be on time</h1>",
            "Ten ways to be on time",
        ),
        (
            "host and votes of a link",
            '<meta property="og:title" content="On time"><h1>On time <a>(news.example)</a> 87</h1>',
            "On time",
        ),
        (
            "two lines of a heading that the page declares as one",
            '<meta property="og:title" content="Clocks: On time">'
            "<h1><span class=kicker>Clocks</span><span>On time</span></h1>",
            "Clocks: On time",
        ),
        (
            "a section above the title",
            '<meta property="og:title" content="On time"><h1><span>Clocks</span><span>On time</span></h1>',
            "On time",
        ),
        (
            "a sign that readers of screens are told between two lines",
            "<title>The clocks | Blog</title><h1>Clocks<span class=sr-only>: </span><span>On time</span></h1>",
            "Clocks: On time",
        ),
        ("escaped twice", "<title>Tide &amp; time | Blog</title><h1>Tide &amp;#x26; time</h1>", "Tide & time"),
        ("an entity that it is about", "<title>Escape | Blog</title><h1>Escape &amp;amp;</h1>", "Escape &amp;"),
        ("a letter drawn as a bar", "<meta property=og:site_name content=내글><title>시간ㅣ내글</title>", "시간"),
        ("nothing but the blog's name for browsers", "<title>My Blog</title><h1>On time</h1>", "On time"),
    ],
)  # fmt: skip
def test_title_of_a_page(name: str, source: str, title: str) -> None:
    assert title_of(source, sitename="My Blog" if "nothing but" in name else "") == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Get your ticket to the isle today", "How to get to the isle of Ness"),
        ("How to get to the isle of Ness, and back", "How to get to the isle of Ness, and back"),
        ("The isle of Ness", "The isle of Ness"),
    ],
)
def test_address_and_head_name_the_title_where_the_heading_has_other_words(heading: str, title: str) -> None:
    source = f"<title>How to get to the isle of Ness | My Blog</title><h1>{heading}</h1><p>Text</p>"
    page = Page("https://blog.example/how-to-get-to-the-isle-of-ness/", source.encode(), "text/html")
    document = prepare(page, SiteModel(sitename="My Blog"))
    assert (document.facts.title, document.facts.heading) == (title, heading)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Well…", "Well..."),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<b>On</b>  time", "On time"),
        ("Quite another", "Quite another"),
    ],
)
def test_feed_names_the_title_and_the_page_its_signs(told: str, title: str) -> None:
    assert title_of("<title>Blog</title><h1>Well...</h1>", FeedEntry(URL, title=told)) == title


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("A &amp;lt;i&amp;gt;b&amp;lt;/i&amp;gt;", "A b"),
        ("The &lt;b&gt; element", "The <b> element"),
        ("A<br/>b", "A b"),
        ("Vec&lt;T&gt;", "Vec<T>"),
    ],
)
def test_clean_title(text: str, clean: str) -> None:
    assert clean_title(text) == clean


def test_of_two_names_in_all_titles_the_first_is_the_blogs() -> None:
    page = "<title>Notes from the rack - Written since the days of dial-up</title><h1>{}</h1><p>Text</p>"
    documents = [
        prepare(Page(f"{URL}{word}", page.format(word).encode(), "text/html"), SiteModel())
        for word in ("One", "Two", "Three")
    ]
    assert learn_sitename(documents) == "Notes from the rack"


def test_a_title_of_the_second_level_stands_above_the_authors_headings_of_the_first() -> None:
    head = "<title>On time | My Blog</title>"
    above = f"{head}<h2>On time</h2><h1>Before, in On time</h1>"
    below = f"{head}<h1>How I came to be on time</h1><h2>On time</h2>"
    assert title_of(above, sitename="My Blog") == "On time"
    assert title_of(below, sitename="My Blog") == "How I came to be on time"


def test_a_heading_of_the_text_whose_id_is_made_of_it_is_no_title_where_another_one_stands_in_the_full_title() -> None:
    section = '<article><h1 id="the-time-of-clocks">The time of clocks</h1></article>'
    shown = "<title>2019 on time | Slow Clocks of a Host</title><h2>2019 on time</h2>"
    called = "<title>Time and clocks | My Blog</title><div id=post-title>Time and clocks</div>"
    assert title_of(shown + section) == "2019 on time"
    assert title_of(shown + section.replace(' id="the-time-of-clocks"', "")) == "The time of clocks"
    assert title_of(called + section) == "Time and clocks"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Slow Clocks</title>",
        '<meta property="og:site_name" content="On time"><title>On time | Slow Clocks</title>',
    ],
)
def test_the_hosts_name_is_the_blogs_and_no_title(head: str) -> None:
    index = Index(html.document_fromstring(f"{head}<h1>On time</h1>"))
    facts = read_facts(index, Page("https://www.slowclocks.example/a", b""), SiteModel())
    assert facts.title == "On time"
    assert facts.sitename != "On time"


def test_a_name_of_the_site_that_is_a_heading_which_leads_to_its_own_page_is_the_posts_title() -> None:
    head = '<meta property="og:site_name" content="On time"><title>On time :: clocks.example — Mine</title>'
    body = "<h1 class=post-title><a href={}>On time</a></h1><p>I was late.</p><h1 id=a-b>A b</h1>"
    assert title_of(head + body.format("/on-time")) == "On time"
    assert title_of(head.replace("On time ::", "A b ::") + body.format("/")) == "A b"


def test_title_of_a_page_made_by_hand_is_in_larger_print() -> None:
    page = "<title>My Blog</title><td><font size=5><a href=/>Mine</a></font></td><td><font size=4>On time</font>"
    assert title_of(page.replace("<a href=/>Mine</a>", "My Blog"), sitename="My Blog") == "On time"
    assert title_of(page, sitename="My Blog") == ""


def test_og_title_that_another_source_has_with_the_blogs_name_is_believed() -> None:
    pages = [({"og": f"Day {n} at sea", "name": f"Day {n} at sea - My Blog"}, []) for n in range(5)]
    assert weigh_sources(pages).get("og", 1.0) == 1.0
    assert weigh_sources([({"og": sources["og"]}, []) for sources, _ in pages]) == {}
    assert weigh_sources([({**sources, "name": f"{n} gulls"}, []) for n, (sources, _) in enumerate(pages)])["og"] == 0.0
