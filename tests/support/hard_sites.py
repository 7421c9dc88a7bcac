"""Blogs that are hard to tell from the site around them, each with what is its posts."""

from __future__ import annotations

from collections.abc import Callable

from made_site import Page, Site, posts_at, prose

HARD: dict[str, Callable[[bool], Site]] = {}


def hard(make: Callable[[bool], Site]) -> Callable[[bool], Site]:
    """Note a site by its name; it is made with a feed and a sitemap, or with neither."""
    HARD[make.__name__.replace("_", " ")] = make
    return make


def give_sources(site: Site, base: str, more: tuple[str, ...] = (), root: str = "") -> None:
    """Give a site a feed and a sitemap of all its pages."""
    site.put_feed(f"{base}feed.xml")
    site.put_sitemap(f"{root or base}sitemap.xml", more)


@hard
def blog_below_a_path(sources: bool) -> Site:
    base = "http://a.test/blog/"
    site = Site(base, posts_at(base + "{slug}/"), menu=(("/", "Home"), ("/products/", "Products"), ("/blog/", "Blog")))
    other = tuple(f"http://a.test/products/thing-{n}/" for n in range(8))
    if sources:
        give_sources(site, base, (*other, base, "http://a.test/"), "http://a.test/")
    for url in ("http://a.test/", "http://a.test/products/", *other):
        site.put(
            url,
            "Thing",
            f"<div class='entry'><h1>Thing</h1>{prose(url)}</div>" + "".join(f"<a href='{o}'>x</a>" for o in other),
        )
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def blog_page_of_posts_at_the_root(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base + "blog/",
        posts_at(base + "{day:%Y/%m}/{slug}/"),
        menu=(("/", "Home"), ("/blog/", "Blog"), ("/about/", "About")),
    )
    if sources:
        give_sources(site, base, (base, base + "about/", base + "blog/"))
    site.put(base, "Welcome", f"<h1>Welcome</h1>{prose(1, 1)}<a href='/blog/'>The blog</a>")
    site.put(base + "about/", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base + "blog/", base + "blog/page/{}/")
    return site


@hard
def home_that_moves_to_a_path(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "{day:%Y/%m}/{slug}.html"))
    if sources:
        give_sources(site, base)
    site.pages[base] = Page(moved=base + "home/")
    site.put(base + "about/", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base + "home/", base + "home/page/{}/")
    return site


@hard
def two_languages(sources: bool) -> Site:
    base = "http://a.test/"
    english, german = posts_at(base + "en/{slug}/", 9, "e"), posts_at(base + "de/{slug}-de/", 8, "d")
    site = Site(
        base,
        english + german,
        menu=(("/en/", "English"), ("/de/", "Deutsch"), ("/en/about/", "About"), ("/de/ueber/", "Über")),
    )
    if sources:
        give_sources(site, base, tuple(base + p for p in ("", "en/", "de/", "en/about/", "de/ueber/")))
    site.put(base, "Choose", "<h1>Choose</h1><p><a href='/en/'>English</a> <a href='/de/'>Deutsch</a></p>")
    for path in ("en/about/", "de/ueber/"):
        site.put(base + path, "About", f"<div class='entry'><h1>About</h1>{prose(path)}</div>")
    site.put_posts()
    site.put_lists(base + "en/", base + "en/page/{}/", posts=english)
    site.put_lists(base + "de/", base + "de/page/{}/", posts=german)
    return site


@hard
def portfolio_with_few_posts(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base,
        posts_at(base + "writing/{slug}/", 4),
        menu=(("/", "Home"), ("/work/", "Work"), ("/writing/", "Writing"), ("/about/", "About")),
    )
    works = tuple(f"{base}work/job-{n}/" for n in range(7))
    if sources:
        give_sources(site, base, (*works, base + "about/", base + "writing/", base + "work/"))
    site.put(base, "Jo", f"<h1>Jo makes things</h1>{prose(0, 1)}<a href='/writing/'>Writing</a>")
    site.put(base + "work/", "Work", "".join(f"<h2><a href='{w}'>Job {n}</a></h2>" for n, w in enumerate(works)))
    for work in works:
        site.put(work, "Job", f"<div class='project'><h1>Job</h1>{prose(work, 1, 20)}<img src='/a.png'></div>")
    site.put(base + "about/", "About", f"<div class='page'><h1>About</h1>{prose(3)}</div>")
    site.put_posts()
    site.put_lists(base + "writing/", base + "writing/page/{}/")
    return site


@hard
def flat_names_beside_static_pages(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base,
        posts_at(base + "{slug}/"),
        menu=(("/", "Home"), ("/about/", "About"), ("/bookshelf/", "Books"), ("/work-with-me/", "Work")),
    )
    if sources:
        give_sources(site, base, tuple(base + p for p in ("", "about/", "bookshelf/", "work-with-me/")))
    for path in ("about/", "bookshelf/", "work-with-me/"):
        site.put(base + path, path, f"<div class='entry'><h1>{path}</h1><div class='text'>{prose(path)}</div></div>")
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def posts_by_number_in_the_query(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base, posts_at(base + "?p={number}"), menu=(("/", "Home"), ("/?page_id=2", "About"), ("/?cat=3", "Sea"))
    )
    if sources:
        give_sources(site, base, (base, base + "?page_id=2"))
    site.put(base + "?page_id=2", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "?paged={}")
    site.put_lists(base + "?cat=3", base + "?cat=3&paged={}", posts=site.posts[::2])
    return site


@hard
def nodes(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base, posts_at(base + "node/{number}"), menu=(("/", "Home"), ("/node/99", "About"), ("/taxonomy/term/3", "Sea"))
    )
    if sources:
        give_sources(site, base, (base, base + "node/99"))
    site.put(base + "node/99", "About", f"<div class='page'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "node?page={}")
    site.put_lists(base + "taxonomy/term/3", base + "taxonomy/term/3?page={}", posts=site.posts[::2])
    return site


@hard
def lists_of_whole_posts(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "posts/{slug}"), menu=(("/", "Home"), ("/about", "About"), ("/topic/sea", "Sea")))
    if sources:
        give_sources(site, base, (base, base + "about"))
    site.put(base + "about", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "page/{}", full=True)
    site.put_lists(base + "topic/sea", base + "topic/sea/{}", full=True, posts=site.posts[::2])
    return site


@hard
def home_page_that_is_the_newest_post(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base,
        posts_at(base + "{day:%Y-%m-%d}-{slug}.html"),
        menu=(("/", "Home"), ("/all.html", "Archive"), ("/me.html", "Me")),
    )
    if sources:
        give_sources(site, base, (base, base + "all.html", base + "me.html"))
    site.put(base + "me.html", "Me", f"<div class='entry'><h1>Me</h1>{prose(2)}</div>")
    site.put_posts()
    newest, second = site.posts[:2]
    site.put(base, "A", newest.article() + f"<p class='near'><a href='{second.url}'>{second.title}</a></p>")
    site.put(
        base + "all.html",
        "All",
        "<ul>" + "".join(f"<li><a href='{p.url}'>{p.title}</a></li>" for p in site.posts) + "</ul>",
    )
    return site


@hard
def feed_that_leads_elsewhere(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "linked/{day:%Y/%m/%d}/{slug}"))
    site.put(base + "about/", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    if sources:
        items = "".join(
            f"<item><title>{p.title}</title><link>http://elsewhere.test/{n}</link><guid>{p.url}</guid></item>"
            for n, p in enumerate(site.posts[:10])
        )
        site.pages[base + "feed.xml"] = Page(
            f"<rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml"
        )
        site.head = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def podcast_in_the_feed(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "notes/{slug}/"))
    if sources:
        give_sources(site, base, (base, base + "about/"))
        show = f"<item><title>Episode</title><link>{base}audio/1.mp3</link></item>"
        feed = site.pages[base + "feed.xml"]
        site.pages[base + "feed.xml"] = Page(feed.body.replace("<item>", show + "<item>", 1), feed.kind)
    site.pages["http://a.test/audio/1.mp3"] = Page("ID3", "audio/mpeg")
    site.put(base + "about/", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def tags_with_a_description(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(
        base,
        posts_at(base + "{slug}"),
        menu=(("/", "Home"), ("/about", "About"), ("/on/sea", "Sea"), ("/on/land", "Land")),
    )
    if sources:
        give_sources(site, base, (base, base + "about", base + "on/sea", base + "on/land"))
    site.put(base + "about", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "page/{}")
    for n, name in enumerate(("sea", "land")):
        teasers = "".join(p.teaser() for p in site.posts[n::2])
        site.put(base + f"on/{name}", name, f"<h1>{name}</h1>{prose(name, 2, 60)}{teasers}")
    return site


@hard
def posts_that_only_archives_of_dates_link(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "{day:%Y/%m}/{slug}.html"))
    months = sorted({f"{p.day:%Y/%m}" for p in site.posts})
    if sources:
        give_sources(site, base, (base,))
    links = "".join(f"<li><a href='/{m}/'>{m}</a></li>" for m in months)
    site.put(base, "A", "".join(p.teaser() for p in site.posts[:2]) + f"<ul>{links}</ul>")
    for month in months:
        site.put(base + month + "/", month, "".join(p.teaser() for p in site.posts if f"{p.day:%Y/%m}" == month))
    site.put_posts(linked=False)
    return site


@hard
def blog_on_a_host_of_its_own_beside_www(sources: bool) -> Site:
    base = "http://blog.a.test/"
    site = Site(
        base,
        posts_at(base + "{slug}/"),
        menu=(("http://www.a.test/", "Company"), ("http://www.a.test/about/", "About"), ("/", "Blog")),
    )
    if sources:
        give_sources(site, base, (base,))
    for path in ("", "about/", "prices/"):
        site.put(
            "http://www.a.test/" + path,
            "A",
            f"<div class='entry'><h1>A</h1>{prose(path)}<a href='/prices/'>Prices</a></div>",
        )
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def www_that_moves_to_the_bare_host(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site("http://www.a.test/", posts_at(base + "{slug}.html"))
    site.pages["http://www.a.test/"] = Page(moved=base)
    if sources:
        give_sources(site, base, (base,))
    site.put(base + "about/", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    return site


@hard
def links_below_a_base(sources: bool) -> Site:
    base = "http://a.test/journal/"
    site = Site(
        base,
        posts_at("entries/{slug}.html"),
        menu=(("index.html", "Home"), ("about.html", "About")),
        head=f"<base href='{base}'>",
    )
    site.put(base + "about.html", "About", f"<div class='entry'><h1>About</h1>{prose(2)}</div>")
    for post in site.posts:
        site.put(base + post.url, post.title, post.article() + f"<a href='{site.posts[0].url}'>newest</a>")
    site.put_lists(base, "pages/{}.html")
    for number in (2, 3):
        site.pages[base + f"pages/{number}.html"] = site.pages.pop(f"pages/{number}.html")
    site.posts = posts_at(base + "entries/{slug}.html")
    if sources:
        give_sources(site, base, (base, base + "about.html"))
    return site


@hard
def escapes_in_both_cases(sources: bool) -> Site:
    base = "http://a.test/"
    site = Site(base, posts_at(base + "%D0%BF%D0%BE%D1%81%D1%82-{number}/"))
    if sources:
        give_sources(site, base, (base,))
    site.put_posts()
    site.put_lists(base, base + "page/{}/")
    for url, page in list(site.pages.items()):
        site.pages[url] = Page(page.body.replace("%D0%BF", "%d0%bf"), page.kind)
        site.pages[url.replace("%D0%BF", "%d0%bf")] = site.pages[url]
    return site
