"""Which answers of a host may be pages."""

from __future__ import annotations

import pytest
from scrapy.http import TextResponse

from blogsieve.crawler.spiders.answers import is_page

HTML = b"<!DOCTYPE html><html><body><p>Rain on the roof.</p></body></html>"


@pytest.mark.parametrize(
    ("kind", "body", "wanted"),
    [
        ("text/html; charset=utf-8", b"<p>Rain on the roof.</p>", True),
        ("", b"<p>Rain on the roof.</p>", True),
        ("text/plain", b"Rain on the roof.", True),
        ("application/octet-stream", HTML, True),
        ("application/octet-stream", b"Sidecar = { Date = '2021-10-20' }", False),
        ("text/x-python; charset=utf-8", b"def rain():\n    return 1\n", False),
        ("text/html", b"<?xml version='1.0'?><rss><channel/></rss>", False),
        ("application/json", b"{}", False),
    ],
)
def test_what_a_host_has_no_kind_for_is_no_page_unless_it_begins_as_one(kind: str, body: bytes, wanted: bool) -> None:
    response = TextResponse("https://blog.example/x", headers={"Content-Type": kind}, body=body)
    assert is_page(response) is wanted
