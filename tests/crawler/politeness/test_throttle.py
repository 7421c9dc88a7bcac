"""The crawl asks no faster than it may, never what it must not, and leaves a busy host alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import BLOGSIEVE, NO_DELAY, Run, crawl, run

# What a clock may be wrong by, in seconds.
SLACK = 0.05


def crawl_politely(url: str, folder: Path, *options: str) -> Run:
    """Crawl as the settings are but for the delay."""
    out = folder / "posts.jsonl"
    return run(BLOGSIEVE, "crawl", f"{url}/", "-O", out, *options, out=out, cwd=folder)


def gap(blog: BigBlog) -> float:
    """Return the seconds between two requests: the median, since a request that comes late comes closer to the next."""
    return median(later - earlier for (earlier, _), (later, _) in pairwise(blog.asked))


def test_delay_is_kept(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(blog := BigBlog(size=5))
    found = crawl_politely(url, tmp_path, "-s", "DOWNLOAD_DELAY=0.3")
    assert len(found.records) == 5, found.said
    assert gap(blog) >= 0.3 - SLACK


@pytest.mark.parametrize("throttle", ["AUTOTHROTTLE_ENABLED=True", "AUTOTHROTTLE_ENABLED=False"])
def test_crawl_delay_is_kept(throttle: str, serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(blog := BigBlog(size=5, robots="User-agent: *\nCrawl-delay: 0.4\n"))
    found = crawl_politely(url, tmp_path, "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_START_DELAY=0", "-s", throttle)
    assert len(found.records) == 5, found.said
    assert gap(blog) >= 0.4 - SLACK


def test_forbidden_is_never_asked(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(blog := BigBlog(size=60, robots="User-agent: *\nDisallow: /2015/03\nDisallow: /feed.xml\n"))
    found = crawl(f"{url}/", tmp_path)
    assert not [target for _, target in blog.asked if target.startswith(("/2015/03", "/feed.xml"))]
    assert len(found.records) == sum(not blog.path(n).startswith("/2015/03") for n in range(60))


@pytest.mark.parametrize("status", [HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE])
def test_busy_host_is_left_alone(status: HTTPStatus, tmp_path: Path) -> None:
    blog = BigBlog(size=12)
    refused: list[float] = []

    def misbehave(handler: Handler) -> bool:
        if handler.path != blog.path(5) or refused:
            return False
        refused.append(time.monotonic())
        return send(handler, "Later", status=status, Retry_After="2")

    with host(blog.answer, misbehave) as url:
        blog.base = url
        found = crawl(f"{url}/", tmp_path, "-s", "DOWNLOAD_DELAY=0.05", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    assert len(found.records) == 12, found.said
    after = [moment - refused[0] for moment, _ in blog.asked if moment > refused[0]]
    assert min(after) >= 2 - SLACK


def test_noindex_is_respected_by_a_setting(tmp_path: Path) -> None:
    blog = BigBlog(size=6)
    meta = "</title><meta name='robots' content='noindex, follow'>"

    def misbehave(handler: Handler) -> bool:
        if handler.path == blog.path(1):
            return send(handler, blog.post(1).replace("</title>", meta))
        return handler.path == blog.path(2) and send(handler, blog.post(2), X_Robots_Tag="noarchive")

    with host(blog.answer, misbehave) as url:
        blog.base = url
        assert len(crawl(f"{url}/", tmp_path).records) == 6
        obeying = crawl(f"{url}/", tmp_path, "-s", "BLOGSIEVE_OBEY_NOINDEX=True")
    assert sorted(obeying.by_title) == ["Post 0", "Post 3", "Post 4", "Post 5"]


def test_cap_on_pages(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(blog := BigBlog(size=80))
    found = crawl(f"{url}/", tmp_path, "-s", "BLOGSIEVE_MAX_PAGES=20")
    assert len(found.records) <= 20
    assert len(blog.asked) <= 23  # and robots.txt, tdmrep.json, ai.txt
    assert "over-limit" in found.said


def test_agent_names_the_project(tmp_path: Path) -> None:
    shown = run(BLOGSIEVE, "settings", "--get", "USER_AGENT", *NO_DELAY, out=tmp_path / "none", cwd=tmp_path)
    assert shown.said.startswith("blogsieve/")
    assert "(+https://" in shown.said
