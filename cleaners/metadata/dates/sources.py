"""The sources of a post's date: the name of each, how far it is trusted, where it may stand, and how it is read.

A source is added by a record in `SOURCES`; `declared` and `shown` hold what such records read with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.declared import address, entries, entry_updates, jsonld, metas
from blogsieve.cleaners.metadata.dates.shown import (
    LONE_LINE,
    attributes,
    body_edges,
    elements,
    feet,
    lines,
    lone_line,
    marks,
    platform_places,
)
from blogsieve.cleaners.metadata.dates.zones import above_heading, below_body, below_first_paragraph, below_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Read, Reader

# Characters of a byline besides its dates: author, category, number of comments.
BYLINE = 100


class Place(Enum):
    """Where a source may stand, which tells for whom it is written."""

    ENTRY = "what a feed, an API or a sitemap says of the post"
    LIST = "what a list of the blog shows beside its title"
    HEAD = "what the page says to machines"
    ADDRESS = "the post's address"
    POST = "elements of the post, in no box of others"
    TITLE = "lines beside the title"
    AROUND = "lines below the body, or alone between its first paragraphs"
    PAGE = "any line of the page, in no box of others"


class When(Enum):
    """When a source is looked at: what costs most and says least comes last."""

    ALWAYS = "on every page"
    UNSETTLED = "unless the best source and what readers see beside the title agree"
    UNDATED = "where no other source has told the day"


@dataclass(frozen=True, slots=True)
class DateSource:
    """One source of dates; where it stands in two ways there are two of one name."""

    name: str  # what `metadata.date_source` tells
    trust: float  # 0 to 1; no two sources have the same
    place: Place
    read: Read
    when: When = When.ALWAYS
    for_machines: bool = False  # written for them, on the page: a move or a rebuild of the blog may set it anew
    believed: bool = False  # names the posts themselves: one day for all of them is no fault of the template

    def find(self, reader: Reader) -> Iterator[DateCandidate]:
        """Give the dates that the source names on a page."""
        for candidate in self.read(reader):
            yield replace(candidate, source=self.name, trust=self.trust * candidate.trust)

    @property
    def is_shown(self) -> bool:
        """Tell whether it shows the day as the blog's readers see it."""
        return self.place in (Place.POST, Place.TITLE, Place.AROUND, Place.ADDRESS)

    @property
    def is_beside_title(self) -> bool:
        """Tell whether the post's readers see it beside the title."""
        return self.place in (Place.POST, Place.TITLE) and not self.for_machines


# Names of meta elements. Source: Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru, Drupal.
PUBLISHED = (
    r"(?:og:)?article:published(?:_time)?|og:published_time|(?:parsely-|bt:)pub-?date|sailthru\.date|datepublished|published"
    r"|(?:\w[\w.:-]*[-_.:])?(?:publish(?:ed)?|publication)[-_.:]?(?:date|time|at|on)(?:time)?"
)
MODIFIED = (
    r"(?:og:)?article:modified(?:_time)?|og:(?:updated|modified)_time|date[-_.:]?modified|last[-_.:]?modified|dcterms\.modified"
    r"|(?:\w[\w.:-]*[-_.:])?(?:updated|modified)[-_.:]?(?:date|time|at|on)"
)
OTHER = (
    r"date|pubdate|displaydate|(?:dc|dcterms)\.(?:date|created|issued|date\.(?:issued|created))|date[-_.:]?created|created"
    r"|citation_(?:online_)?date|timestamp|article[._:]created(?:_time)?|cxenseparse:recs:publishtime"
)
# An element is of one source: with itemprop it is microdata, else with h-entry's class microformats.
MICRODATA = (
    "[itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], time[itemprop], "
    ".dt-published[itemprop], .dt-updated[itemprop], abbr.published[itemprop], abbr.updated[itemprop]"
)
MICROFORMATS = ".dt-published:not([itemprop])"
TIME = (
    "time:not([itemprop]):not(.dt-published), .dt-updated:not([itemprop]):not(.dt-published), "
    "abbr.published:not([itemprop]):not(.dt-published), abbr.updated:not([itemprop]):not(.dt-published)"
)

# What the blog's own software says to machines comes first, what stands in the header of the post next, then its
# address, then names of meta elements that sites also fill with the day of the build.
SOURCES: tuple[DateSource, ...] = (
    DateSource("api", 1.0, Place.ENTRY, entries("api"), believed=True),
    DateSource("feed", 0.98, Place.ENTRY, entries("feed"), believed=True),
    DateSource("sitemap", 0.3, Place.ENTRY, entries("sitemap"), believed=True),
    DateSource("jsonld", 0.95, Place.HEAD, jsonld, for_machines=True),
    DateSource("meta", 0.93, Place.HEAD, metas(PUBLISHED, MODIFIED), for_machines=True),
    DateSource("meta-other", 0.6, Place.HEAD, metas(OTHER)),
    DateSource("microdata", 0.9, Place.POST, elements(MICRODATA), for_machines=True),
    DateSource("microformats", 0.88, Place.POST, elements(MICROFORMATS)),
    DateSource("time", 0.85, Place.POST, elements(TIME)),
    DateSource("attribute", 0.83, Place.POST, attributes),
    DateSource("selector", 0.86, Place.POST, platform_places),
    DateSource("visible", 0.8, Place.TITLE, lines(below_title, BYLINE)),
    DateSource("list", 0.72, Place.LIST, entries("list"), believed=True),
    DateSource("url", 0.75, Place.ADDRESS, address),
    DateSource("visible", 0.8, Place.TITLE, lines(above_heading, LONE_LINE), When.UNSETTLED),
    DateSource("below", 0.7, Place.AROUND, lines(below_body, BYLINE), When.UNSETTLED),
    DateSource("below", 0.7, Place.AROUND, lines(below_first_paragraph, LONE_LINE), When.UNSETTLED),
    DateSource("below", 0.7, Place.AROUND, feet(below_first_paragraph), When.UNSETTLED),
    DateSource("mark", 0.78, Place.POST, marks, When.UNSETTLED),
    DateSource("line", 0.5, Place.PAGE, lone_line, When.UNDATED),
    DateSource("edge", 0.45, Place.AROUND, body_edges, When.UNDATED),
    DateSource("feed-updated", 0.4, Place.ENTRY, entry_updates, When.UNDATED),
)
BY_NAME = {source.name: source for source in SOURCES}
