"""Answers are unpacked as they are packed, whatever their hosts say of them."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import HtmlResponse, Request
from scrapy.utils.test import get_crawler

from blogsieve.crawler.politeness.packing import Packing

BODY = b"<p>The pears are in."
# The names of the tests have it in them, and every process is to give them the same.
PACKED = gzip.compress(BODY, mtime=0)


@pytest.mark.parametrize(
    ("body", "kind", "encoding", "unpacked"),
    [
        (BODY, "text/html", "gzip", BODY),
        (PACKED, "text/html; charset=utf-8", "", BODY),
        (PACKED, "text/html", "x-gzip", BODY),
        (BODY, "text/html", "", BODY),
        (PACKED, "application/gzip", "", PACKED),
    ],
)
def test_first_bytes_tell_whether_an_answer_is_packed(body: bytes, kind: str, encoding: str, unpacked: bytes) -> None:
    request = Request("https://blog.example/pears")
    headers = {"Content-Type": kind} | ({"Content-Encoding": encoding} if encoding else {})
    answer = asyncio.run(Packing().process_response(request, HtmlResponse(request.url, headers=headers, body=body)))
    read = HttpCompressionMiddleware.from_crawler(get_crawler()).process_response(request, answer)
    assert getattr(read, "body", b"") == unpacked
