"""What the spider asks of a blog's sources, and what they then are said to list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from big_blog import BigBlog
from made_site import prose
from running import BLOGSIEVE, NO_DELAY, crawl, run

from blogsieve.crawler.spiders.blog import AT_ONCE
from demo.blogger import NOT_FOUND, Answer

HOME = "<html><head><title>Frost</title></head><body><p>A blog about one winter.</p></body></html>"
MAP = "<urlset><url><loc>/2020/02/a.html?x&y=1</loc></url><url><loc>../2020/02/b.html</loc></url></urlset>"


@pytest.mark.parametrize("named", ["maps/all.xml", "/maps/all.xml", "{base}/maps/all.xml"])
def test_sitemap_is_asked_for_however_robots_names_it(named: str, serve: Callable[..., str], tmp_path: Path) -> None:
    def blog(base: str) -> Callable[[str], Answer]:
        answers = {
            "/": Answer(HOME),
            "/robots.txt": Answer(f"Sitemap: {named.format(base=base)}\n", "text/plain"),
            "/maps/all.xml": Answer(MAP, "text/xml"),
        }
        return lambda target: answers.get(target, NOT_FOUND)

    url = serve(blog)
    done = run(BLOGSIEVE, "detect", f"{url}/", *NO_DELAY, out=tmp_path / "none", cwd=tmp_path)
    assert f"{url}/maps/all.xml lists 2" in done.said, done.said


def test_blog_of_very_many_posts_is_settled_in_pieces(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    blog = BigBlog(size=AT_ONCE + 1, with_feed=False)
    run = crawl(f"{serve_blog(blog)}/", tmp_path, "-a", "limit=3", "-s", "BLOGSIEVE_SAMPLE=4")
    assert run.code == 0, run.said
    assert len(run.records) == 3
    # Pages are asked for while others are cleaned: on a slow machine a hundred, and not all of them.
    assert blog.count() < AT_ONCE / 4


MOMENTS = [f"2016-06-{day:02}T10:00:00+00:00" for day in range(1, 9)]
ENTRY = (
    "<item><title>Post {n}</title><link>{base}/notes/{n}/</link>"
    "<pubDate>{day:02} Jun 2016 10:00:00 +0000</pubDate></item>"
)
POST = "<html><head><title>Post {n}</title></head><body><div><h1>Post {n}</h1>{text}</div>{links}</body></html>"


def moved_home(base: str) -> Callable[[str], Answer]:
    """Return a blog whose home page leads on; no page names its feed, half of its posts, or the day of any."""
    posts = {f"/notes/{n}/": POST.format(n=n, text=prose(n), links="") for n in range(8)}
    posts["/notes/7/"] = POST.format(n=7, text=prose(7), links="<a href=/copies/6/>Six again</a>")
    posts["/copies/6/"] = posts["/notes/6/"]
    mapped = "".join(
        f"<url><loc>{base}/notes/{n}/</loc><lastmod>{said}</lastmod></url>" for n, said in enumerate(MOMENTS)
    )
    entries = "".join(ENTRY.format(n=n, day=n + 1, base=base) for n in range(5))
    own = f"<item><title>Home</title><link>{base}/home/</link></item>"
    feeds = {"/home/index.xml": own, "/index.xml": entries}
    return {
        "/": Answer("<meta http-equiv=refresh content='0; url=/home/'>"),
        "/home/": Answer("".join(f"<h2><a href=/notes/{n}/>Post {n}</a></h2>" for n in range(8))),
        "/sitemap.xml": Answer(f"<urlset>{mapped}</urlset>", "text/xml"),
        **{at: Answer(f"<rss version='2.0'><channel>{said}</channel></rss>", "text/xml") for at, said in feeds.items()},
        **{at: Answer(html) for at, html in posts.items()},
    }.get


def test_feed_that_no_page_names_is_found_and_the_sitemap_dates_what_it_lacks(
    serve: Callable[..., str], tmp_path: Path
) -> None:
    url = serve(lambda base: lambda target: moved_home(base)(target) or NOT_FOUND)
    done = crawl(f"{url}/", tmp_path)
    found = {record["url"].removeprefix(url): record for record in done.records}
    assert {at: record["date"] for at, record in found.items()} == {
        f"/notes/{n}/": said[:10] for n, said in enumerate(MOMENTS)
    }, done.said
    assert [found[f"/notes/{n}/"]["metadata"]["date_source"] for n in (4, 5)] == ["feed", "sitemap"]
    assert found["/notes/6/"]["metadata"]["also"] == [f"{url}/copies/6/"]


@pytest.mark.parametrize("older", [0, 7], ids=["beside the first", "behind the last post that it lists"])
def test_lists_date_posts_whose_pages_name_no_day(older: int, serve: Callable[..., str], tmp_path: Path) -> None:
    def listed(*numbers: int) -> str:
        items = (f"<li><a href=/notes/{n}/>Post {n}</a> <span>{MOMENTS[n][:10]}</span></li>" for n in numbers)
        return f"<title>Notes</title><body><ul>{''.join(items)}</ul>"

    after = {n: f"<a href=/notes/{n + 1}/>Next</a>" for n in range(7)}
    after[older] = after.get(older, "") + "<a href=/page/2/>All</a>"
    pages = {f"/notes/{n}/": Answer(POST.format(n=n, text=prose(n), links=after.get(n, ""))) for n in range(8)}
    pages |= {"/": Answer(listed(0, 1, 2, 3)), "/page/2/": Answer(listed(4, 5, 6, 7))}
    url = serve(lambda _: lambda target: pages.get(target, NOT_FOUND))
    done = crawl(f"{url}/", tmp_path)
    said = {(record["url"], record["date"], record["metadata"]["date_source"]) for record in done.records}
    assert said == {(f"{url}/notes/{n}/", day[:10], "list") for n, day in enumerate(MOMENTS)}, done.said


def test_list_that_is_met_when_all_is_written_dates_what_has_no_day(serve: Callable[..., str], tmp_path: Path) -> None:
    count, first = 60, date(2020, 1, 1)
    days = [(first + timedelta(days=9 * n)).isoformat() for n in range(count)]
    links = {n: f"<a href=/notes/{n + 1}/>Next</a>" for n in range(count - 1)} | {count - 1: "<a href=/page/2/>All</a>"}
    pages = {f"/notes/{n}/": Answer(POST.format(n=n, text=prose(n), links=links[n])) for n in range(count)}
    rows = "".join(f"<li><a href=/notes/{n}/>Walk of post {n}</a> <i>{day}</i></li>" for n, day in enumerate(days))
    pages |= {"/": Answer("<a href=/notes/0/>Begin</a>"), "/page/2/": Answer(f"<title>Notes</title><ul>{rows}</ul>")}
    url = serve(lambda _: lambda target: pages.get(target, NOT_FOUND))
    done = crawl(f"{url}/", tmp_path)
    assert {record["url"]: record["date"] for record in done.records} == {
        f"{url}/notes/{n}/": day for n, day in enumerate(days)
    }, done.said
