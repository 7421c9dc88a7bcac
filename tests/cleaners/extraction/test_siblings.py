"""A body in several boxes is whole; boxes of other posts beside it are none of it."""

from __future__ import annotations

import pytest

from blogsieve import Page, clean_page
from blogsieve.cleaners.dom.blocks import read_blocks
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.extraction.siblings import ending, joined, own_text

TEXT = [
    f"On the {day} of the regatta the wind came from the {quarter}, and the {boat} was the only one that had seen it."
    for day, quarter, boat in (
        ("first day", "north", "old pilot boat"),
        ("second day", "east", "yawl of the doctor"),
        ("third day", "south", "ferry, which was not in the race,"),
        ("fourth day", "west", "yellow dinghy"),
        ("last morning", "north again", "tug of the brewery"),
        ("last evening", "sea", "raft of the two schoolboys"),
    )
]


def box(name: str, *texts: str) -> str:
    return f"<div class='{name}'><div class=inner>{''.join(f'<p>{text}</p>' for text in texts)}</div></div>"


def cleaned(body: str) -> list[str]:
    head = "<html><head><title>Regatta</title></head><body><h1>Regatta</h1>"
    html = f"{head}{body}<footer>© the club</footer></body></html>"
    return clean_page(Page("https://club.example/regatta", html.encode(), "text/html")).record.text.splitlines()


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{box('text', *TEXT[:3])}<div class=picture><img src=a.jpg></div>{box('text', *TEXT[3:])}</div>",
        f"<main><div>{box('row cell', *TEXT[:4])}<div class=ad></div>{box('row cell', *TEXT[4:])}</div></main>",
        f"<div id=all><div class=standfirst><p>{TEXT[0]}</p></div><div class=body>{box('text', *TEXT[1:])}</div></div>",
        f"<div id=all><section><p class=introduction>{TEXT[0]}</p></section>{box('body', *TEXT[1:])}</div>",
        f"<div id=all><div class=perex>{TEXT[0]}</div><div class=body>{box('text', *TEXT[1:])}</div></div>",
        f"<div id=all><div class=body>{box('text', *TEXT[:-1])}</div><p class=postscript>{TEXT[-1]}</p></div>",
        f"<div class=entry-content><p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p><div class=share-it>"
        f"{''.join(f'<p>{text}</p>' for text in TEXT[3:])}</div></div>",
        f"<aside class=panel>{box('text', *TEXT)}</aside>",
        f"<header class=panel>{box('text', *TEXT)}</header>",
        f"<div class=overlay aria-hidden=true><div role=dialog>{box('text', *TEXT)}</div></div>",
    ],
    ids=["widgets", "rows", "lead", "intro", "bare lead", "postscript", "named part", "aside", "header", "overlay"],
)
def test_body_is_whole(body: str) -> None:
    assert [line for line in cleaned(body) if line != "© the club"] == TEXT


@pytest.mark.parametrize(("link", "kept"), [("", True), ("<a href=/x>The seals</a> ", False)])
def test_list_that_ends_a_page_goes_with_its_heading(link: str, kept: bool) -> None:
    items = "".join(f"<li>{link}{who}. On yawls.</li>" for who in ("Ida Holm", "Bo Vane"))
    body = "".join(f"<h2>Day</h2><p>{text}</p>" for text in TEXT)
    blocks = read_blocks(parse_text(f"<div>{body}<h2>Read on</h2><ol>{items}</ol></div>"))
    assert (len(ending(blocks, blocks[:-3])) == 3) is kept


@pytest.mark.parametrize(("item", "kept"), [("The log of the third ferry, 1911.", 1), ("<a href=/log>The log</a>", 0)])
def test_the_one_source_below_a_heading_that_was_taken_is_a_part_of_the_body(item: str, kept: int) -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    blocks = read_blocks(parse_text(f"<div>{body}<h2>Sources</h2><ul><li>{item}</li></ul></div>"))
    assert len(ending(blocks, blocks[:-1])) == kept
    assert len(ending(blocks, blocks[:-2])) == 0


@pytest.mark.parametrize("line", ["Those who came:", "Those who came"])
def test_names_below_a_colon_are_the_authors(line: str) -> None:
    names = "".join(f"<li><a href=https://{name}.example/>{name.title()}</a></li>" for name in ("elsa", "ada", "rut"))
    lines = cleaned(f"<article><p>{TEXT[0]}</p><p>{line}</p><ul>{names}</ul><p>{TEXT[1]}</p><p>{TEXT[2]}</p></article>")
    assert ("Elsa" in lines) is line.endswith(":")


@pytest.mark.parametrize("href", ["https://other.example/log", "/log"])
def test_link_to_another_site_between_paragraphs_is_kept(href: str) -> None:
    link = f"<p><a href='{href}'>The log of the third ferry</a></p>"
    lines = cleaned(f"<article>{''.join(f'<p>{text}</p>' for text in TEXT[:3])}{link}<p>{TEXT[3]}</p></article>")
    assert ("The log of the third ferry" in lines) is href.startswith("https")


def test_notes_of_word_are_kept() -> None:
    notes = (
        '<div style="mso-element:footnote-list"><hr><div id=ftn1><p><a href="#_ftnref1">[1]</a> In fog.</p></div></div>'
    )
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    assert "[1] In fog." in cleaned(f"<article>{body}{notes}</article>")


@pytest.mark.parametrize(
    "other",
    [
        f"<div class=text><h3><a href=/seals>The seals</a></h3><p>{TEXT[5]}</p></div>",
        f"<div class=text><time>3 May</time><p>{TEXT[5]}</p></div>",
        f"<div class=text><p>{TEXT[5]} …</p></div>",
    ],
)
def test_box_of_another_post_is_not_joined(other: str) -> None:
    assert cleaned(f"<div>{box('text', *TEXT[:4])}{other}</div>") == TEXT[:4]


def test_page_that_begins_with_a_section_has_a_body() -> None:
    html = f"<!doctype html><title>Regatta</title><section>{''.join(f'<p>{text}</p>' for text in TEXT)}</section>"
    assert clean_page(Page("https://club.example/", html.encode(), "text/html")).record.text.splitlines() == TEXT


@pytest.mark.parametrize(("second", "wanted"), [("part part-77b0d19", TEXT[3:]), ("advert advert-77b0d19", [])])
def test_number_that_a_builder_gives_each_box_is_no_name(second: str, wanted: list[str]) -> None:
    root = parse_text(f"<div>{box('part part-4f81c2a', *TEXT[:3])}<hr>{box(second, *TEXT[3:])}</div>")
    blocks = read_blocks(root)
    found = joined(root, blocks, blocks[:3])
    assert [block.text for block in blocks if block in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(TEXT[0], [TEXT[0]]), (f"<p>{TEXT[0]}</p>", []), (f"<span>{TEXT[0]} …</span>", []), ("5 May", [])],
)
def test_text_right_in_the_box_of_the_paragraphs_is_the_bodys(text: str, wanted: list[str]) -> None:
    blocks = read_blocks(parse_text(f"<div>{text}{''.join(f'<p>{line}</p>' for line in TEXT[1:])}</div>"))
    found = own_text(blocks, blocks[-5:])
    assert [block.text for block in blocks[:-5] if block in found] == wanted
