"""Links drawn as cards for other pages of the site go; links with words of the author's in them stay."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.steps import cards

TITLE, EXCERPT = "The lighthouse cat", "It came with the last keeper and it has outlived him."


def link(href: str, inside: str) -> str:
    return f"<p>Low water.</p><div><a href='{href}'>{inside}</a></div>"


@pytest.mark.parametrize(
    "inside",
    [
        f"<h3>{TITLE}</h3><p>{EXCERPT}</p>",
        f"<div><h3>{TITLE}</h3><p>{EXCERPT}</p></div>",
        f"<img src=cat.jpg><span>{TITLE}</span> <span>{EXCERPT}</span>",
    ],
)
def test_cards_go(inside: str) -> None:
    ((reason, text),) = gone(cards, document_of(page_of(link("/2020/11/cat", inside))))
    assert reason == "related/card"
    assert text.split() == f"{TITLE} {EXCERPT}".split()


@pytest.mark.parametrize(
    ("href", "inside"),
    [
        ("https://elsewhere.example/cat", f"<h3>{TITLE}</h3><p>{EXCERPT}</p>"),
        ("#cat", f"<h3>{TITLE}</h3><p>{EXCERPT}</p>"),
        ("/2020/11/cat", f"{TITLE}: {EXCERPT}"),
        ("/2020/11/cat", f"{TITLE} <em>that</em> <b>came with the last keeper and has outlived him</b>"),
        ("/2020/11/cat", f"<p>{EXCERPT}</p>"),
        ("/2020/11/cat", "<b>The cat</b><i>again</i>"),
    ],
)
def test_links_stay(href: str, inside: str) -> None:
    assert gone(cards, document_of(page_of(link(href, inside)))) == []


def article(inside: str) -> str:
    return f"<article><p>Low water.</p><article>{inside}</article><p>And high water.</p></article>"


def test_card_of_another_post_within_the_article_goes() -> None:
    document = document_of(page_of(article(f"<h3><a href=/2020/11/cat>{TITLE}</a></h3><p>{EXCERPT}</p>")))
    assert [reason for reason, _ in gone(cards, document)] == ["related/card"]
    assert [block.text for block in document.read()] == ["Low water.", "And high water."]


def test_section_that_is_an_article_stays() -> None:
    assert gone(cards, document_of(page_of(article(f"<h3>{TITLE}</h3><p>{EXCERPT}</p>")))) == []


CARD = f"<article><h3><a href=/2020/11/cat>{TITLE}</a></h3><p>{EXCERPT}</p></article>"


@pytest.mark.parametrize(
    ("box", "stays"),
    [
        (f"<div><h2>Related</h2>{CARD}{CARD}</div>", []),
        (f"<section><div><h2>Related</h2></div><div>{CARD}<div>{CARD}</div></div></section>", []),
        (f"<div><h2>Of cats</h2>{CARD}<p>There were two of them.</p></div>", ["Of cats", "There were two of them."]),
        (f"<div><h2>{EXCERPT}</h2>{CARD}</div>", [EXCERPT]),
        (f"<div><h1>Cats</h1>{CARD}</div>", ["Cats"]),
    ],
)  # fmt: skip
def test_label_of_cards_goes_with_them(box: str, stays: list[str]) -> None:
    document = document_of(page_of(f"<article><p>Low water.</p>{box}<p>And high water.</p></article>"))
    gone(cards, document)
    assert [block.text for block in document.read()] == ["Low water.", *stays, "And high water."]


def test_cards_go_however_deep_one_stands() -> None:
    deep = f"<div>{'<div>' * 1_200}<a href='/2020/12/kelp'><h3>Kelp</h3><p>{EXCERPT}</p></a>{'</div>' * 1_200}</div>"
    card = f"<a href='/2020/11/cat'><h3>{TITLE}</h3><p>{EXCERPT}</p></a>"
    found = gone(cards, document_of(page_of(f"<p>Low water.</p><div>{card}{deep}</div>")))
    assert [text.split("\n")[0] for _, text in found] == [TITLE, "Kelp"]
