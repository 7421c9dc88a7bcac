"""Tables of contents go where their links say the headings that they lead to; an author's lists of links stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve import FeedEntry
from blogsieve.cleaners.steps import contents

TEXT = "The gulls have taken the roof of the harbour office, and the clerk goes to work under an umbrella."
NAMES = ("The roof", "The gulls", "What it costs")
BODY = "".join(f"<h2 id=p{place}><a href=#p{place}>{name}</a></h2>{lines(TEXT)}" for place, name in enumerate(NAMES))


def listed(*names: str) -> str:
    return "<ul>" + "".join(f"<li><a href=#p{place}>{name}</a></li>" for place, name in enumerate(names)) + "</ul>"


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (listed(*NAMES), [" ".join(NAMES)]),
        (f"<div class=x><b>Here is</b>{listed(*NAMES)}</div>", [f"Here is {' '.join(NAMES)}"]),
        (f"<p>Table of contents</p>{listed(*NAMES)}", [" ".join(NAMES), "Table of contents"]),
        (f"<p>My three complaints are</p>{listed(*NAMES)}", [" ".join(NAMES)]),
        (listed("First", "Second", "Third"), []),
        (listed(*NAMES[:2]), []),
        (listed(*NAMES).replace("</a>", "</a>, of which I knew nothing"), []),
    ],
)
def test_list_of_the_headings_goes(html: str, texts: list[str]) -> None:
    found = gone(contents, document_of(page_of(f"{lines(TEXT)}{html}{BODY}")))
    assert [(reason, " ".join(text.split())) for reason, text in found] == [("toc/headings", text) for text in texts]


@pytest.mark.parametrize(("times", "goes"), [(1, True), (2, False)])
def test_list_that_the_entry_has_beside_the_headings_is_its_authors(times: int, goes: bool) -> None:
    page = page_of(f"{lines(TEXT)}{listed(*NAMES)}{BODY}")
    entry = FeedEntry(page.url, html=lines(TEXT, *NAMES * times))
    assert bool(gone(contents, document_of(replace(page, entry=entry)))) is goes
