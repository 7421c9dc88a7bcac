"""`blogsieve clean INPUT… -O out.jsonl`: the cleaners over pages that are on disk."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import feed_process_params_from_cli
from scrapy.utils.misc import load_object

from cleaners.corpus.writers import removal_rows, write_rows
from crawler.cleaning import open_pool
from crawler.command import STOPPED, add_quiet, be_quiet, say
from crawler.offline import Known, clean_inputs
from crawler.packed import check
from crawler.watch import Watch

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from cleaners.model import Cleaned


STDOUT = "stdout:"


class Command(ScrapyCommand):
    """Cleans; the exit code is 1 where no record was written."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <file, archive or folder …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return "Clean WARC archives, HTML files, folders of them and text dumps"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options for output, as those of Scrapy's commands."""
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", metavar="FILE", action="append", help="append records to FILE, - for stdout"
        )
        parser.add_argument("-O", "--overwrite-output", metavar="FILE", action="append", help="write records to FILE")
        parser.add_argument(
            "--jobs", metavar="N", type=int, default=0, help="processes that clean (default: one a core)"
        )
        parser.add_argument("--sites", metavar="HOST,…", default="", help="clean the posts of these hosts only")
        parser.add_argument("--only-changed", metavar="OLD", help="write only what is new or other than in OLD.jsonl")

        add_quiet(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings."""
        super().process_options(args, opts)
        assert self.settings is not None
        be_quiet(self.settings, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean the inputs."""
        if not args:
            raise UsageError("name the files or folders to clean")
        assert self.settings is not None
        feeds = feed_process_params_from_cli(self.settings, opts.output or [], overwrite_output=opts.overwrite_output)
        check(feeds)
        with ExitStack() as stack:
            try:
                known = Known(Path(opts.only_changed) if opts.only_changed else None)
                outputs = [self.open_output(uri, options, stack) for uri, options in (feeds or TO_STDOUT).items()]
                boilerplate = self.open_boilerplate(stack)
            except OSError as error:
                raise UsageError(f"{error.filename}: {error.strerror}", print_help=False) from error
            except ValueError as error:
                raise UsageError(f"{opts.only_changed}: {error}", print_help=False) from error
            pool = stack.enter_context(open_pool(self.settings, opts.jobs))
            hosts = frozenset(filter(None, opts.sites.split(",")))
            watch = stack.enter_context(Watch(", ".join(args), self.settings["BLOGSIEVE_PROGRESS"]))
            found = clean_inputs(args, pool, hosts, watch.refuse)
            try:
                self.exitcode = 0 if self.write(found, known, outputs, boilerplate, watch) else 1
            except KeyboardInterrupt:
                self.exitcode = STOPPED
                say("stopped before the end; what was written stays, and --only-changed leaves it out of the next run")
                return
            if self.exitcode:
                say(f"no record was written: nothing to clean in {', '.join(args)}")

    def write(
        self,
        found: Iterable[Cleaned],
        known: Known,
        outputs: Sequence[Any],
        boilerplate: BinaryIO | None,
        watch: Watch,
    ) -> int:
        """Write the records that are not known; return how many there are, known or not."""
        count = 0
        for cleaned in found:
            count += 1
            record = cleaned.record.to_dict()
            is_known = known.has(record)
            watch.add(record, "unchanged" if is_known else "written")
            if is_known:
                continue
            for exporter in outputs:
                exporter.export_item(record)
            if boilerplate:
                write_rows(boilerplate, removal_rows(cleaned))
        return count

    def open_output(self, uri: str, options: dict[str, Any], stack: ExitStack) -> Any:
        """Return Scrapy's exporter for an output, started."""
        assert self.settings is not None
        if uri == STDOUT:
            file: BinaryIO = sys.stdout.buffer
        else:
            mode = "wb" if options.get("overwrite") else "ab"
            file = stack.enter_context(open_binary(uri.removeprefix("file://"), mode))
        kind = load_object(self.settings.getwithbase("FEED_EXPORTERS")[options["format"]])
        exporter = kind(file, encoding="utf-8")
        exporter.start_exporting()
        stack.callback(exporter.finish_exporting)
        return exporter

    def open_boilerplate(self, stack: ExitStack) -> BinaryIO | None:
        """Return the file for what is removed, None where none is wanted."""
        assert self.settings is not None
        path = self.settings["BLOGSIEVE_BOILERPLATE"]
        return stack.enter_context(Path(path).open("wb")) if path else None


def open_binary(path: str, mode: str) -> BinaryIO:
    """Return the file, opened."""
    return cast("BinaryIO", Path(path).open(mode))


TO_STDOUT = {STDOUT: {"format": "jsonl"}}
