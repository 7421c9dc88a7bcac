"""One page has one address, and traps have none that is followed."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.address import is_web
from blogsieve.crawler.urls import canonical_url, is_file, is_trap, site, url_key

SAME = [
    ("https://a.example/2022/01/post.html", "http://www.a.example/2022/01/post.html?m=1"),
    ("https://a.example/post/", "https://a.example/post"),
    ("https://a.example/post/", "https://a.example/post/index.html"),
    ("https://a.example/post/", "https://a.example/post/?utm_source=x&utm_medium=y&fbclid=z"),
    ("https://a.example/post/", "https://a.example/post/#comments"),
    ("https://a.example/post/", "https://a.example/post/?replytocom=7#respond"),
    ("https://a.example/post/", "https://a.example/post/comment-page-2/#comment-9"),
    ("https://a.example/post/", "https://a.example/post/amp/"),
    ("https://a.example/post/", "https://a.example/post/?amp=1"),
    ("https://a.example/post/", "https://a.example/post/?share=twitter&nb=1"),
    ("https://a.example/?p=12", "https://a.example/?cpage=2&p=12"),
    ("https://a.blogspot.com/2020/01/x.html", "http://a.blogspot.co.uk/2020/01/x.html?showComment=1#c1"),
    ("https://a.example/x", "https://a.example/x?from=postList"),
    ("https://a.example/x?a=1&b=2", "https://a.example/x?b=2&a=1"),
    ("https://a.example/%D0%BF%D1%80/", "https://a.example/%d0%bf%d1%80/"),
    ("https://a.example/пр/", "https://a.example/%D0%BF%D1%80/"),
    ("https://medium.com/@jo/x-1", "https://medium.com/@jo/x-1?source=rss-abc------2"),
    ("http://a.example:80/x", "https://a.example:443/x"),
]
OTHER = [
    ("https://a.example/post/", "https://a.example/post-2/"),
    ("https://a.example/?p=12", "https://a.example/?p=13"),
    ("https://a.example/post/", "https://a.example/post/2/"),
    ("https://a.example/post/", "https://b.example/post/"),
    ("https://a.example/x?page=2", "https://a.example/x?page=3"),
    ("https://a.example/x?from=20", "https://a.example/x"),
    ("https://a.example/?m=201304", "https://a.example/"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("url", [url for pair in SAME + OTHER for url in pair])
def test_clean_address_is_clean_already(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
    assert url_key(canonical_url(url)) == url_key(url)


def test_site_is_the_host_with_its_port() -> None:
    assert site("https://www.A.example:8080/x") == "a.example:8080"
    assert site("https://me:secret@a.example/x") == "a.example"


def test_no_web_addresses() -> None:
    for url in (
        "mailto:a@b.example",
        "javascript:void(0)",
        "https://",
        "http://[broken",
        "http://a:b/",
        "ftp://a.example/",
    ):
        assert not is_web(url)


def test_files_are_no_pages() -> None:
    assert is_file("https://a.example/photo.JPG?w=300")
    assert is_file("https://a.example/feed.xml")
    assert not is_file("https://a.example/2020/01/post.html")
    assert not is_file("https://a.example/version-2.0/")


def test_traps() -> None:
    assert is_trap("https://a.example/x/?a=1&b=2&c=3&d=4")
    assert is_trap("https://a.example/a/b/a/b/a/b/")
    assert is_trap("https://a.example/" + "x/" * 12)
    assert not is_trap("https://a.example/2022/01/10/post/?p=1&lang=de")
