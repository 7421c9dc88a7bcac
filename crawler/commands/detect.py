"""`blogsieve detect URL`: what made a blog, by which mark that was told, and where its posts would come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.text import clean_text
from blogsieve.crawler.sources import KINDS
from blogsieve.crawler.ui.command import ToolCommand
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse

    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.spiders.sources import AnsweredSource


class Command(ToolCommand):
    """Asks a blog's home page and the first page of each of its sources."""

    requires_crawler_process = True
    has_rules = True

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <URL>"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Ask, and print what was found."""
        if len(args) != 1 or not args[0]:
            raise Misuse("detect takes the address of one blog")
        from blogsieve.crawler.probes.sources import SourceProbe

        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(SourceProbe)
        self.crawler_process.crawl(crawler, url=args[0])
        self.crawler_process.start()
        spider = crawler.spider
        assert isinstance(spider, SourceProbe)
        blog = next(iter(spider.blogs.values()), None)
        if blog is None:
            raise Trouble(next(iter(spider.troubles), f"{args[0]}: was not fetched"))
        if blog.trouble:
            raise Trouble(f"{args[0]}: {blog.trouble}")
        for line in describe(blog, spider.answered_sources):
            print(clean_text(line))


def describe(blog: Blog, answered: list[AnsweredSource]) -> list[str]:
    """Return what was found, a line each."""
    # They answer in whatever order.
    answered = sorted(answered, key=lambda source: (list(KINDS).index(source.kind), source.url))
    by = f" (by {blog.mark})" if blog.mark else ""
    lines = [f"{'home':<10} {blog.home}", f"{'platform':<10} {blog.platform.title}{by}"]
    lines += [f"{KINDS[source.kind]:<10} {source.url} lists {source.listed}" for source in answered]
    if blog.from_feed:
        return [*lines, f"{'posts':<10} from the feed: the pages hold no text"]
    kinds = list(dict.fromkeys(KINDS[source.kind] for source in answered))
    first = f"{', '.join(kinds)}, then " if kinds else ""
    links = "links of posts" if blog.complete else "links of archive pages"
    return [*lines, f"{'posts':<10} from {first}{links}"]
