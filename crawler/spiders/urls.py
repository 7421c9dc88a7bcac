"""The urls spider: posts whose addresses are known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from cleaners.platform import GENERIC, named
from crawler.blog import Blog
from crawler.discovery.classify import Profile
from crawler.frontier import Rank
from crawler.spiders.posts import PostSpider
from crawler.urls import is_web, site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from crawler.discovery.look import Look


class UrlsSpider(PostSpider):
    """Fetches the posts at `url` (several with spaces between) or in `file` (one a line, `-` for standard input)."""

    name = "urls"

    def __init__(self, url: str = "", file: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls, self.file = url.split(), file

    async def start(self) -> AsyncIterator[Any]:
        """Put the posts into the frontier, each under its site, which is learned from all of them."""
        for url in [*self.urls, *self.read_lines(self.file)]:
            if not is_web(url):
                self.troubles.append(f"{url}: is no address")
                continue
            name = site(url)
            self.blogs.setdefault(name, Blog(urljoin(url, "/"), Profile(named(GENERIC)), settled=True, complete=True))
            self.frontier.add(name, url, "page", Rank.POST, "post")
        if not self.blogs and not self.troubles:
            self.troubles.append("nothing to fetch: give -a url=https://… or -a file=posts.txt")
        for item in ():
            yield item

    def add_links(self, blog: Blog, name: str, seen: Look, address: str) -> None:
        """Follow no links: the posts are known."""
