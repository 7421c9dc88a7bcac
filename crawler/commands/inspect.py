"""`blogsieve inspect URL|FILE`: one page of HTML that shows what is kept of a post, what goes, and by which rule."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.crawler.ui.command import STDOUT, ToolCommand, check_inputs, write_page
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site import SiteModel

OUTPUT = "inspect.html"
# Posts that are fetched beside the one that was asked for; the fewest that show what a template repeats.
NEIGHBOURS = 6


class Command(ToolCommand):
    """Looks at one post."""

    has_rules = True

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <URL or file>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", default=OUTPUT, help=f"default: {OUTPUT}; - for stdout")
        parser.add_argument(
            "--with",
            dest="neighbours",
            metavar="FILE",
            action="append",
            default=[],
            help="a saved page, or a folder of them, of the same blog, to learn its template from (may be repeated)",
        )
        parser.add_argument(
            "--alone", action="store_true", help="fetch no other posts of the blog to learn its template from"
        )

    def long_desc(self) -> str:
        """Return what the help says."""
        return (
            f"{self.short_desc()}. What is template it learns from other posts that the blog's feed names, or from the "
            "pages of --with; with -s BLOGSIEVE_STATE=FOLDER it knows what the last crawl with it learned."
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch or read the page, clean it, show what became of it."""
        if len(args) != 1:
            raise Misuse("inspect takes one URL or file")
        check_inputs([*args, *opts.neighbours], opts.output)
        assert self.settings is not None
        from blogsieve.cleaners.errors import CleaningError
        from blogsieve.cleaners.options import chosen
        from blogsieve.cleaners.pipeline.trace import trace
        from blogsieve.crawler.config import options_of
        from blogsieve.crawler.views.inspect import render

        is_url = args[0].startswith(("http://", "https://"))
        try:
            page, site = self.fetch(args[0], opts) if is_url else self.read(args[0], opts.neighbours)
            with chosen(options_of(self.settings)):
                shown = trace(page, site)
        except CleaningError as error:
            raise Trouble(f"{args[0]}: {error}") from error
        write_page(render(shown), opts.output)
        if shown.record is None:
            raise Trouble(f"{args[0]}: has no text of a post{'' if opts.output == STDOUT else f'; see {opts.output}'}")

    def fetch(self, url: str, opts: argparse.Namespace) -> tuple[Page, SiteModel]:
        """Return the page at an address, and what is known of its blog; raise Trouble where there is none."""
        from scrapy.crawler import AsyncCrawlerProcess

        from blogsieve.cleaners.address import is_web
        from blogsieve.crawler.probes.posts import PostProbe

        if not is_web(url):
            raise Misuse(f"{url}: is no address")
        known = self.known(url)
        process = AsyncCrawlerProcess(self.settings)
        crawler = process.create_crawler(PostProbe)
        process.crawl(crawler, url=url, most=0 if known or opts.alone or opts.neighbours else NEIGHBOURS)
        process.start()
        spider = crawler.spider
        if not isinstance(spider, PostProbe) or spider.page is None:
            raise Trouble(f"{url}: {getattr(spider, 'trouble', '') or 'could not be fetched'}")
        return spider.page, known or learn_from([spider.page, *spider.others, *saved(opts.neighbours)])

    def read(self, name: str, neighbours: list[str]) -> tuple[Page, SiteModel]:
        """Return the page in a file, and what is known of its blog; raise Trouble where there is none."""
        from blogsieve.cleaners.corpus.readers import read_page
        from blogsieve.crawler.offline.exports import kind_of

        if not Path(name).is_file():
            what = "is a folder" if Path(name).is_dir() else "there is no such file; an address begins with https://"
            raise Trouble(f"{name}: {what}")
        if kind_of(Path(name)):
            raise Trouble(f"{name}: is a feed or an export of posts, and no page; blogsieve clean reads it")
        page = read_page(Path(name))
        return page, self.known(page.url) or learn_from([page, *saved(neighbours)])

    def known(self, url: str) -> SiteModel | None:
        """Return what a crawl has learned of the blog of a page, None where none has."""
        from blogsieve.crawler.blogs.known import known_model

        assert self.settings is not None
        folder = self.settings["BLOGSIEVE_STATE"]
        if folder and not Path(folder).is_dir():
            raise Trouble(f"{folder}: there is no such folder")
        try:
            return known_model(folder, url) if folder else None
        except sqlite3.DatabaseError as error:
            raise Trouble(f"{folder}: holds what is no state of a crawl: {error}") from error


def saved(names: list[str]) -> list[Page]:
    """Return the pages in files and folders; raise Trouble where one is none, and for a folder without pages."""
    from blogsieve.cleaners.corpus.readers import Refusal, find_files, read_page

    found = list(find_files(names))
    if wrong := [str(path) for path in found if isinstance(path, Refusal) and str(path.path) in names]:
        raise Trouble(wrong[0])
    return [neighbour(path, read_page) for path in found if not isinstance(path, Refusal)]


def neighbour(path: Path, read_page: Callable[[Path], Page]) -> Page:
    """Return the page in a file; raise Trouble that names the file where it is none."""
    from blogsieve.cleaners.errors import CleaningError

    try:
        return read_page(path)
    except CleaningError as error:
        raise Trouble(f"{path}: {error}") from error


def learn_from(pages: list[Page]) -> SiteModel:
    """Return what pages have in common; one page alone tells nothing."""
    from blogsieve.cleaners.site import SiteModel, learn

    unlike = list({page.url: page for page in pages}.values())
    return learn(unlike) if len(unlike) > 1 else SiteModel()
