"""The inputs of a run as they are named: whether they are there, which are archives, how many pages they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.container import is_warc
from blogsieve.cleaners.corpus.mirror import find_mirrors
from blogsieve.cleaners.corpus.packed import find_packed
from blogsieve.cleaners.corpus.places import NoPlace, place_of
from blogsieve.cleaners.corpus.readers import Refusal, find_files, is_named_archive
from blogsieve.cleaners.corpus.saved import is_spare
from blogsieve.crawler.offline.exports import find_exports
from blogsieve.crawler.ui.saying import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.crawler.ui.watch import Watch

FEW = 3  # inputs that are named, each


def brief(names: Sequence[str]) -> str:
    """Return names of inputs in a few words.

    >>> brief(["a.warc", "b.warc"]), brief(["a.warc", "b.warc", "c.warc", "d.warc"])
    ('a.warc, b.warc', 'a.warc and 3 others')
    """
    return ", ".join(names) if len(names) <= FEW else f"{names[0]} and {len(names) - 1} others"


def is_there(name: str) -> bool:
    """Tell whether an input is a file or a folder; raise Trouble where nothing can be read from there."""
    try:
        place = place_of(name)
        return place.is_file() or place.is_dir()
    except NoPlace as error:
        raise Trouble(str(error)) from error


def find_archives(inputs: Iterable[str]) -> Iterator[Path]:
    """Yield the archives that the inputs name, whatever their names, and those in folders by their names.

    A folder that a site lies in file by file is one as well.
    """
    for path in map(place_of, inputs):
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.is_file() and is_named_archive(one) and not is_spare(one)
            )
            if isinstance(path, Path):
                yield from find_mirrors(path)
        elif path.is_file() and (is_named_archive(path) or is_warc(path)):
            yield path


def count_pages(inputs: Sequence[str], own: frozenset[Path]) -> int:
    """Return how many pages there are in the inputs, 0 where only reading an archive or an export will tell."""
    if any(find_archives(inputs)) or find_packed(inputs) or find_exports(inputs):
        return 0
    return sum(not is_own(one.path if isinstance(one, Refusal) else one, own) for one in find_files(inputs))


def is_own(path: Path, own: frozenset[Path]) -> bool:
    """Tell whether a file is, or is in, one of the places that a run itself writes to."""
    path = path.resolve()
    return not own.isdisjoint((path, *path.parents))


def refuse_others(own: frozenset[Path], watch: Watch, line: str) -> None:
    """Say what was passed over, where it is none of the files that the run itself writes."""
    if not is_own(Path(line.partition(": ")[0]), own):
        watch.refuse(line)
