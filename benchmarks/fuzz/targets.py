"""What reads inputs of each kind, as crawls and cleaning do, and what must hold of every result."""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from benchmarks.fuzz import corpus
from benchmarks.fuzz.mutations import mutate, tokens
from blogsieve import CleaningError, Page, clean_page, learn
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.engine import Learned
from blogsieve.cleaners.forms import Wanted
from blogsieve.cleaners.platforms.platform import load_platforms, recognise
from blogsieve.cleaners.schema import misfit
from blogsieve.crawler.offline.corpus import Corpus
from blogsieve.crawler.output.folder import Folder
from blogsieve.crawler.pages.features import page_features
from blogsieve.crawler.sources import SOURCES, Answer, read
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blogsieve.cleaners.model import Cleaned
    from blogsieve.cleaners.site.model import SiteModel


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: how many of it are tried, what they are made of, and what reads them."""

    name: str
    number: int
    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes, Random], None]  # raises nothing

    def input(self, chance: Random) -> bytes:
        """Return an input."""
        return mutate(self.seeds(), chance)


class Unfit(Exception):
    """A result that a crawl could not write, or would not be read again."""


def check(record: dict[str, Any]) -> None:
    """Raise Unfit where a record is none."""
    json.dumps(record, ensure_ascii=False).encode()
    if wrong := misfit(record):
        raise Unfit(wrong)


def read_page(body: bytes, chance: Random) -> None:
    """Clean a page, alone and with what is learned of it; look at it as a crawl does."""
    page = Page(corpus.URL, body, chance.choice(tokens()["headers"]))
    for model in (None, learn([page, Page(f"{corpus.HOME}/other", body[::2])])):
        try:
            check(clean_page(page, model).record.to_dict())
        except CleaningError:
            continue
    try:
        root = parse(page)
    except CleaningError:
        return
    found = recognise(root, page.url)
    for link in page_features(root, page.url).links:
        canonical_url(link)
        url_key(link)
    for source in SOURCES:
        source.addresses(root, page.url, found.platform)


def read_listing(kind: str, path: str = "/feed") -> Callable[[bytes, Random], None]:
    """Return what reads a source of a kind, of whichever platform."""

    def of_kind(body: bytes, chance: Random) -> None:
        where, platform = path, chance.choice(load_platforms())
        if kind == "api":
            name, (where, _) = chance.choice(list(corpus.ANSWERS.items()))
            platform = next((one for one in load_platforms() if one.api.kind == name), platform)
        answer = Answer(corpus.HOME + where, body, {"content-type": chance.choice(tokens()["headers"])})
        for source in SOURCES:
            source.recognises(answer)
        listing = read(kind, platform, answer)
        for url in (*(entry.url for entry in listing.entries), *(found.url for found in listing.addresses)):
            canonical_url(url)
            url_key(url)

    return of_kind


class Inline:
    """An executor that works where it is asked: what goes wrong is seen as it is."""

    size = 1
    parses = 0
    wanted = Wanted()

    def submit(
        self, function: Callable[..., Any], page: Page, known: Any, *arguments: Any, seconds: float = 0
    ) -> Future[Any]:
        """Return the future of the call, which is done; only a CleaningError is kept in it."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(page, known, *arguments))
        except CleaningError as error:
            future.set_exception(error)
        return future

    def submit_clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of the record."""
        return self.submit(clean_page, page, site)

    def submit_learn(
        self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False
    ) -> Future[Learned]:
        """Return the future of what the pages have in common."""
        future: Future[Learned] = Future()
        future.set_result(Learned(learn(pages, known=known)))
        return future

    def submit_task(self, function: Callable[[Any, Any], Any], argument: Any) -> Future[Any]:
        """Return the future of a task, which is done."""
        future: Future[Any] = Future()
        future.set_result(function(argument, self))
        return future

    def renew(self) -> None:
        """Do nothing: there is one process."""

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return


def read_archive(body: bytes, chance: Random) -> None:
    """Clean what is in an archive."""
    with TemporaryDirectory(prefix="blogsieve-fuzz-") as folder:
        path = Path(folder) / chance.choice(("a.warc", "a.warc.gz"))
        path.write_bytes(body)
        for one in Corpus([str(path)], Inline(), lambda line: None).records(Folder(f"{folder}/parts")):
            check(one.record)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pages", 10_000, corpus.pages, read_page),
        Kind("feeds", 2_000, corpus.feeds, read_listing("feed")),
        Kind("sitemaps", 2_000, corpus.sitemaps, read_listing("sitemap", "/sitemap.xml")),
        Kind("interfaces", 1_000, corpus.interfaces, read_listing("api")),
        Kind("archives", 500, corpus.archives, read_archive),
    )
}


def inputs(kind: Kind, seed: str, numbers: Sequence[int]) -> Iterator[tuple[bytes, Random]]:
    """Yield inputs by their numbers, each with the chance that its reader goes on with."""
    for number in numbers:
        chance = Random(f"{seed}/{kind.name}/{number}")
        yield kind.input(chance), chance
