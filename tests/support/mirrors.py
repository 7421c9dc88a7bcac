"""Makes static copies of blogs as they lie on the web: queries are ignored, pages lack, other hosts are named."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from made_site import Post, Site, posts_at
from web import Page

BASE = "http://a.test/"
SIZE, FED = 16, 6
MIRRORS: dict[str, Callable[[], Site]] = {}


class Static(dict[str, Page]):
    """Pages of hosts that do not know what a query is."""

    def get(self, url: str, default: Page) -> Page:  # type: ignore[override]
        """Return the page of an address, whatever its query."""
        return super().get(url.partition("?")[0], default)


def mirror(make: Callable[[], Site]) -> Callable[[], Site]:
    """Note a mirror by its name."""
    MIRRORS[make.__name__.replace("_", " ")] = make
    return make


def site_of(generator: str, pattern: str) -> Site:
    """Return a blog with nothing but its posts' addresses, of a maker."""
    return Site(BASE, posts_at(pattern, SIZE, generator), head=f"<meta name='generator' content='{generator}'>")


def items(posts: list[Post]) -> str:
    """Return posts as they stand in a list."""
    return "".join(post.teaser() for post in posts)


def put_parts(site: Site, names: list[str], size: int = 4, more: str = "") -> None:
    """Put lists of some posts each at addresses, none of which leads to the next."""
    for number, name in enumerate(names):
        site.put(BASE + name, "The list", items(site.posts[number * size : (number + 1) * size]) + more)


@mirror
def wordpress() -> Site:
    """A copy whose interface is gone, whose feed answers each page with the first, and whose lists page by paths."""
    site = site_of("WordPress 6.1.1", BASE + "{slug}/")
    site.put_feed(f"{BASE}feed/", FED)
    site.head += f"<link rel='https://api.w.org/' href='{BASE}wp-json/'>"
    site.put_posts()
    site.put_lists(BASE, BASE + "page/{}/")
    return site


@mirror
def wordpress_with_relations_only() -> Site:
    """A copy whose lists name the next one in their heads, and the first one as what they all are."""
    site = site_of("WordPress 5.9", BASE + "{day:%Y/%m}/{slug}/")
    site.put_feed(f"{BASE}feed/", FED)
    site.put_posts(linked=False)
    for number in range(4):
        then = f"<link rel='next' href='/page/{number + 2}/'>" if number < 3 else ""
        head = f"<link rel='canonical' href='{BASE}'>{then}"
        url = BASE if number == 0 else f"{BASE}page/{number + 1}/"
        site.put(url, "The list", items(site.posts[number * 4 : number * 4 + 4]), head)
    return site


@mirror
def blogger() -> Site:
    """A copy whose feed goes on at a host that is not there, and whose months are choices of a form."""
    site = site_of("blogger", BASE + "{day:%Y/%m}/{slug}.html")
    site.put_feed(f"{BASE}feeds/posts/default", FED)
    feed = site.pages[f"{BASE}feeds/posts/default"].body
    onward = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='http://gone.test/feeds/2'/>"
    site.pages[f"{BASE}feeds/posts/default"] = Page(
        feed.replace("<title>A</title>", f"<title>A</title>{onward}"), "application/rss+xml"
    )
    months = list(dict.fromkeys(f"{post.day:%Y/%m}/" for post in site.posts))
    choices = "".join(f"<option value='{escape(BASE + month)}'>{month}</option>" for month in months)
    form = f"<form><select onchange='go(this)'><option value=''>Archive</option>{choices}</select></form>"
    site.put_posts(linked=False)
    for month in months:
        site.put(BASE + month, month, items([post for post in site.posts if f"{post.day:%Y/%m}/" == month]) + form)
    site.put(BASE, "Home", items(site.posts[:FED]) + form)
    return site


@mirror
def movable_type() -> Site:
    """A copy with numbered posts, a script for comments on each, and an archive by months below one page."""
    site = site_of("Movable Type 4.2", BASE + "archives/{number:06}.html")
    site.put_feed(f"{BASE}index.xml", FED)
    for n, post in enumerate(site.posts):
        near = "".join(f"<a href='{one.url}'>« {one.title}</a> " for one in site.posts[n + 1 : n + 2])
        script = f"<p><a href='/mt/mt-comments.cgi?entry_id={n}'>Comments</a></p>"
        site.put(post.url, post.title, post.article() + near + script)
    put_parts(site, ["", "archives.html"], 5)
    return site


@mirror
def tumblr() -> Site:
    """A copy whose feed is short, and whose lists load what follows by a button."""
    site = site_of("Tumblr", BASE + "post/{number}00000/{slug}")
    site.put_feed(f"{BASE}rss", FED)
    site.put_posts(linked=False)
    for number in range(4):
        more = f"<button class='more' data-url='/page/{number + 2}'>Load more</button>" if number < 3 else ""
        url = BASE if number == 0 else f"{BASE}page/{number + 1}"
        site.put(url, "The list", items(site.posts[number * 4 : number * 4 + 4]) + more)
    return site


@mirror
def hexo() -> Site:
    """A copy without a feed, whose posts stand below the archive's path."""
    site = site_of("Hexo 5.4", BASE + "archives/{slug}/")
    site.put_posts()
    site.put_lists(BASE, BASE + "page/{}/")
    return site


@mirror
def months_of_posts_at_anchors() -> Site:
    """A copy with a page a month, on which each post has an anchor; the feed names some by their fragments."""
    site = site_of("Radio UserLand", BASE + "{day:%Y_%m}.html#a{number}")
    site.put_feed(f"{BASE}rss.xml", FED, full=True)
    months = list(dict.fromkeys(post.url.partition("#")[0] for post in site.posts))
    for month in months:
        own = [post for post in site.posts if post.url.startswith(month)]
        site.put(month, "The month", "".join(map(anchored, own)) + "<p><a href='/'>Home</a></p>")
    site.put(BASE, "Home", "".join(f"<p><a href='{month}'>{month}</a></p>" for month in months))
    return site


def anchored(post: Post) -> str:
    """Return a post as it stands among others, with a link to itself."""
    name = post.url.partition("#")[2]
    own = f"<p>{post.day:%d %B %Y} <a href='#{name}'>#</a></p>"
    return f"<div class='item' id='{name}'><h3>{post.title}</h3>{post.body}{own}</div>"


@mirror
def one_page_of_posts_at_anchors() -> Site:
    """A copy that is one page: a line for each day, and anchors between the posts."""
    site = site_of("by hand", BASE + "#{number}")
    days = ""
    for post in site.posts:
        name = post.url.partition("#")[2]
        days += f"<h2>{post.day:%d %B %Y}</h2><a name='{name}'></a><h3>{post.title}</h3>{post.body}"
        days += f"<p><a href='/#{name}'>permalink</a></p>"
    site.put(BASE, "Home", days)
    return site


@mirror
def substack_of_shells() -> Site:
    """A blog whose pages hold no text: its interface lists the posts, and has each in full at a place of its own."""
    site = Site(
        BASE, posts_at(BASE + "p/{slug}", 6), head="<link href='https://substackcdn.com/a.css' rel='stylesheet'>"
    )
    site.put(BASE, "Home", items(site.posts))
    shown = [{"canonical_url": post.url, "title": post.title, "post_date": f"{post.day}"} for post in site.posts]
    site.pages[f"{BASE}api/v1/archive"] = Page(json.dumps(shown), "application/json")
    for post, said in zip(site.posts, shown, strict=True):
        site.put(post.url, post.title, "<div id='entry'>Loading…</div><script src='/app.js'></script>")
        one = f"{BASE}api/v1/posts/{post.url.rpartition('/')[2]}"
        site.pages[one] = Page(json.dumps(said | {"body_html": post.body}), "application/json")
    return site
