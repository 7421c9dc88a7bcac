"""A line at the foot with the post's own title and address goes, or with title, author and blog; others stay."""

from __future__ import annotations

import pytest
from stepping import URL, document_of, gone, lines, page_of

from blogsieve.cleaners.steps import citation

PROSE = "The jetty stood dry until noon, and nobody came to look at it."
HEAD = "<h4>To quote this</h4>"
BY_ADDRESS = f"O. Lund. Low water. {URL}/"
BY_NAMES = "Ove Lund, “Low water”, in: Shorelines, 5 May 2020."
RECORD = f"@online{{lund2020, title={{Low Water}}, url={{{URL}}}}}"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (lines(PROSE) + HEAD + lines(BY_ADDRESS), ["To quote this", BY_ADDRESS]),
        (lines(PROSE, BY_NAMES, "Thanks to all who came."), [BY_NAMES]),
        (lines(PROSE) + f"<pre>{RECORD}</pre>", [RECORD]),
        (lines(PROSE, URL), [URL]),
        (lines(PROSE, f"{URL}/more"), []),
        (lines(PROSE, "Ove Lund, “High water”, in: Shorelines, 6 May 2020."), []),
        (lines(PROSE, f"A copy of this stands at {URL} as well."), []),
        (lines(PROSE, "Ove Lund wrote “Low water” in a night."), []),
        (lines(PROSE, BY_NAMES, *(f"{PROSE} {number}" for number in range(12))), []),
        (lines(BY_NAMES, PROSE), []),
        (lines(PROSE, f"{BY_NAMES} {PROSE * 5}"), []),
    ],
    ids=[
        "address",
        "names",
        "record",
        "alone",
        "another address",
        "another post",
        "no title",
        "no blog",
        "far above",
        "first line",
        "paragraph",
    ],
)
def test_lines_that_cite_the_post_go(body: str, wanted: list[str]) -> None:
    document = document_of(page_of(body), title="Low water", author="Ove Lund", sitename="Shorelines")
    assert gone(citation, document) == [("meta/citation", text) for text in wanted]


def test_of_a_post_without_a_title_none_is_known() -> None:
    assert gone(citation, document_of(page_of(lines(PROSE, BY_ADDRESS)))) == []


def test_on_a_blog_that_bears_its_authors_name_a_title_beside_that_is_no_citation() -> None:
    page = page_of(lines(PROSE, "Ove Lund reads from “Low water” in the old boathouse."))
    assert gone(citation, document_of(page, title="Low water", author="Ove Lund", sitename="Ove Lund")) == []
