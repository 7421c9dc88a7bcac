"""Private addresses are known however they are written, and whenever a name leads to one; other schemes go nowhere."""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import BLOGSIEVE, NO_DELAY, crawl, run

from blogsieve.crawler.politeness.resolver import is_inside

INSIDE = """127.0.0.1 2130706433 0x7f.1 0177.0.0.1 127.1 0.0.0.0 localhost 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1
169.254.169.254 224.0.0.1 ::1 :: ::ffff:127.0.0.1 ::ffff:7f00:1 64:ff9b::7f00:1 2002:7f00:1:: fe80::1 fd00::1""".split()
# A command whose names lead to the public internet when they are first asked for, and inside ever after.
REBINDING = """
import socket, sys
asked = []
def resolve(name, *rest, **options):
    if name != "rebinding.example":
        return known(name, *rest, **options)
    asked.append(name)
    return known("192.0.0.9" if len(asked) == 1 else "127.0.0.1", *rest, **options)
for name in ("gethostbyname", "getaddrinfo"):
    known = getattr(socket, name)
    setattr(socket, name, lambda *a, known=known, **o: (globals().update(known=known), resolve(*a, **o))[1])
from blogsieve.crawler.ui.cli import main
main(sys.argv[1:])
"""


def resolved(said: str) -> str:
    """Return the address that the system would connect to."""
    try:
        return str(ip_address(said))
    except ValueError:
        return socket.gethostbyname(said)


@pytest.mark.parametrize("said", INSIDE)
def test_private_address_is_known(said: str) -> None:
    assert is_inside(resolved(said))


@pytest.mark.parametrize("said", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_other_hosts_are_not_private(said: str) -> None:
    assert not is_inside(said)


def test_name_is_checked_where_it_is_connected_to(tmp_path: Path) -> None:
    inside: list[str] = []

    def misbehave(handler: Handler) -> bool:
        if handler.headers["Host"].startswith("rebinding.example"):
            inside.append(handler.path)
        place = f"http://rebinding.example:{port}{handler.path}"
        return handler.path == "/feed.xml" and send(handler, "", status=302, Location=place)

    blog, out = BigBlog(size=3), tmp_path / "posts.jsonl"
    with host(blog.answer, misbehave) as url:
        blog.base, port = url, url.rpartition(":")[2]
        command = (sys.executable, "-c", REBINDING, "crawl", f"{url}/", "-O", out, *NO_DELAY)
        options = ("-s", "DNSCACHE_ENABLED=False", "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=60")
        found = run(*command, *options, out=out, cwd=tmp_path)
    assert inside == []
    assert len(found.records) == blog.size, found.said


ATOM = "xmlns:a='http://www.w3.org/2005/Atom'"


def test_only_the_web_is_asked(tmp_path: Path) -> None:
    secret, blog = tmp_path / "secret.json", BigBlog(size=3)
    secret.write_text('{"posts": [{"url": "https://a.example/", "title": "told"}]}')
    head = (
        f"</title><meta name=generator content='Ghost 5'><script data-key=1 data-api='file://{secret}#'></script>"
        f"<link rel=alternate type='application/rss+xml' href='file://{secret}'>"
    )

    def misbehave(handler: Handler) -> bool:
        rss = f"<rss version='2.0' {ATOM}><channel><a:link rel='next' href='ftp{url[4:]}/'/></channel></rss>"
        if handler.path == "/":
            return send(handler, blog.answer("/").body.replace("</title>", head))
        return handler.path == "/feed.xml" and send(handler, rss, "text/xml")

    loud = ("-s", "LOG_LEVEL=DEBUG", *NO_DELAY)
    with host(blog.answer, misbehave) as url:
        blog.base = url
        found = run(BLOGSIEVE, "detect", f"{url}/", *loud, out=tmp_path / "no", cwd=tmp_path)
        crawled = crawl(f"{url}/", tmp_path, *loud)
    assert "ghost" in found.said.lower()
    assert len(crawled.records) == blog.size
    said = found.said + crawled.said
    assert not any(words in said for words in ("GET file:", "GET ftp:", "told")), said


def test_address_that_is_asked_for_is_of_the_web(tmp_path: Path) -> None:
    found = run(BLOGSIEVE, "fetch", "file:///etc/hostname", "--nolog", out=tmp_path / "no", cwd=tmp_path)
    assert found.said.strip() == ""
