"""A spider that asks a blog's sources, and fetches no posts."""

from __future__ import annotations

from blogsieve.crawler.frontier.frontier import SOURCES
from blogsieve.crawler.spiders.blog import BlogSpider


class SourceProbe(BlogSpider):
    """Reads the first page of each source."""

    name = "source-probe"
    to_the_end = False

    def settle(self, name: str) -> None:
        """Choose nothing to fetch."""
        blog = self.blogs[name]
        if not blog.settled and not self.frontier.count(name, SOURCES):
            blog.settled = True
            blog.complete = blog.complete or self.is_mapped(name)
            self.frontier.skip_rest(name, "skipped")
