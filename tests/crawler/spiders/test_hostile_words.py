"""Words that are none, in whatever a blog says: they cost what they stand in, and the blog's posts are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import crawl

SIZE = 5
LEFT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\uffff]")
LD = "<script type='application/ld+json'>%s</script>"
# What may stand in any head, all at once.
HEAD = (
    LD % '{"@type": "BlogPosting", "author": {"name": "Ann \\ud83d\\u001b[31m"}}'
    + LD % ("[" * 100_000)
    + "<base href='http://['><link rel=canonical href='http://[x'><meta property='og:url' content='http://[::1'>"
    + "<link rel=alternate type='application/rss+xml' href='http://[bad'><meta charset=base64>"
    + "<meta http-equiv=refresh content='\u00b2; url=/'><meta http-equiv=refresh content='"
    + "9" * 5000
    + "; url=/'>"
)
RSS = (
    "<rss version='2.0'><channel><item><link>http://[::1</link><title>&#1;</title>"
    "<pubDate>0000-00-00</pubDate></item></channel></rss>"
)
SITEMAP = "<urlset><url><loc>http://[::1</loc></url><url><loc>http://[x]/</loc></url><a:b:c/></urlset>"


def in_pages(body: str) -> bytes:
    """Return a page with words that are none in its head and in its text."""
    return body.replace("</title>", f"</title>{HEAD}").replace("nobody", "no&#1;bo\x01dy&#xFFFF;\x1b\x9b").encode()


HOSTILE: dict[str, Callable[[str, str], tuple[bytes, str] | None]] = {
    "pages": lambda path, body: (in_pages(body), "text/html") if "<html" in body else None,
    "pages in an encoding of hosts": lambda path, body: (
        (body.encode() + b"\xe4", "text/html; charset=idna") if "<html" in body else None
    ),
    "sources": lambda path, body: {
        "/sitemap.xml": (SITEMAP.encode(), "application/xml"),
        "/feed.xml": (RSS.encode(), "text/xml; charset=undefined"),
    }.get(path),
    "sources in an encoding of hosts": lambda path, body: {
        "/sitemap.xml": (b"\x1f\x8b\x08broken", "application/xml; charset=idna"),
        "/feed.xml": (body.encode() + b"\xe4", "text/xml; charset=idna"),
    }.get(path),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_that_are_none_cost_what_they_stand_in(
    change: Callable[[str, str], tuple[bytes, str] | None], tmp_path: Path
) -> None:
    blog = BigBlog(size=SIZE)

    def misbehave(handler: Handler) -> bool:
        changed = change(handler.path, blog.answer(handler.path).body)
        return changed is not None and send(handler, *changed)

    with host(blog.answer, misbehave) as url:
        blog.base = url
        run = crawl(f"{url}/", tmp_path)
    assert "Traceback" not in run.said, run.said
    assert sorted(run.by_title) == [f"Post {n}" for n in range(SIZE)], run.said
    assert run.code == 0, run.said
    assert {record["metadata"]["method"] for record in run.records} == {"wrapper"}
    assert not [text for record in run.records for text in strings(record) if LEFT.search(text)]


def strings(value: object) -> Iterator[str]:
    """Yield the strings in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
