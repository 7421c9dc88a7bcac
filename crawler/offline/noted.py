"""Archives made ready to be cleaned: what a crawl noted is done again, other pages are judged as a crawl does."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.jobs import draw
from blogsieve.cleaners.corpus.notes import PostNote, digest
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, read_warc_entry
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.model import ModelError, SiteModel
from blogsieve.cleaners.site.policy import FOLDER
from blogsieve.crawler.offline.contents import Contents
from blogsieve.crawler.offline.foreign import foreign_jobs
from blogsieve.crawler.sources.feed_only import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.corpus.notes import PageNote
    from blogsieve.cleaners.corpus.warc import Spot
    from blogsieve.cleaners.model import FeedEntry


def archive_jobs(paths: Sequence[Path], work: Work, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield a job for each post in the archives, of some hosts or of all where none is named, and what is wrong."""
    contents = Contents()
    with ExitStack() as copies:
        yield from contents.read(paths, copies)
        yield from Noted(contents, work).jobs(hosts)
        for host in contents.pages:
            if host not in contents.noted and (not hosts or host in hosts):
                yield from foreign_jobs(host, contents, work)


class Noted:
    """The posts that notes tell of."""

    def __init__(self, contents: Contents, work: Work) -> None:
        self.contents = contents
        self.work = work
        self.models: dict[str, SiteModel | None] = {"": None}

    def jobs(self, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
        """Yield a job for each, in the order of the archives."""
        for (url, revision), found in self.contents.posts.items():
            if not hosts or url.split("/", 3)[2] in hosts:
                try:
                    note = read_note(found.spot)
                    yield from self.work.jobs(self.page(note), self.model(note.model), revision)
                except (KeyError, BrokenRecord, ValueError) as error:
                    yield Refusal(
                        found.spot.path, f"{url}: cannot be cleaned again: {error or 'its page is not there'}"
                    )

    def page(self, note: PostNote) -> Page:
        """Return the page that a note tells of; raise KeyError where it is in none of the archives."""
        first, *rest = [self.one_page(one, note.entry) for one in note.pages]
        return replace(first, entry=note.entry, parts=tuple(rest))

    def one_page(self, note: PageNote, entry: FeedEntry | None) -> Page:
        """Return one page, without its parts; made of the feed's words where it was then."""
        body = page_of(entry) if entry else b""
        if digest(body) != note.body:
            body = read_warc_entry(self.contents.bodies[note.body]).body
        return Page(note.url, body, note.content_type, note.fetched, signals=note.signals)

    def model(self, name: str) -> SiteModel | None:
        """Return the model of a digest; learn another in the place of one that is lost, or of another version."""
        if name not in self.models:
            try:
                text = read_warc_entry(self.contents.models[name]).body.decode()
                self.models[name] = SiteModel.from_json(text)
            except (KeyError, BrokenRecord, ModelError):
                self.models[name] = self.work.learn(self.sample(name), cleans=False).model
        return self.models[name]

    def sample(self, model: str) -> list[Page]:
        """Return pages that were cleaned with a model."""
        notes = (read_note(found.spot) for found in self.contents.posts.values())
        own = [note for note in notes if note.model == model and note.pages[0].body in self.contents.bodies]
        return [self.page(note) for note in draw(own, lambda note: note.pages[0].url, FOLDER.sample)]


def read_note(spot: Spot) -> PostNote:
    """Return the note of a post at a spot."""
    return PostNote.from_json(read_warc_entry(spot).body.decode())
