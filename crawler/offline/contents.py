"""What archives hold of one site, and where: its pages, what is said of its posts, the notes of the crawl of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.mirror import read_entry
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, Spot
from blogsieve.cleaners.errors import broken
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.offline.listings import entries_of, is_data, listing_of, posts_of
from blogsieve.crawler.politeness.host_signals import HostBook
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.corpus.warc import Entry


class Found(NamedTuple):
    """An address that was answered with a page, or that a note is of."""

    url: str
    spot: Spot
    fetched: str  # ISO 8601, UTC


@dataclass
class Contents:
    """The places of what archives hold of a site; the bodies stay there. Either notes tell of it, or its pages do."""

    host: str
    pages: dict[str, Found] = field(default_factory=dict)  # by the key of the address
    data: Sequence[Spot] = ()  # answers of feeds, interfaces and sitemaps, in the order of the archives
    notes: Sequence[tuple[Found, int]] = ()  # of posts, with their revisions, in the order of their records
    models: dict[str, Spot] = field(default_factory=dict)  # by digest
    bodies: dict[str, Spot] = field(default_factory=dict)  # by digest of the decoded body
    entries: dict[str, FeedEntry] = field(default_factory=dict)  # of feeds and interfaces, by the key of the address
    titles: list[FeedEntry] = field(default_factory=list)  # of feeds without a single text, until all data are read
    listed: set[str] = field(default_factory=set)  # by sitemaps of posts: keys of addresses
    files: Sequence[Spot] = ()  # in which the host says what its pages may be used for
    hosts: HostBook = field(default_factory=HostBook)  # what it says there

    def read_data(self) -> Iterator[Refusal]:
        """Take in what hosts say of their pages, and feeds, interfaces and sitemaps of posts; yield what is wrong."""
        for spot in (*self.files, *self.data):
            try:
                answer = read_entry(spot)
                self.hosts.read(answer.url, answer.body)
                self.add_data(answer)
            except Exception as error:
                why = error if isinstance(error, BrokenRecord | ValueError) else broken(error)
                yield Refusal(spot.path, f"{self.host}: what tells of its posts cannot be read: {why}")
        self.files = self.data = ()
        self.weigh_titles()

    def add_data(self, answer: Entry) -> None:
        """Take in what an answer says of posts; raise ValueError where it cannot be meant."""
        if not is_data(answer):
            return
        listing = listing_of(answer)
        self.listed.update(map(url_key, posts_of(listing, answer.url)))
        entries = list(entries_of(listing))
        if all(said.source == "feed" and not said.html for said in entries):
            self.titles += entries
            return
        for said in entries:
            known = self.entries.get(url_key(said.url))
            if known is None or len(known.html) < len(said.html):
                self.entries[url_key(said.url)] = said

    def weigh_titles(self) -> None:
        """Take in the feeds without a text: where others of the site have texts, these may list tags as well."""
        source = "list" if any(said.html for said in self.entries.values()) else "feed"
        for said in self.titles:
            self.entries.setdefault(url_key(said.url), replace(said, source=source))
        self.titles = []

    def note_days(self, days: Iterable[tuple[str, str]]) -> None:
        """Take in the days that a list shows beside titles, of posts of which nothing else tells."""
        for url, day in days:
            self.entries.setdefault(url_key(url), FeedEntry(url, published=day, source="list"))


def host_of(url: str) -> str:
    """Return the host of an address as records have it.

    >>> host_of("HTTP://B\\u00fccher.example:80/x")
    'xn--bcher-kva.example'
    """
    return split_url(canonical_url(url)).netloc
