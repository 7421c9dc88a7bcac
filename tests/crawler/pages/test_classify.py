"""What a page is told to be, by what is known of it."""

from __future__ import annotations

import pytest
from made_page import BODY, LIST, POST, page, see, teasers

from blogsieve.cleaners.platforms.platform import named
from blogsieve.crawler.pages.classify import judge
from blogsieve.crawler.pages.features import PageFeatures
from blogsieve.crawler.pages.profile import Profile
from blogsieve.crawler.pages.shapes import Shapes
from blogsieve.crawler.urls import url_key

NOBODY: frozenset[str] = frozenset()
LINK = frozenset({"link"})


def links(count: int) -> str:
    """Return links with the titles of other posts, as they stand around one."""
    return "".join(f"<p><a href='/x{number}/'>What the tide brought, part {number}</a></p>" for number in range(count))


KINDS = [
    ("post", POST, "generic", "some-page/", NOBODY),
    ("list", LIST, "generic", "some-page/", NOBODY),
    ("post", LIST, "generic", "some-page/", frozenset({"feed"})),
    ("post", page(teasers(3), "<meta property='og:type' content='article'>"), "generic", "x/", LINK),
    ("post", page("<p>Photo.</p>" + teasers(5), body="single single-post"), "wordpress", "x/", LINK),
    ("list", page(f"<p>{BODY}</p>", body="archive category"), "wordpress", "x/", LINK),
    ("static", page(f"<p>{BODY}</p>", body="page page-id-2"), "wordpress", "x/", LINK),
    ("attachment", page("<img src='a.jpg'>", body="attachment single single-attachment"), "wordpress", "x/", LINK),
    (
        "closed",
        page("<form class='post-password-form'></form>", body="single-post"),
        "wordpress",
        "x/",
        frozenset({"feed"}),
    ),
    # A theme may write the form anew; WordPress reads the password from this field.
    ("closed", page("<form class='inline'><input name='post_password'></form>"), "wordpress", "x/", LINK),
    (
        "closed",
        page("<div class='hbe' id='hexo-blog-encrypt'>Password?</div>"),
        "hexo",
        "2022/01/x/",
        frozenset({"feed"}),
    ),
    (
        "post",
        page(f"<div class='gh-content'><p>{BODY}</p><aside class='gh-post-upgrade-cta'>Subscribe</aside></div>"),
        "ghost",
        "x/",
        LINK,
    ),
    ("missing", page("<p>Nothing was found here.</p>", body="error404 hfeed"), "wordpress", "2022/01/x/", LINK),
    ("post", page(f"<p>{BODY}</p>", body="item-view"), "blogger", "2022/01/x.html", LINK),
    ("static", POST, "blogger", "p/links.html", LINK),
    ("list", POST, "generic", "tag/boats/", LINK),
    ("list", POST, "generic", "2022/01/", LINK),
    ("static", POST, "generic", "impressum/", LINK),
    ("post", LIST, "generic", "2022/01/boat/", LINK),
    ("other", page(f"<p>{BODY}</p>", body="page-node node-type-image"), "drupal", "image/x.html", LINK),
    ("static", POST, "drupal", "filter/tips.html", LINK),
    ("other", page(f"<p>{BODY}</p>", body="single single-product"), "wordpress", "x/", frozenset({"post"})),
    (
        "other",
        page(f"<p>{BODY}</p>", '<script type=\'application/ld+json\'>{"@type": "Event"}</script>'),
        "generic",
        "x/",
        LINK,
    ),
    ("stub", page("<p>Moved.</p>", "<meta http-equiv='refresh' content='0; url=/y/'>"), "generic", "x/", LINK),
    ("post", page(f"<p>{BODY}</p>", "<meta http-equiv='refresh' content='600'>"), "generic", "x/", LINK),
    ("post", page(f"<h1>Boat</h1><p>{BODY[:120]}</p>{teasers(4)}"), "generic", "x/", frozenset({"link", "title"})),
    ("list", page(f"<h1>Boats</h1><p>{BODY[:120]}</p>{teasers(4)}"), "generic", "x/", LINK),
    ("list", page(f"<h1>Boats</h1><p>{BODY[:120]}</p>{teasers(7)}"), "generic", "x/", frozenset({"link", "title"})),
    ("post", page(f"<h1>Boat</h1><p>{BODY[:90]}</p>{links(4)}"), "generic", "x/", frozenset({"link", "title"})),
    ("list", page(f"<h1>Boats</h1><p>{BODY[:90]}</p>{links(4)}"), "generic", "x/", LINK),
    ("list", page(f"<h1>Boats</h1><p>{BODY[:90]}</p>{links(20)}"), "generic", "x/", frozenset({"link", "title"})),
    ("post", POST, "hexo", "archives/boat/", LINK),
    ("list", LIST, "hexo", "archives/2022/", LINK),
    ("post", page(f"<p>{BODY}</p>"), "generic", "about/", frozenset({"api"})),
]


@pytest.mark.parametrize(("kind", "html", "platform", "path", "sources"), KINDS)
def test_page_is_judged(kind: str, html: str, platform: str, path: str, sources: frozenset[str]) -> None:
    assert judge(see(html, f"https://a.example/{path}"), sources, Profile(named(platform))).kind == kind


def learned(posts: list[PageFeatures], others: list[PageFeatures]) -> Profile:
    """Return what is learned from some pages."""
    profile = Profile(named("generic"))
    profile.learn(posts, [other.marks for other in others])
    return profile


def in_menu(html: str) -> Profile:
    """Return what is learned of a blog whose pages bear marks of every kind, and a menu with an about page."""
    posts = [see(html.replace("<time>", f"<time>{n} May 2020 "), f"https://a.example/post-{n}/") for n in range(1, 9)]
    profile = learned(posts, [see(LIST)])
    profile.learn_menu(posts, frozenset())
    profile.learn_mute(posts, posts, [see(LIST).marks])
    return profile


MARKED = page(
    f"<article><h1>Boat</h1><time></time><p>{BODY}</p></article>",
    '<script type=\'application/ld+json\'>{"@type": "Blog"}</script>',
)


@pytest.mark.parametrize(
    ("kind", "path", "sources"),
    [
        ("post", "boat/", frozenset({"feed"})),
        ("post", "boat/", LINK),
        ("static", "about/", frozenset({"feed"})),
        ("static", "about/", LINK),
    ],
)
def test_no_witness_tells_alone_what_the_blog_contradicts(kind: str, path: str, sources: frozenset[str]) -> None:
    verdict = judge(see(MARKED, f"https://a.example/{path}"), sources, in_menu(MARKED))
    assert verdict.kind == kind, verdict


def test_a_post_that_a_box_on_every_page_names_is_one() -> None:
    box = "<aside><a href='/boat/'>Boat</a><a href='/crew/'>Crew</a></aside>"
    html = page(f"<article class=entry><h1>Boat</h1><time>1 May 2020</time><p>{BODY}</p></article>{box}")
    posts = [see(html, f"https://a.example/post-{number}/") for number in range(1, 9)]
    profile = learned(posts, [see(LIST)])
    profile.learn_menu(posts, frozenset())
    undated = see(html.replace("<time>1 May 2020</time>", ""), "https://a.example/crew/")
    assert judge(see(html, "https://a.example/boat/"), LINK, profile).kind == "post"
    assert judge(undated, LINK, profile).kind == "static"


def test_mark_that_all_pages_bear_tells_nothing() -> None:
    assert judge(see(MARKED), LINK, Profile(named("generic"))).kind == "post"
    assert "ld=Blog" in in_menu(MARKED).mute


def test_page_without_a_day_is_static_where_all_addresses_have_the_year() -> None:
    profile = Profile(named("generic"), Shapes.of(f"https://a.example/2020/0{n}/x{n}.html" for n in range(1, 9)))
    plain = page(f"<h1>Boat</h1><p>{BODY}</p>")
    assert judge(see(plain), LINK, profile).kind == "static"
    assert judge(see(POST), LINK, profile).kind == "post"
    assert judge(see(plain, "https://a.example/2009/01/x.html"), LINK, profile).kind == "post"
    assert judge(see(plain, "https://a.example/2020/01/x1.html/front/"), LINK, profile).kind == "attachment"


@pytest.mark.parametrize("day", ["2020-01-0{}", "2020年1月{}日", "2020년 1월 {}일"])
def test_days_with_a_title_each_are_an_archive_unless_a_post_has_them_beside_it(day: str) -> None:
    rows = "".join(f"<li><i>{day.format(n)}</i>: <a href='/2020/0{n}/x{n}.html'>Tide {n}</a></li>" for n in range(1, 9))
    both = page(f"<h1>Tides</h1><p>{BODY * 2}</p><ul>{rows}</ul>")
    profile = Profile(named("generic"), Shapes.of(f"https://a.example/2020/0{n}/x{n}.html" for n in range(1, 9)))
    assert judge(see(both, "https://a.example/tides/"), LINK, profile).kind == "list"
    assert judge(see(both, "https://a.example/2020/09/x9.html"), LINK, profile).kind == "post"
    assert judge(see(both, "https://a.example/tides/"), LINK, Profile(named("generic"))).kind == "post"


def test_page_for_what_is_not_there_is_known_again() -> None:
    gone = [see(page(f"<h1>Hm</h1><p>{BODY[::-1]}</p>"), f"https://a.example/gone-{n}/") for n in range(3)]
    profile = Profile(named("generic"))
    profile.learn_missing([], [*gone, see(POST)])
    assert judge(gone[0], LINK, profile).kind == "missing"
    assert judge(gone[0], frozenset({"feed"}), profile).kind == "post"
    assert judge(see(POST), LINK, profile).kind == "post"


def test_a_post_whose_tags_no_other_has_is_not_taken_for_what_is_not_there() -> None:
    shown = page(f"<h1>Boat</h1><p>{BODY}</p>")
    pages = [see(shown, f"https://a.example/{path}/") for path in ("boat", "tag/oars", "tag/tar", "tag/rope")]
    profile = Profile(named("generic"))
    profile.learn_missing([], [*pages, see(POST)])
    assert not profile.is_missing(pages[0])


def test_pages_that_a_script_makes_are_not_taken_for_what_is_not_there() -> None:
    scripts = [f"<script>show({n}, '{BODY}')</script>" for n in range(3)]
    shells = [see(page(f"Loading…{script}"), f"https://a.example/{n}x/") for n, script in enumerate(scripts)]
    profile = Profile(named("generic"))
    profile.learn_missing([], [*shells, see(POST)])
    assert [profile.is_missing(shell) for shell in shells] == [False] * 3


def test_short_post_among_the_boxes_of_the_page_for_what_is_not_there_is_one() -> None:
    boxes = "".join(f"<p>{n} {BODY}</p>" for n in range(20))
    profile = Profile(named("generic"))
    profile.see_missing(see(page(f"<h1>Hm</h1><p>Nothing is here.</p>{boxes}")), frozenset())
    assert not profile.is_missing(see(page(f"<h1>Boat</h1><p>{BODY[:190]}</p>{boxes}")))
    assert profile.is_missing(see(page(f"<h1>Hm</h1><p>Nothing is at /boat/.</p>{boxes}")))


def test_page_in_a_section_for_something_else_is_no_post_beside_a_section_of_posts() -> None:
    urls = [f"https://a.example/{where}/x{n}/" for n in range(4) for where in ("post", "talk")]
    beside, alone = (Profile(named("hugo"), Shapes.of(found)) for found in (urls, urls[1::2]))
    talk, feed = see(POST, "https://a.example/talk/x9/"), frozenset({"feed"})
    assert judge(talk, feed, beside).kind == "other"
    assert judge(talk, feed, alone).kind == "post"
    assert judge(see(POST, "https://a.example/post/talk/x9/"), feed, beside).kind == "post"


@pytest.mark.parametrize(
    ("path", "in_menu", "kind"),
    [("about/", False, "static"), ("boats/", True, "static"), ("boats/", False, "post"), ("posts/x9/", False, "post")],
)
def test_a_page_that_a_feed_names_outside_of_the_section_of_posts(path: str, in_menu: bool, kind: str) -> None:
    urls = [f"https://a.example/posts/x{n}/" for n in range(8)]
    shapes = Shapes.of([*urls, "https://a.example/about/", "https://a.example/boats/"])
    menu = frozenset([url_key(f"https://a.example/{path}")]) if in_menu else frozenset()
    profile = Profile(named("hugo"), shapes, dated=True, menu=menu)
    assert judge(see(POST, f"https://a.example/{path}"), frozenset({"feed"}), profile).kind == kind


def test_static_page_in_the_template_of_the_posts_lacks_a_day() -> None:
    template = "<article class='entry'><h1>Boat</h1>{}<p>" + BODY + "</p></article>"
    posts = [
        see(page(template.format(f"<time>{n} May 2020</time>")), f"https://a.example/post-{n}/") for n in range(1, 9)
    ]
    profile = learned(posts, [see(LIST)])
    assert judge(see(page(template.format("")), "https://a.example/bookshelf/"), LINK, profile).kind == "static"
    assert judge(posts[0], LINK, profile).kind == "post"


def test_short_post_is_known_by_the_template_of_the_others() -> None:
    posts = [
        see(page(f"<div class='entry-{n}'><div class='text'>{BODY}</div></div>"), f"https://a.example/{n}x/")
        for n in range(9)
    ]
    profile = learned(posts, [see(LIST)])
    short = page("<div class='text'>Hm.</div>" + "<aside>" + teasers(4) + "</aside>")
    assert judge(see(short), LINK, profile).kind == "post"


def test_page_of_whole_posts_with_a_way_to_each_is_a_list() -> None:
    post = f"<h3>Boat</h3><p>{BODY}</p><p>Posted at <a href='/0{{0}}.html'>0{{0}}:10 PM</a></p>"
    whole = "".join(post.format(n) for n in range(4))
    assert judge(see(page(whole)), LINK, Profile(named("movabletype"))).kind == "list"
    tweets = "".join(f"<li>{BODY} <a href='https://b.example/{n}'>10:0{n}</a></li>" for n in range(4))
    assert judge(see(page(f"<h1>This week</h1><ul>{tweets}</ul>")), LINK, Profile(named("movabletype"))).kind == "post"


def test_the_home_page_in_another_language_is_none_of_its_posts() -> None:
    home = page(f"<p>{BODY}</p>{teasers(4)}", '<meta property="og:type" content="article">')
    profile = Profile(named("generic"), homes=frozenset({url_key("https://a.example/english/")}))
    assert judge(see(home, "https://a.example/english/"), LINK, profile).kind == "list"
    assert judge(see(home, "https://a.example/tides/"), LINK, profile).kind == "post"
    shapes = Shapes.of(f"https://a.example/english/posts/{name}/" for name in "xyz")
    assert judge(see(LIST, "https://a.example/english/"), LINK, Profile(named("generic"), shapes)).kind == "list"


def test_pages_out_of_the_posts_section_and_template_are_none() -> None:
    urls = [f"https://a.example/blog/x{number}/" for number in range(8)]
    made = [page(f"<time>{number} May 2020</time><p class=body>{BODY}</p>") for number in range(8)]
    posts = [see(html, url) for html, url in zip(made, urls, strict=True)]
    profile = learned(posts, [see(LIST)])
    slides = see(page(f"<h1>Slides of 4 May 2020</h1><p>{BODY}</p>"), "https://a.example/slides.html")
    assert judge(slides, LINK, profile).kind == "static"
    assert judge(slides, frozenset({"feed"}), profile).kind == "post"
    older = see(page(f"<p>{BODY}</p>"), "https://a.example/2014/05/04/boat/")
    assert judge(older, LINK, profile).kind == "post"


def test_a_note_without_tags_is_a_post_where_all_else_is_as_posts_have_it() -> None:
    made = "<article class=entry><h1>Boat</h1><time>{} May 2020</time><p class=text>" + BODY + "</p>{}</article>"
    tags = "<p class=tags><a class=tag href=/tag/a/>a</a></p>"
    posts = [see(page(made.format(n, tags)), f"https://a.example/posts/x{n}/") for n in range(1, 9)]
    profile = learned(posts, [see(LIST)])
    assert (
        judge(see(page(made.format(9, "<p class=tags></p>")), "https://a.example/thoughts/y/"), LINK, profile).kind
        == "post"
    )


@pytest.mark.parametrize(
    ("count", "text", "kind"),
    [(60, "<p>All that was said.</p>", "list"), (60, f"<p>{BODY * 20}</p>", "post"), (2, "", "post")],
)
def test_folder_of_posts_that_links_to_them_in_rows_is_a_list(count: int, text: str, kind: str) -> None:
    links = [f"<a href='/notes/2022/10/{n}/boat-{n}.html'>How boat {n} came home, at last</a>" for n in range(count)]
    rows = "".join(f"<tr><td>Oct. {n}</td><td>{link}</td></tr>" for n, link in enumerate(links))
    profile = Profile(named("generic"))
    profile.shapes = Shapes.of(f"https://a.example/notes/2022/10/{n}/boat-{n}.html" for n in range(1, 9))
    html = page(f"<time datetime='2022-10-09'>9 October</time><p>{BODY}</p>{text}<table>{rows}</table>")
    for path in ("notes/", "notes/index.html"):
        assert judge(see(html, f"https://a.example/{path}"), LINK, profile).kind == kind


def test_posts_of_a_line_below_which_others_have_cards_are_posts_by_their_platforms_mark() -> None:
    cards = "".join(f"<article><h3><a href='/c{n}/'>Tar and rope {n}</a></h3><p>Short.</p></article>" for n in range(4))
    short = f"<article><h1>Boat</h1><p>One sail, no wind.</p></article>{cards}"
    posts = [see(page(short, body="single-post"), f"https://a.example/p{n}/") for n in range(5)]
    profile = Profile(named("wordpress"))
    profile.learn_mute([], [*posts, see(page(short, body="blog"), "https://a.example/page/2/")], [])
    assert {judge(post, LINK, profile).kind for post in posts} == {"post"}
    profile.learn_mute([], [*posts, see(page(short, body="blog single-post"), "https://a.example/page/2/")], [])
    assert "body.single-post" in profile.mute


def test_page_of_another_type_than_the_posts_is_none() -> None:
    team = page(f"<h1>Ana</h1><p>{BODY}</p>", body="single single-crew_cpt")
    post = page(f"<h1>Boat</h1><p>{BODY}</p>", body="single single-post")
    posts = [see(post, f"https://a.example/post-{number}/") for number in range(1, 9)]
    profile = Profile(named("wordpress"))
    profile.learn(posts, [see(LIST).marks])
    assert judge(see(team), LINK, profile).kind == "other"
    assert judge(see(team), frozenset({"feed"}), profile).kind == "post"
    assert judge(see(team), LINK, Profile(named("wordpress"))).kind == "post"


def test_a_format_of_posts_makes_no_post_of_another_type() -> None:
    post, film = (
        page(f"<h1>Boat</h1><p>{BODY}</p>", body=f"single single-{kind} single-format-standard")
        for kind in ("post", "film")
    )
    profile = Profile(named("wordpress"))
    profile.learn([see(post, f"https://a.example/post-{number}/") for number in range(1, 9)], [see(LIST).marks])
    assert [judge(see(one), LINK, profile).kind for one in (post, film)] == ["post", "other"]
