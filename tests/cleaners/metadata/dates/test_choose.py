"""A post's date among all the dates of its page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dated import LD, PROSE, TITLE, page, post

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.metadata.dates import PostDate, find_date
from blogsieve.cleaners.model import FeedEntry, Page


def found(a_page: Page, **options: str) -> PostDate:
    """Return the date that is found on a page."""
    return find_date(parse(a_page), a_page, **options)  # type: ignore[arg-type]


TOPICS = ", ".join(f"<a href='/about/{name}/' rel='category tag'>{name} and other guests</a>" for name in "abcdefghij")
DATED = {
    "jsonld": (page(post(), LD % ("2022-01-10T08:00:00+02:00", "2022-03-01")), "jsonld"),
    "meta": (page(post(), '<meta property="article:published_time" content="2022-01-10T08:00:00+02:00">'), "meta"),
    "microdata": (
        page(post(header='<span itemprop="datePublished" content="2022-01-10">last winter</span>')),
        "microdata",
    ),
    "microformats": (page(post(header='<a class="dt-published" title="2022-01-10">winter</a>')), "microformats"),
    "time in the header": (page(post(header='<time datetime="2022-01-10T08:00">Monday</time>')), "time"),
    "time in the post's footer": (
        page(post(after='<footer><time datetime="2022-01-10">10 Jan</time></footer>')),
        "time",
    ),
    "line below the title": (page(post(header="<div>by Ana · January 10, 2022 · 3 comments</div>")), "visible"),
    "address, and the title with another day in the byline": (
        page(
            f"<article><h1>Bees of 9.1.2022</h1><p>By Ana | No comments on Bees of 9.1.2022</p>{PROSE}</article>",
            url="https://example.org/2022/01/10/bees",
        ),
        "url",
    ),
    "line above the title": (page(post(before="<p>10 January 2022</p>")), "visible"),
    "line below the body": (page(post(after="<p>Posted by Ana on January 10, 2022, in Bees</p>")), "below"),
    "line of many topics below the title": (
        page(post(header=f"<p><b>Hives</b> <span>10 January 2022</span> | Ana | {TOPICS}</p>")),
        "visible",
    ),
    "line of many topics below the body": (page(post(after=f"<p>Ana / January 10, 2022 / {TOPICS}</p>")), "below"),
    "boxes of day, month, year": (page(post(header="<div>10</div><div>Jan</div><div>2022</div>")), "visible"),
    "behind a summary": (page(post(header=f"{PROSE}<div>January 10, 2022</div>{PROSE}")), "visible"),
    "long byline": (
        page(
            post(
                header="<div>Posted by Beatrix van der Something-Lastname in Apiaries, Gardens, Neighbours, "
                "Wasps and other guests at 6:03 PM on <b>January 10, 2022</b> | 12 comments</div>"
            )
        ),
        "visible",
    ),
    "the day that is shown, in another zone than the attribute's": (
        page(post(after="<p>Bees <span title='09 Jan 22 17:00 PST'>Published: Jan 10, 2022</span></p>")),
        "attribute",
    ),
    "foot of WordPress' first theme": (
        page(
            post(
                after="<p class='postmetadata alt'><small>This entry was posted on Monday, January 10th, 2022 "
                "at 6:00 pm and is filed under <a href=/bees>Bees</a>. You can follow any responses to it through a "
                "feed, or leave a response, or trackback from your own site until January 31st, 2022.</small></p>"
            )
        ),
        "mark",
    ),
    "icon of a calendar": (page(post(header="<div class='feather-calendar'>January 10, 2022</div>")), "visible"),
    "list with an icon of a calendar": (
        page(post(header="<ul><li class='icon-calendar'><time>January 10, 2022</time></li><li>Ana</li></ul>")),
        "time",
    ),
    "title of an element": (
        page(post(header="<span title='Monday, January 10, 2022'>last winter</span>")),
        "attribute",
    ),
    "seconds of Unix": (page(post(header="<span data-timestamp='1641801600'>last winter</span>")), "attribute"),
    "seconds of Unix that a script writes out": (page(post(header="<time data-unix-time=1641801600></time>")), "time"),
    "an element of GitHub's": (
        page(post(header="<relative-time datetime=2022-01-10>last winter</relative-time>")),
        "time",
    ),
    "milliseconds of Unix": (page(post(header="<i data-time='1641801600000'></i>")), "attribute"),
    "JSON-LD with a blank and microseconds": (page(post(), LD % ("2022-01-10 10:11:12.123456", "")), "jsonld"),
    "day of the month in the address": (
        page(
            f"<h1>{TITLE}</h1>{PROSE * 9}<div>January 10, 2022</div><div>March 3, 2019</div>",
            url="https://example.org/2022/01/bees",
        ),
        "line",
    ),
    "beside a suggested post": (
        page(
            "<section><h3><a href='/wasps'>Wasps</a></h3><time datetime='2022-02-02'>2 February 2022</time></section>"
            f"<main>{post(header='<p>January 10, 2022</p>')}</main>"
        ),
        "visible",
    ),
    "beside days of comments": (
        page(
            f"<h1>{TITLE}</h1>{PROSE * 9}<div class='side'><p><i>January 10, 2022</i></p></div>"
            "<div class='oneComment'><p>Ove<br>March 3, 2022 07:20 PM</p></div>"
        ),
        "line",
    ),
    "address": (page(post(), url="https://example.org/2022/01/10/bees"), "url"),
    "day before a name in the address": (page(post(), url="https://example.org/blog/2022/01/10_bees.html"), "url"),
    "name of the file": (page(post(), url="https://example.org/posts/2022-01-10-bees.html"), "url"),
    "month and day before a name in the address": (page(post(), url="https://example.org/2022/01-10-bees.html"), "url"),
    "address of Django": (page(post(), url="https://example.org/2022/jan/10/bees/"), "url"),
    "Blogger": (
        page(
            '<div id="header"><h1 class="title"><a href="https://example.org/">Meadow</a></h1></div>'
            '<div class="widget Blog" id="Blog1"><h2 class="date-header"><span>Monday, January 10, 2022</span></h2>'
            f'<div class="post hentry"><h3 class="post-title entry-title">{TITLE}</h3>'
            f'<div class="post-body entry-content">{PROSE}</div></div></div>'
        ),
        "visible",
    ),
    "sidebar of the post": (
        page(post(after='<div class="single-post-sidebar"><p>January 10, 2022</p></div>')),
        "below",
    ),
    "beside a title that counts back": (
        page(f"<h1>{TITLE}</h1>{PROSE * 9}<p>January 10, 2022</p><ul><li>36 years ago today</li></ul>"),
        "line",
    ),
    "in a table for the layout": (
        page(f"<table><tr><td><p>January 10, 2022</p><h4>{TITLE}</h4>{PROSE * 9}</td></tr></table>"),
        "visible",
    ),
    "alone on the page": (page(f"<h1>{TITLE}</h1>{PROSE * 9}<aside><p>January 10, 2022</p></aside>"), "line"),
}


@pytest.mark.parametrize("name", DATED)
def test_find_date(name: str) -> None:
    a_page, source = DATED[name]
    date = found(a_page)
    assert (date.date, date.source) == ("2022-01-10", source)


# Dates that are not the post's, each alone on its page. Issues: htmldate#28 (a script), #119 (published and modified),
# #124 (a footer), node-unfluff#93 (a comment), defuddle#295 (a suggested post).
TRAPS = {
    "script": page(post(), "<script>var build = '2022-01-10'; var updated = {date: '2022-01-10T10:00:00Z'};</script>"),
    "comment": page(
        post(outside='<div id="comments"><ol class="comment-list"><li><b>Bo</b> January 10, 2022</li></ol></div>')
    ),
    "time of a comment": page(
        post(outside='<section class="webmentions"><time datetime="2022-01-10">Jan</time></section>')
    ),
    "comment as article": page(post(outside='<article><h4>Bo</h4><time datetime="2022-01-10">10 Jan</time></article>')),
    "suggested post": page(post(outside='<div class="related-posts"><a>Wasps</a> <span>January 10, 2022</span></div>')),
    "teaser": page(post(outside='<article><h2>Wasps</h2><span class="date">January 10, 2022</span></article>')),
    "recent posts": page(post(outside='<aside><ul class="recent"><li>Wasps <i>January 10, 2022</i></li></ul></aside>')),
    "sidebar": page(post(outside='<div id="sidebar"><p>Meeting: January 10, 2022</p></div>')),
    "footer of the site": page(post(outside="<footer>Built on January 10, 2022. © 2010-2022 Meadow</footer>")),
    "navigation": page(post(outside='<nav class="post-navigation"><a>Wasps</a> January 10, 2022</nav>')),
    "calendar": page(post(outside='<table id="wp-calendar"><caption>January 10, 2022</caption></table>')),
    "modified_time": page(post(), '<meta property="article:modified_time" content="2022-01-10">'),
    "prose": page(
        f"<article><h1>{TITLE}</h1>{PROSE}<p>It was January 10, 2022, when the last of them flew away.</p></article>"
    ),
    "card": page(
        post(
            outside="<div><div><h4><a href='/wasps'>Wasps</a></h4><time datetime='2022-01-10'>10 Jan</time></div></div>"
        )
    ),
    "link to another post": page(post(after="<a href='/wasps'>Wasps <time datetime='2022-01-10'>10 Jan</time></a>")),
    "list of posts": page(
        post(
            after="<ul><li><a href='/wasps'>Wasps</a> <time>January 10, 2022</time></li>"
            "<li><a href='/ants'>Ants</a> <time>January 10, 2022</time></li></ul>"
        )
    ),
    "months with their posts": page(
        post(after="<ul><li>2022 (12)</li><li>January (10) 2022</li><li>May (1)</li></ul><p>2022 January (10)</p>")
    ),
    "year that was not set": page(
        post(),
        '<meta name="date" content="Mon, 01 Jan 0001 00:00:00 +0000">',
        entry=FeedEntry("", published="Mon, 01 Jan 0001"),
    ),
    "number in the slug": page(post(), url="https://example.org/order-20221399-of-bees"),
    "number behind year and month in the address": page(post(), url="https://example.org/2022/01/10-bees-to-know"),
    "year and month in the address": page(post(), url="https://example.org/2022/01/bees"),
    "year in the title": page("<article><h1>Bees of 2022</h1></article>"),
    "day of an event that the post announces": page(
        f"<article><h1>{TITLE}</h1><div class='entry-content'><p>When: January 10, 2022</p>{PROSE}</div></article>"
    ),
    "future": page(post(header="<time datetime='2022-06-10'>June 10</time><p>10 June 2022</p>")),
    "empty date of a database": page(post(), LD % ("0000-00-00 00:00:00", "") + LD % ("1970-01-01T00:00:00Z", "")),
    "list of other posts": page(
        post(),
        '<script type="application/ld+json">['
        '{"@type":"BlogPosting","url":"https://example.org/a","datePublished":"2022-01-10"},'
        '{"@type":"BlogPosting","url":"https://example.org/b","datePublished":"2022-01-11"}]</script>',
    ),
    "comment in JSON-LD": page(
        post(),
        '<script type="application/ld+json">{"@type":"BlogPosting",'
        '"comment":[{"@type":"Comment","datePublished":"2022-01-10"}]}</script>',
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_no_date_is_invented(name: str) -> None:
    assert found(TRAPS[name]).date == ""


@pytest.mark.parametrize(
    "changed",
    [
        page(post(header="<p>Last updated: January 10, 2022</p>")),
        page(post(header='<time class="updated" datetime="2022-01-10">10 Jan</time>')),
        page(f"<h1>{TITLE}</h1>{PROSE * 9}<aside><p>Updated: 10 January 2022</p></aside>"),
    ],
)
def test_day_of_a_change_that_readers_see_is_better_than_none(changed: Page) -> None:
    date = found(changed)
    assert (date.date, date.created, date.modified, date.source) == ("2022-01-10", "", "2022-01-10", "updated")


def test_updates_are_modified() -> None:
    date = found(page(post(header="<p>Posted January 10, 2022. Updated: March 1, 2022</p>")))
    assert (date.date, date.modified) == ("2022-01-10", "2022-03-01")


def test_published_and_modified_are_told_apart() -> None:
    date = found(page(post(), LD % ("2022-01-10T08:00:00+02:00", "2022-03-01T09:00:00Z")))
    assert (date.date, date.created, date.modified) == (
        "2022-01-10",
        "2022-01-10T08:00:00+02:00",
        "2022-03-01T09:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("utc", "shown", "day", "created"),
    [
        (
            "2022-01-09T23:30:00Z",
            '<time datetime="2022-01-10T00:30:00+01:00">10.1.</time>',
            "2022-01-10",
            "2022-01-10T00:30:00+01:00",
        ),
        ("2022-01-09T23:30:00+00:00", "<p>January 10, 2022</p>", "2022-01-10", "2022-01-09T23:30:00+00:00"),
        ("2022-01-11T03:30:00Z", "<p>January 10, 2022</p>", "2022-01-10", "2022-01-11T03:30:00+00:00"),
        ("2022-01-10T23:30:00Z", "", "2022-01-10", "2022-01-10T23:30:00+00:00"),
        ("2022-01-10T09:30:00Z", "<p>January 11, 2022</p>", "2022-01-10", "2022-01-10T09:30:00+00:00"),
    ],
)
def test_day_is_the_one_that_readers_see(utc: str, shown: str, day: str, created: str) -> None:
    date = found(page(post(header=shown), f'<meta property="article:published_time" content="{utc}">'))
    assert (date.date, date.created) == (day, created)


def test_feed_is_believed_first() -> None:
    entry = FeedEntry(
        "https://example.org/how-to-keep-bees", published="2022-01-10T08:00:00+02:00", modified="2022-01-12"
    )
    date = found(page(post(header="<time datetime='2022-02-02'>2 Feb</time>"), entry=entry))
    assert date == PostDate("2022-01-10", "2022-01-10T08:00:00+02:00", "2022-01-12", "feed")


def test_header_shows_the_day_before_a_move() -> None:
    assert found(page(post(header="<p>January 10, 2022</p>"), LD % ("2022-05-01", "2022-05-01"))).date == "2022-01-10"


def test_a_day_below_the_title_is_none_before_a_move_where_the_address_has_the_month_that_machines_are_told() -> None:
    told = page(post(header="<p>For 14 February 2021</p>"), LD % ("2022-01-10T08:00:00+02:00", "2022-03-01"))
    assert found(told).date == "2021-02-14"
    assert found(replace(told, url="https://example.org/2022/01/bees.html")).date == "2022-01-10"


def test_blog_counts_from_the_fetch() -> None:
    assert found(page(post(header="<p>3 days ago</p>"))).date == "2022-05-29"


@pytest.mark.parametrize(
    ("rest", "order", "day"),
    [
        ("", "", "2022-03-04"),
        ("", "dmy", "2022-04-03"),
        ('<ol class="comments"><li>13/04/2022</li></ol>', "", "2022-04-03"),
        ('<ol class="comments"><li><time datetime="2022-04-03">that day</time></li></ol>', "", "2022-04-03"),
    ],
)
def test_order_of_numbers(rest: str, order: str, day: str) -> None:
    assert found(page(post(header="<p>03/04/2022</p>", outside=rest)), order=order).date == day


def test_month_of_the_address_proves_the_order() -> None:
    assert found(page(post(header="<p>03/04/2022</p>"), url="https://example.org/2022/04/bees")).date == "2022-04-03"


def test_source_that_is_worth_nothing_is_passed_over() -> None:
    a_page = page(post(header="<p>January 10, 2022</p>"), '<meta name="date" content="2022-05-31">')
    root = parse(a_page)
    assert find_date(root, a_page, weights={"visible": 0.0}).date == "2022-05-31"


BY_MACHINES = LD % ("2022-01-10T08:00:00+02:00", "2022-01-10")
# Days that one witness tells, beside the post's own that two tell.
OUTVOTED = {
    "sentence in the text beside JSON-LD": page(
        post(header="<p>Opened on 10 April 2009, closed in winter.</p>"), BY_MACHINES
    ),
    "sentence in the text beside meta": page(
        f"<h1>{TITLE}</h1><p>The bees came on 10 April 2009.</p>{PROSE}",
        '<meta property="article:published_time" content="2022-01-10">',
    ),
    "sentence in the text beside the address": page(
        f"<h1>{TITLE}</h1><p>Opened on 10 April 2009</p>{PROSE}", url="https://example.org/2022/01/10/bees"
    ),
    "line in the text beside JSON-LD and address": page(
        f"<h1>{TITLE}</h1><p>10 April 2009</p>{PROSE}", BY_MACHINES, url="https://example.org/2022/01/10/bees"
    ),
    "line in the text beside JSON-LD and the month of the address": page(
        f"<h1>{TITLE}</h1><p>Opened on 10 April 2009</p>{PROSE}", BY_MACHINES, url="https://example.org/2022/01/bees"
    ),
    "feed beside header, address and meta": page(
        post(header="<time>January 10, 2022</time>"),
        '<meta property="article:published_time" content="2022-01-10">',
        url="https://example.org/2022/01/10/bees",
        entry=FeedEntry("https://example.org/", published="2022-05-31T10:00:00Z"),
    ),
    "JSON-LD of a rebuild beside header and address": page(
        post(header="<p>January 10, 2022</p>"), LD % ("2022-05-31", ""), url="https://example.org/2022/01/10/bees"
    ),
}


@pytest.mark.parametrize("name", OUTVOTED)
def test_two_witnesses_are_believed_against_one(name: str) -> None:
    assert found(OUTVOTED[name]).date == "2022-01-10"


def test_a_number_below_ten_with_its_zero_is_a_day() -> None:
    assert found(page(post(), url="https://example.org/2022/01/05-bees/")).date == "2022-01-05"


@pytest.mark.parametrize("told", [LD % ("2022-01-10T12:24:00+00:00", ""), ""])
def test_day_above_a_title_in_bold_print_is_the_posts_and_the_first_comments_is_not(told: str) -> None:
    post = f"<table><tr><td><i>10 January 2022</i><td><b>{TITLE}</b><p>Bees slept.</p></table>"
    comment = "<h3>1 comment</h3><p>Mine were out all day.</p><p>Bo, 11 January 2022</p>"
    assert found(page(f"<h1>The Hive</h1>{post}{comment}", told), title=TITLE).date == "2022-01-10"
