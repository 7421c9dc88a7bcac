"""`blogsieve clean INPUT… -O out.jsonl`: the cleaners over pages that are on disk."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from scrapy.utils.conf import feed_process_params_from_cli

from blogsieve.cleaners.corpus.lines import keep_rows
from blogsieve.cleaners.corpus.packed import find_packed
from blogsieve.cleaners.corpus.readers import find_files, why_none
from blogsieve.cleaners.corpus.records import NotRecords
from blogsieve.cleaners.corpus.writers import removal_rows, write_rows
from blogsieve.crawler.blogs.cleaning import start_executor
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.exports import find_exports
from blogsieve.crawler.offline.resumption import Resumption
from blogsieve.crawler.offline.run import Known, clean_inputs, find_archives
from blogsieve.crawler.output.files import STDOUT, check_formats, check_outputs, local, mend
from blogsieve.crawler.output.finishing import Finishing
from blogsieve.crawler.output.sink import Sink, open_sink
from blogsieve.crawler.ui.checks import check_places, usage_error
from blogsieve.crawler.ui.command import (
    FAILED,
    STOPPED,
    Misuse,
    ToolCommand,
    Trouble,
    add_outputs,
    add_quiet,
    be_quiet,
    check_inputs,
    naming,
    say,
)
from blogsieve.crawler.ui.watch import Watch

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container, Iterable, Iterator, Sequence

    from blogsieve.cleaners.model import Cleaned

FEW = 3  # inputs that are named, each
TO_STDOUT = {STDOUT: {"format": "jsonl"}}
STOP = "stopped before the end; "
GOES_ON = "the same command goes on from here"
ANEW = "with -s JOBDIR=FOLDER the same command would go on; -o FILE --only-changed FILE in the place of -O FILE does"


class Command(ToolCommand):
    """Cleans; the exit code is 1 where no record was written, or an input is not there."""

    has_rules = True
    resumption: Resumption

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <file, archive or folder …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return "Clean WARC archives, saved pages, exports of blogs, folders of them and text dumps"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options for output, as those of Scrapy's commands."""
        super().add_options(parser)
        add_outputs(parser)
        parser.add_argument(
            "--jobs", metavar="N", type=int, default=0, help="processes that clean (default: one a core)"
        )
        parser.add_argument("--sites", metavar="HOST,…", default="", help="clean the posts of these hosts only")
        parser.add_argument("--only-changed", metavar="OLD", help="write only what is new or other than in OLD.jsonl")
        add_quiet(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings."""
        assert self.settings is not None
        check_formats([*(opts.output or []), *(opts.overwrite_output or [])], self.settings)
        super().process_options(args, opts)
        be_quiet(self.settings, opts)
        feeds = feed_process_params_from_cli(self.settings, opts.output or [], overwrite_output=opts.overwrite_output)
        self.settings.set("FEEDS", feeds or TO_STDOUT, priority="cmdline")
        if strange := [uri for uri in self.settings.getdict("FEEDS") if uri != STDOUT and not local(uri)]:
            raise usage_error(f"{strange[0]}: clean writes to files on this machine")
        check_places(self.settings)
        self.resumption = Resumption(self.settings)
        check_outputs(self.settings)
        mend(self.settings)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean the inputs."""
        if not args:
            raise Misuse("clean takes files, archives or folders: blogsieve clean saved-pages -O posts.jsonl")
        if opts.jobs < 0:
            raise Misuse(f"--jobs {opts.jobs}: is less than 0")
        assert self.settings is not None
        over = [local(uri) or "" for uri, feed in self.settings.getdict("FEEDS").items() if feed.get("overwrite")]
        check_inputs([*args, *([opts.only_changed] if opts.only_changed else [])], *filter(None, over))
        if not any(is_there(arg) for arg in args):
            # Told before an output is opened, which would empty it.
            raise Trouble("; ".join(f"{arg}: {why_none(arg)}" for arg in args))
        hosts = frozenset(host_of(f"http://{host.strip()}") for host in opts.sites.split(",") if host.strip())
        with ExitStack() as stack:
            config = CrawlConfig.from_settings(self.settings)
            finishing = Finishing(config)
            known, done = read_known(opts.only_changed), self.resumption.read_done(finishing.know)
            sinks = [stack.enter_context(sink) for sink in self.open_sinks()]
            boilerplate = self.open_boilerplate(stack, {url for url, _ in done})
            self.resumption.begin()
            executor = stack.enter_context(start_executor(config, opts.jobs))
            pages = 0 if hosts else count_pages(args)
            watch = stack.enter_context(Watch(all_of(args), self.settings["BLOGSIEVE_PROGRESS"], pages))
            try:
                found = clean_inputs(args, executor, hosts, watch.refuse, done)
                finished = self.finished(found, finishing, config.obey, watch)
                count = self.write(finished, known, sinks, boilerplate, watch)
            except KeyboardInterrupt:
                self.exitcode = STOPPED
                say(STOP + (GOES_ON if self.resumption.mark else ANEW))
        self.resumption.end(is_through=not self.exitcode)
        if self.exitcode:
            return
        if not count and not done and len(args) == 1 and watch.row.tally["passed over"] == 1:
            # Why was said already.
            self.exitcode = FAILED
            return
        if not count + len(done):
            whose = f" of {', '.join(sorted(hosts))}" if hosts else ""
            raise Trouble(f"no record was written: nothing to clean{whose} in {all_of(args)}")
        watch.conclude()
        if not all(is_there(arg) for arg in args):
            # Each was named when it was looked for; what is there was cleaned all the same.
            self.exitcode = FAILED

    def finished(
        self, found: Iterable[Cleaned], finishing: Finishing, obey: frozenset[str], watch: Watch
    ) -> Iterator[tuple[dict[str, Any], Cleaned]]:
        """Yield the records that are to be written, and count those that are left out."""
        for cleaned in found:
            record = cleaned.record.to_dict()
            if obey.intersection(record["metadata"]["signals"]):
                watch.add(record, "objected")
            elif not finishing.finish(record):
                watch.add(record, "near-duplicate")
            else:
                yield record, cleaned

    def write(
        self,
        found: Iterable[tuple[dict[str, Any], Cleaned]],
        known: Known,
        sinks: Sequence[Sink],
        boilerplate: BinaryIO | None,
        watch: Watch,
    ) -> int:
        """Write the records that are not known; return how many there are, known or not."""
        count = 0
        for record, cleaned in found:
            count += 1
            is_known = known.has(record)
            watch.add(record, "unchanged" if is_known else "written")
            if is_known:
                continue
            if boilerplate:
                with naming(boilerplate.name):
                    write_rows(boilerplate, removal_rows(cleaned))
            for sink in sinks:
                sink.write(record)
        return count

    def open_sinks(self) -> list[Sink]:
        """Return the outputs that the settings name, opened."""
        assert self.settings is not None
        feeds = self.settings.getdict("FEEDS").items()
        return [open_sink(uri, options, self.settings) for uri, options in feeds]

    def open_boilerplate(self, stack: ExitStack, done: Container[str]) -> BinaryIO | None:
        """Return the file for what is removed, None where none is wanted; it keeps what is of pages that are done."""
        assert self.settings is not None
        if not (path := self.settings["BLOGSIEVE_BOILERPLATE"]):
            return None
        if self.resumption.goes_on and Path(path).is_file():
            keep_rows(Path(path), lambda row: row.get("url") in done)
        file = Path(path).open("ab" if self.resumption.goes_on else "wb")  # noqa: SIM115
        stack.callback(close, file)
        return file


def all_of(names: Sequence[str]) -> str:
    """Return names of inputs in a few words.

    >>> all_of(["a.warc", "b.warc"]), all_of(["a.warc", "b.warc", "c.warc", "d.warc"])
    ('a.warc, b.warc', 'a.warc and 3 others')
    """
    return ", ".join(names) if len(names) <= FEW else f"{names[0]} and {len(names) - 1} others"


def is_there(name: str) -> bool:
    """Tell whether an input is a file or a folder."""
    return Path(name).is_file() or Path(name).is_dir()


def count_pages(inputs: Sequence[str]) -> int:
    """Return how many pages there are in the inputs, 0 where only reading an archive or an export will tell."""
    if any(find_archives(inputs)) or find_packed(inputs) or find_exports(inputs):
        return 0
    return sum(1 for _ in find_files(inputs))


def close(file: BinaryIO) -> None:
    """Close a file; what cannot be written at the end is of this file too."""
    with naming(file.name):
        file.close()


def read_known(name: str | None) -> Known:
    """Return the records of an earlier run; raise Trouble where the file holds none."""
    try:
        return Known(Path(name) if name else None)
    except NotRecords as error:
        raise Trouble(str(error)) from error
