"""What an archive holds beside pages is used as in a crawl: feeds, interfaces, sitemaps; comments' feeds are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from running import clean, crawl
from warcs import HTML, again, answer, post, record, url_of

from blogsieve.cleaners.engine import Executor
from demo.blogger import Answer
from demo.serve import listen, serving

HOST = "a.example"
HOME = f"http://{HOST}"


def rss(items: list[tuple[str, str, str, str]]) -> str:
    """Return a feed of (address, title, day, HTML)."""
    listed = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{day} 10:00:00 +0200</pubDate>"
        f"<description>{escape(html)}</description></item>"
        for url, title, day, html in items
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>A</title><link>{HOME}/</link>{listed}</channel></rss>"
    )


def cleaned(pool: Executor, folder: Path, *more: bytes) -> dict[str, dict[str, Any]]:
    """Return the records of an archive of three posts and more, by their addresses."""
    (folder / "a.warc").write_bytes(b"".join([*(post(HOST, number) for number in range(3)), *more]))
    return {found["url"]: found for found in again(pool, folder / "a.warc").records}


def test_a_feed_tells_the_day(pool: Executor, tmp_path: Path) -> None:
    feed = rss([(url_of(HOST, 1), "Post 1", "Mon, 01 Jan 2018", "<p>An excerpt.</p>")])
    found = cleaned(pool, tmp_path, answer(f"{HOME}/feed/", feed, "application/rss+xml"))
    assert found[url_of(HOST, 1)]["created"] == "2018-01-01T10:00:00+02:00"


def test_a_feed_of_comments_tells_nothing_of_the_post(pool: Executor, tmp_path: Path) -> None:
    comment = (f"{url_of(HOST, 1)}#comment-7", "By: Bob", "Mon, 01 Jan 2018", "<p>So true!</p>")
    before = cleaned(pool, tmp_path)
    assert cleaned(pool, tmp_path, answer(f"{url_of(HOST, 1)}feed/", rss([comment]), "text/xml")) == before
    assert len(before) == 3


def test_an_interface_tells_the_day(pool: Executor, tmp_path: Path) -> None:
    said = [{
        "link": url_of(HOST, 2), "date": "2019-05-05T01:00:00", "date_gmt": "2019-05-04T23:00:00",
        "title": {"rendered": "Post 2"}, "content": {"rendered": "<p>An excerpt.</p>"},
    }]  # fmt: skip
    wordpress = answer(f"{HOME}/wp-json/wp/v2/posts?per_page=10", json.dumps(said), "application/json")
    found = cleaned(pool, tmp_path, wordpress)
    assert found[url_of(HOST, 2)]["created"] == "2019-05-05T01:00:00+02:00"
    assert found[url_of(HOST, 2)]["metadata"]["date_source"] == "api"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("wp-sitemap-posts-post-1.xml", True), ("wp-sitemap-taxonomies-post_tag-1.xml", False), ("sitemap.xml", False)],
)
def test_a_sitemap_of_posts_tells_a_post(pool: Executor, tmp_path: Path, name: str, kept: bool) -> None:
    list_of_titles = "".join(f"<h2><a href={url_of(HOST, number)}>Post {number}</a></h2>" for number in range(9))
    odd = answer(f"{HOME}/about-it", f"<html><title>List</title><body>{list_of_titles}<p>Read them all.</p></html>")
    places = (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{HOME}/about-it</loc></url></urlset>"
    )
    found = cleaned(pool, tmp_path, odd, answer(f"{HOME}/{name}", places, "application/xml"))
    assert (f"{HOME}/about-it" in found) == kept


BARE = (
    "<html><head><meta name=generator content=blogger></head><body class=dynamic-view><title>Bare</title></body></html>"
)
TEXT = "<p>The lamp on the pier was out again, so we counted {} steps, and there were four more than last year.</p>"


def bare_feed(base: str) -> str:
    entries = "".join(
        f"<entry><id>tag:{number}</id><title>Step {number}</title><published>2021-03-0{number}T08:00:00Z</published>"
        f"<link rel='alternate' href='{base}/2021/03/step-{number}.html'/>"
        f"<content type='html'>{escape(''.join(TEXT.format(number * part) for part in range(7, 10)))}</content></entry>"
        for number in range(1, 6)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Bare</title>{entries}</feed>"


def test_posts_that_only_a_feed_holds_are_cleaned_again(tmp_path: Path) -> None:
    def make(base: str) -> Callable[[str], Answer]:
        atom = Answer(bare_feed(base), "application/atom+xml")
        return lambda path: atom if path.startswith("/feeds/posts") else Answer(BARE, HTML)

    with serving(listen(make)) as url:
        run = crawl(f"{url}/", tmp_path, "--archive", "bare.warc.gz")
    assert len(run.records) == 5, run.said
    assert clean(tmp_path, "bare.warc.gz").said == "blogsieve: bare.warc.gz: 5 posts written\n"
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "posts.jsonl").read_bytes()


def test_posts_that_only_a_feed_holds_in_an_archive_of_others(pool: Executor, tmp_path: Path) -> None:
    found = [answer(f"{HOME}/", BARE), answer(f"{HOME}/2021/03/step-1.html", BARE)]
    found.append(answer(f"{HOME}/feeds/posts/default", bare_feed(HOME), "application/atom+xml"))
    (tmp_path / "bare.warc").write_bytes(b"".join(found))
    cleaned = again(pool, tmp_path / "bare.warc")
    assert cleaned.refused == []
    assert cleaned.titles == [f"Step {number}" for number in range(1, 6)]
    assert all(record["text"].startswith("The lamp on the pier") for record in cleaned.records)


def test_a_note_that_cannot_be_read_is_told(pool: Executor, tmp_path: Path) -> None:
    note = record(url_of(HOST, 1), b"{", kind="metadata", content_type="application/vnd.blogsieve.post+json")
    (tmp_path / "a.warc").write_bytes(b"".join([post(HOST, 1), note]))
    found = again(pool, tmp_path / "a.warc")
    assert len(found.refused) == 1
    assert url_of(HOST, 1) in found.refused[0]


def test_the_home_page_dates_posts_whose_pages_name_no_day(pool: Executor, tmp_path: Path) -> None:
    days = {number: f"2016-06-{number + 10}" for number in range(4)}
    items = (f"<li><a href={url_of(HOST, number)}>Post {number}</a> {day}</li>" for number, day in days.items())
    pages = [answer(f"{HOME}/", f"<title>A</title><body><ul>{''.join(items)}</ul>", HTML)]
    for number in days:
        text = f"<p>{f'On walk {number} we saw the ferry come in. ' * 9}</p>"
        body = f"<title>Post {number}</title><body><h1>Post {number}</h1><div class=b>{text}</div>"
        pages.append(answer(url_of(HOST, number), body, HTML))
    (tmp_path / "a.warc").write_bytes(b"".join(pages))
    records = again(pool, tmp_path / "a.warc").records
    said = {(record["url"], record["date"], record["metadata"]["date_source"]) for record in records}
    assert said == {(url_of(HOST, number), day, "list") for number, day in days.items()}


def test_a_feed_of_titles_beside_one_of_texts_makes_no_post_of_a_list(pool: Executor, tmp_path: Path) -> None:
    """Some makers write a feed of the tags: its entries are the lists of the posts that have them."""
    texts = rss([(url_of(HOST, number), f"Post {number}", "Mon, 01 Jan 2018", "<p>So.</p>") for number in range(3)])
    boats = [f"{HOME}/{name}/" for name in ("sloops", "ketches", "yawls", "cutters")]
    tags = rss([(url, "Boats", "Mon, 01 Jan 2018", "") for url in boats])
    titles = "".join(f"<li><a href={url_of(HOST, number)}>Post {number}</a>" for number in range(3))
    lists = [answer(url, f"<title>Boats</title><body><h1>Boats</h1><ul>{titles}</ul>", HTML) for url in boats]
    feeds = [answer(f"{HOME}/feed/", texts, "text/xml"), answer(f"{HOME}/boats/index.xml", tags, "text/xml")]
    found = cleaned(pool, tmp_path, *lists, *feeds)
    assert sorted(found) == [url_of(HOST, number) for number in range(3)]


def test_a_feed_of_titles_is_believed_where_no_other_has_texts(pool: Executor, tmp_path: Path) -> None:
    titles = rss([(url_of(HOST, 1), "Post 1", "Mon, 01 Jan 2018", "")])
    found = cleaned(pool, tmp_path, answer(f"{HOME}/feed/", titles, "text/xml"))
    assert found[url_of(HOST, 1)]["metadata"]["date_source"] == "feed"
