"""What answers in an archive say of posts: feeds, interfaces of platforms, sitemaps that list nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogsieve.cleaners.platforms.platform import GENERIC, load_platforms, named
from blogsieve.crawler.sources import apis, feeds, sitemaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.corpus.warc import Entry
    from blogsieve.cleaners.model import FeedEntry

# What stands in the addresses of interfaces that list posts, and in no other address.
INTERFACES = {
    "wordpress": ("/wp/v2/posts",),
    "ghost": ("/ghost/api/content/posts/",),
    "substack": ("/api/v1/archive",),
    "tumblr": ("/api/read/json",),
    "squarespace": ("format=json",),
    "hexo": ("/search.xml", "/search.json", "/local-search.xml"),
}
# Blogger's feed of static pages.
OF_PAGES = "/feeds/pages/"
SITEMAPS = (".xml.gz", ".xml")


def is_data(entry: Entry) -> bool:
    """Tell whether an answer is for programs rather than readers."""
    kind = entry.content_type.lower()
    is_file = urlsplit(entry.url).path.endswith(SITEMAPS)
    return "json" in kind or ("xml" in kind and "xhtml" not in kind) or is_file or bool(interface_of(entry.url))


def interface_of(url: str) -> str:
    """Return whose interface an address is of, "" for none.

    >>> interface_of("https://a.example/wp-json/wp/v2/posts?page=2"), interface_of("https://a.example/feed/")
    ('wordpress', '')
    """
    return next((kind for kind, marks in INTERFACES.items() if any(mark in url for mark in marks)), "")


def entries_of(entry: Entry) -> Iterator[FeedEntry]:
    """Yield what a feed or an interface says of posts; comments and static pages, which have feeds too, are none."""
    if OF_PAGES in entry.url:
        return
    kind = interface_of(entry.url)
    answer = apis.read_answer(kind, entry.body, entry.url) if kind else apis.Answer()
    listed = answer.entries if answer.known else feeds.read_feed(entry.body, entry.url, entry.content_type).entries
    # A comment stands on the post's page, at a mark of its own.
    yield from (said for said in listed if "#" not in said.url)


def posts_of(entry: Entry) -> Iterator[str]:
    """Yield the addresses that a sitemap of posts lists, by its name: no platform may say that it is of others."""
    kinds = {sitemaps.kind_of(entry.url, platform, named(GENERIC)) for platform in load_platforms()}
    if "post" in kinds and "other" not in kinds:
        try:
            yield from (place.url for place in sitemaps.read_sitemap(entry.body, entry.url) if not place.nested)
        except sitemaps.NotASitemap:
            return
