"""What holds for every page: nothing is lost without a record of it, and cleaning what is clean changes nothing."""

from __future__ import annotations

from collections import Counter
from html import escape

from hypothesis import given, reject
from hypothesis import strategies as st
from plain import lines_of_html

from blogsieve import Cleaned, NoText, Page, clean_page
from blogsieve.cleaners.options import Options, chosen

URL = "https://blog.example/2020/02/post.html"
WORDS = (
    "the river had risen in the night and nobody on the bank could say how far it would go before morning "
    "wir haben den ganzen Abend auf das Boot gewartet das nicht kam за рекой стоял старый дом без окон и дверей "
    "le vent du nord avait emporté la barrière et personne ne la cherchait"
).split()
CLASSES = ("", "post-body", "entry-content", "comments", "sidebar", "related-posts", "share", "tags", "byline", "x")
FURNITURE = (
    "Post a Comment",
    "No comments:",
    "Share this:",
    "Labels",
    "Older Post",
    "Read more",
    "3 comments",
    "Tags:",
)

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
line = st.one_of(words, words, st.sampled_from(FURNITURE))
block = st.builds(
    "<{0}>{1}</{0}>".format, st.sampled_from(["p", "p", "p", "h2", "div", "blockquote"]), line.map(escape)
)
items = st.lists(line, min_size=1, max_size=4).map(lambda lines: f"<ul>{''.join(f'<li>{x}</li>' for x in lines)}</ul>")
verse = st.lists(line, min_size=2, max_size=4).map(lambda lines: f"<p>{'<br>'.join(lines)}</p>")
box = st.builds(
    "<{0} class='{1}'>{2}</{0}>".format,
    st.sampled_from(["div", "section", "article", "aside", "footer"]),
    st.sampled_from(CLASSES),
    st.lists(st.one_of(block, items, verse), min_size=1, max_size=5).map("".join),
)
body = st.lists(st.one_of(box, block), min_size=1, max_size=6).map("".join)


def cleaned(main: str) -> Cleaned:
    """Return what becomes of a page with this body; a page without text of its own is no example."""
    try:
        return clean_page(Page(url=URL, body=f"<!DOCTYPE html><html><body>{main}</body></html>".encode()))
    except NoText:
        reject()


@given(body)
def test_kept_and_removed_make_the_page(main: str) -> None:
    done = cleaned(main)
    removed = (word for removal in done.removals for word in removal.text.split())
    visible = (word for line in lines_of_html(main) for word in line.split())
    assert Counter(done.record.text.split()) + Counter(removed) == Counter(visible)


@given(st.lists(words, min_size=1, max_size=4), st.data())
def test_a_refrain_stays(verses: list[str], data: st.DataObject) -> None:
    lines = [*verses, data.draw(st.sampled_from(verses))]
    done = cleaned(f"<article>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</article>")
    assert done.record.text.split("\n") == lines


@given(body)
def test_cleaning_twice_is_cleaning_once(main: str) -> None:
    # What trees say of a line hangs on what stood around it: for them it is no law.
    with chosen(Options(learned=False)):
        once = cleaned(main).record.text
        again = cleaned("<article>" + "".join(f"<p>{escape(line)}</p>" for line in once.split("\n")) + "</article>")
    assert again.record.text == once
    assert again.removals == ()
