"""The urls spider: posts whose addresses are known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.spiders.posts import PostSpider
from blogsieve.crawler.urls import site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class UrlsSpider(PostSpider):
    """Fetches the posts at `url` (several with spaces between) or in `file` (one a line, `-` for standard input)."""

    name = "urls"
    # The posts are known.
    follows_links = False

    async def start(self) -> AsyncIterator[Any]:
        """Put the posts into the frontier, each under its site, which is learned from all of them."""
        for url in self.addresses():
            if not is_web(url):
                self.troubles.append(f"{url}: is no address")
                continue
            blog = self.blog(site(url), join_url(url, "/"))
            blog.settled = blog.complete = True
            self.frontier.add(site(url), url, "page", Rank.POST, "post")
        if not self.blogs and not self.troubles:
            self.troubles.append("nothing to fetch: give -a url=https://… or -a file=posts.txt")
        return
        yield
