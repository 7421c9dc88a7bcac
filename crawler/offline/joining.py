"""Parts of sites joined: into outputs, record by record, or the shares of a site into its part of a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from blogsieve.crawler.offline.firsts import Firsts
from blogsieve.crawler.offline.gate import Gate
from blogsieve.crawler.offline.site_tasks import removed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogsieve.crawler.config import CrawlConfig
    from blogsieve.crawler.offline.schedule import Unit
    from blogsieve.crawler.output.folder import Done, Folder


class Join(NamedTuple):
    """Where shares of sites are joined: their folder, that of the sites, and by what their records are finished."""

    shares: Folder
    folder: Folder
    config: CrawlConfig | None = None
    keep: Callable[[bytes], None] = lambda _: None  # is handed each line of what was removed


@dataclass(frozen=True, slots=True)
class Written:
    """A record, and the lines of what was removed from its page where that is kept."""

    record: dict[str, Any]
    removed: list[bytes] = field(default_factory=list)


def join_units(units: Iterable[Unit], folder: Folder, refuse: Callable[[str], None]) -> Iterator[Written]:
    """Yield the records of units from their parts in a folder, which are dropped when all of them are taken."""
    for _, own in groupby(units, key=lambda unit: unit.site):
        firsts = Firsts()
        for unit in own:
            for line in unit.done.refused:
                refuse(line)
            yield from records_of(unit, folder, firsts)
            folder.drop(unit.done)
            folder.forget(removed_of(unit.done.site))


def join_shares(units: Iterable[Unit], join: Join) -> Iterator[Done]:
    """Yield what each site has come to; where it was cut into shares, these are joined first, and then dropped."""
    for site, group in groupby(units, key=lambda unit: unit.site):
        own = list(group)
        done = join_parts(site, own, join) if own[0].is_share else own[0].done
        for line in removed_lines(join.shares, site):
            join.keep(line)
        join.shares.forget(removed_of(site))
        yield done
        for unit in own:
            join.shares.forget(removed_of(unit.done.site))
            if unit.is_share:
                join.shares.forget(unit.done.site)


def join_parts(site: str, units: Iterable[Unit], join: Join) -> Done:
    """Join the shares of a site into its part."""
    firsts, gate = Firsts(), Gate(join.config) if join.config else None
    finishing = gate.finishing if gate else None
    with join.shares.part(removed_of(site), finishing) as removed, join.folder.part(site, finishing) as part:
        for unit in units:
            part.refused += unit.done.refused
            for one in records_of(unit, join.shares, firsts):
                if gate and (why := gate.why_not(one.record)):
                    part.leave_out(why)
                    continue
                part.write(one.record)
                removed.write_lines(one.removed)
    return part.done()


def records_of(unit: Unit, folder: Folder, firsts: Firsts) -> Iterator[Written]:
    """Yield the records of a unit's part that are the first of their like on the site."""
    removed = groupby(removed_lines(folder, unit.done.site), key=lambda line: json.loads(line)["id"])
    ahead, rows = next(removed, ("", iter(())))
    # What is written whole says nothing of twins: it was told there.
    marks = chain(unit.done.marks, iter(lambda: "", None)) if unit.is_share else iter(lambda: "", None)
    for line, mark in zip(folder.lines(unit.done), marks, strict=False):
        record, own = json.loads(line), []
        if record["id"] == ahead:
            own = list(rows)
            ahead, rows = next(removed, ("", iter(())))
        if firsts.takes(record["url"], record["metadata"]["revision"], mark):
            yield Written(record, own)


def removed_lines(folder: Folder, name: str) -> Iterator[bytes]:
    """Yield the lines of what was removed from the pages of a part."""
    if done := folder.done(removed_of(name)):
        yield from folder.lines(done)
