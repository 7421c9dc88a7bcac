"""What is known of a site: where its posts' bodies stand, what its template repeats, how its posts begin."""

from __future__ import annotations

import base64
import json
import struct
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.dom.locators import Names
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.platforms.platform import PlatformError, named
from blogsieve.cleaners.site.fingerprints import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = 2
# Of pages with an entry so many have all of their text in it where a feed is full; the others are odd.
FULL = 0.8
SETS = ("authored", "endings", "plugins", "subheadings", "varied", "marks", "rules_held", "common_tags")


class ModelError(ValueError):
    """A stored model is damaged, or of a version that this program does not read."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """The selector of the element that holds the body, and how well it did on the pages it was learned from."""

    selector: str  # "#id", "tag.class" or a path from the root such as "body/div[2]/main[1]"
    score: float  # mean F1 with the texts that taught it
    pages: int  # how many pages it was measured on


@dataclass(frozen=True)
class SiteModel:
    """A site's template, learned from some of its pages; small, serialisable, readable by a person."""

    site: str = ""
    pages: int = 0  # how many it was learned from
    supervision: str = "none"  # "feed", "consensus", or "none" where too few pages were there
    supervised: int = 0  # how many pages had their full text in a feed
    fed: int = 0  # how many had any text in it
    short: int = 0  # how many posts go on behind the end of their entry, where the feed cuts and does not say so
    sitename: str = ""
    platform: str = ""  # that made most of the pages; "" where no one did, and each page is asked
    title: str = ""  # the selector of the element that holds the post's title
    title_weights: dict[str, float] = field(default_factory=dict)  # sources of titles that others contradict: 0 to 1
    title_frame: tuple[str, str] = ("", "")  # what stands before and behind each title in <title>
    wrappers: tuple[Wrapper, ...] = ()
    repeated: dict[str, int] = field(default_factory=dict)  # a block's key -> on how many pages
    authored: frozenset[str] = frozenset()  # those of them that stand in the feed's full texts
    varied: frozenset[str] = frozenset()  # those of them with other figures on each page
    plugins: frozenset[str] = frozenset()  # those that stand in feeds too, and are no author's: links at the same place
    endings: frozenset[str] = frozenset()  # those of them below which comments stand
    subheadings: frozenset[str] = frozenset()  # those below which none stand, though they look like it on some pages
    slots: dict[str, int] = field(default_factory=dict)  # shapes of the template's rows at the body's edges -> pages
    excluded: dict[str, int] = field(default_factory=dict)  # selectors within the wrapper that no feed ever holds
    template_boxes: dict[str, tuple[str, str]] = field(default_factory=dict)  # outside: name -> reason, source
    rules_off: dict[str, str] = field(default_factory=dict)  # names of rules that take posts here -> what tells so
    rules_held: frozenset[str] = frozenset()  # names of those that take no post here, however little text a page has
    date_weights: dict[str, float] = field(default_factory=dict)  # sources of dates worth less than their trust: 0 to 1
    date_order: str = ""  # how dates are written in numbers: "dmy", "mdy", "" where no page proves it
    languages: dict[str, float] = field(default_factory=dict)  # -> their share of the posts; 0 where only declared
    owner: str = ""  # whom machines are given as each post's author, where the pages show several
    common_tags: frozenset[str] = frozenset()  # keys of those that machines are given on all pages
    license: str = ""  # that every page states, most often in a box of the template
    posts: frozenset[tuple[int, int]] = frozenset()  # fingerprints of title and opening; 0 where there is none
    marks: frozenset[str] = frozenset()  # ids and classes that most of its pages bear: "#main", ".post"
    others: tuple[SiteModel, ...] = ()  # of the site's other templates, each learned from pages of its own

    @property
    def is_feed_full(self) -> bool:
        """Tell whether the feed's entries are whole posts."""
        return self.fed > 0 and self.supervised >= FULL * self.fed and not self.short

    @cached_property
    def titles(self) -> frozenset[int]:
        """Return the fingerprints of the posts' titles."""
        return frozenset(title for title, _ in self.posts if title)

    @cached_property
    def named_template_boxes(self) -> Names:
        """Return the names of the boxes outside the wrapper that go."""
        return Names(self.template_boxes)

    @cached_property
    def named_wrappers(self) -> Names:
        """Return the names of the wrappers."""
        return Names(wrapper.selector for wrapper in self.wrappers)

    @cached_property
    def openings(self) -> Counter[int]:
        """Return the fingerprints of how the posts begin, with the number of posts that begin so."""
        return Counter(opening for _, opening in self.posts if opening)

    @cached_property
    def openings_by_title(self) -> Mapping[int, frozenset[int]]:
        """Return the fingerprints of how the posts of a title begin, by that of the title."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for title, opening in self.posts:
            found[title].add(opening)
        return {title: frozenset(openings - {0}) for title, openings in found.items()}

    def with_titles(self, titles: Iterable[str]) -> SiteModel:
        """Return the model with the titles of posts that were not learned from, as feeds and lists give them.

        >>> model = SiteModel().with_titles(["A dog on the ferry", "a dog on the ferry!", ""])
        >>> len(model.titles), len(model.openings)
        (1, 0)
        """
        added = {title_of(clean_title(title)) for title in titles} - self.titles - {0}
        return replace(self, posts=self.posts | {(title, 0) for title in added})

    def to_json(self) -> str:
        """Return the model as JSON that a person can read; fingerprints are packed."""
        data = asdict(replace(self, others=())) | {
            "version": VERSION,
            **{name: sorted(getattr(self, name)) for name in SETS},
            "posts": _pack(self.posts),
            "others": [json.loads(other.to_json()) for other in self.others],
        }
        return json.dumps(data, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> SiteModel:
        """Return the model that `to_json` wrote; raise ModelError where the text is none of this version."""
        try:
            data: dict[str, Any] = json.loads(text)
            if (version := data.pop("version")) != VERSION:
                raise ModelError(f"model of version {version}, this program reads version {VERSION}")
            data["wrappers"] = tuple(Wrapper(**wrapper) for wrapper in data["wrappers"])
            data |= {name: frozenset(data.get(name, ())) for name in SETS}
            data["others"] = tuple(cls.from_json(json.dumps(other)) for other in data.get("others", ()))
            data["title_frame"] = (*data.get("title_frame", ("", "")),)
            data.setdefault("date_weights", dict.fromkeys(data.pop("distrusted", ()), 0.0))
            data["posts"] = _unpack(data["posts"])
            data["template_boxes"] = {
                name: (reason, source) for name, (reason, source) in data["template_boxes"].items()
            }
            if data.get("platform"):
                named(data["platform"])
            return cls(**data)
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError, PlatformError) as error:
            raise error if isinstance(error, ModelError) else ModelError(f"no site model: {error}") from error


def _pack(posts: frozenset[tuple[int, int]]) -> str:
    return base64.b64encode(b"".join(struct.pack("<II", *post) for post in sorted(posts))).decode("ascii")


def _unpack(text: str) -> frozenset[tuple[int, int]]:
    return frozenset(struct.iter_unpack("<II", base64.b64decode(text, validate=True)))
