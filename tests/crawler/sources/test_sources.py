"""What each source of posts must do: read its own answers and no others', say what follows, and survive junk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import permutations

import pytest
from lxml.html import fromstring

from blogsieve.cleaners.platforms.platform import load_platforms, named
from blogsieve.crawler.sources import KINDS, SOURCES, Answer, Listing, PostSource, address_of_one, of_kind, read

POST = "https://a.example/one/"
HEADERS = {"content-type": "application/json", "x-wp-total": "137"}
TUMBLR = json.dumps({"posts-total": "60", "posts": [{"url-with-slug": POST}]})


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that lists one post, and what is to be read of it."""

    url: str
    body: str
    next: str
    platform: str
    total: int | None = None


CASES = {
    "wordpress": Case(
        "https://a.example/wp-json/wp/v2/posts?per_page=1",
        json.dumps([{"link": POST, "title": {"rendered": "One"}, "content": {"rendered": "<p>T</p>"}}]),
        "https://a.example/wp-json/wp/v2/posts?per_page=1&page=2",
        "wordpress",
        137,
    ),
    "ghost": Case(
        "https://a.example/ghost/api/content/posts/?key=k&page=1",
        json.dumps({"posts": [{"url": POST, "title": "One", "html": "<p>T</p>"}],
                    "meta": {"pagination": {"page": 1, "next": 2, "total": 2}}}),
        "https://a.example/ghost/api/content/posts/?key=k&page=2",
        "ghost",
        2,
    ),
    "substack": Case(
        "https://a.example/api/v1/archive?limit=1&offset=0",
        json.dumps([{"canonical_url": POST, "title": "One"}]),
        "https://a.example/api/v1/archive?limit=1&offset=1",
        "substack",
    ),
    "tumblr": Case(
        "https://a.example/api/read/json?num=1&start=0",
        f"var tumblr_api_read = {TUMBLR};",
        "https://a.example/api/read/json?num=1&start=1",
        "tumblr",
        60,
    ),
    "squarespace": Case(
        "https://a.example/blog?format=json",
        json.dumps({"items": [{"fullUrl": "/one/", "title": "One", "body": "<p>T</p>", "publishOn": 1641801600000}],
                    "pagination": {"nextPage": True, "nextPageOffset": 1641801600001}}),
        "https://a.example/blog?format=json&offset=1641801600001",
        "squarespace",
    ),
    "hexo": Case(
        "https://a.example/search.xml",
        "<?xml version='1.0'?><search><entry><title>One</title><url>/one/</url><content>T</content></entry></search>",
        "",
        "hexo",
    ),
    "jsonfeed": Case(
        "https://a.example/archive/index.json",
        json.dumps({"items": [{"url": "/one/", "title": "One"}], "next_url": "?page=2",
                    "version": "https://jsonfeed.org/version/1.1"}),
        "https://a.example/archive/index.json?page=2",
        "microblog",
    ),
    "feed": Case(
        "https://a.example/feeds/posts/default",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'><openSearch:totalResults>26"
        f"</openSearch:totalResults><entry><title>One</title><link href='{POST}'/></entry></feed>",
        "https://a.example/feeds/posts/default?start-index=2",
        "blogger",
        26,
    ),
    "sitemap": Case(
        "https://a.example/sitemap.xml?page=1",
        f"<?xml version='1.0'?><urlset><url><loc>{POST}</loc></url></urlset>",
        "https://a.example/sitemap.xml?page=2",
        "blogger",
    ),
}  # fmt: skip
JUNK = {
    "nothing": b"",
    "a brace": b"{",
    "another brace": b"[",
    "a page": b"<!doctype html><html><head><title>Not found</title></head><body><p>Nothing here</p></body></html>",
    "an error": b'{"code": "rest_no_route", "data": {"status": 404}}',
    "numbers": b"[1]",
    "null": b"null",
    "posts that are none": b'{"posts": 3, "items": 4, "meta": []}',
    "deep": b"[" * 100_000,
    "bytes": b"\xff\xfe\x00\x1f\x8b",
}


def name_of(source: PostSource) -> str:
    return source.name


def answer_of(case: Case) -> Answer:
    return Answer(case.url, case.body.encode(), HEADERS)


def urls_of(listing: Listing) -> list[str]:
    """Return the addresses that a listing gives, in whichever form."""
    return [entry.url for entry in listing.entries] + [found.url for found in listing.addresses]


def test_each_source_has_a_case_and_a_name_of_its_own() -> None:
    assert [source.name for source in SOURCES] == list(CASES)
    assert {source.kind for source in SOURCES} == set(KINDS)


def test_interfaces_that_platforms_name_are_there() -> None:
    named_by_platforms = {platform.api.kind for platform in load_platforms()} - {""}
    assert named_by_platforms == {source.name for source in SOURCES if source.kind == "api"}


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_answer_is_read_and_what_follows_is_named(source: PostSource) -> None:
    case = CASES[source.name]
    listing = source.read(answer_of(case))
    assert listing.known
    assert urls_of(listing) == [POST]
    assert source.next(listing, case.url, named(case.platform)) == case.next
    assert listing.total == case.total
    assert listing.trouble == ""


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_crawl_reads_it_by_its_kind(source: PostSource) -> None:
    case = CASES[source.name]
    assert source in of_kind(source.kind, named(case.platform))
    listing = read(source.kind, named(case.platform), answer_of(case))
    assert (urls_of(listing), listing.next) == ([POST], case.next)


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_nothing_follows_a_listing_that_is_not_known(source: PostSource) -> None:
    case = CASES[source.name]
    assert read(source.kind, named(case.platform), Answer(case.url, b"<html>Not found</html>")).next == ""


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_own_answer_is_recognised(source: PostSource) -> None:
    assert source.recognises(answer_of(CASES[source.name]))


@pytest.mark.parametrize(("source", "other"), list(permutations(SOURCES, 2)), ids=name_of)
def test_answers_of_others_are_not_recognised(source: PostSource, other: PostSource) -> None:
    assert not source.recognises(answer_of(CASES[other.name]))


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
@pytest.mark.parametrize("body", JUNK.values(), ids=JUNK)
def test_junk_is_not_known(source: PostSource, body: bytes) -> None:
    listing = source.read(Answer(CASES[source.name].url, body))
    assert not listing.known
    assert urls_of(listing) == []


HOME = fromstring("""<html><head><link rel="https://api.w.org/" href="/wp-json/"><script data-key="k"></script>
<link rel="alternate" type="application/rss+xml" href="/mine.xml"></head><body></body></html>""")
# Where a blog in a folder is asked first, by the platform's file and its home page.
ASKED = {
    "wordpress": "https://a.example/wp-json/wp/v2/posts?per_page=100",
    "ghost": "https://a.example/ghost/api/content/posts/?key=k&limit=100&page=1&include=tags,authors",
    "substack": "https://a.example/api/v1/archive?sort=new&offset=0&limit=50",
    "tumblr": "https://a.example/api/read/json?num=50&start=0",
    "squarespace": "https://a.example/blog?format=json",
    "hexo": "https://a.example/search.xml",
    "jsonfeed": "https://a.example/archive/index.json",
    "feed": "https://a.example/mine.xml",
    "sitemap": "https://a.example/blog/sitemap.xml",
}


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_place_to_ask_first(source: PostSource) -> None:
    found = source.addresses(HOME, "https://a.example/blog/", named(CASES[source.name].platform))
    assert (found.linked + found.usual)[0] == ASKED[source.name]


@pytest.mark.parametrize("source", [source for source in SOURCES if source.kind == "api"], ids=name_of)
def test_interface_is_asked_of_its_own_platform_only(source: PostSource) -> None:
    found = source.addresses(HOME, "https://a.example/", named("generic"))
    assert found.linked + found.usual == ()


def test_one_post_is_had_in_full_where_the_interface_has_a_place_for_that() -> None:
    substack = named("substack")
    url = address_of_one("https://a.example/p/one?utm_source=x", substack)
    assert url == "https://a.example/api/v1/posts/one"
    post = {"canonical_url": "https://a.example/p/one", "title": "One", "body_html": "<p>T</p>"}
    assert [entry.html for entry in read("api", substack, Answer(url, json.dumps(post).encode())).entries] == [
        "<p>T</p>"
    ]
    assert address_of_one("https://a.example/p/one", named("generic")) == ""
