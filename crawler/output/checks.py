"""Whether a crawl's outputs can be written, each in its format: told before anything is begun."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.formats import BY_KEY, ENDINGS, Appending, is_installed
from blogsieve.cleaners.corpus.records import NotRecords, read_rows
from blogsieve.crawler.output.files import STDOUT, local, part_size
from blogsieve.crawler.ui.checks import check_file, usage_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.settings import BaseSettings

# Storages of Scrapy's that need a library which is not installed with us, and how to get it.
STORAGES = {"s3": ("boto3", "boto3"), "gs": ("google.cloud.storage", "google-cloud-storage")}
PART = re.compile(r"%\((?:batch_id|batch_time)\)")


def check_formats(names: Iterable[str], settings: BaseSettings) -> None:
    """Raise UsageError where the name of an output does not tell its format."""
    known = settings.getwithbase("FEED_EXPORTERS")
    for name in names:
        if name.rpartition(":")[2] not in known and Path(name).suffix.removeprefix(".") not in known:
            raise usage_error(f"{name}: does not end in a format: {ENDINGS}; -:jsonl is standard output")


def check_outputs(settings: BaseSettings) -> None:
    """Raise UsageError where an output cannot be written, or not in its format, or not appended to."""
    for uri, options in settings.getdict("FEEDS").items():
        check_output(str(uri), options, settings)
        check_end(Path(local(uri)), options)


def written_over(settings: BaseSettings) -> Iterator[Path]:
    """Yield the outputs whose records what is new takes the place of, though crawls with the same state gave them."""
    folder = settings["BLOGSIEVE_STATE"]
    if not folder or not any(Path(folder).glob("*.sqlite")):
        return
    for uri, options in settings.getdict("FEEDS").items():
        path = Path(local(uri))
        if options.get("overwrite") and path.is_file() and path.stat().st_size:
            yield path


def check_output(uri: str, options: dict[str, Any], settings: BaseSettings) -> None:
    """Raise UsageError where an output cannot be written."""
    check_libraries(uri, str(options.get("format")), settings)
    if part_size(options, settings) and not PART.search(uri):
        raise usage_error(f"{uri}: names one file; for parts, let the name have %(batch_id)d in it")
    if (name := local(uri)) and "%(" not in name:
        check_file(Path(name))


def check_libraries(uri: str, form: str, settings: BaseSettings) -> None:
    """Raise UsageError where what it takes to write an output is not installed."""
    scheme = "" if local(uri) or uri == STDOUT else split_url(uri).scheme
    if scheme and scheme not in settings.getwithbase("FEED_STORAGES"):
        raise usage_error(f"{uri}: nothing can be written to {scheme}://")
    library, name = STORAGES.get(scheme, ("", ""))
    how = BY_KEY[form].missing() if form in BY_KEY else ""
    if how or (library and not is_installed(library)):
        raise usage_error(f"{uri}: to write it, {how or f'pip install {name}'}")


def check_end(path: Path, options: dict[str, Any]) -> None:
    """Raise UsageError where a file that is there cannot be appended to."""
    form = BY_KEY.get(str(options.get("format")))
    if form is None or options.get("overwrite") or not path.is_file() or not path.stat().st_size:
        return
    if form.appending is Appending.NOTHING:
        raise usage_error(f"{path}: {form.name} cannot be appended to; -O writes it anew")
    if form.appending is Appending.PIECES and form.read:
        try:
            for _ in read_rows(str(path)):
                pass
        except NotRecords as error:
            raise usage_error(f"{error}; nothing can be appended to it") from error
