"""What the interfaces of platforms answer."""

from __future__ import annotations

import json

import pytest

from blogsieve.crawler.sources.apis import read_answer

WORDPRESS = [
    {
        "link": "https://a.example/eins/",
        "date": "2022-01-11T00:30:00",
        "date_gmt": "2022-01-10T23:30:00",
        "modified": "2022-01-12T00:00:00",
        "modified_gmt": "2022-01-11T23:00:00",
        "title": {"rendered": "Eins"},
        "content": {"rendered": "<p>Text</p>", "protected": False},
    },
    {"link": "https://a.example/geheim/", "title": {"rendered": "G"}, "content": {"rendered": "", "protected": True}},
]
GHOST = {
    "posts": [{"url": "https://a.example/one/", "title": "One", "html": "<p>T</p>", "tags": [{"name": "sea"}],
               "published_at": "2022-01-10T08:00:00.000Z", "primary_author": {"name": "Jo"}}],
    "meta": {"pagination": {"page": 1, "next": 2}},
}  # fmt: skip
SQUARESPACE = {
    "items": [
        {"fullUrl": "/blog/one", "title": "One", "body": "<p>T</p>", "publishOn": 1641801600000, "tags": ["sea"]}
    ],
    "pagination": {"nextPage": True, "nextPageOffset": 1641801600001},
}
TUMBLR = {
    "posts-total": 60,
    "posts": [{"url-with-slug": "https://a.tumblr.com/post/1/one", "regular-title": "One", "regular-body": "<p>T</p>",
               "date-gmt": "2022-01-10 08:00:00 GMT"}],
}  # fmt: skip
HEXO = "<search><entry><title>One</title><url>/one/</url><content>&lt;p&gt;T&lt;/p&gt;</content></entry></search>"

ANSWERS = {
    "wordpress": ("https://a.example/wp-json/wp/v2/posts?per_page=2", json.dumps(WORDPRESS), "https://a.example/eins/",
                  "https://a.example/wp-json/wp/v2/posts?per_page=2&page=2"),
    "ghost": ("https://a.example/ghost/api/content/posts/?key=k&page=1", json.dumps(GHOST), "https://a.example/one/",
              "https://a.example/ghost/api/content/posts/?key=k&page=2"),
    "squarespace": ("https://a.example/blog?format=json", json.dumps(SQUARESPACE), "https://a.example/blog/one",
                    "https://a.example/blog?format=json&offset=1641801600001"),
    "tumblr": ("https://a.tumblr.com/api/read/json?num=50&start=0", f"var tumblr_api_read = {json.dumps(TUMBLR)};",
               "https://a.tumblr.com/post/1/one", "https://a.tumblr.com/api/read/json?num=50&start=1"),
    "hexo": ("https://a.example/search.xml", HEXO, "https://a.example/one/", ""),
    "substack": ("https://a.substack.com/api/v1/archive?offset=0&limit=1",
                 json.dumps([{"canonical_url": "https://a.substack.com/p/one"}]), "https://a.substack.com/p/one",
                 "https://a.substack.com/api/v1/archive?limit=1&offset=1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_answer_lists_posts_and_where_older_ones_are(kind: str) -> None:
    url, body, post, older = ANSWERS[kind]
    answer = read_answer(kind, body.encode(), url)
    assert answer.known
    assert [entry.url for entry in answer.entries] == [post]
    assert answer.next == older


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize(
    "body", [b"", b"<html>Not found</html>", b'{"code": "rest_no_route"}', b"[1]", b"null", b'{"posts": 3}']
)
def test_other_answers_are_not_known(kind: str, body: bytes) -> None:
    answer = read_answer(kind, body, "https://a.example/")
    assert not answer.known
    assert answer.entries == ()


def test_dates_of_wordpress_bear_the_zone_of_the_blog() -> None:
    (entry,) = read_answer("wordpress", json.dumps(WORDPRESS).encode(), "https://a.example/wp-json/wp/v2/posts").entries
    assert entry.published == "2022-01-11T00:30:00+01:00"
    assert entry.modified == "2022-01-12T00:00:00+01:00"
