"""The title goes where it stands above the text once more; behind prose it is the author's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.steps import title

TITLE = "Low water at Ness"
PROSE = "Nobody had seen the old jetty since the storm of that year."


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ((TITLE, PROSE), [TITLE]),
        ((f"{TITLE} <span>03 May 2021</span>", PROSE), [f"{TITLE} 03 May 2021"]),
        ((f"{TITLE} 7/18/2014", PROSE), [f"{TITLE} 7/18/2014"]),
        ((f"{TITLE} in 2021", PROSE), []),
        ((f"{TITLE}, No. 4711-0815", PROSE), []),
        (("LOW WATER at Ness!", PROSE), ["LOW WATER at Ness!"]),
        (("3 May 2021", "by Ove", TITLE, PROSE), [TITLE]),
        ((TITLE, PROSE, "Title: Low water at Ness", "Copy it freely"), [TITLE, "Title: Low water at Ness"]),
        ((TITLE, PROSE, "本文标题：Low water at Ness"), [TITLE, "本文标题：Low water at Ness"]),
        ((TITLE, f"The mast is gone<br>the sail is gone<br>{TITLE}<br>the crew", f"{TITLE}<br>and no wind"), [TITLE]),
        (("3 May 2021<br>by Ove", f"{TITLE}", PROSE), [TITLE]),
        (("by Ove<br>in Jetties", f"<h2>{TITLE}</h2>", PROSE), [TITLE]),
        ((f"<figure><img src=a.jpg><figcaption><p>{TITLE}</p></figcaption></figure>", PROSE), []),
        ((PROSE, TITLE), []),
        (("14 years ago in Jetties No views yet 1 min read", f"<h2>{TITLE}</h2>", PROSE), [TITLE]),
        (("14 years ago in Jetties No views yet 1 min read", TITLE, PROSE), []),
        ((PROSE, f"<h2>{TITLE}</h2>"), []),
        ((PROSE, f"<h2><a href=/2021/05/low-water>{TITLE}</a></h2>"), [TITLE]),
        ((PROSE, f"<h2><a href=/2011/04/low-water>{TITLE}</a></h2>"), []),
        ((f"<blockquote><p>{TITLE}</p></blockquote>", PROSE), []),
        ((TITLE,), []),
        (("Link: Low water at Ness.", PROSE, "The words to keep: Low water at Ness!"), []),
        (("<a href=/1>« What the storm has left us</a> | <a href=/2>The pilot's house »</a>", TITLE, PROSE), [TITLE]),
        ((TITLE + " and beyond", PROSE), []),
        ((PROSE, "It is low water at Ness"), []),
    ],
)
def test_title_above_the_text_goes(texts: tuple[str, ...], wanted: list[str]) -> None:
    document = document_of(page_of(lines(*texts)), title=TITLE)
    assert gone(title, document) == [("meta/title", text) for text in wanted]


def test_where_there_is_no_title_all_stays() -> None:
    assert gone(title, document_of(page_of(lines("…", PROSE)), title="")) == []


def test_heading_in_other_words_goes_as_the_title_does() -> None:
    document = document_of(page_of(lines("A boat to Ness", TITLE, PROSE)), title=TITLE)
    document.facts = replace(document.facts, heading="A boat to Ness")
    assert [text for _, text in gone(title, document)] == ["A boat to Ness", TITLE]


def test_text_from_which_the_title_was_cut_stays() -> None:
    document = document_of(page_of(lines("The jetty is gone.", PROSE)), title="The jetty is gone.…")
    assert gone(title, document) == []
    document = document_of(page_of(lines("The jetty is gone…", PROSE)), title="The jetty is gone…")
    assert gone(title, document) == [("meta/title", "The jetty is gone…")]


def test_heading_is_the_title_also_where_nothing_else_stands() -> None:
    document = document_of(page_of(f"<h1>{TITLE}</h1>"), title=TITLE)
    assert gone(title, document) == [("meta/title", TITLE)]
