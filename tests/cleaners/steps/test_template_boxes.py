"""Boxes that go from every page of a site are learned by their names, and taken out before all else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stepping import document_of, gone, page_of

from blogsieve import Cleaned, Page, SiteModel, clean_page, learn
from blogsieve.cleaners.site.model import Wrapper
from blogsieve.cleaners.steps import template_boxes

SENTENCE = "The ferry left at seven with the two of us, and a dog that belonged to nobody was on board."


def page(number: int, before: str = "") -> Page:
    text = "".join(f"<p>{SENTENCE} {number}.{part}.</p>" for part in range(5))
    html = (
        f"<html><title>Post {number}</title><body>"
        f"<nav id=menu><a href=/>Home, where all begins</a> <a href=/about>About the ferry and us</a></nav>"
        f"{before}<h1>Post {number}</h1><div class=entry-content>{text}</div>"
        f"<div id=comments class='box wide'><p>Reader {number} says that it is all true, and asks for more.</p></div>"
        f"<div class=box><p>Not a comment, and on no other page: {number}.</p></div></body></html>"
    )
    return Page(f"https://blog.example/{number}", html.encode(), "text/html")


def words(cleaned: Cleaned) -> list[tuple[str, list[str]]]:
    """Return the words that were removed, with the reasons."""
    return sorted((removal.reason, removal.text.split()) for removal in cleaned.removals)


@pytest.fixture(scope="module")
def model() -> SiteModel:
    return learn([page(number) for number in range(8)])


def test_learns_one_name_a_box_with_the_rules_reason(model: SiteModel) -> None:
    assert list(model.template_boxes) == ["#comments", "#menu"]
    assert [reason.split("/")[0] for reason, _ in model.template_boxes.values()] == ["comments", "navigation"]


def test_the_box_of_the_posts_heading_is_none_whatever_a_rule_calls_it() -> None:
    def with_head(number: int) -> Page:
        top, text = page(number).body.split(f"<h1>Post {number}</h1>".encode())
        byline = f"<p>5 minutes, posted by Bo on May {number + 1}, 2020<br>Tags <a href=/tags/sea>Sea</a></p>"
        head = f"<header class=top><div><h1>Post {number}</h1>{byline}</div></header>".encode()
        return replace(page(number), body=top + head + text)

    model = learn([with_head(number) for number in range(8)])
    record = clean_page(with_head(9), model).record
    assert list(model.template_boxes) == ["#comments", "#menu"]
    assert (record.date, record.author, record.metadata.tags) == ("2020-05-10", "Bo", ("Sea",))


def test_a_model_keeps_its_boxes(model: SiteModel) -> None:
    assert SiteModel.from_json(model.to_json()) == model


def test_gives_the_same_record_as_without(model: SiteModel) -> None:
    one = page(9)
    quick, slow = clean_page(one, model), clean_page(one, replace(model, template_boxes={}))
    assert quick.record == slow.record
    assert words(quick) == words(slow)


def test_a_box_that_swallows_the_body_stays(model: SiteModel) -> None:
    one = page(9, before="<div id=comments>")
    assert SENTENCE in clean_page(one, model).record.text


def test_a_page_of_another_template_is_left_to_the_rules(model: SiteModel) -> None:
    html = f"<html><title>About</title><body><div id=menu><p>{SENTENCE}</p></div><article><p>{SENTENCE * 3}</p></html>"
    cleaned = clean_page(Page("https://blog.example/about", html.encode(), "text/html"), model)
    assert not [removal for removal in cleaned.removals if removal.text == SENTENCE and "landmarks" in removal.reason]


BOXES = {"#menu": ("navigation/menus", "#menu"), "div.box": ("sidebar/boxes", ".box")}
SITE = SiteModel(pages=20, wrappers=(Wrapper("div.post", 0.98, 20),), template_boxes=BOXES)
POST = "<div class=post><p>Low water.</p></div>"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"<ul id=menu><li>Home <b>here</b><li>About</ul>{POST}", [("navigation/menus", "Home\nhere\nAbout")]),
        (f"<div class='wide box'>A<div id=menu>B</div></div>{POST}", [("sidebar/boxes", "A\nB")]),
        (f"<div id=menu>A<style>p {{}}</style></div>{POST}", [("navigation/menus", "A")]),
        (f"<div id=menu><br></div>{POST}", []),
        (f"<div id=menu>{POST}</div>", []),
        ("<div id=menu>A</div><p>Low water.</p>", []),
        (f"<ul class=box><li>A</ul>{POST}", []),
        (f"<div class=post><div class=box>A</div><p>Low water.</p></div>{POST}", []),
    ],
)
def test_boxes_beside_the_wrapper_go(html: str, wanted: list[tuple[str, str]]) -> None:
    assert gone(template_boxes, document_of(page_of(html), SITE), SITE) == wanted


def test_beside_a_wrapper_that_is_a_path_all_stays() -> None:
    site = replace(SITE, wrappers=(Wrapper("body/div[1]", 0.98, 20),))
    assert gone(template_boxes, document_of(page_of(f"{POST}<div id=menu>A</div>"), site), site) == []
