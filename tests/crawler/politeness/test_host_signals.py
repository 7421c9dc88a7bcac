"""What a host says of the use of its pages, read from its files, and obeyed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import serving
from running import crawl

from blogsieve.crawler.politeness.host_signals import AI, ROBOTS, TDM, HostSignals

URL = "https://blog.example/2021/boat.html"
USES = "User-agent: *\nAllow: /\nContent-Signal: search=yes, ai-train=no\n"
AGENTS = "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: *\nDisallow: /search\n"


def tdm(*rows: tuple[str, int]) -> str:
    """Return a file of the TDM Reservation Protocol."""
    return json.dumps([{"location": place, "tdm-reservation": said} for place, said in rows])


@pytest.mark.parametrize(
    ("path", "text", "signals"),
    [
        (ROBOTS, "", ()),
        (ROBOTS, "User-agent: *\nDisallow: /search\nSitemap: https://blog.example/map.xml", ()),
        (ROBOTS, USES, ("ai-train",)),
        (ROBOTS, "Content-Signal: ai-input=no", ("ai-input",)),
        (ROBOTS, "User-agent: *\nContent-Usage: train-ai=n, search=n", ("ai-train", "search")),
        (ROBOTS, "User-agent: *\nContent-Signal: ai-train=no\nContent-Signal: /2021/ ai-train=yes", ()),
        (ROBOTS, "User-agent: *\nContent-Signal: /shop/ ai-train=no", ()),
        (ROBOTS, "User-agent: x\nUser-agent: *\nContent-Signal: ai-train=no", ("ai-train",)),
        (ROBOTS, "User-agent: x\nContent-Signal: ai-train=no", ()),
        (ROBOTS, AGENTS, ("ai-agents",)),
        (ROBOTS, "User-agent: GPTBot\nDisallow: /shop/\n\nUser-agent: *\nAllow: /", ()),
        (ROBOTS, "User-agent: BadBot\nDisallow: /", ()),
        (ROBOTS, "# GPTBot is welcome\nUser-agent: *\nAllow: /", ()),
        (TDM, tdm(("/", 1)), ("tdm",)),
        (TDM, tdm(("/", 1), ("/2021/*.html", 0)), ()),
        (TDM, tdm(("/2021/boat.html$", 1)), ("tdm",)),
        (TDM, tdm(("/shop", 1)), ()),
        (TDM, tdm(("/2021/*a*.html$", 1)), ("tdm",)),
        (TDM, tdm(("/*2021/boat.html*t.html$", 1), ("/*l*l", 1)), ()),
        # An expression that tried all places would not come to an end.
        (TDM, tdm((f"/{'*' * 60}b{'*' * 60}q", 1)), ()),
        (TDM, "<html><title>Not found</title>", ()),
        (TDM, '{"location": "/"}', ()),
        (TDM, "[1, null]", ()),
        (TDM, "[" * 100_000, ()),
        (AI, "User-Agent: *\nDisallow: *.txt\nDisallow: *.jpg", ("ai-txt",)),
        (AI, "User-Agent: *\nDisallow: /", ("ai-txt",)),
        (AI, "User-Agent: *\nDisallow: *.jpg\nAllow: *.txt", ()),
        (AI, "<html><title>Not found</title>", ()),
    ],
)
def test_host_says_what_its_owner_objects_to(path: str, text: str, signals: tuple[str, ...]) -> None:
    said = HostSignals()
    said.read(path, text.encode())
    assert said.of(URL) == signals


def test_post_of_an_owner_who_objects_is_left_out_and_counted(tmp_path: Path) -> None:
    blog = BigBlog(size=4, robots=AGENTS.replace("Disallow: /\n", "Disallow: /2015/01/harbour-0.html\n", 1))
    with serving(blog) as url:
        obeying = crawl(f"{url}/", tmp_path, "-s", "BLOGSIEVE_OBEY=all", "-s", "BLOGSIEVE_SIGNALS=False")
    assert sorted(obeying.by_title) == ["Post 1", "Post 2", "Post 3"]
    assert "1 objected" in obeying.said
    assert not {TDM, AI} & {path for _, path in blog.asked}
