"""Which posts stand at anchors of a page, and which anchors are those of something else."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.dom.anchored import posts_at_anchors
from blogsieve.cleaners.dom.blocks import text_of
from blogsieve.cleaners.dom.tree import parse, parse_text
from blogsieve.cleaners.model import Page

URL = "https://a.example/2004_05.html"
TEXT = "The tide came in at four, and nobody had thought of the boat."
OWN = "<a href='#n{0}'>#</a>"
MONTHS = {
    "entries": "<div class=entry id=n{0}><h3>Boat {0}</h3><p>{0} " + TEXT + "</p>{0} May 2004 " + OWN + "</div>",
    "anchors in entries": "<div><a name=n{0}></a><h3>Boat {0}</h3>{0} "
    + TEXT
    + "<i>2004-05-0{0}</i> "
    + OWN
    + "</div>",
    "anchors between": "<h2>May {0}, 2004</h2><a name=n{0}></a><h3>Boat {0}</h3><p>{0} " + TEXT + "</p>" + OWN,
    "days around": "<div><h2>{0}.5.2004</h2><div class=p id=n{0}><h3>Boat {0}</h3>{0} " + TEXT + OWN + "</div></div>",
    "footnotes within": "<div class=e id=n{0}><h3>Boat {0}</h3>{0} "
    + TEXT
    + " <sup id=r{0}><a href='#f{0}'>1</a></sup>"
    "<p id=f{0}>Note <a href='#r{0}'>up</a></p> 2004-05-0{0} " + OWN + "</div>",
}
OTHERS = {
    "headings with links to themselves": "<h2 id=n{0}>Part {0} " + OWN + "</h2><p>" + TEXT + "</p>",
    "parts without a day": "<section id=n{0}><h2>Part {0} " + OWN + "</h2><p>" + TEXT + "</p></section>",
    "headings under the day of a post": "<div><a name=n{0}></a><h2>Part {0}</h2><p>" + TEXT + OWN + "</p></div>",
    "comments": "<div id=comment-list><div id=n{0}><h4>Jo</h4>" + TEXT + " 2004-05-0{0} " + OWN + "</div></div>",
    "teasers": "<div id=n{0}><h3><a href='/boat-{0}'>Boat</a></h3>" + TEXT + " 2004-05-0{0} " + OWN + "</div>",
    "posts below a tag": "<div><h3><a href='#n{0}'>Tag {0}</a></h3><div id=n{0}><p>2004-05-0{0} <a href='/boat-{0}'>"
    + TEXT
    + "</a></div></div>",
    "links in headings": "<h2><a id=part-{0} href='#part-{0}'></a>Part {0}</h2><p>2004-05-0{0}</p><p>" + TEXT + "</p>",
    "a menu": "<div id=n{0}><h3>Boat {0}</h3>" + TEXT + " 2004-05-0{0}</div>",
}


def page(piece: str, lead: str = "<p>4 May 2004</p>") -> str:
    """Return a page of three such pieces."""
    pieces = "".join(piece.replace("{0}", str(n)) for n in (3, 2, 1))
    menu = "".join(f"<a href='#n{n}'>{n}</a>" for n in (1, 2, 3))
    return f"<title>May</title><body><h1>Log</h1>{menu}{lead}<div>{pieces}</div><p>Foot</p>"


@pytest.mark.parametrize("name", MONTHS)
def test_posts_of_a_month_are_told_and_had_one_by_one(name: str) -> None:
    html = page(MONTHS[name])
    assert list(posts_at_anchors(parse_text(html), URL)) == ["n3", "n2", "n1"]
    text = text_of(parse(Page(f"{URL}#n2", html.encode())))
    assert f"2 {TEXT}" in text
    assert "2004" in text
    assert "Boat 1" not in text
    assert "Boat 3" not in text


@pytest.mark.parametrize("name", OTHERS)
def test_other_anchors_are_none_of_posts(name: str) -> None:
    html = page(OTHERS[name])
    assert posts_at_anchors(parse_text(html), URL) == {}
    assert text_of(parse(Page(f"{URL}#n2", html.encode()))) == text_of(parse_text(html))


def test_parts_behind_a_long_text_are_parts_of_a_post() -> None:
    assert posts_at_anchors(parse_text(page(MONTHS["entries"], f"<p>{TEXT * 9}</p>")), URL) == {}
