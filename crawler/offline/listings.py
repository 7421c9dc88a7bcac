"""What answers in an archive say of posts: feeds, interfaces of platforms, sitemaps that list nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web, split_url
from blogsieve.cleaners.corpus.message import gunzip
from blogsieve.cleaners.corpus.signatures import GZIP
from blogsieve.cleaners.platforms.platform import load_platforms
from blogsieve.crawler.sources import SOURCES, Answer, Listing
from blogsieve.crawler.sources.sitemap import listed_by
from blogsieve.crawler.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.corpus.warc import Entry
    from blogsieve.cleaners.model import FeedEntry

SITEMAPS = (".xml.gz", ".xml")
# Where the address of a post stands: the text of an element, a link of Atom, a value of JSON. Addresses inside of a
# post's HTML are many, and of other hosts.
ADDRESS = re.compile(
    rb"""(?:>\s*(?:<!\[CDATA\[)?\s*|<(?:\w+:)?link\b[^>]{0,300}?\bhref\s*=\s*["']\s*|[:\[,]\s*")"""
    rb"""(?:https?:)?\\?/\\?/([^\s/\\"'<>?\#&\]]{1,253})""",
    re.IGNORECASE,
)


def is_data(entry: Entry) -> bool:
    """Tell whether an answer is for programs rather than readers."""
    kind = entry.content_type.lower()
    is_file = split_url(entry.url).path.endswith(SITEMAPS)
    is_source = any(source.recognises(answer_of(entry)) for source in SOURCES)
    return "json" in kind or ("xml" in kind and "xhtml" not in kind) or is_file or is_source


def listing_of(entry: Entry) -> Listing:
    """Return what the source lists whose answer this is; a Listing that is not known where it is of none."""
    answer = answer_of(entry)
    listings = (source.read(answer) for source in SOURCES if source.recognises(answer))
    return next((listing for listing in listings if listing.known), Listing())


def hosts_named(entry: Entry) -> Iterator[str]:
    """Yield the hosts, without `www.`, of whose posts an answer may tell, without reading it; its own is one of them.

    >>> from blogsieve.cleaners.corpus.warc import Entry, Spot
    >>> rss = b"<link>https://www.a.example/1</link><description>&lt;a href='http://b.example/'&gt;"
    >>> sorted(hosts_named(Entry(None, "response", "http://feeds.example/a", "", 200, "text/xml", rss, "", "")))
    ['a.example', 'feeds.example']
    """
    body = b"".join(gunzip(entry.body)) if entry.body.startswith(GZIP) else entry.body
    named = {found.decode("utf-8", "replace") for found in ADDRESS.findall(body.replace(b"\0", b""))}
    for url in (entry.url, *(f"http://{host}/" for host in named)):
        if is_web(url):
            yield split_url(canonical_url(url)).netloc.removeprefix("www.")


def answer_of(entry: Entry) -> Answer:
    """Return an archive's answer as sources read it."""
    return Answer(entry.url, entry.body, {"content-type": entry.content_type})


def entries_of(listing: Listing) -> Iterator[FeedEntry]:
    """Yield what a source says of posts; a comment stands on the post's page, at a mark of its own."""
    return (said for said in listing.entries if "#" not in said.url)


def posts_of(listing: Listing, url: str) -> Iterator[str]:
    """Yield the addresses that a sitemap of posts lists, by its name: no platform may say that it is of others."""
    kinds = {listed_by(url, platform) for platform in load_platforms()}
    if "post" in kinds and "other" not in kinds:
        yield from (found.url for found in listing.addresses if not found.nested)
