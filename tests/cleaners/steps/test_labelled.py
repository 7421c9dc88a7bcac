"""Boxes of links or articles below a label of other posts go from a page that stands alone; an author's text stays."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.steps import labelled

TEXT = "The gulls have taken the roof of the harbour office, and the clerk goes to work under an umbrella."
MORE = "It rained on all of them alike, and the one who had the umbrella was the last to come home that day."
LINKS = "<div><a href=/eider>The eider is back</a></div><div><a href=/ice>Ice behind the mole</a> 3 May</div>"
POSTS = f"<article><p>{MORE}</p></article><article><p>{MORE}</p></article>"


@pytest.mark.parametrize(
    ("html", "size"),
    [
        (f"{lines(TEXT)}<div><h4>You may also like...</h4>{LINKS}</div>", 3),
        (f"{lines(TEXT)}<div><div><span>Related posts</span></div><div>{LINKS}</div></div>", 3),
        (f"<article>{lines(TEXT)}</article><article><h3>Related posts</h3>{POSTS}</article>", 3),
        (f"<article>{lines(TEXT)}</article><div><h3>Related posts</h3>{LINKS}{lines(MORE)}</div>", 3),
    ],
)
def test_boxes_below_a_label_go(html: str, size: int) -> None:
    found = gone(labelled, document_of(page_of(html)))
    assert [reason for reason, _ in found] == ["related/labelled"] * size
    assert TEXT not in [text for _, text in found]


@pytest.mark.parametrize(
    "html",
    [
        f"{lines(TEXT)}<h3>You may also like</h3>{lines(MORE)}",
        f"{lines(TEXT)}<h3>What I wrote of birds</h3>{LINKS}",
        f"{lines(TEXT)}<h3>Related posts</h3> by hand {LINKS}",
    ],
)
def test_what_an_author_writes_below_it_stays(html: str) -> None:
    assert gone(labelled, document_of(page_of(html))) == []


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Related: <a href=/eider>The eider is back</a>", True),
        ("<b>See also: </b><a href=/eider>The eider</a>, <a href=/ice>Ice behind the mole</a>", True),
        ("[Related: <a href=/eider>The eider is back</a>]", True),
        ("Lea más: <a href=/eider>The eider is back</a>", True),
        ("<span>You might also like</span><a href=/eider>The eider is back</a>", True),
        ("<span>You might also like</span><a href=/eider>The eider</a>, said he", False),
        ("<span>What the harbour likes</span><a href=/eider>The eider is back</a>", False),
        ("Read more: <a href=https://b.example/eider>The eider of another</a>", False),
        ("Listen: <a href=/eider.mp3>The eider</a>", False),
        ("Related: <a href=https://b.example/eider>The eider of another</a>", False),
        ("Related: <a href=/eider>the eider</a> came back as well, and on foot", False),
        ("Related to me: <a href=/eider>The eider</a>", False),
    ],
)
def test_links_behind_a_label_go(line: str, goes: bool) -> None:
    found = gone(labelled, document_of(page_of(f"<article>{lines(TEXT, line, MORE)}</article>")))
    assert len(found) == int(goes)


def test_it_is_for_pages_that_stand_alone() -> None:
    html = f"{lines(TEXT)}<div><h4>You may also like</h4>{LINKS}</div>"
    assert gone(labelled, document_of(page_of(html), method="wrapper")) == []
