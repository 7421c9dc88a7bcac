"""A recorded blog served on loopback, on the port it was recorded on, since its pages hold absolute links."""

from __future__ import annotations

import gzip
import hashlib
import re
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from benchmarks.datasets import Answer, read_answers
from blogsieve.cleaners.address import join_url, split_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Addresses as pages, sitemaps and answers in JSON write them.
WRITTEN = re.compile(rb"""(?:href|value|data-url)\s*=\s*["']?([^"'\s>]+)|(https?:(?:\\?/){2}[^\s"'<>\]]+)""")
NOT_FOUND = Answer("", 404, (("Content-Type", "text/html"),), b"<h1>Not found</h1>")
MISSING_PAGE = "/nowhere-404"  # what the recorded site answered where it had no page
API = re.compile(r"/wp-json|rest_route=")
ENTRY = re.compile(rb"<(item|entry)[\s>].*?</\1>", re.DOTALL)
FEED_TYPE = re.compile(r"rss|atom|feed\+json")
FEED_PATH = re.compile(r"/(?:feed|(?:atom|rss2?|feed|index|search)\.xml|search\.json)/?$|feed=")


def kind_of(path: str, answer: Answer) -> str:
    """Return "api", "sitemap", "feed" or "page"."""
    path = path.lower()
    if API.search(path):
        return "api"
    if "sitemap" in path:
        return "sitemap"
    return "feed" if FEED_TYPE.search(answer.content_type) or FEED_PATH.search(path) else "page"


class Site:
    """The answers of a recorded blog by path; kinds of answers can be switched off."""

    def __init__(self, warc: Path, without: frozenset[str] = frozenset(), entries: int = 0) -> None:
        self.without, self.entries = without, entries
        self.asked: list[str] = []  # the paths that were asked for, in order
        self.answers: dict[str, Answer] = {}
        self.home = ""
        for answer in read_answers(warc):
            parts = split_url(answer.url)
            self.home = self.home or f"{parts.scheme}://{parts.netloc}/"
            if not answer.url.startswith(self.home):
                # A recording may hold what a page shows of another site.
                continue
            self.answers[parts.path + (f"?{parts.query}" if parts.query else "")] = answer
        self.missing = self.answers.get(MISSING_PAGE, NOT_FOUND)

    def reachable(self) -> frozenset[str]:
        """Return the addresses that the site names, from its home page and its sources on: no other can be found."""
        paths = {"/", *(path for path, answer in self.answers.items() if kind_of(path, answer) != "page")}
        waiting, found = [join_url(self.home, path) for path in sorted(paths)], set()
        while waiting:
            url = waiting.pop()
            if url in found or not url.startswith(self.home):
                continue
            found.add(url)
            answer = self.answer(url.removeprefix(self.home.rstrip("/")))
            if answer.status == HTTPStatus.OK and answer is not self.missing:
                waiting.extend(addresses_in(answer.body, url))
        return frozenset(found)

    def answer(self, path: str) -> Answer:
        """Return what the site answers at a path."""
        answer = self.answers.get(path) or self.answers.get(path + "/") or self.missing
        if kind_of(path, answer) in self.without:
            return NOT_FOUND
        if self.entries and kind_of(path, answer) == "feed":
            return replace(answer, body=with_first_entries(answer.body, self.entries))
        if path == "/robots.txt" and "sitemap" in self.without:
            lines = [line for line in answer.body.splitlines() if not line.lower().startswith(b"sitemap")]
            return Answer(answer.url, answer.status, answer.headers, b"\n".join(lines))
        return answer


def addresses_in(body: bytes, url: str) -> Iterator[str]:
    """Yield the addresses that an answer names, as seen from its own.

    >>> list(addresses_in(b'<a href="../b/?x=1&amp;y=2#z">', "http://a.example/a/"))
    ['http://a.example/b/?x=1&y=2']
    """
    for one, other in WRITTEN.findall(body):
        said = unescape((one or other).decode("utf-8", "replace")).replace("\\/", "/")
        yield join_url(url, said).partition("#")[0]


def with_first_entries(feed: bytes, most: int) -> bytes:
    """Return a feed of XML with its first entries alone: those of recorded blogs hold nearly all posts.

    >>> with_first_entries(b"<rss><item>1</item> <item>2</item></rss>", 1)
    b'<rss><item>1</item> </rss>'
    """
    found = list(ENTRY.finditer(feed))
    return feed[: found[most].start()] + feed[found[-1].end() :] if len(found) > most else feed


@contextmanager
def serve(site: Site) -> Iterator[str]:
    """Serve a site while the context lasts; give its home address."""
    port = split_url(site.home).port or 80
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler_of(site))
    except OSError as error:
        raise SystemExit(
            f"{site.home}: port {port} cannot be had ({error.strerror}): is the blog served already?"
        ) from error
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site.home
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    """Return the handler of a site's requests; it honours conditional ones and sends gzip where it is asked for."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.answer(self.path)
            status, body = answer.status, answer.body
            tag = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in answer.headers:
                if name.lower() not in ("etag", "last-modified", "content-length", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("ETag", tag)
            if body and "gzip" in (self.headers.get("Accept-Encoding") or ""):
                body = gzip.compress(body, 1)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: a crawl makes a thousand requests."""

    return Handler
