"""Blogs on which something is wrong: said in a line that names the URL, the rest still done, never a traceback."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

import pytest
from running import NO_DELAY, Run, crawl, run

from demo.blogger import NOT_FOUND, Answer

# A blog's posts have little in common: what stands on each of them would be its template.
BODIES = {
    "a": """The harbour froze on the third of February, and the children walked across it to school. By noon the
    ferryman had put his bell away and was selling hot chestnuts where no one had ever stood before.""",
    "b": """On the second morning a ship came as far as the breakwater and could come no further. Her cook walked over
    the ice with a basket, asked for onions in four languages, and was given them in a fifth.""",
    "c": """The old people say that ice sings when it is thick enough. I lay down with my ear on it, and I heard only
    the brewery, which stands on the other bank and has not stopped since the king died.""",
    "d": """Then the wind went round to the south. We took the benches in first, and the chestnut oven, and last of all
    the goal posts, which floated for a while as if they still expected somebody.""",
    "e": """In March the nets were mended on the quay. Every family had a knot of its own, and my aunt could tell from a
    single mesh whose grandfather had been drunk in the autumn of which year.""",
    "f": """What the ice had left behind lay on the beach for weeks: a sledge, eleven gloves, a signboard of the bakery,
    and one skate, which the mayor kept on his desk in case its owner came to complain.""",
}
BROKEN = HTTPStatus.INTERNAL_SERVER_ERROR
Serve = Callable[[Callable[[str], Callable[[str], Answer]]], str]


def page(title: str, main: str, letters: str = "abcd") -> str:
    """Return a page of a plain blog."""
    links = "".join(f"<li><a href='/2020/02/{name}.html'>Post {name}</a></li>" for name in letters)
    return (
        f"<html lang='en'><head><title>{title}</title></head><body><header><a href='/'>Frost</a></header>"
        f"<main>{main}</main><footer><ul>{links}</ul></footer></body></html>"
    )


def post(name: str, sentence: str = "") -> str:
    """Return the page of a post, with a sentence of its own in it."""
    header = f"<header><h1>Post {name}</h1><time datetime='2020-02-0{ord(name) - 96}'>February 2020</time></header>"
    return page(f"Post {name}", f"<article>{header}<p>{BODIES[name]}</p><p>{sentence}</p></article>")


def site(letters: str = "abcd", **changed: Answer) -> Callable[[str], Callable[[str], Answer]]:
    """Return a blog of four posts, some of its answers changed: by the letter of a post, `home` or `robots`.

    More letters are the addresses of more posts, to be answered by what is changed.
    """
    answers = {f"/2020/02/{name}.html": Answer(post(name)) for name in "abcd"}
    answers["/"] = Answer(page("Frost", "<p>A blog about one winter.</p>", letters))
    paths = {"home": "/", "robots": "/robots.txt"} | {name: f"/2020/02/{name}.html" for name in letters}
    answers |= {paths[name]: answer for name, answer in changed.items()}
    return lambda base: lambda target: answers.get(target, NOT_FOUND)


def check_said(run: Run, *words: str) -> None:
    """Check that a run says something, on one line, and shows no traceback."""
    assert "Traceback" not in run.said, run.said
    assert any(all(word in line for word in words) for line in run.said.splitlines()), run.said


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that accepts and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.fixture
def nobody() -> str:
    """An address at which nothing listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_plain_blog_is_crawled(serve: Serve, tmp_path: Path) -> None:
    run = crawl(f"{serve(site())}/", tmp_path)
    assert run.code == 0, run.said
    assert sorted(run.by_title) == ["Post a", "Post b", "Post c", "Post d"]


@pytest.mark.parametrize("address", ["nobody", "silent"])
def test_host_that_does_not_answer(address: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = request.getfixturevalue(address)
    run = crawl(url, tmp_path, "-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=1")
    check_said(run, url)
    assert run.code != 0
    assert run.records == []


def test_blog_that_fails_beside_a_good_one_fails_the_crawl(serve: Serve, nobody: str, tmp_path: Path) -> None:
    run = crawl(f"{serve(site())}/", tmp_path, nobody, "-s", "RETRY_ENABLED=False")
    check_said(run, nobody, "refuses the connection")
    check_said(run, "4 posts written")
    assert run.code == 1
    assert len(run.records) == 4


def test_address_that_is_none_fails_the_crawl(serve: Serve, tmp_path: Path) -> None:
    run = crawl(f"{serve(site())}/", tmp_path, "ftp://a.example/")
    check_said(run, "ftp://a.example/: is no address of a blog")
    assert run.code == 1
    assert len(run.records) == 4


def test_spider_that_does_not_exist(tmp_path: Path) -> None:
    run = crawl("blok", tmp_path)
    assert run.said == "blogsieve: Spider not found: blok; give the address of a blog or one of: blog, urls\n"
    assert run.code == 2


UNABLE_TO_END = """
from blogsieve.crawler.spiders.blog import BlogSpider
from blogsieve.crawler.ui.cli import main

def closed(spider, reason):
    raise OSError("no space left")

BlogSpider.closed = closed
main()
"""


def test_crawl_that_is_not_ended_well_has_failed(serve: Serve, tmp_path: Path) -> None:
    out = tmp_path / "posts.jsonl"
    done = run(sys.executable, "-c", UNABLE_TO_END, "crawl", f"{serve(site())}/", "-O", out, *NO_DELAY, out=out)
    assert "blogsieve: the crawl was not ended well, and its log says why: no space left" in done.said.splitlines()
    assert done.code == 1
    assert len(done.records) == 4


NOTHING_TO_DO = {
    "home page is gone": site(home=NOT_FOUND),
    "home page is broken": site(home=Answer("<html><body>Out of order</body></html>", status=BROKEN)),
    "robots.txt forbids all": site(robots=Answer("User-agent: *\nDisallow: /\n", "text/plain")),
    "home page is a picture": site(home=Answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png")),
    "home page says it is HTML and is not": site(home=Answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/html")),
    "home page is empty": site(home=Answer("")),
    "home page is binary": site(home=Answer(b"<html>\x00\x01\x00<body><h1>Frost</h1></body></html>", "text/html")),
    "blog has no posts": site(home=Answer("<html><body><h1>Frost</h1><p>Nothing here yet.</p></body></html>")),
}


def test_blogs_that_give_nothing(serve: Serve, tmp_path: Path) -> None:
    urls = [f"{serve(blog)}/" for blog in NOTHING_TO_DO.values()]
    run = crawl(urls[0], tmp_path, *urls[1:], "-s", "RETRY_TIMES=1")
    for url in urls:
        check_said(run, url)
    assert run.code != 0
    assert run.records == []


@pytest.mark.parametrize("name", ["home page is empty", "blog has no posts"])
def test_blog_that_gives_nothing_fails_the_crawl(name: str, serve: Serve, tmp_path: Path) -> None:
    run = crawl(f"{serve(NOTHING_TO_DO[name])}/", tmp_path, "-s", "RETRY_TIMES=1")
    assert run.code != 0
    assert run.records == []


BAD_POSTS = {
    "gone": NOT_FOUND,
    "broken": Answer("<html><body>Out of order</body></html>", status=BROKEN),
    "no text": Answer("<html><body></body></html>"),
    "empty": Answer(""),
    "binary": Answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/html"),
}


def test_bad_posts_are_named_and_the_rest_is_done(serve: Serve, tmp_path: Path) -> None:
    letters = dict(zip("efghi", BAD_POSTS.values(), strict=True))
    url = serve(site(letters="abcd" + "".join(letters), **letters))
    run = crawl(f"{url}/", tmp_path, "-s", "RETRY_TIMES=1")
    for letter in letters:
        check_said(run, f"{url}/2020/02/{letter}.html")
    assert run.code == 0, run.said
    assert sorted(run.by_title) == ["Post a", "Post b", "Post c", "Post d"]


GERMAN = "Größe, Straße und Überfahrt: für Fußgänger möglich."
BROKEN_GERMAN = GERMAN.replace("ü", "\ufffd", 1)
ENCODINGS = {
    "wrong header": (str.encode, "; charset=iso-8859-1", GERMAN),
    "header of an encoding that does not exist": (str.encode, "; charset=utf-81", GERMAN),
    "old encoding in the header": (lambda html: html.encode("cp1252"), "; charset=windows-1252", GERMAN),
    "old encoding that nothing declares": (lambda html: html.encode("cp1252"), "", GERMAN),
    # Broken UTF-8 costs only the broken character.
    "broken": (lambda html: html.encode().replace("ü".encode(), b"\xc3", 1), "; charset=utf-8", BROKEN_GERMAN),
}


def test_texts_are_decoded_whatever_the_headers_say(serve: Serve, tmp_path: Path) -> None:
    # Each with words of its own, too, or the sentence would be a template's.
    letters = dict(zip("bcdef", ENCODINGS, strict=True))
    answers = {
        letter: Answer(ENCODINGS[name][0](post(letter, f"{GERMAN} {name}")), f"text/html{ENCODINGS[name][1]}")
        for letter, name in letters.items()
    }
    run = crawl(f"{serve(site(letters='abcdef', **answers))}/", tmp_path)
    assert run.code == 0, run.said
    for letter, name in letters.items():
        assert f"{ENCODINGS[name][2]} {name}" in run.by_title[f"Post {letter}"]["text"]
