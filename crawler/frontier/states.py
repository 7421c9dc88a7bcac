"""What a page can come to, and what follows from that: each state of a page that the crawl notes is a row here."""

from __future__ import annotations

from enum import Flag, auto
from typing import NamedTuple


class Trait(Flag):
    """What is so of the pages of a state."""

    NONE = 0
    STANDS = auto()  # for others of its text: a record, now or in another crawl, or none by what was asked
    WORTH = auto()  # to have been asked for
    GIVEN = auto()  # to whoever asked, by this crawl or an earlier one
    UNDONE = auto()  # a later crawl may still make something of it
    NO_POST = auto()  # of its own: nothing that a user would miss
    QUIET = auto()  # nobody needs to hear of it: it was seen already, or never asked for
    LEFT_OUT = auto()  # a post that was found, and is not written since the settings say so


class PageState(NamedTuple):
    """A state of pages."""

    group: str  # what they are counted as at the end
    words: str  # what is said of one, behind its address
    traits: Trait = Trait.NONE


# A page that cost more than the limits allow: a crawl that goes on with higher ones takes it again.
OVER_LIMITS = "too-costly"
NEAR_DUPLICATE = "near-duplicate"
WRITTEN = Trait.STANDS | Trait.WORTH
OTHER_KIND = "other kind"
STATES = {
    "written": PageState("post", "is a post, and written", WRITTEN | Trait.GIVEN | Trait.QUIET),
    "unchanged": PageState("post", "is a post, and as an earlier crawl wrote it", WRITTEN | Trait.GIVEN),
    "dropped": PageState("post", "is a post that a pipeline dropped", WRITTEN),
    "done": PageState(OTHER_KIND, "is no post: done", Trait.STANDS | Trait.GIVEN),
    "list": PageState("list", "is a list of posts", Trait.NO_POST),
    "divided": PageState("list", "is made of several posts, a record each", Trait.NO_POST),
    "static": PageState("static page", "is a static page", Trait.NO_POST),
    "attachment": PageState(OTHER_KIND, "is a page around a picture or a file", Trait.NO_POST),
    "stub": PageState(OTHER_KIND, "is a page that leads to another one", Trait.NO_POST),
    "missing": PageState(OTHER_KIND, "says that there is no such page", Trait.NO_POST),
    "other": PageState(OTHER_KIND, "is a page of another kind", Trait.NO_POST),
    "duplicate": PageState("duplicate", "is a duplicate", Trait.STANDS | Trait.NO_POST | Trait.QUIET),
    NEAR_DUPLICATE: PageState("duplicate", "is a post that says nearly what one before says", Trait.LEFT_OUT),
    "waiting": PageState("", "was not fetched before the end", Trait.UNDONE | Trait.QUIET),
    "skipped": PageState("", "was not fetched", Trait.NO_POST | Trait.QUIET),
    "gone": PageState("failed", "is gone"),
    "failed": PageState("failed", "could not be fetched, or not be dealt with", Trait.UNDONE),
    "moved": PageState("failed", "leads to another page"),
    "not-html": PageState("failed", "is no page of HTML"),
    "no-text": PageState("failed", "has no text"),
    OVER_LIMITS: PageState("failed", "costs more than the limits allow", Trait.UNDONE),
    "forbidden": PageState("forbidden", "was not fetched, for robots.txt forbids it"),
    "objected": PageState("forbidden", "is a post whose owner objects to its use", Trait.LEFT_OUT),
    "closed": PageState("forbidden", "is closed: it wants a password or a subscription"),
    "over-limit": PageState("not wanted", "was not wanted any more", Trait.STANDS | Trait.UNDONE | Trait.NO_POST),
    "other-date": PageState("not wanted", "is of another day than was asked for", WRITTEN | Trait.NO_POST),
}


def states_with(trait: Trait) -> frozenset[str]:
    """Return the states of pages of which something is so.

    >>> sorted(states_with(Trait.LEFT_OUT))
    ['near-duplicate', 'objected']
    """
    return frozenset(name for name, state in STATES.items() if trait in state.traits)
