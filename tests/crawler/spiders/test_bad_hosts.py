"""Hosts and files that would cost without bound: the cost is bounded, it is told of, and the rest is done."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import brotli
import pytest
import zstandard
from big_blog import BigBlog
from hosts import Handler, bomb, drip, host, pour, send
from running import Run, crawl

SIZE = 8
# What the bombs unpack to, in bytes.
BOMB = 300_000_000
LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))


def crawl_among(blog: BigBlog, misbehave: Callable[[Handler], bool], folder: Path, *options: str) -> Run:
    """Crawl a blog that answers some paths in an odd way."""
    with host(blog.answer, misbehave) as url:
        blog.base = url
        run = crawl(f"{url}/", folder, "-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=8", *options)
    assert "Traceback" not in run.said, run.said
    return run


def crawl_with(folder: Path, path: str, answer: Callable[[Handler], bool], *options: str) -> tuple[Run, BigBlog]:
    """Crawl a blog that answers one path in an odd way."""
    blog = BigBlog(size=SIZE)

    def misbehave(handler: Handler) -> bool:
        return handler.path.partition("?")[0] == path and answer(handler)

    return crawl_among(blog, misbehave, folder, *options), blog


BAD_POSTS = {
    "redirects to itself": lambda handler: send(handler, "", status=302, Location=handler.path),
    "redirects on and on": lambda handler: send(
        handler, "", status=302, Location=f"{handler.path}?n={len(handler.path)}"
    ),
    "sends a byte now and then": drip,
    "never ends": pour,
    "is a bomb": bomb,
    "is a bomb of deflate": lambda handler: send(handler, zlib.compress(bytes(BOMB), 1), Content_Encoding="deflate"),
    "is a bomb of brotli": lambda handler: send(
        handler, brotli.compress(bytes(BOMB), quality=1), Content_Encoding="br"
    ),
    "is a bomb of zstd": lambda handler: send(handler, zstandard.compress(bytes(BOMB)), Content_Encoding="zstd"),
    "is not packed as it says": lambda handler: send(handler, b"\x1f\x8b<p>Plain</p>", Content_Encoding="gzip"),
}


def test_bad_posts_cost_only_themselves(tmp_path: Path) -> None:
    blog = BigBlog(size=SIZE + len(BAD_POSTS))
    bad = {blog.path(number): answer for number, answer in enumerate(BAD_POSTS.values())}

    def misbehave(handler: Handler) -> bool:
        answer = bad.get(handler.path.partition("?")[0])
        return answer is not None and answer(handler)

    run = crawl_among(blog, misbehave, tmp_path)
    assert sorted(run.by_title) == sorted(f"Post {n}" for n in range(len(BAD_POSTS), blog.size)), run.said
    lines = [line for line in run.said.splitlines() if "WARNING" in line]
    assert [sum(path in line for line in lines) for path in bad] == [1] * len(bad), run.said
    assert len(lines) == len(bad), run.said


LAUGHING_SITEMAP = f"<?xml version='1.0'?>{LAUGHS}]><urlset><url><loc>&a9;</loc></url></urlset>"
LAUGHING_FEED = f"<?xml version='1.0'?>{LAUGHS}]><rss version='2.0'><channel><title>&a9;</title></channel></rss>"
BROKEN_FEED = "<rss version='2.0'><channel><item><title>&</tit"
BAD_SOURCES: dict[str, dict[str, Callable[[Handler], bool]]] = {
    "a billion laughs": {
        "/sitemap.xml": lambda h: send(h, LAUGHING_SITEMAP, "application/xml"),
        "/feed.xml": lambda h: send(h, LAUGHING_FEED, "text/xml"),
    },
    "a bomb and broken XML": {"/sitemap.xml": bomb, "/feed.xml": lambda h: send(h, BROKEN_FEED, "text/xml")},
    "without end": {
        "/feed.xml": pour,
        "/robots.txt": lambda h: send(h, "Disallow: /nothing/at/all\n" * 400_000, "text/plain"),
    },
}


@pytest.mark.parametrize("sources", BAD_SOURCES.values(), ids=BAD_SOURCES.keys())
def test_bad_sources_cost_only_themselves(sources: dict[str, Callable[[Handler], bool]], tmp_path: Path) -> None:
    def misbehave(handler: Handler) -> bool:
        answer = sources.get(handler.path)
        return answer is not None and answer(handler)

    run = crawl_among(BigBlog(size=SIZE), misbehave, tmp_path)
    assert sorted(run.by_title) == [f"Post {n}" for n in range(SIZE)], run.said
    lines = [line for line in run.said.splitlines() if "WARNING" in line]
    assert sorted(path for line in lines for path in sources if path in line) == sorted(sources), run.said
    assert len(lines) == len(sources), run.said


# What any site may answer where it has nothing; nobody needs to hear of it.
EMPTY_SOURCES: dict[str, Callable[[Handler], bool]] = {
    "/sitemap.xml": lambda h: send(h, "<html><body>Welcome</body></html>"),
    "/robots.txt": lambda h: send(h, b"\xff\xfe\x00Disallow", "text/plain"),
}


def test_sources_that_are_none_are_passed_over(tmp_path: Path) -> None:
    def misbehave(handler: Handler) -> bool:
        answer = EMPTY_SOURCES.get(handler.path)
        return answer is not None and answer(handler)

    run = crawl_among(BigBlog(size=SIZE), misbehave, tmp_path)
    assert sorted(run.by_title) == [f"Post {n}" for n in range(SIZE)], run.said
    assert "WARNING" not in run.said


def test_every_third_address_fails_at_first(tmp_path: Path) -> None:
    asked: list[str] = []

    def misbehave(handler: Handler) -> bool:
        is_first = handler.path not in asked
        asked.append(handler.path)
        return (
            is_first
            and len(set(asked)) % 3 == 0
            and send(handler, "Out of order", status=HTTPStatus.INTERNAL_SERVER_ERROR)
        )

    blog = BigBlog(size=SIZE)
    with host(blog.answer, misbehave) as url:
        blog.base = url
        run = crawl(f"{url}/", tmp_path)
    assert sorted(run.by_title) == [f"Post {n}" for n in range(SIZE)], run.said


@pytest.mark.parametrize("path", ["/feed.xml", BigBlog(size=SIZE).path(3)])
def test_private_address_is_not_followed(path: str, tmp_path: Path) -> None:
    inside: list[str] = []

    def note(handler: Handler) -> bool:
        inside.append(handler.path)
        return False

    secret = BigBlog(size=SIZE)
    with host(secret.answer, note) as private:
        lead = lambda handler: send(handler, "", status=302, Location=f"{private}{handler.path}")  # noqa: E731
        run, _ = crawl_with(tmp_path, path, lead)
        assert inside == []
        assert len(run.records) >= SIZE - 1, run.said
        crawl_with(tmp_path, path, lead, "-s", "BLOGSIEVE_PRIVATE_ADDRESSES=True")
        assert path in inside


def test_wrong_certificate_is_told_of(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=elsewhere.invalid".split()
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    blog = BigBlog(size=SIZE)
    with host(blog.answer, lambda handler: False, (certificate, key)) as url:
        run = crawl(f"{url}/", tmp_path, "-s", "RETRY_TIMES=0")
    assert run.code == 1
    assert run.said == f"blogsieve: {url}/: the host's certificate is not valid\n"
    assert blog.asked == []
