"""`blogsieve crawl URL…`: Scrapy's command, which also takes addresses of blogs in place of a spider's name."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from twisted.logger import globalLogBeginner

from crawler.command import add_quiet, be_quiet
from crawler.extensions.progress import ProgressExtension
from crawler.output import append_to, mend
from crawler.packed import check
from crawler.report import sum_up
from crawler.spiders.base import FRONTIER

if TYPE_CHECKING:
    import argparse
    from collections import Counter
    from collections.abc import Iterator

    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.blog import Blog


WRITTEN = (".warc.gz", ".warc")


class Command(ScrapyCrawl):
    """Crawls, and says what it came to; the exit code is 1 where no post was written."""

    requires_project = False
    crawler: Crawler

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <spider or URL …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return "Find every post of the blogs at these addresses, or run a spider by its name"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--archive", metavar="FILE", help="keep every answer in FILE, a WARC (.warc.gz or .warc)")
        add_quiet(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings."""
        super().process_options(args, opts)
        assert self.settings is not None
        if opts.archive:
            self.settings.set("ARCHIVE", opts.archive, priority="cmdline")
        be_quiet(self.settings, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider."""
        if args and all(is_address(arg) for arg in args):
            opts.spargs["url"] = " ".join([*opts.spargs.get("url", "").split(), *args])
            args = ["blog"]
        self.prepare()
        try:
            super().run(args, opts)
        except KeyError as error:
            raise UsageError(
                f"{error.args[0]}; give the address of a blog or one of: blog, urls", print_help=False
            ) from error
        self.sum_up()

    def prepare(self) -> None:
        """Let an unfinished crawl go on in its files."""
        settings = self.settings
        assert settings is not None
        if settings["JOBDIR"] and (Path(settings["JOBDIR"]) / FRONTIER).exists():
            append_to(settings)
        check(settings.getdict("FEEDS"))
        mend(settings)
        check_archive(settings["ARCHIVE"])
        # Twisted would print tracebacks for a certificate that is wrong, which the blog's line tells of.
        globalLogBeginner.beginLoggingTo((), discardBuffer=True, redirectStandardIO=False)
        logging.getLogger("twisted").addFilter(lambda record: "verifying certificate" not in record.getMessage())

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self.crawler = super()._create_crawler(spidercls)
        return self.crawler

    def sum_up(self) -> None:
        """Print a line for each blog, and set the exit code."""
        spider: Any = self.crawler.spider
        if not hasattr(spider, "blogs"):
            return
        for trouble in spider.troubles:
            print(f"blogsieve: {trouble}", file=sys.stderr)
        for name, blog in spider.blogs.items() if self.says_all else self.without_posts(spider):
            nothing = "nothing new" if blog.is_known else "no posts found"
            print(f"blogsieve: {sum_up(name, spider.tallies[name], blog.trouble, nothing)}", file=sys.stderr)
        if not any(has_given(blog, spider.tallies[name]) for name, blog in spider.blogs.items()):
            self.exitcode = 1

    @property
    def says_all(self) -> bool:
        """Say whether each blog gets its line: not where a table has them already, and not where silence is wanted."""
        assert self.settings is not None
        progress = self.crawler.get_extension(ProgressExtension)
        return self.settings["BLOGSIEVE_PROGRESS"] != "none" and not (progress and progress.is_live)

    def without_posts(self, spider: Any) -> Iterator[tuple[str, Blog]]:
        """Yield the blogs that gave nothing, which nobody should overlook."""
        for name, blog in spider.blogs.items():
            if not has_given(blog, spider.tallies[name]):
                yield name, blog


def is_address(arg: str) -> bool:
    """Say whether an argument is an address rather than a spider's name.

    >>> is_address("https://a.example"), is_address("a.example/blog"), is_address("blog")
    (True, True, False)
    """
    return "://" in arg or "." in arg


def has_given(blog: Blog, tally: Counter[str]) -> bool:
    """Say whether a blog gave what could be wanted of it: posts, or the word that there are no new ones."""
    return bool(tally["written"]) or (blog.is_known and not blog.trouble)


def check_archive(name: str) -> None:
    """Raise UsageError where an archive cannot be written: better now than with the first answer."""
    if not name:
        return
    if not name.endswith(WRITTEN):
        raise UsageError(f"{name}: an archive ends in {', '.join(WRITTEN)}", print_help=False)
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).open("ab").close()
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}", print_help=False) from error
