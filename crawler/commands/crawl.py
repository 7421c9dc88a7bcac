"""`blogsieve crawl URL…`: Scrapy's command, which also takes addresses of blogs in place of a spider's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands.crawl import Command as ScrapyCrawl

if TYPE_CHECKING:
    import argparse


class Command(ScrapyCrawl):
    """Crawls; the exit code is 1 where no post was written."""

    requires_project = False

    def syntax(self) -> str:
        return "[options] <spider or URL …>"

    def short_desc(self) -> str:
        return "Find every post of the blogs at these addresses, or run a spider by its name"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        if args and all(is_address(arg) for arg in args):
            opts.spargs["url"] = " ".join([*opts.spargs.get("url", "").split(), *args])
            args = ["blog"]
        super().run(args, opts)


def is_address(arg: str) -> bool:
    """Say whether an argument is an address rather than a spider's name.

    >>> is_address("https://a.example"), is_address("a.example/blog"), is_address("blog")
    (True, True, False)
    """
    return "://" in arg or "." in arg
