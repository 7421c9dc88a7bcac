"""What archives hold, and where: answers by address and by body, and the notes of the crawl that wrote them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.container import NoArchive, open_archive
from blogsieve.cleaners.corpus.notes import MODEL_TYPE, POST_TYPE, PostNote, digest
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import OK, read_archive
from blogsieve.cleaners.errors import broken
from blogsieve.crawler.offline.listings import entries_of, is_data, listing_of, posts_of
from blogsieve.crawler.politeness.host_signals import HostBook
from blogsieve.crawler.urls import canonical_url, is_web, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from blogsieve.cleaners.corpus.warc import Entry, Spot
    from blogsieve.cleaners.model import FeedEntry

ANSWERS = frozenset(("response", "resource"))
# Of a reference to an earlier answer: none is given, the answer is the same, or was not sent again.
AS_BEFORE = frozenset((0, OK, 304))
NO_PAGES = {
    "conversion": "holds texts without their pages (WET); clean the WARC that they were taken from",
    "metadata": "holds notes without pages (WAT); clean the WARC that they tell of",
    "": "holds no answers",
}


class Found(NamedTuple):
    """An address that was answered with a page, or that a note is of."""

    url: str
    spot: Spot
    fetched: str  # ISO 8601, UTC


@dataclass
class Contents:
    """The places of what archives hold; the bodies stay on disk."""

    posts: dict[tuple[str, int], Found] = field(default_factory=dict)  # notes, by address and revision
    models: dict[str, Spot] = field(default_factory=dict)  # by digest
    bodies: dict[str, Spot] = field(default_factory=dict)  # by digest of the decoded body
    payloads: dict[str, Spot] = field(default_factory=dict)  # of pages, by digest as the archive gives it
    pages: dict[str, dict[str, Found]] = field(default_factory=lambda: defaultdict(dict))  # by host and address
    entries: dict[str, FeedEntry] = field(default_factory=dict)  # of feeds and interfaces, by the key of the address
    listed: set[str] = field(default_factory=set)  # by sitemaps of posts: keys of addresses
    noted: set[str] = field(default_factory=set)  # hosts that notes tell of
    revisits: list[Entry] = field(default_factory=list)
    hosts: HostBook = field(default_factory=HostBook)  # what they say of the use of their pages

    def read(self, paths: Iterable[Path], copies: ExitStack) -> Iterator[Refusal]:
        """Take in archives, and keep unpacked copies where they are needed; yield what is wrong with them."""
        for path in paths:
            try:
                yield from self.read_one(path, copies)
            except NoArchive as error:
                yield Refusal(path, str(error))
            except OSError as error:
                yield Refusal(path, error.strerror or str(error))
        for entry in self.revisits:
            self.add_revisit(entry)
        # Nobody asks for them any more, and of a big archive they are many.
        self.revisits.clear()
        self.payloads.clear()
        if not self.posts:
            self.bodies.clear()

    def read_one(self, path: Path, copies: ExitStack) -> Iterator[Refusal]:
        """Take in an archive; yield what is wrong with it."""
        kinds: Counter[str] = Counter()
        for entry in read_archive(open_archive(path, copies)):
            if isinstance(entry, Refusal):
                kinds["broken"] += 1
                yield entry
                continue
            kinds[entry.kind] += 1
            try:
                self.add(entry)
            except ValueError as error:
                yield Refusal(path, f"{entry.url}: {error}")
            except Exception as error:
                yield Refusal(path, f"{entry.url}: {broken(error)}")
        if kinds.keys() <= {"conversion", "metadata"} and not self.has_notes(path):
            yield Refusal(path, NO_PAGES[next(iter(kinds), "")])

    def has_notes(self, path: Path) -> bool:
        """Tell whether an archive holds notes of a crawl of ours."""
        return any(note.spot.path == path for note in self.posts.values()) or any(
            spot.path == path for spot in self.models.values()
        )

    def add(self, entry: Entry) -> None:
        """Take in a record; raise ValueError where it is a note that cannot be read."""
        if entry.kind == "revisit":
            self.revisits.append(entry)
        elif entry.kind in ANSWERS and entry.status == OK:
            self.bodies[digest(entry.body)] = entry.spot
            self.hosts.read(entry.url, entry.body)
            self.add_answer(entry)
        elif entry.content_type == MODEL_TYPE:
            self.models[digest(entry.body)] = entry.spot
        elif entry.content_type == POST_TYPE:
            self.add_note(entry, PostNote.from_json(entry.body.decode()))

    def add_note(self, entry: Entry, note: PostNote) -> None:
        """Take in how a post was made; the word of the last crawl is believed."""
        url, revision = note.pages[0].url, note.revision
        known = self.posts.get((url, revision))
        if known is None or known.fetched <= entry.fetched:
            # Its record was written with the last note, behind those that were noted before.
            self.posts.pop((url, revision), None)
            self.posts[url, revision] = Found(url, entry.spot, entry.fetched)
        self.noted.add(split_url(url).netloc)

    def add_answer(self, entry: Entry) -> None:
        """Take in what was answered at an address: a page, or what a source says of posts."""
        kind = entry.content_type.lower()
        if is_data(entry):
            listing = listing_of(entry)
            self.listed.update(map(url_key, posts_of(listing, entry.url)))
            for said in entries_of(listing):
                known = self.entries.get(url_key(said.url))
                if known is None or len(known.html) < len(said.html):
                    self.entries[url_key(said.url)] = said
        elif "html" in kind or (not kind and b"<html" in entry.body[:2048].lower()):
            if entry.payload:
                self.payloads.setdefault(entry.payload, entry.spot)
            self.add_page(entry.url, entry.spot, entry.fetched)

    def add_page(self, url: str, spot: Spot, fetched: str) -> None:
        """Note where the page of an address is; the one that was fetched last is believed."""
        if not is_web(url):
            return
        known = self.pages[host_of(url)].get(url_key(url))
        if known is None or known.fetched <= fetched:
            self.pages[host_of(url)][url_key(url)] = Found(url, spot, fetched)

    def add_revisit(self, entry: Entry) -> None:
        """Note that an address was answered as before, or as another was."""
        if entry.status not in AS_BEFORE or not is_web(entry.url):
            return
        before = self.pages[host_of(entry.refers_to)].get(url_key(entry.refers_to)) if is_web(entry.refers_to) else None
        if spot := self.payloads.get(entry.payload) or (before.spot if before else None):
            self.add_page(entry.url, spot, entry.fetched)


def host_of(url: str) -> str:
    """Return the host of an address as records have it.

    >>> host_of("HTTP://B\u00fccher.example:80/x")
    'xn--bcher-kva.example'
    """
    return split_url(canonical_url(url)).netloc
