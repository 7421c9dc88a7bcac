"""What a crawl notes in its archive beside the answers: how each record was made, so that it can be made again.

A note is a WARC `metadata` record with JSON in it. A post's names its pages by the digests of their decoded bodies, so
that it holds in whatever file, order and packing the answers are kept. A model's is written once for many posts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import FeedEntry, Page

if TYPE_CHECKING:
    from blogsieve.cleaners.site.model import SiteModel

POST_TYPE = "application/vnd.blogsieve.post+json"
MODEL_TYPE = "application/vnd.blogsieve.model+json"


@dataclass(frozen=True, slots=True)
class PageNote:
    """A page: where its body is, and what is known of it from elsewhere."""

    url: str
    body: str  # digest of the decoded body
    content_type: str
    fetched: str
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostNote:
    """A post as it was cleaned: its pages in order, its feed entry, the digest of its site's model (`""` for none)."""

    pages: tuple[PageNote, ...]
    entry: FeedEntry | None
    model: str
    revision: int = 0

    @classmethod
    def of(cls, page: Page, model: str) -> PostNote:
        """Return the note of a page that is cleaned with the model of that digest."""
        return cls(tuple(note_of(one) for one in (page, *page.parts)), page.entry, model)

    def revised(self, revision: int) -> PostNote:
        """Return the note with the number of the record's revision."""
        return replace(self, revision=revision)

    def to_json(self) -> str:
        """Return the note as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> PostNote:
        """Return the note that `to_json` wrote; raise ValueError where the text is none."""
        try:
            data = json.loads(text)
            entry = data["entry"] and FeedEntry(**{**data["entry"], "tags": tuple(data["entry"]["tags"])})
            pages = tuple(PageNote(**{**page, "signals": tuple(page.get("signals", ()))}) for page in data["pages"])
            return cls(pages, entry, data["model"], data["revision"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no note of a post: {error}") from error


def note_of(page: Page) -> PageNote:
    """Return the note of one page."""
    return PageNote(page.url, digest(page.body), page.content_type, page.fetched, page.signals)


def digest(data: bytes) -> str:
    """Return what a body, or a model's JSON, is found again by."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def model_digest(model: SiteModel) -> tuple[str, str]:
    """Return the digest of a model, and its JSON."""
    text = model.to_json()
    return digest(text.encode()), text
