"""What an address alone tells of its page: a list, a static page, nothing that is of use."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.platforms.platform import named
from blogsieve.crawler.pages.address_kinds import is_useless, kind_of_address

PLACES = {
    "list": (
        "/",
        "/category/sea/",
        "/tags/sea/index.html",
        "/page/3/",
        "/?paged=3",
        "/author/jo/",
        "/2022/",
        "/?m=202201",
        "/archives/2022/01/",
        "/archives/2013_09.html",
        "/blog/archives/08-2013.html",
        "/archives/cat_sea_and_sky.html",
        "/archives/week_2004_05_16.html",
        "/archives/02-01-2013_02-28-2013.html",
        "/event/2012/11/23.html",
        "/notes/tag:sea%20and%20sky",
        "/notes/page:2",
        "/?u=/2022/11/",
        "/index.php?tag/sea",
        "/index-2.html",
        "/index.html%3Fpaged=3.html",
        "/index.html@cat=3.html",
        "/sitemap.html",
    ),
    "static": (
        "/about/",
        "/?u=/privacy-policy/",
        "/pages/about.html",
        "/contact-us/",
        "/blog/links/",
        "/projects/boat/",
        "/datenschutzerklaerung/",
    ),
    "": (
        "/about-the-tide-of-1953/",
        "/contact-sport/",
        "/2022/01/10/archives-i-have-known/",
        "/tagebuch/",
        "/?u=/2022/01/10/archives-i-have-known/",
        "/notes/on-the-tag:sea",
        "/2010/07/friends.html",
        "/2016/11/15/links/",
        "/posts/projects/boat/",
        "/2004/05/cat_on_a_boat.html",
    ),
}


@pytest.mark.parametrize(("kind", "url"), [(kind, url) for kind, urls in PLACES.items() for url in urls])
def test_address_tells_lists_and_static_pages(kind: str, url: str) -> None:
    assert kind_of_address(f"https://a.example{url}", named("generic")) == kind


def test_addresses_that_lead_to_no_post() -> None:
    for path in (
        "/wp-login.php",
        "/feed/",
        "/post/feed/",
        "/?feed=rss2",
        "/wp-json/wp/v2/posts",
        "/post/?replytocom=3",
        "/post/index.html%3Freplytocom=3.html",
        "/cdn-cgi/l/x",
        "/cgi-bin/guestbook.cgi?page=2",
        "/event/2012/11/23/month/all/all/1.html",
    ):
        assert is_useless(f"https://a.example{path}", named("wordpress")), path
    assert not is_useless("https://a.example/cgi-bin/weblog.cgi?entry=3", named("generic"))
    assert not is_useless("https://a.example/how-to-feed-a-cat/", named("wordpress"))


@pytest.mark.parametrize("view", ["serendipity[cview]=linear", "serendipity%5Bcview%5D=threaded&url=archives%2F2.html"])
def test_the_ways_to_show_serendipitys_comments_are_no_posts(view: str) -> None:
    assert is_useless(f"https://a.example/index.php?{view}", named("serendipity"))
