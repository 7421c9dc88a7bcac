"""Blogs on which one witness to what a page is says what is not so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hard_sites import give_sources
from made_site import Page, Site, posts_at, prose

JUDGED: dict[str, Callable[[bool], Site]] = {}
BASE = "http://a.test/"


def judged(make: Callable[[bool], Site]) -> Callable[[bool], Site]:
    """Note a site by its name; it is made with a feed and a sitemap, or with neither."""
    JUDGED[make.__name__.replace("_", " ")] = make
    return make


def begin(pattern: str, sources: bool, more: tuple[str, ...] = (), head: str = "") -> Site:
    """Return a site with an about page, and with sources of the posts and more."""
    site = Site(BASE, posts_at(BASE + pattern), head=head)
    if sources:
        give_sources(site, BASE, (BASE + "about/", *more))
    site.put(BASE + "about/", "About", f"<div class='entry'><h1>About</h1><div class='text'>{prose('me')}</div></div>")
    return site


def end(site: Site, head: str = "") -> Site:
    """Put the posts and their lists into a site."""
    site.put_posts(head=head)
    site.put_lists(BASE, BASE + "page/{}/")
    return site


@judged
def feed_that_lists_the_static_pages(sources: bool) -> Site:
    site = begin("{slug}/", sources)
    if sources:
        feed = BASE + "feed.xml"
        item = (
            f"<item><title>About</title><link>{BASE}about/</link><description>{prose('me')[3:80]}</description></item>"
        )
        site.pages[feed] = replace(site.pages[feed], body=site.pages[feed].body.replace("<item>", item + "<item>", 1))
    return end(site)


@judged
def type_of_an_article_on_every_page(sources: bool) -> Site:
    return end(begin("{slug}/", sources, head="<meta property='og:type' content='article'>"))


@judged
def data_of_a_blog_on_every_page(sources: bool) -> Site:
    return end(begin("{slug}/", sources, head='<script type=\'application/ld+json\'>{"@type": "Blog"}</script>'))


@judged
def posts_below_archives(sources: bool) -> Site:
    return end(begin("archives/{slug}/", sources, head="<meta name='generator' content='Hexo 6.3.0'>"))


@judged
def canonical_of_the_home_of_all_on_all(sources: bool) -> Site:
    return end(begin("{slug}/", sources), f"<link rel='canonical' href='{BASE}start/'>")


@judged
def lists_whose_canonical_is_the_first(sources: bool) -> Site:
    site = end(begin("{day:%Y/%m}/{slug}/", sources))
    site.put_lists(BASE + "notes/", BASE + "notes/{}/")
    for number in (2, 3):
        page = site.pages[BASE + f"notes/{number}/"]
        head = f"<link rel='canonical' href='{BASE}notes/'></head>"
        site.pages[BASE + f"notes/{number}/"] = replace(page, body=page.body.replace("</head>", head, 1))
    site.pages[BASE] = Page(f"<a href='/notes/'>Notes</a><a href='/about/'>About</a>{prose('hello', 1)}")
    return site


@judged
def canonical_that_fails(sources: bool) -> Site:
    site = end(begin("{slug}/", sources))
    dead = ""
    for post in site.posts:
        page, gone = site.pages[post.url], f"{post.url}gone.html"
        head = f"<link rel='canonical' href='{gone}'></head>"
        site.pages[post.url] = replace(page, body=page.body.replace("</head>", head, 1))
        dead += f"<a href='{gone}'>Permalink</a> "
    site.pages[BASE] = replace(site.pages[BASE], body=site.pages[BASE].body.replace("</body>", f"{dead}</body>"))
    return site


@judged
def pages_for_what_is_not_there(sources: bool) -> Site:
    gone = tuple(f"{BASE}{2010 + n}/05/gone-{n}/" for n in range(5))
    site = begin("{day:%Y/%m}/{slug}/", sources, gone)
    for url in gone:
        site.put(url, "Gone", "<h1>Nothing here</h1><p>What you look for may have been moved, or never was.</p>")
    return end(site)


@judged
def pages_of_pictures_below_the_posts(sources: bool) -> Site:
    site = begin("{day:%Y/%m}/{slug}/", sources)
    end(site)
    for post in site.posts[:3]:
        site.put(f"{post.url}front/", "Front", f"<h1>Front</h1><p>{prose(post.url, 1)}</p>")
        page = site.pages[post.url]
        link = f"<p><a href='{post.url}front/'>Front</a></p></body>"
        site.pages[post.url] = replace(page, body=page.body.replace("</body>", link, 1))
    return site


@judged
def box_that_only_newer_posts_have(sources: bool) -> Site:
    site = end(begin("{slug}/", sources))
    for post in site.posts[:10]:
        page, box = site.pages[post.url], "<div class='reactions'><b class='thumb'>+1</b><b class='heart'>+2</b></div>"
        site.pages[post.url] = replace(page, body=page.body.replace("<p class='near'>", box + "<p class='near'>", 1))
    return site


@judged
def stubs_that_lead_on(sources: bool) -> Site:
    stubs = tuple(f"{BASE}old-{n}/" for n in range(4))
    site = begin("{slug}/", sources, stubs)
    for url, post in zip(stubs, site.posts, strict=False):
        head = f"<meta http-equiv='refresh' content='0; url={post.url}'>"
        site.put(url, "Moved", f"<p>This page is now <a href='{post.url}'>there</a>, where it will stay.</p>", head)
    return end(site)


@judged
def posts_in_two_sections(sources: bool) -> Site:
    site = end(begin("boats/{slug}", sources))
    for post in site.posts:
        site.pages[post.url.replace("/boats/", "/harbour/")] = site.pages[post.url]
    again = "".join(f"<a href='{post.url.replace('/boats/', '/harbour/')}'>Again</a> " for post in site.posts)
    last = BASE + "page/3/"
    site.pages[last] = replace(site.pages[last], body=site.pages[last].body.replace("</body>", f"{again}</body>"))
    return site


@judged
def posts_that_only_subscribers_may_read_to_the_end(sources: bool) -> Site:
    site = begin("{slug}/", sources=False, head="<meta name='generator' content='Ghost 5.80'>")
    call = (
        "<aside class='gh-post-upgrade-cta'><h2>This post is for subscribers only</h2><a href='#'>Subscribe</a></aside>"
    )
    # Of some all is open, of some the first paragraph, of others nothing.
    opened = [(post.body, f"{post.body.partition('</p>')[0]}</p>", "")[n % 3] for n, post in enumerate(site.posts)]
    site.posts = [replace(post, body=body) for post, body in zip(site.posts, opened, strict=True)]
    if sources:
        give_sources(site, BASE)
    bodies = [f"<div class='gh-content'>{body}{call if n % 3 else ''}</div>" for n, body in enumerate(opened)]
    site.posts = [replace(post, body=body) for post, body in zip(site.posts, bodies, strict=True)]
    end(site)
    site.posts = [post for post, body in zip(site.posts, opened, strict=True) if body]
    return site


@judged
def short_posts_above_cards_of_others(sources: bool) -> Site:
    site = begin("{slug}/", sources=False)
    site.posts = [replace(post, body=f"{prose(post.url, 1, 20)}") for post in site.posts]
    if sources:
        give_sources(site, BASE)
    end(site)
    for number, post in enumerate(site.posts):
        page, count = site.pages[post.url], len(site.posts)
        cards = "".join(site.posts[(number + n) % count].teaser() for n in range(1, 5))
        body = page.body.replace("<p class='near'>", f"<div class='more'>{cards}</div><p class='near'>", 1)
        site.pages[post.url] = replace(page, body=body)
    return site
