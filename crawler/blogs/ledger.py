"""What became of a blog's pages: noted in the frontier at once, and for the next crawl when a record is written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.blogs.twins import Twin, Twins, mark_of
from blogsieve.crawler.frontier.state import fingerprint_of
from blogsieve.crawler.frontier.states import NEAR_DUPLICATE
from blogsieve.crawler.pages.classify import FEEDS

if TYPE_CHECKING:
    from blogsieve.crawler.blogs.blog import Candidate
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.frontier.state import Seen, State
    from blogsieve.crawler.output.finishing import Finishing


class Ledger:
    """The records of a blog, up to a limit (0 is none), with the revisions that they have by an earlier crawl."""

    def __init__(
        self, frontier: Frontier, limit: int = 0, state: State | None = None, finishing: Finishing | None = None
    ) -> None:
        self.frontier, self.limit, self.state, self.finishing = frontier, limit, state, finishing
        self.given = 0
        self.repeated = 0  # posts that say what another one of the blog says
        self.ids: set[str] = set()
        self.twins = Twins()
        self.shown: dict[str, tuple[Seen, Seen]] = {}  # by the record's id, until it is written: the record's, as found

    @property
    def is_enough(self) -> bool:
        """Whether as many records are given as are wanted."""
        return bool(self.limit) and self.given >= self.limit

    def revise(self, candidate: Candidate, record: dict[str, Any], likeness: float = 1.0) -> dict[str, Any] | None:
        """Return the record with its revision counted up where an earlier crawl wrote it, None where it is the same.

        `likeness` is the share of the marks of the blog's posts that its page bears.
        """
        is_listed = bool(candidate.sources & FEEDS)
        post = Twin(record["url"], record["id"], record["date"], likeness, is_listed)
        twin = self.twins.meet(mark_of(record), post)
        seen = replace(candidate.seen, url=record["url"], kind="post", seen=record["added"])
        seen = replace(seen, fingerprint=fingerprint_of(record["title"], record["text"]))
        if self.state and (last := self.state.get(record["url"])):
            is_new = last.fingerprint not in ("", seen.fingerprint)
            seen = replace(seen, revision=last.revision + is_new, stamps=merged(last.stamps, seen.stamps))
            if last.fingerprint == seen.fingerprint:
                self.state.put(seen)
                self.frontier.done(candidate.number, "unchanged")
                return None
        if not seen.revision and self.frontier.is_written(record["id"]):
            # By a crawl that goes on, whose frontier was lost.
            self.frontier.done(candidate.number, "written")
            return None
        if self.is_enough:
            self.frontier.done(candidate.number, "over-limit")
            return None
        if twin and not self.takes_place(post, twin, record):
            self.leave(candidate.number, candidate.seen, "duplicate", f"of {twin.url}")
            if self.finishing and twin.url != post.url:
                self.finishing.tell_also(twin.id, record["url"])
            return None
        if self.finishing and not self.finish(self.finishing, record):
            self.leave(candidate.number, candidate.seen, NEAR_DUPLICATE, f"of {record['metadata']['duplicate_of']}")
            return None
        if self.finishing and not record["date"]:
            self.finishing.undated[record["id"]] = candidate.number
        self.given += 1
        record["metadata"]["revision"] = seen.revision
        self.shown[record["id"]] = (seen, candidate.seen)
        self.frontier.name_record(candidate.number, record["id"])
        return record

    def finish(self, finishing: Finishing, record: dict[str, Any]) -> bool:
        """Return whether a record is given once it is finished; count it where it says what another one says."""
        is_given = finishing.finish(record)
        self.repeated += record["metadata"]["duplicate_of"] in self.ids
        self.ids.add(record["id"])
        return is_given

    def takes_place(self, post: Twin, twin: Twin, record: dict[str, Any]) -> bool:
        """Let a post stand for one that is written already, where it is rather the blog's and that can be put right."""
        if not (self.finishing and self.finishing.amends and twin.url != post.url and post.is_rather(twin)):
            return False
        self.twins.take_place(mark_of(record), twin, post)
        self.finishing.take_out(twin.id)
        self.ids.discard(twin.id)
        record["metadata"]["also"] += [twin.url, *self.finishing.also.pop(twin.id, ())]
        self.given -= 1
        return True

    def written(self, record: str) -> None:
        """Note for the next crawl that the record of an id is written."""
        if (shown := self.shown.pop(record, None)) and self.state:
            seen, found = shown
            # The address that the sources give may not be the canonical one.
            self.state.put(replace(found, kind="post", seen=seen.seen))
            self.state.put(seen)

    def leave(self, number: int, seen: Seen, state: str, why: str = "") -> None:
        """Note that a page gives no record, and why."""
        self.frontier.done(number, state, why)
        if self.state:
            self.state.put(replace(seen, kind=state, seen=now()))


def merged(one: str, other: str) -> str:
    """Return what sources said of a page's last change, the later word of each.

    >>> merged('{"feed": "a", "api": "b"}', '{"feed": "c"}')
    '{"feed": "c", "api": "b"}'
    """
    return json.dumps({**json.loads(one), **json.loads(other)})


def now() -> str:
    """Return this moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
