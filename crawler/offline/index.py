"""What archives hold and where, by site: an archive is read once for it, and what is read stays there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.address import is_web, split_url
from blogsieve.cleaners.corpus.container import NoArchive, forget, opened
from blogsieve.cleaners.corpus.mirror import read_mirror
from blogsieve.cleaners.corpus.notes import MODEL_TYPE, POST_TYPE, PostNote, digest
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import OK, Spot, read_archive
from blogsieve.cleaners.errors import broken
from blogsieve.crawler.offline.contents import Contents, Found, host_of
from blogsieve.crawler.offline.listings import hosts_named, is_data
from blogsieve.crawler.politeness.host_signals import FILES
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogsieve.cleaners.corpus.warc import Entry

ANSWERS = frozenset(("response", "resource"))
# Of a reference to an earlier answer: none is given, the answer is the same, or was not sent again.
AS_BEFORE = frozenset((0, OK, 304))
NO_PAGES = {
    "conversion": "holds texts without their pages (WET); clean the WARC that they were taken from",
    "metadata": "holds notes without pages (WAT); clean the WARC that they tell of",
    "": "holds no answers",
}


class PageRow(NamedTuple):
    """An address that was answered with a page."""

    host: str
    key: str  # of the address
    found: Found
    payload: str = ""  # digest that the archive gives for the page


class RevisitRow(NamedTuple):
    """An address that was answered as before, or as another was."""

    page: PageRow
    referred: tuple[str, str] | None  # host and key of the address that it was answered as


class NoteRow(NamedTuple):
    """How a post was made, by a crawl of ours."""

    found: Found
    revision: int
    model: str  # digest of the model
    bodies: tuple[str, ...]  # digests of the pages


class DataRow(NamedTuple):
    """An answer for programs, which may tell of posts of the hosts that it names."""

    spot: Spot
    hosts: frozenset[str]  # without `www.`


@dataclass(slots=True)
class Catalog:
    """What one archive holds, in its order; it is small beside the archive, and is handed from process to process."""

    path: Path
    refusals: list[Refusal] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)
    revisits: list[RevisitRow] = field(default_factory=list)
    data: list[DataRow] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    models: list[tuple[str, Spot]] = field(default_factory=list)  # with their digests
    bodies: list[tuple[str, Spot]] = field(default_factory=list)
    files: list[tuple[str, Spot]] = field(default_factory=list)  # that tell of the use of a host's pages, with the host

    def read(self) -> None:
        """Take in the records of the archive; raise NoArchive, or OSError, where it cannot be read."""
        kinds: Counter[str] = Counter()
        forget(self.path)
        for entry in read_mirror(self.path) if self.path.is_dir() else read_archive(opened(self.path)):
            if isinstance(entry, Refusal):
                kinds["broken"] += 1
                self.refusals.append(entry)
                continue
            kinds[entry.kind] += 1
            try:
                self.add(entry)
            except ValueError as error:
                self.refusals.append(Refusal(self.path, f"{entry.url}: {error}"))
            except Exception as error:
                self.refusals.append(Refusal(self.path, f"{entry.url}: {broken(error)}"))
        if kinds.keys() <= {"conversion", "metadata"} and not (self.notes or self.models):
            self.refusals.append(Refusal(self.path, NO_PAGES[next(iter(kinds), "")]))

    def add(self, entry: Entry) -> None:
        """Take in a record; raise ValueError where it is a note that cannot be read."""
        if entry.kind == "revisit":
            self.add_revisit(entry)
        elif entry.kind in ANSWERS and entry.status == OK:
            self.bodies.append((digest(entry.body), entry.spot))
            if is_web(entry.url) and split_url(entry.url).path in FILES:
                self.files.append((host_of(entry.url), entry.spot))
            self.add_answer(entry)
        elif entry.content_type == MODEL_TYPE:
            self.models.append((digest(entry.body), entry.spot))
        elif entry.content_type == POST_TYPE:
            note = PostNote.from_json(entry.body.decode())
            found = Found(note.pages[0].url, entry.spot, entry.fetched)
            self.notes.append(NoteRow(found, note.revision, note.model, tuple(page.body for page in note.pages)))

    def add_answer(self, entry: Entry) -> None:
        """Take in what was answered at an address: a page, or what may tell of posts."""
        kind = entry.content_type.lower()
        if is_data(entry):
            self.data.append(DataRow(entry.spot, frozenset(hosts_named(entry))))
        elif ("html" in kind or (not kind and b"<html" in entry.body[:2048].lower())) and is_web(entry.url):
            self.pages.append(page_row(entry))

    def add_revisit(self, entry: Entry) -> None:
        """Take in a reference to an earlier answer."""
        if entry.status in AS_BEFORE and is_web(entry.url):
            before = (host_of(entry.refers_to), url_key(entry.refers_to)) if is_web(entry.refers_to) else None
            self.revisits.append(RevisitRow(page_row(entry), before))


def page_row(entry: Entry) -> PageRow:
    """Return the row of an address that was answered."""
    return PageRow(host_of(entry.url), url_key(entry.url), Found(entry.url, entry.spot, entry.fetched), entry.payload)


def catalog(path: Path) -> Catalog:
    """Return what an archive holds, and what is wrong with it."""
    found = Catalog(path)
    try:
        found.read()
    except NoArchive as error:
        found.refusals.append(Refusal(path, str(error)))
    except OSError as error:
        found.refusals.append(Refusal(path, error.strerror or str(error)))
    return found


@dataclass
class Index:
    """What archives hold together, by site."""

    pages: dict[str, dict[str, Found]] = field(default_factory=lambda: defaultdict(dict))  # by host and address
    payloads: dict[str, Spot] = field(default_factory=dict)  # of pages, by digest as the archive gives it
    revisits: list[RevisitRow] = field(default_factory=list)
    data: list[DataRow] = field(default_factory=list)
    notes: dict[str, dict[tuple[str, int], NoteRow]] = field(default_factory=lambda: defaultdict(dict))  # by host
    models: dict[str, Spot] = field(default_factory=dict)
    bodies: dict[str, Spot] = field(default_factory=dict)
    files: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))  # by host

    def add(self, found: Catalog) -> None:
        """Take in an archive; the order of the archives is that of the sites."""
        for row in found.pages:
            if row.payload:
                self.payloads.setdefault(row.payload, row.found.spot)
            self.add_page(row.host, row.key, row.found)
        self.revisits += found.revisits
        self.data += found.data
        for note in found.notes:
            self.add_note(note)
        self.models.update(found.models)
        self.bodies.update(found.bodies)
        for host, spot in found.files:
            self.files[host].append(spot)

    def add_page(self, host: str, key: str, found: Found) -> None:
        """Note where the page of an address is; the one that was fetched last is believed."""
        known = self.pages[host].get(key)
        if known is None or known.fetched <= found.fetched:
            self.pages[host][key] = found

    def add_note(self, note: NoteRow) -> None:
        """Note how a post was made; the word of the last crawl is believed."""
        notes, name = self.notes[split_url(note.found.url).netloc], (note.found.url, note.revision)
        known = notes.get(name)
        if known is None or known.found.fetched <= note.found.fetched:
            # Its record was written with the last note, behind those that were noted before.
            notes.pop(name, None)
            notes[name] = note

    def close(self) -> None:
        """Take in what can be told only when all archives are read."""
        for page, referred in self.revisits:
            before = self.pages[referred[0]].get(referred[1]) if referred else None
            if spot := self.payloads.get(page.payload) or (before.spot if before else None):
                self.add_page(page.host, page.key, page.found._replace(spot=spot))
        # Nobody asks for them any more, and of a big archive they are many.
        self.revisits.clear()
        self.payloads.clear()
        if not self.notes:
            self.bodies.clear()

    def sites(self, hosts: frozenset[str] = frozenset()) -> Iterator[Contents]:
        """Yield what there is of each site, of some hosts or of all where none is named: first those with notes.

        What is yielded is kept no longer.
        """
        for host, notes in self.notes.items():
            if not hosts or host in hosts:
                yield self.noted(host, list(notes.values()))
        answers = self.answers_of_hosts()
        # Of a big site there is much to keep, and nobody asks for it again.
        for host, pages in ((host, self.pages.pop(host)) for host in list(self.pages)):
            if pages and host not in self.notes and (not hosts or host in hosts):
                yield Contents(host, pages, answers[host.removeprefix("www.")], files=self.files.get(host, ()))

    def answers_of_hosts(self) -> dict[str, list[Spot]]:
        """Return the places of the answers that may tell of posts, by the hosts that have pages."""
        there = {host.removeprefix("www.") for host in self.pages}
        answers: dict[str, list[Spot]] = defaultdict(list)
        for spot, named in self.data:
            for host in named & there:
                answers[host].append(spot)
        return answers

    def noted(self, host: str, notes: list[NoteRow]) -> Contents:
        """Return what there is of a site that notes tell of."""
        bodies = {name: self.bodies[name] for note in notes for name in note.bodies if name in self.bodies}
        models = {note.model: self.models[note.model] for note in notes if note.model in self.models}
        return Contents(host, notes=[(note.found, note.revision) for note in notes], bodies=bodies, models=models)
