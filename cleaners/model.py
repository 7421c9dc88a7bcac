"""What travels between the parts: frozen, typed; all strings in it are clean text, whoever said them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.text import clean_text, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Body
    from blogsieve.cleaners.dom.blocks import Block

SCHEMA_VERSION = 2

# What goes with this reason is no text, but the body's structure has its place.
FOOTNOTE_MARK = "hidden/footnote-mark"
BACK_LINK = "hidden/back-link"

# The groups that a removal's reason starts with; `metadata.removed` has each of them as a key, in every record.
GROUPS = (
    "comments",
    "sidebar",
    "related",
    "share",
    "newsletter",
    "author",
    "navigation",
    "meta",
    "notice",
    "toc",
    "repeated",
    "hidden",
    "caption",
    "learned",
    "extract",
)

# What a text is measured by on request; `metadata.quality` has each of them as a key, in every record.
QUALITY = (
    *("mean_word_length", "alpha_words", "stop_words", "hashes", "ellipses", "bullet_lines", "ellipsis_lines"),
    *("dup_lines", "dup_line_chars", "punct_lines", "short_lines", "new_lines", "c4_lines"),
    *("top_2_gram", "top_3_gram", "top_4_gram"),
    *("dup_5_gram", "dup_6_gram", "dup_7_gram", "dup_8_gram", "dup_9_gram", "dup_10_gram"),
)


# A host knows an address as it is written, and by no other form of its characters.
ADDRESSES = frozenset(("url", "also"))


@dataclass(frozen=True, slots=True)
class FromOutside:
    """What is made of strings from outside: the one place where they become clean text."""

    def __post_init__(self) -> None:
        kind: type = type(self)
        for name, clean in cleaners_of(kind):
            value = getattr(self, name)
            if isinstance(value, str):
                if (cleaned := clean(value)) is not value:
                    object.__setattr__(self, name, cleaned)
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                object.__setattr__(self, name, tuple(map(clean, value)))


@cache
def cleaners_of(kind: type) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """Return the fields of such a class, each with what makes clean text of a string in it."""
    return tuple((one.name, visible if one.name in ADDRESSES else clean_text) for one in fields(kind))


@dataclass(frozen=True, slots=True)
class FeedEntry(FromOutside):
    """What a feed, a platform's API, a sitemap or a list says of one post; `""` where it says nothing."""

    url: str
    title: str = ""
    author: str = ""
    published: str = ""  # ISO 8601, with the zone that the feed gives
    modified: str = ""
    html: str = ""  # the content, or a summary of it
    tags: tuple[str, ...] = ()
    language: str = ""  # as the feed declares it
    source: str = "feed"  # "feed", "api", "sitemap" or "list"
    license: str = ""  # as the feed names it
    blog: str = ""  # the name of the blog


@dataclass(frozen=True, slots=True)
class Page(FromOutside):
    """One post as it was fetched: undecoded bytes, and what is known of it from elsewhere."""

    url: str
    body: bytes
    content_type: str = ""  # value of the HTTP header
    fetched: str = ""  # ISO 8601, UTC
    entry: FeedEntry | None = None
    parts: tuple[Page, ...] = ()  # pages 2, 3, … of a post that is split over several
    signals: tuple[str, ...] = ()  # what its headers and its host say against its use, as slugs


@dataclass(frozen=True, slots=True)
class Finding:
    """An element, or a block of the body, that a step judges to be boilerplate, and why; finding it changes nothing."""

    target: HtmlElement | Block
    reason: str  # "comments/disqus": a group and the name of a rule
    source: str = ""  # where the rule is from: a file and a name, or what was measured
    text: str | None = None  # of an element, a line a piece, where the step has read it already
    testimony: str = ""  # its weight by name, where the reason does not tell it: see evidence/verdict.py


@dataclass(frozen=True, slots=True)
class Removal(FromOutside):
    """Text that was taken from a page, and why."""

    reason: str
    text: str  # a line a block
    source: str = ""


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The share of a text's characters that is in one language."""

    language: str
    share: float


@dataclass(frozen=True, slots=True)
class Metadata(FromOutside):
    """The record's `metadata`: the same keys in every record, so that it loads as one schema."""

    modified: str = ""
    tags: tuple[str, ...] = ()
    sitename: str = ""
    date_source: str = ""
    method: str = "page"  # "wrapper", "selector", "page", "entry", "data" or "text": how the body was found
    platform: str = ""
    truncated: str = ""  # "paywall" or "more" where the page has only a part of the post
    script: str = ""  # ISO 15924, where the language alone does not tell it
    languages: tuple[LanguageShare, ...] = ()
    entry_kept: float = -1.0  # share of the words of its own feed entry that the text has; -1 where there is none
    also: tuple[str, ...] = ()  # other addresses at which the post is known to stand
    license: str = ""  # SPDX id or address; "" where none is stated
    signals: tuple[str, ...] = ()  # what the owner objects to, by the slugs of metadata/signals.toml
    duplicate_of: str = ""  # the id of the oldest post that says nearly the same
    quality: dict[str, float] = field(default_factory=lambda: dict.fromkeys(QUALITY, -1.0))  # -1 where not asked for
    revision: int = 0
    removed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GROUPS, 0))
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Record(FromOutside):
    """One clean post: a line of the output."""

    id: str
    url: str
    source: str
    title: str
    author: str
    date: str
    created: str
    added: str
    language: str
    language_score: float
    text: str
    markdown: str  # forms of the body, "" where they are not asked for
    html: str
    word_count: int
    metadata: Metadata

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain lists, dicts, strings and numbers, in the order of its keys."""
        return {name: plain(getattr(self, name)) for name in names_of(Record)}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a page: its record, and all that was removed on the way to it."""

    record: Record
    removals: tuple[Removal, ...] = ()
    faults: tuple[str, ...] = ()  # of ours: "lists: KeyError …", a part of the work that was done without, and why
    # None where the page was cleaned in another process.
    read_body: Callable[[], Body] | None = field(default=None, compare=False, repr=False)

    @property
    def body(self) -> Body:
        """Return the body with its structure, for which the page is cleaned once more.

        Raises LookupError where the page was cleaned in another process.
        """
        if self.read_body is None:
            raise LookupError("the page was cleaned by a worker: BLOGSIEVE_BODY puts forms of the body into its record")
        return self.read_body()


def plain(value: Any) -> Any:
    """Return a value as `dataclasses.asdict` gives it, in a third of the time: nearly all of it is not copied.

    >>> plain((LanguageShare("en", 0.5),))
    ({'language': 'en', 'share': 0.5},)
    """
    if isinstance(value, str | float | int):
        return value
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in names_of(value.__class__)}
    return dict(value) if isinstance(value, dict) else value


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields."""
    return tuple(one.name for one in fields(kind))
