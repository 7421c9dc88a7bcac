"""How much of a post's own entry its text has, and what of an entry is none of the post's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stepping import lines

from blogsieve import FeedEntry, Page, clean_page, learn
from blogsieve.cleaners.evidence.entry import OwnEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = "Nobody had seen the old jetty since the storm of that year, and few asked."
SECOND = "In spring the planks came up one by one, each with its own barnacles on it."
SUMMARY = "How a jetty was found"
LETTERS = "abcdefghijklmnopqrst"
TITLE = "What the storm of that year had left of the old jetty and of our boats beside it"


@pytest.mark.parametrize(
    ("entry", "body", "removed", "kept"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], [], 1.0),
        ([FIRST, SECOND], [FIRST], [SECOND], 0.4839),
        ([FIRST], [SECOND], [FIRST], 0.0),
        ([FIRST, SECOND], ["Loading…"], [], 0.0),
        ([SUMMARY], [FIRST, SECOND], ["Newer", "Older"], -1.0),
        ([SUMMARY, f"The post {TITLE} first appeared on Boats."], [FIRST, SECOND], [TITLE], -1.0),
        ([FIRST, f"The post {SUMMARY} first appeared on Boats.", "Text © 2001-2020 Ana."], [FIRST], [SUMMARY], 1.0),
        ([FIRST, "The planks came up.", "Text © 2001-2020 Ana."], [FIRST], ["The planks came up."], 0.7895),
        ([], [FIRST, SECOND], [], -1.0),
        (["۲۸ بهمن ۱۴۰۴"], [FIRST, SECOND], ["۲۸ بهمن ۱۴۰۴"], -1.0),
        (["Low tide"], [FIRST, SECOND], ["Low tide"], 0.0),
    ],
)
def test_kept_tells_how_much_of_the_entry_the_body_has(
    entry: list[str], body: list[str], removed: list[str], kept: float
) -> None:
    assert OwnEntry(FeedEntry("https://a.example/jetty/", html=lines(*entry))).kept(body, removed) == kept


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        (["Jetty", "Ana", "Thu, 06/05/2025 - 17:12"], -1.0),
        (["Jetty", "6 May 2025", FIRST], 1.0),
        (["Jetty", FIRST], 0.9375),
    ],
)
def test_the_head_that_some_feeds_repeat_is_none_of_the_text(entry: list[str], kept: float) -> None:
    own = OwnEntry(FeedEntry("https://a.example/jetty/", title="Jetty", author="Ana", html=lines(*entry)))
    assert own.kept([FIRST], ["Jetty", "By Ana", "6 May 2025"]) == kept


def test_what_the_page_says_of_itself_is_a_summary_wherever_it_stands() -> None:
    entry = OwnEntry(FeedEntry("https://a.example/jetty/", html=SUMMARY))
    assert entry.kept([FIRST, SECOND], [f"{SUMMARY}."], SUMMARY) == -1.0
    assert entry.kept([FIRST, SECOND], [f"{SUMMARY}."], "Another one") == 0.0
    assert entry.kept([SUMMARY, SECOND], [], SUMMARY) == 1.0


def posts_of(paragraphs: Sequence[int], most: int) -> list[Page]:
    """Return posts of so many paragraphs, of which the feed has the first ones."""
    things = "planks ropes oars sails nets crabs boats gulls eels buoys".split()
    made = [
        [" ".join(f"{thing}{LETTERS[post]}{LETTERS[place]}" for thing in things) + "." for place in range(count)]
        for post, count in enumerate(paragraphs)
    ]
    frame = (
        "<title>Tide {0}</title><nav><a href=/>Tides</a></nav><div class=body><h1>Tide {0}</h1>{1}</div><p>© Ana</p>"
    )
    return [
        Page(
            f"https://a.example/posts/{number}/",
            frame.format(number, lines(*texts)).encode(),
            entry=FeedEntry(f"https://a.example/posts/{number}/", title=f"Tide {number}", html=lines(*texts[:most])),
        )
        for number, texts in enumerate(made)
    ]


@pytest.mark.parametrize("most", [3, 99])
def test_a_feed_whose_summaries_end_with_a_paragraph_speaks_against_no_end_of_a_post(most: int) -> None:
    paragraphs = [3, 3, 2, 3, 9, 8, 4, 3, 4, 4, 3, 3, 2, 3, 3, 3, 2, 4, 3, 3]
    pages = posts_of(paragraphs, most)
    site = learn(pages)
    assert [clean_page(page, site).record.text.count("\n") + 1 for page in pages] == paragraphs
    assert (site.short > 0) == (most == 3)


def line_of(size: int, number: int) -> str:
    """Return a line of so many ideographs without a space, which no other line has."""
    return "".join(chr(0x4E00 + 200 * number + place) for place in range(size))


@pytest.mark.parametrize(("told", "short"), [(3, 5), (99, 0)])
def test_summaries_of_so_many_words_with_spaces_between_are_short_however_long_those_are(told: int, short: int) -> None:
    sizes = [(12, 9)] * 5 + [(180, 4)]
    posts = [[line_of(size, 9 * post + place) for place in range(count)] for post, (size, count) in enumerate(sizes)]
    pages = [
        Page(
            f"https://a.example/{number}/",
            f"<title>潮{number}</title><div class=body><h1>潮{number}</h1>{lines(*texts)}</div>".encode(),
            entry=FeedEntry(f"https://a.example/{number}/", html=lines(*texts[:told])),
        )
        for number, texts in enumerate(posts)
    ]
    assert learn(pages).short == short
