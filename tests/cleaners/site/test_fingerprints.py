"""What is the same block, title or opening, and what is another."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from blogsieve.cleaners.dom.blocks import Block
from blogsieve.cleaners.site.fingerprints import block_key, is_numbered, opening_of, openings_of, title_of

LONG = "The gate at low water opens twice a day and no one has ever seen who does it"


def block(text: str, tag: str = "p") -> Block:
    return Block(text, fromstring(f"<{tag}></{tag}>"))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (block("12 Comments"), block("3 comments!"), True),
        (block("3 May 2021"), block("14. Januar 2022"), True),
        (block("Low water"), block("low  WATER."), True),
        (block("Low water"), block("High water"), False),
        (block("Low water"), block("Low water", "h2"), False),
        (block("3 May 2021"), block("3 boats"), False),
        (block(f"{LONG} in 1999"), block(f"{LONG} in 2001"), False),
    ],
)
def test_blocks_of_a_template_have_one_key(one: Block, other: Block, is_same: bool) -> None:
    assert (block_key(one) == block_key(other)) == is_same


@pytest.mark.parametrize(("text", "wanted"), [("12 comments", True), ("3 May 2021", False), ("comments", False)])
def test_a_number_is_more_than_a_date(text: str, wanted: bool) -> None:
    assert is_numbered(block(text)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (LONG, f"{LONG[:45]}…", True),
        (LONG, f"Yesterday {LONG}", False),
        ("Nothing at all today", "nothing at all, today", True),
        ("Nothing today", "Nothing today", False),
    ],
)
def test_an_opening_is_its_first_words_where_they_are_enough(one: str, other: str, is_same: bool) -> None:
    assert (opening_of(one) == opening_of(other) != 0) == is_same


def test_a_post_opens_with_its_text_its_first_line_and_its_first_long_one() -> None:
    lines = ["At the old gate", "Part two", LONG, "And so on, until the end of the day"]
    wanted = {opening_of(" ".join(lines)), opening_of(lines[0]), opening_of(LONG)}
    assert openings_of(lines) == wanted
    assert len(wanted) == 3
    assert openings_of([]) == set()


def test_titles_are_the_same_but_for_case_and_signs() -> None:
    assert title_of("The day of the seals") == title_of("THE DAY — of the seals!") != title_of("The day of the geese")
    assert title_of("…") == 0
