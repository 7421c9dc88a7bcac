"""A site in an archive of a crawl of ours: what the crawl noted is done again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from blogsieve.cleaners.corpus.jobs import draw
from blogsieve.cleaners.corpus.notes import PostNote, digest
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.corpus.warc import BrokenRecord, read_warc_entry
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.model import ModelError, SiteModel
from blogsieve.cleaners.site.policy import FOLDER
from blogsieve.crawler.sources.feed_only import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.corpus.notes import PageNote
    from blogsieve.cleaners.corpus.warc import Spot
    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.crawler.offline.contents import Contents, Found


@dataclass
class Noted:
    """The posts of a site that notes tell of, and the models that they were cleaned with."""

    contents: Contents
    models: dict[str, SiteModel | None] = field(default_factory=lambda: {"": None})

    def __len__(self) -> int:
        return len(self.contents.notes)

    def share(self, start: int, end: int, work: Work) -> Self:
        """Return some of the posts, with all that is to be known of them elsewhere."""
        notes = self.contents.notes[start:end]
        own = [note for found, _ in notes if (note := self.note(found))]
        for note in own:
            self.model(note.model, work)
        names = {page.body for note in own for page in note.pages}
        bodies = {name: spot for name, spot in self.contents.bodies.items() if name in names}
        models = {"": None} | {note.model: self.models[note.model] for note in own}
        return replace(self, contents=replace(self.contents, notes=notes, bodies=bodies, models={}), models=models)

    def jobs(self, work: Work) -> Iterator[Job | Refusal]:
        """Yield a job for each, in the order of the archives."""
        for found, revision in self.contents.notes:
            try:
                note = read_note(found.spot)
                yield from work.jobs(self.page(note), self.model(note.model, work), revision)
            except (KeyError, BrokenRecord, ValueError) as error:
                why = f"{found.url}: cannot be cleaned again: {error or 'its page is not there'}"
                yield Refusal(found.spot.path, why)

    def note(self, found: Found) -> PostNote | None:
        """Return the note of a post, None where it cannot be read."""
        try:
            return read_note(found.spot)
        except (BrokenRecord, ValueError):
            return None

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

    def model(self, name: str, work: Work) -> SiteModel | None:
        """Return the model of a digest; learn another in the place of one that is lost, or of another version."""
        if name not in self.models:
            try:
                text = read_warc_entry(self.contents.models[name]).body.decode()
                self.models[name] = SiteModel.from_json(text)
            except (KeyError, BrokenRecord, ModelError):
                self.models[name] = work.learn(self.sample(name), cleans=False).model
        return self.models[name]

    def sample(self, model: str) -> list[Page]:
        """Return pages that were cleaned with a model."""
        notes = (read_note(found.spot) for found, _ in self.contents.notes)
        own = [note for note in notes if note.model == model and note.pages[0].body in self.contents.bodies]
        return [self.page(note) for note in draw(own, lambda note: note.pages[0].url, FOLDER.sample)]


def read_note(spot: Spot) -> PostNote:
    """Return the note of a post at a spot."""
    return PostNote.from_json(read_warc_entry(spot).body.decode())
