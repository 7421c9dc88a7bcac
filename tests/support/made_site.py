"""Makes small blogs of many kinds: posts with some prose, lists of them, static pages, a feed and a sitemap."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape

from web import Page

WORDS = (
    "harbour kettle ladder orchard lantern saddle needle chimney anvil ferry waits sinks turns glows rattles leans "
    "hums drifts settles rusts under over behind before after because although never often slowly quietly "
    "old green narrow the a of and in to for with from at by on"
).split()
FIRST = date(2019, 3, 1)


def prose(seed: object, paragraphs: int = 3, words: int = 45) -> str:
    """Return paragraphs that are the same for the same seed."""
    chance = random.Random(str(seed))
    texts = (" ".join(chance.choices(WORDS, k=words)).capitalize() for _ in range(paragraphs))
    return "".join(f"<p>{text}.</p>" for text in texts)


@dataclass(frozen=True)
class Post:
    """A post of a made blog."""

    url: str
    title: str
    day: date
    body: str

    def article(self, *, dated: bool = True) -> str:
        """Return the post as it stands on its page."""
        day = f"<p class='when'>{self.day:%d %B %Y}</p>" if dated else ""
        return f"<div class='entry'><h1>{self.title}</h1>{day}<div class='text'>{self.body}</div></div>"

    def teaser(self, link: str = "") -> str:
        """Return the post as it stands in a list."""
        opening = self.body.partition("</p>")[0].removeprefix("<p>")[:120]
        return (
            f"<div class='item'><h2><a href='{escape(link or self.url)}'>{self.title}</a></h2><p>{opening}…</p></div>"
        )


def posts_at(pattern: str, count: int = 14, seed: str = "") -> list[Post]:
    """Return posts, the newest first; the pattern may name number, slug and day."""
    found = []
    for number in range(count, 0, -1):
        day = FIRST + timedelta(days=19 * number)
        title = " ".join(random.Random(f"{seed}{number}").choices(WORDS[:30], k=4)).title() + f" {number}"
        slug = title.lower().replace(" ", "-")
        body = prose(f"{seed}{number}", 1 + number % 5)
        found.append(Post(pattern.format(number=number, slug=slug, day=day), title, day, body))
    return found


@dataclass
class Site:
    """A web that holds a blog: where it begins, what stands where, and which pages are its posts."""

    home: str
    posts: list[Post]
    pages: dict[str, Page] = field(default_factory=dict)
    menu: tuple[tuple[str, str], ...] = (("/", "Home"), ("/about/", "About"))
    head: str = ""

    def on(self, host: str) -> Site:
        """Return the same site on another host."""
        move = lambda text: text.replace("a.test", host)  # noqa: E731
        pages = {
            move(url): replace(page, body=move(page.body), moved=move(page.moved)) for url, page in self.pages.items()
        }
        return Site(move(self.home), [replace(post, url=move(post.url)) for post in self.posts], pages)

    def put(self, url: str, title: str, main: str, head: str = "") -> None:
        """Put a page into the template."""
        menu = "".join(f"<a href='{escape(url)}'>{name}</a> " for url, name in self.menu)
        self.pages[url] = Page(
            f"<!doctype html><html lang='en'><head><title>{title}</title>{self.head}{head}</head><body>"
            f"<div class='top'>{menu}</div><div class='main'>{main}</div>"
            f"<div class='foot'>© 2019-2024 Somebody. All rights reserved.</div></body></html>"
        )

    def put_posts(self, *, dated: bool = True, head: str = "", linked: bool = True) -> None:
        """Put the pages of the posts, each with links to its neighbours where they are `linked`."""
        for n, post in enumerate(self.posts):
            near = [self.posts[i] for i in (n - 1, n + 1) if 0 <= i < len(self.posts)]
            links = "".join(f"<a href='{escape(one.url)}'>{one.title}</a> " for one in near)
            beside = f"<p class='near'>{links}</p>" if linked else ""
            self.put(post.url, post.title, post.article(dated=dated) + beside, head)

    def put_lists(
        self, first: str, later: str, size: int = 5, *, full: bool = False, posts: list[Post] | None = None
    ) -> None:
        """Put a list of the posts, split over pages: the first one, and later ones by their number."""
        found = self.posts if posts is None else posts
        count = -(-len(found) // size)
        for number in range(1, count + 1):
            shown = found[(number - 1) * size : number * size]
            items = [
                f"<div class='entry'><h2><a href='{escape(p.url)}'>{p.title}</a></h2>{p.body}</div>"
                if full
                else p.teaser()
                for p in shown
            ]
            older = f"<a href='{escape(later.format(number + 1))}'>Older posts</a>" if number < count else ""
            self.put(first if number == 1 else later.format(number), "The list", "".join(items) + older)

    def put_feed(self, url: str, most: int = 10, *, full: bool = False) -> None:
        """Put a feed of the newest posts, which all pages that are put later link to."""
        items = "".join(
            f"<item><title>{p.title}</title><link>{escape(p.url)}</link>"
            f"<pubDate>{p.day:%a, %d %b %Y} 09:00:00 +0000</pubDate>"
            f"<description>{escape(p.body if full else p.body[:150])}</description></item>"
            for p in self.posts[:most]
        )
        self.pages[url] = Page(
            f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>", "application/rss+xml"
        )
        self.head += f"<link rel='alternate' type='application/rss+xml' href='{url}'>"

    def put_sitemap(self, url: str, more: tuple[str, ...] = ()) -> None:
        """Put a sitemap of the posts and other pages."""
        places = "".join(f"<url><loc>{escape(place)}</loc></url>" for place in (*(p.url for p in self.posts), *more))
        self.pages[url] = Page(
            f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>", "application/xml"
        )
