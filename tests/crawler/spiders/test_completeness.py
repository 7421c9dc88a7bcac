"""A blog is complete when its sources prove it and no link says otherwise; what is linked is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hosts import Handler, host, send
from made_site import Site, posts_at, prose
from mirrors import BASE, MIRRORS, SIZE, Static, items
from running import BLOGSIEVE, NO_DELAY, Run, crawl, run
from web import Page, web

from blogsieve.crawler.commands.report import read
from blogsieve.crawler.views import report
from demo.blogger import NOT_FOUND, Answer


def crawl_web(pages: dict[str, Page], folder: Path, *arguments: str) -> tuple[Run, list[str]]:
    """Crawl in a web of these pages; return what came of it, and what was asked for."""
    asked: list[str] = []
    out = folder / "posts.jsonl"
    with web(pages, asked) as proxy, pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", proxy)
        patch.delenv("no_proxy", raising=False)
        return run(BLOGSIEVE, "crawl", *arguments, "-O", out, *NO_DELAY, out=out, cwd=folder), asked


def test_exactly_the_posts_of_mirrors_are_written_and_nothing_stays_unexplained(tmp_path: Path) -> None:
    sites = {name: make().on(f"host{n}.test") for n, (name, make) in enumerate(MIRRORS.items())}
    pages = Static({url: page for site in sites.values() for url, page in site.pages.items()})
    done, asked = crawl_web(pages, tmp_path, *(site.home for site in sites.values()))
    for name, site in sites.items():
        written = [record["url"] for record in done.records if record["url"].startswith(site.home)]
        assert sorted(written) == sorted(post.url for post in site.posts), (name, done.said)
    assert done.code == 0, done.said
    assert "not explained" not in done.said
    assert not [url for url in asked if "mt-comments.cgi" in url]


def wordpress(listed: int, total: str) -> Site:
    """Return a blog whose interface lists the newest posts, and says that there are so many."""
    site = Site(BASE, posts_at(BASE + "{slug}/", SIZE), head="<meta name='generator' content='WordPress 6.1'>")
    site.head += f"<link rel='https://api.w.org/' href='{BASE}wp-json/'>"
    data = [
        {"link": post.url, "title": {"rendered": post.title}, "content": {"rendered": post.body}, "date": f"{post.day}"}
        for post in site.posts[:listed]
    ]
    site.pages[f"{BASE}wp-json/wp/v2/posts?per_page=100"] = Page(
        json.dumps(data), "application/json", headers=(("X-WP-Total", total),)
    )
    site.put_posts()
    site.put_lists(BASE, BASE + "page/{}/")
    return site


@pytest.mark.parametrize(("listed", "total", "reads_lists"), [(SIZE, str(SIZE), False), (6, str(SIZE), True)])
def test_interface_completes_a_blog_where_it_lists_as_many_as_it_says(
    listed: int, total: str, reads_lists: bool, tmp_path: Path
) -> None:
    site = wordpress(listed, total)
    done, asked = crawl_web(site.pages, tmp_path, site.home)
    assert len(done.records) == SIZE, done.said
    assert any("/page/" in url for url in asked) is reads_lists


def test_interface_of_one_language_does_not_complete_a_blog_of_two(tmp_path: Path) -> None:
    site, other = wordpress(SIZE, str(SIZE)), posts_at(BASE + "de/{slug}/", 5, "de")
    site.put(f"{BASE}de/", "Die Liste", items(other))
    for post in other:
        site.put(post.url, post.title, post.article())
    home = site.pages[BASE].body.replace("</head>", f"<link rel='alternate' hreflang='de' href='{BASE}de/'></head>")
    site.pages[BASE] = Page(home)
    done, _ = crawl_web(site.pages, tmp_path, site.home)
    assert {post.url for post in other} <= {record["url"] for record in done.records}, done.said


def test_list_that_the_platform_makes_is_read_where_no_page_leads_there(tmp_path: Path) -> None:
    site = Site(BASE, posts_at(BASE + "{slug}/", SIZE), head="<meta name='generator' content='Hexo 6.3.0'>")
    site.put_posts(linked=False)
    site.put(BASE, "Newest", items(site.posts[:4]))
    site.put(f"{BASE}archives/", "Archives", items(site.posts))
    done, _ = crawl_web(site.pages, tmp_path, site.home)
    assert sorted(record["url"] for record in done.records) == sorted(post.url for post in site.posts), done.said


def test_lists_that_their_query_numbers_are_no_parts_of_a_post(tmp_path: Path) -> None:
    sites = [Site(home, posts_at(home + "notes/{slug}", SIZE)).on(f"host{n}.test") for n, home in enumerate([BASE] * 2)]
    for site in sites:
        site.put_posts(linked=False)
    sites[0].put_lists(sites[0].home, sites[0].home + "?page={}")
    sites[1].put_lists(f"{sites[1].home}notes", sites[1].home + "notes?page={}")
    sites[1].put(sites[1].home, "Welcome", f"<h1>Welcome</h1><a href='/notes'>Notes</a>{prose('home')}")
    done, _ = crawl_web(
        {url: page for site in sites for url, page in site.pages.items()}, tmp_path, *(s.home for s in sites)
    )
    assert sorted(record["url"] for record in done.records) == sorted(p.url for s in sites for p in s.posts), done.said


def test_sitemap_that_a_link_contradicts_is_not_believed(tmp_path: Path) -> None:
    site = Site(BASE, posts_at(BASE + "{slug}/", SIZE))
    newest = site.posts
    site.posts = newest[:10]
    site.put_sitemap(f"{BASE}sitemap.xml")
    site.posts = newest
    site.put_posts()
    site.put_lists(BASE, BASE + "page/{}/")
    done, _ = crawl_web(site.pages, tmp_path, site.home)
    assert sorted(record["url"] for record in done.records) == sorted(post.url for post in newest), done.said


def test_explain_says_what_became_of_an_address(tmp_path: Path) -> None:
    site = Site(BASE, posts_at(BASE + "{day:%Y/%m}/{slug}/", 8))
    site.put_posts()
    site.put_lists(BASE, BASE + "page/{}/")
    site.put(f"{BASE}about/", "About", f"<h1>About</h1>{prose('about')}")
    (tmp_path / "asked.txt").write_text(f"{BASE}page/2/\n{BASE}nowhere/\n", "utf-8")
    explain = ("--explain", site.posts[0].url, "--explain", "asked.txt", "--explain", f"{BASE}about/")
    explain += ("-s", "BLOGSIEVE_ADDRESSES=addresses.jsonl")
    done, _ = crawl_web(site.pages, tmp_path, site.home, *explain)
    for url, words in (
        (site.posts[0].url, "is a post, and written"),
        (f"{BASE}page/2/", "is a list of posts"),
        (f"{BASE}nowhere/", "no page that was fetched links to it"),
        (f"{BASE}about/", "was not fetched (by its address)"),
    ):
        assert any(url in line and words in line for line in done.said.splitlines()), done.said
    assert fates_of(tmp_path / "addresses.jsonl") == {"post": 8, "list": 1, "static page": 1}
    html = report.render(read([str(tmp_path / name) for name in ("posts.jsonl", "addresses.jsonl")]), ["posts.jsonl"])
    assert "<td dir='auto'>static page</td><td dir='auto'>1</td>" in html.replace('"', "'")


def fates_of(path: Path) -> dict[str, int]:
    """Return how many addresses came to what, by the file of a crawl."""
    return dict(Counter(json.loads(line)["fate"] for line in path.read_text("utf-8").splitlines()))


def test_host_that_goes_round_until_its_cookie_comes_back(tmp_path: Path) -> None:
    site = Site("/", posts_at("/{day:%Y/%m}/{slug}/", 8))
    site.put_posts()
    site.put_lists("/", "/page/{}/")

    def answer(path: str) -> Answer:
        page = site.pages.get(path)
        return Answer(page.body) if page else NOT_FOUND

    def go_round(handler: Handler) -> bool:
        if "seen=1" in (handler.headers["Cookie"] or ""):
            return False
        return send(handler, "", status=302, Location=handler.path, Set_Cookie="seen=1; Path=/")

    with host(answer, go_round) as url:
        done = crawl(f"{url}/", tmp_path)
    assert len(done.records) == 8, done.said
