"""A blog of many posts, made up on the spot, with an archive, a feed and a sitemap; counts what it is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock

from demo.blogger import NOT_FOUND, Answer

PER_PAGE = 50
FIRST = date(2015, 1, 1)
HEAD = (
    "<html lang='en'><head><title>{}</title>{}</head>"
    "<body><header><a href='/'>Big blog</a></header><main>{}</main></body></html>"
)
NOUNS = "harbour kettle ladder orchard lantern saddle needle chimney anvil ferry".split()
VERBS = "waits sinks turns glows rattles leans hums drifts settles rusts".split()


@dataclass
class BigBlog:
    """Answers for a blog; what of it is changed shows in the next answers."""

    size: int = 500
    robots: str = ""
    with_feed: bool = True
    with_sitemap: bool = True
    texts: dict[int, str] = field(default_factory=dict)  # by the number of the post, in the place of its own
    asked: list[tuple[float, str]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    base: str = ""

    def __call__(self, base: str) -> Callable[[str], Answer]:
        self.base = base
        return self.answer

    def answer(self, target: str) -> Answer:
        """Return what the blog answers to a path, and note when it was asked."""
        with self.lock:
            self.asked.append((time.monotonic(), target))
        path = target.partition("?")[0]
        if path == "/robots.txt" and self.robots:
            return Answer(self.robots, "text/plain")
        if path == "/feed.xml" and self.with_feed:
            return Answer(self.feed(), "application/rss+xml")
        if path == "/sitemap.xml" and self.with_sitemap:
            return Answer(self.sitemap(), "application/xml")
        if path == "/" or path.startswith("/page/"):
            return Answer(self.archive(int(path.strip("/").partition("/")[2] or 1)))
        number = self.number(path)
        return Answer(self.post(number)) if number is not None else NOT_FOUND

    def number(self, path: str) -> int | None:
        """Return which post stands at a path."""
        last = path.rsplit("-", 1)[-1].removesuffix(".html")
        return int(last) if last.isdigit() and int(last) < self.size and path == self.path(int(last)) else None

    def path(self, number: int) -> str:
        """Return where a post stands."""
        return f"/{self.day(number):%Y/%m}/{NOUNS[number % 10]}-{number}.html"

    def day(self, number: int) -> date:
        """Return the day of a post."""
        return FIRST + timedelta(days=3 * number)

    def text(self, number: int) -> str:
        """Return the text of a post."""
        what, where, who = NOUNS[number % 10], NOUNS[number % 3], NOUNS[number // 7 % 10]
        own = f"The {what} {VERBS[number // 10 % 10]} for the {number}th time, and {who} {number} {VERBS[number % 7]}."
        rest = f" On day {number} nobody in the village of {where}ton was surprised by that any more."
        return self.texts.get(number, own + rest)

    def post(self, number: int) -> str:
        """Return the page of a post."""
        header = f"<h1>Post {number}</h1><time datetime='{self.day(number)}'>{self.day(number):%d %B %Y}</time>"
        return HEAD.format(
            f"Post {number}",
            "",
            f"<article class='post'>{header}<div class='body'><p>{self.text(number)}</p></div></article>",
        )

    def archive(self, page: int) -> str:
        """Return a page of the archive."""
        numbers = range(self.size - 1 - (page - 1) * PER_PAGE, max(-1, self.size - 1 - page * PER_PAGE), -1)
        items = "".join(f"<h2><a href='{self.path(n)}'>Post {n}</a></h2>" for n in numbers)
        older = f"<a href='/page/{page + 1}/'>Older</a>" if page * PER_PAGE < self.size else ""
        feed = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>" if self.with_feed else ""
        return HEAD.format("Big blog", feed, items + older)

    def feed(self) -> str:
        """Return the feed: the last ten posts in full."""
        items = "".join(
            f"<item><title>Post {n}</title><link>{self.base}{self.path(n)}</link>"
            f"<pubDate>{self.day(n):%a, %d %b %Y} 10:00:00 +0000</pubDate>"
            f"<description>&lt;p&gt;{self.text(n)}&lt;/p&gt;</description></item>"
            for n in range(self.size - 1, max(-1, self.size - 11), -1)
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Big blog</title>{items}</channel></rss>"

    def sitemap(self) -> str:
        """Return the sitemap: all posts."""
        places = "".join(f"<url><loc>{self.base}{self.path(n)}</loc></url>" for n in range(self.size))
        return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>"

    def count(self) -> int:
        """Return how often it was asked since the last time, and start anew."""
        with self.lock:
            count, self.asked = len(self.asked), []
        return count
