"""Words that are none, in whatever a blog says: they cost what they stand in, and the blog's posts are written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import crawl

SIZE = 5
WHOLE = [f"Post {n}" for n in range(SIZE)]
RSS = (
    "<rss version='2.0'><channel><title>a</title><item><link>http://[::1</link><title>b</title></item></channel></rss>"
)
SITEMAP = "<urlset><url><loc>http://[::1</loc></url><url><loc>http://[x]/</loc></url><a:b:c/></urlset>"
LEFT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\uffff]")


def in_head(words: str) -> Callable[[Handler, str], bool]:
    """Return what puts words into the head of each page."""
    return lambda handler, body: send(handler, body.replace("</title>", f"</title>{words}"))


def instead(path: str, words: str, kind: str) -> Callable[[Handler, str], bool]:
    """Return what answers other words at a path."""
    return lambda handler, body: handler.path == path and send(handler, words, kind)


LD = "<script type='application/ld+json'>%s</script>"
HOSTILE = {
    "half a character in JSON-LD": in_head(LD % '{"@type": "BlogPosting", "author": {"name": "Ann \\ud83d"}}'),
    "JSON-LD without end": in_head(LD % ("[" * 100_000)),
    "a link to no address": in_head("<link rel=alternate type='application/rss+xml' href='http://[bad'>"),
    "a base that is no address": in_head("<base href='http://['>"),
    "a canonical address that is none": in_head(
        "<link rel=canonical href='http://[x'><meta property='og:url' content='http://[::1'>"
    ),
    "an encoding that is none of texts": lambda h, body: send(
        h, body.replace("waits", "w\xe4its").encode("latin1"), "text/html; charset=idna"
    ),
    "an encoding that is base64": in_head("<meta charset=base64>"),
    "controls in words": lambda h, body: send(h, body.replace("harbour", "har&#1;b\x01our&#xFFFF; \x1b[31m\x9b")),
    "a sitemap of what is no address": instead("/sitemap.xml", SITEMAP, "application/xml"),
    "a feed of what is no address": instead("/feed.xml", RSS, "text/xml"),
    "a feed in an encoding of hosts": instead("/feed.xml", RSS, "text/xml; charset=idna"),
    "a feed in no encoding": instead("/feed.xml", RSS, "text/xml; charset=undefined"),
    "a page of plain text": instead(
        BigBlog(size=SIZE).path(1), "Post 1\n\nA line that stands in a file of plain text.", "text/plain"
    ),
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_that_are_none_cost_what_they_stand_in(answer: Callable[[Handler, str], bool], tmp_path: Path) -> None:
    blog = BigBlog(size=SIZE)

    def misbehave(handler: Handler) -> bool:
        found = blog.answer(handler.path)
        is_page = "html" in found.content_type and found.status == 200
        return (is_page or handler.path.endswith(".xml")) and answer(handler, found.body)

    with host(blog.answer, misbehave) as url:
        blog.base = url
        run = crawl(f"{url}/", tmp_path)
    assert "Traceback" not in run.said, run.said
    assert len(run.records) >= SIZE - ("plain text" in str(answer)), run.said
    assert run.code == 0, run.said
    assert not LEFT.search("".join(json.dumps(record, ensure_ascii=False).replace("\\n", "") for record in run.records))
