"""`blogsieve crawl URL…`: Scrapy's command, which also takes addresses of blogs in place of a spider's name."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scrapy.commands.crawl import Command as ScrapyCrawl

from blogsieve.crawler.commands import DESCRIPTIONS
from blogsieve.crawler.frontier.job import Job
from blogsieve.crawler.output.checks import check_formats, check_outputs, written_over
from blogsieve.crawler.output.files import append_to, empty, mend, to_stdout
from blogsieve.crawler.output.giving_up import listening
from blogsieve.crawler.output.staging import stage
from blogsieve.crawler.ui.checks import (
    FILES,
    FOLDERS,
    check_arguments,
    check_browser,
    check_options,
    check_places,
    check_rules,
    check_settings,
    usage_error,
)
from blogsieve.crawler.ui.command import add_outputs, add_quiet, be_quiet
from blogsieve.crawler.ui.conclusion import conclude
from blogsieve.crawler.ui.extension import ProgressExtension
from blogsieve.crawler.ui.process import collect_seldom, load_downloads, quiet_twisted
from blogsieve.crawler.ui.saying import FAILED, os_error_line, say

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import AsyncCrawlerProcess, Crawler

    from blogsieve.crawler.output.staging import Staged
    from blogsieve.crawler.queue.joining import Joining

NOTHING = "crawl takes the address of a blog: blogsieve crawl https://NAME.example -O posts.jsonl"

ARGUMENTS = (
    "which posts (may be repeated): file=blogs.txt (addresses, one a line; - is standard input), since=2020, "
    "until=2021-06-30, limit=100 (of each blog), include=REGEX, exclude=REGEX (over addresses)"
)

WORKERS = (
    "take blogs from the queue redis://HOST/NAME, beside other workers, and write a part a blog to the folder of -O"
)
AT_ONCE = "with --workers: so many blogs, each on a host of its own; 100 by default"

EXPLAIN = "say at the end what became of URL, or of the addresses in a file, and why (may be repeated)"


class Command(ScrapyCrawl):
    """Crawls, and says what it came to; the exit code is 0 where every blog gave what could be had of it."""

    requires_project = False
    crawler: Crawler
    staged: list[Staged]
    joining: Joining | None = None

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <spider or URL …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return DESCRIPTIONS["crawl"]

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", metavar="NAME=VALUE", action="append", default=[], help=ARGUMENTS)
        add_outputs(parser)
        parser.add_argument("--archive", metavar="FILE", help="keep every answer in FILE, a WARC (.warc.gz or .warc)")
        parser.add_argument("--workers", metavar="QUEUE", help=WORKERS)
        parser.add_argument("--blogs-at-once", metavar="N", type=int, help=AT_ONCE)
        parser.add_argument("--explain", metavar="URL", action="append", default=[], help=EXPLAIN)
        add_quiet(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings; refuse what cannot be meant."""
        assert self.settings is not None
        if opts.workers:
            self.process_worker(args, opts)
            return
        if opts.blogs_at_once is not None:
            raise usage_error("--blogs-at-once: is for a worker; give --workers redis://HOST/NAME too")
        check_formats([*(opts.output or []), *(opts.overwrite_output or [])], self.settings)
        super().process_options(args, opts)
        if opts.archive:
            self.settings.set("ARCHIVE", opts.archive, priority="cmdline")
        be_quiet(self.settings, opts)
        check_options(args)
        check_settings(self.settings)
        check_rules()
        check_browser(self.settings)
        if all(is_address(arg) for arg in args):
            opts.spargs["url"] = " ".join([*opts.spargs.get("url", "").split(), *args])
            args[:] = ["blog"]
        if opts.explain:
            opts.spargs["explain"] = " ".join([*opts.spargs.get("explain", "").split(), *opts.explain])
        check_arguments(args, opts.spargs)
        if args == ["blog"] and not opts.spargs.get("file") and not opts.spargs.get("url"):
            raise usage_error(NOTHING)
        self.prepare()

    def process_worker(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options of a worker, whose output is a folder and no feed of Scrapy's."""
        from blogsieve.crawler.queue.joining import check_joining

        assert self.settings is not None
        check_options(args)
        folders, opts.overwrite_output = opts.overwrite_output, None
        super().process_options(args, opts)
        opts.overwrite_output = folders
        be_quiet(self.settings, opts)
        check_settings(self.settings)
        check_rules()
        check_arguments(["blog"], opts.spargs)
        self.joining = check_joining(args, opts, self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider, write what can only be written at the end, and say what it came to."""
        quiet_twisted()
        load_downloads()
        if self.joining:
            self.exitcode = self.work()
            return
        try:
            crawler = self._create_crawler(args[0])
        except KeyError as error:
            raise usage_error(f"{error.args[0]}; give the address of a blog or one of: blog, urls") from error
        self.exitcode = FAILED
        if self.crawl(crawler, opts.spargs):
            self.exitcode = conclude(crawler, says_all=self.says_all)
            for line in getattr(crawler.spider, "explanations", ()):
                say(line)
        self.finish()

    def work(self) -> int:
        """Be a worker until the queue is empty; return the exit code."""
        from blogsieve.crawler.queue.joining import join

        assert self.joining is not None
        assert self.crawler_process is not None
        collect_seldom()
        try:
            return join(self.joining, cast("AsyncCrawlerProcess", self.crawler_process))
        except OSError as error:
            say(os_error_line(error))
            return FAILED

    def crawl(self, crawler: Crawler, arguments: dict[str, str]) -> bool:
        """Run a spider to its end; return False, and say why, where it could not even begin."""
        assert self.crawler_process is not None
        collect_seldom()
        with listening([crawler]):
            task: Any = self.crawler_process.crawl(crawler, **arguments)
            self.crawler_process.start()
        try:
            if isinstance(task, asyncio.Task) and task.done():
                task.result()
        except (OSError, sqlite3.Error) as error:
            places = " ".join(crawler.settings[name] for name in (*FOLDERS, *FILES) if crawler.settings[name])
            say(f"{getattr(error, 'filename', '') or places}: {getattr(error, 'strerror', '') or error}")
        return not self.crawler_process.bootstrap_failed

    def finish(self) -> None:
        """Write what can only be written at the end."""
        assert self.settings is not None
        for output in self.staged:
            try:
                output.write(self.settings, is_last=not self.has_more)
            except OSError as error:
                say(f"{os_error_line(error)}; the records are in {output.lines}")
                self.exitcode = FAILED

    @property
    def has_more(self) -> bool:
        """Say whether there is a crawl that can go on."""
        assert self.settings is not None
        folder = self.settings["JOBDIR"]
        return bool(folder) and Job(Path(folder)).goes_on

    def prepare(self) -> None:
        """Let an unfinished crawl go on in its files; refuse those that cannot be written."""
        settings, goes_on = self.settings, self.has_more
        assert settings is not None
        if not settings["FEEDS"] and not settings["ITEM_PIPELINES"]:
            to_stdout(settings)
        check_places(settings)
        if goes_on:
            append_to(settings)
        for path in written_over(settings):
            say(f"{path}: is written anew, with what is new alone, as BLOGSIEVE_STATE says; -o would append it")
        self.staged = stage(settings, goes_on=goes_on) if settings["JOBDIR"] else []
        check_outputs(settings)
        mend(settings)
        if settings["JOBDIR"] and not goes_on:
            empty(settings)

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self.crawler = super()._create_crawler(spidercls)
        return self.crawler

    @property
    def says_all(self) -> bool:
        """Say whether each blog gets its line: not where a table has them already, and not where silence is wanted."""
        assert self.settings is not None
        progress = self.crawler.get_extension(ProgressExtension)
        return self.settings["BLOGSIEVE_PROGRESS"] != "none" and not (progress and progress.is_live)


def is_address(arg: str) -> bool:
    """Say whether an argument is an address rather than a spider's name.

    >>> is_address("https://a.example"), is_address("a.example/blog"), is_address("blog")
    (True, True, False)
    """
    return "://" in arg or "." in arg
