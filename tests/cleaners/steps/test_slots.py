"""Rows at the edges go by their place, their shape and where their links lead; the author's rows amid the text stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve import FeedEntry
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.slots import learn_slots
from blogsieve.cleaners.steps import slots

FILED = SiteModel(pages=20, slots={"tail body/div/p said filed under": 18})
TOPIC = "<p>Filed under <a href=/topics/jetty>jetty</a></p>"
SITE = SiteModel(pages=20, slots={"tail html/body/p all site": 18, "head html/body/p none text label": 14})
PROSE = "Nobody had seen the old jetty since the storm of that year, and nobody had asked for it either, they said."
TAGS = "<p><a href=/tags/jetty>#jetty</a> <a href=/tags/storm>#storm</a></p>"
AWAY = "<p><a href=https://b.example/>The harbour board</a></p>"


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (lines(PROSE) + TAGS, ["#jetty #storm"]),
        (lines(PROSE) + TAGS + TAGS.replace("jetty", "rope"), ["#rope #storm", "#jetty #storm"]),
        (lines("Notes of a shore", PROSE), ["Notes of a shore"]),
        (lines(PROSE) + AWAY, []),
        (lines(PROSE) + TAGS + AWAY, []),
        (lines(PROSE) + TAGS + lines(PROSE), []),
        (lines(PROSE) + "<ul><li><a href=/2020/rope>Rope</a></li></ul>", []),
    ],
)
def test_rows_of_the_slots_go_from_the_outside_inwards(html: str, texts: list[str]) -> None:
    document = document_of(page_of(html), SITE)
    assert gone(slots, document, SITE) == [("repeated/slot", text) for text in texts]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (f"<div>{lines(PROSE)}</div><div>{TOPIC}</div>", ["Filed under jetty"]),
        # Beside the paragraphs it is a line of the author's.
        (f"<div>{lines(PROSE)}{TOPIC}</div>", []),
        (f"<div>{lines(PROSE)}</div><div>{TOPIC.replace('Filed under', 'Once more:')}</div>", []),
    ],
)
def test_rows_with_the_same_words_before_a_link_go_apart_from_the_paragraphs(html: str, texts: list[str]) -> None:
    assert gone(slots, document_of(page_of(html), FILED), FILED) == [("repeated/slot", text) for text in texts]


@pytest.mark.parametrize(("rel", "is_slot"), [("rel='category tag'", True), ("", False)])
def test_rows_of_links_that_say_they_lead_to_tags_are_a_slot_wherever_they_lead(rel: str, is_slot: bool) -> None:
    row = "<p>What else there is on this: <a {} href=https://topics.example/{}>The topic of ropes {}</a></p>"
    pages = [document_of(page_of(lines(f"{PROSE} {n}") + row.format(rel, n, n))) for n in range(4)]
    assert bool(learn_slots(pages, [False] * len(pages), {})) is is_slot


@pytest.mark.parametrize("count", [0, 4])
def test_a_row_above_prose_that_the_template_prints_on_most_pages_is_at_the_edge(count: int) -> None:
    row = "<p><a href=/topic/{0}/>Rope {0}</a></p><p>{1}</p>"
    names = ("mud", "tar", "eel", "oar")
    pages = [document_of(page_of(lines(f"{PROSE} {name}") + row.format(name, PROSE))) for name in names]
    repeated = {block_key(pages[0].blocks[-1]): count}
    assert bool(learn_slots(pages, [False] * len(pages), repeated)) is (count > 0)


FED = SiteModel(pages=20, fed=20, supervised=20, repeated={"p:the harbour board has met in this house for years": 3})
BOX = "The harbour board has met in this house for years."


@pytest.mark.parametrize(
    ("entry", "below", "texts"),
    [
        (PROSE, [BOX, "12 May", "Nets"], [BOX, "12 May", "Nets"]),
        # The feed gives the first paragraph of a longer post.
        (PROSE, ["By noon the first planks came up, one by one, with all that had grown on them.", "Nets"], []),
        # Themes end an excerpt in a link to the rest.
        (f"{PROSE[:-12]} … <a href=/jetty>Continue reading <i>Nets</i></a>", ["Yours, Ana"], []),
    ],
)
def test_what_a_whole_entry_lacks_goes_and_what_an_excerpt_lacks_stays(
    entry: str, below: list[str], texts: list[str]
) -> None:
    page = replace(page_of(lines(PROSE, *below)), entry=FeedEntry("https://shore.example/jetty", html=lines(entry)))
    assert [text for _, text in gone(slots, document_of(page, FED), FED)] == texts
