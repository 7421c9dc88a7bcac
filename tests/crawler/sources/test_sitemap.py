"""What sitemaps of every kind list."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest

from blogsieve.cleaners.platforms.platform import named
from blogsieve.crawler.sources.sitemap import NotASitemap, Sitemap, listed_by, read_sitemap
from blogsieve.crawler.sources.source import Answer

URL = "https://a.example/sitemap.xml"
# What a sitemap as large as the protocol allows may cost, in MB, beside its own bytes, until its pages are noted.
MOST_MEMORY = 30
READ = """
import resource
from blogsieve.crawler.sources.sitemap import read_sitemap
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

frontier, before = SQLiteFrontier(), peak()
places = ("<url><loc>https://a.example/2020/01/a-name-of-some-length-%d.html</loc></url>" % n for n in range(50_000))
body = ("<urlset>" + "".join(places) + "</urlset>").encode()
with frontier.transaction():
    for place in read_sitemap(body, "https://a.example/sitemap.xml"):
        frontier.add("a", place.url, "page", Rank.PARKED, "sitemap")
assert frontier.accounts.tally("a")["waiting"] == 50_000
print(peak() - before)
"""
NS = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
PLACE = "<url><loc> https://a.example/x?a=1&amp;b=2 </loc><lastmod>2022-01-10</lastmod></url>"
SET = f"<?xml version='1.0'?>\n<urlset {NS}>{PLACE}</urlset>"


def urls(body: bytes) -> list[str]:
    """Return the addresses that a sitemap lists."""
    return [place.url for place in read_sitemap(body, URL)]


@pytest.mark.parametrize(
    "body",
    [
        SET.encode(),
        gzip.compress(SET.encode()),
        b"\xef\xbb\xbf" + SET.encode(),
        b"\n\n" + SET.encode().partition(b"\n")[2],
        b"https://a.example/x?a=1&b=2\n",
        SET.replace(f" {NS}", "").encode(),
        SET.replace("sitemap/0.9", "sitemap/0.84").encode(),
        SET.replace("</urlset>", "<url><loc>").encode(),
        SET.replace("&amp;", "&").encode(),
        SET.replace("https://a.example", "").encode(),
        SET.replace("https://a.example/", "").encode(),
        SET.replace("&amp;", "&#38;").encode(),
    ],
)
def test_addresses_are_read(body: bytes) -> None:
    assert urls(body) == ["https://a.example/x?a=1&b=2"]


@pytest.mark.parametrize("name", ["R&D", "R&amp;D", "R&#38;D"])
def test_sign_of_and_is_kept_however_it_is_written(name: str) -> None:
    body = f"<urlset><url><loc>/{name}/?a&copy=1</loc></url><url><loc>/next/?a=1&b&c;d</loc></url></urlset>"
    assert urls(body.encode())[0] == "https://a.example/R&D/?a&copy=1"
    assert urls(body.encode())[1].startswith("https://a.example/next/?a=1&b")


def test_date_of_the_last_change_is_read() -> None:
    (place,) = read_sitemap(SET.encode(), URL)
    assert (place.modified, place.nested) == ("2022-01-10", False)


def test_feed_may_stand_for_a_sitemap() -> None:
    feed = b"<rss><channel><item><title>Pears</title><link>https://a.example/pears</link></item></channel></rss>"
    listing = Sitemap().read(Answer("https://a.example/all.rss", feed))
    assert [entry.url for entry in listing.entries] == ["https://a.example/pears"]


def test_index_names_sitemaps() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>https://a.example/sitemap.xml?page=1</loc></sitemap></sitemapindex>"
    (place,) = read_sitemap(body.encode(), URL)
    assert place.nested
    assert place.url == "https://a.example/sitemap.xml?page=1"


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Hello</body></html>", b"hello\nworld", b"\x1f\x8bbroken", b"<", b"{}"]
)
def test_what_is_no_sitemap(body: bytes) -> None:
    with pytest.raises(NotASitemap):
        urls(body)


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (f"<?xml version='1.0'?><urlset {NS}></urlset>".encode(), "lists no pages"),
        (b"\x1f\x8bbroken", "lists no pages"),
        (b"<!doctype html><html><body>Not found</body></html>", ""),
        (b"<?xml version='1.0'?><html><body>Not found</body></html>", ""),
        (b"", ""),
    ],
)
def test_trouble_is_told_with_what_is_meant_to_be_a_sitemap(body: bytes, trouble: str) -> None:
    listing = Sitemap().read(Answer(URL, body))
    assert not listing.known
    assert listing.trouble == trouble


def test_reference_to_no_character_costs_nothing() -> None:
    body = b"<urlset xmlns='a&#xD83D;' b='&#57343;'><url><loc>https://a.example/&#xD83D;x</loc></url></urlset>"
    assert urls(body) == ["https://a.example/x"]


def test_entities_are_not_expanded() -> None:
    laughs = "<!DOCTYPE l [<!ENTITY a 'https://a.example/ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
    body = f"<?xml version='1.0'?>{laughs}<urlset {NS}><url><loc>https://a.example/1</loc></url><url><loc>&b;</loc></url></urlset>"
    assert urls(body.encode()) == ["https://a.example/1"]


@pytest.mark.parametrize(
    ("platform", "name", "kind"),
    [
        ("wordpress", "wp-sitemap-posts-post-1.xml", "post"),
        ("wordpress", "wp-sitemap-posts-page-1.xml", "other"),
        ("wordpress", "wp-sitemap-taxonomies-category-1.xml", "other"),
        ("wordpress", "wp-sitemap-posts-product-1.xml", ""),
        ("wordpress", "post-sitemap2.xml", "post"),
        ("wordpress", "page-sitemap.xml", "other"),
        ("ghost", "sitemap-posts.xml", "post"),
        ("ghost", "sitemap-authors.xml", "other"),
        ("blogger", "sitemap.xml?page=2", "post"),
        ("blogger", "sitemap-pages.xml", "other"),
        ("generic", "sitemap.xml", ""),
        ("wix", "blog-posts-sitemap.xml", "post"),
    ],
)
def test_kind_is_told_by_the_name(platform: str, name: str, kind: str) -> None:
    assert listed_by(f"https://a.example/{name}", named(platform)) == kind


def test_large_sitemap_is_not_held_in_memory() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < MOST_MEMORY
