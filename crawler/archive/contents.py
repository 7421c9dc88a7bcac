"""What archives hold, and where: answers by address and by body, and the notes of the crawl that wrote them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from cleaners.corpus.notes import MODEL_TYPE, POST_TYPE, PostNote, digest
from cleaners.corpus.readers import Refusal
from cleaners.corpus.warc import read_archive
from crawler.discovery import feeds
from crawler.urls import is_web, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cleaners.corpus.warc import Entry, Spot
    from cleaners.model import FeedEntry

ANSWERS = frozenset(("response", "resource"))
OK = 200


class Found(NamedTuple):
    """An address that was answered with a page."""

    url: str
    spot: Spot


@dataclass
class Contents:
    """The places of what archives hold; the bodies stay on disk."""

    posts: dict[tuple[str, int], Spot] = field(default_factory=dict)  # notes, by address and revision
    models: dict[str, Spot] = field(default_factory=dict)  # by digest
    bodies: dict[str, Spot] = field(default_factory=dict)  # by digest of the decoded body
    payloads: dict[str, Spot] = field(default_factory=dict)  # by digest as the archive gives it
    pages: dict[str, dict[str, Found]] = field(default_factory=lambda: defaultdict(dict))  # by host and address
    entries: dict[str, FeedEntry] = field(default_factory=dict)  # of feeds, by the key of the address
    noted: set[str] = field(default_factory=set)  # hosts that notes tell of
    revisits: list[Entry] = field(default_factory=list)

    def read(self, paths: Iterable[Path]) -> Iterator[Refusal]:
        """Take in archives; yield what is wrong with them."""
        for path in paths:
            try:
                for entry in read_archive(path):
                    if isinstance(entry, Refusal):
                        yield entry
                    else:
                        self.add(entry)
            except OSError as error:
                yield Refusal(path, error.strerror or str(error))
        for entry in self.revisits:
            if spot := self.payloads.get(entry.payload):
                self.add_page(entry.url, spot)
        self.revisits.clear()

    def add(self, entry: Entry) -> None:
        """Take in a record."""
        if entry.kind == "revisit":
            self.revisits.append(entry)
        elif entry.kind in ANSWERS and entry.status == OK:
            self.bodies[digest(entry.body)] = entry.spot
            self.payloads.setdefault(entry.payload, entry.spot)
            self.add_answer(entry)
        elif entry.content_type == MODEL_TYPE:
            self.models[digest(entry.body)] = entry.spot
        elif entry.content_type == POST_TYPE:
            note = PostNote.from_json(entry.body.decode())
            self.posts[note.pages[0].url, note.revision] = entry.spot
            self.noted.add(urlsplit(note.pages[0].url).netloc)

    def add_answer(self, entry: Entry) -> None:
        """Take in what was answered at an address: a page, or a feed's word on the posts."""
        kind = entry.content_type.lower()
        if "json" in kind or ("xml" in kind and "xhtml" not in kind):
            feed = feeds.read_feed(entry.body, entry.url, entry.content_type)
            for said in feed.entries:
                known = self.entries.get(key(said.url))
                if known is None or len(known.html) < len(said.html):
                    self.entries[key(said.url)] = said
        elif "html" in kind or (not kind and b"<html" in entry.body[:2048].lower()):
            self.add_page(entry.url, entry.spot)

    def add_page(self, url: str, spot: Spot) -> None:
        """Note where the page of an address is; a later one is believed over an earlier."""
        if is_web(url):
            self.pages[urlsplit(url).netloc][key(url)] = Found(url, spot)
