"""Parts of the body that extractors leave out: what they say on one page alone is the author's."""

from __future__ import annotations

import pytest
from tinroof import body, page, paragraphs

from blogsieve import Page, clean_page, learn

NAMES = ["Ada", "Bruno", "Chika", "Dov", "Esme", "Farid"]
SHOT = "<figure class=shot><img src=/s.jpg><figcaption class=words>{0} on the roof</figcaption></figure>"
ITEMS = (
    "<div class=needs><h3>Needed</h3><ul><li>Tar of {0}</li><li>Nails from {0}</li><li>{0} with a rope</li></ul></div>"
)
LINKS = "".join(
    f"<li><a href=https://{{0}}.example/{n}/>{{0}} {kind}</a></li>" for n, kind in enumerate(("tin", "rust", "lead"))
)
CARD = (
    "<div class=tasty-recipes><div class=notes><h3>Notes</h3><div>{0} keeps it.</div></div>"
    f"<div class=what>{ITEMS}</div></div>"
)
FIELDS = "<div class=film><div>Director {0}</div><div>With {0} and {0}</div><div>Length 102 min</div></div>"
LISTED = f"<ul class=read>{LINKS}</ul>"


@pytest.mark.parametrize(
    ("part", "above", "lines"),
    [
        (SHOT, True, ["{0} on the roof"]),
        (ITEMS, False, ["Needed", "Tar of {0}", "Nails from {0}", "{0} with a rope"]),
        (CARD, False, ["Notes", "{0} keeps it.", "Needed", "Tar of {0}"]),
        (FIELDS, True, ["Director {0}", "With {0} and {0}"]),
        (LISTED, False, ["{0} tin", "{0} rust", "{0} lead"]),
    ],
)
def test_captions_and_lists_of_one_page_stay_at_the_edge(part: str, lines: list[str], *, above: bool) -> None:
    def make(number: int) -> Page:
        own, text = part.format(NAMES[number]), paragraphs(body(number))
        return page(number, f"<div class=k9>{own if above else ''}{text}{'' if above else own}</div>")

    pages = [make(number) for number in range(len(NAMES))]
    model = learn(pages)
    for number, one in enumerate(pages):
        assert {line.format(NAMES[number]) for line in lines} <= set(clean_page(one, model).record.text.split("\n"))


def test_what_is_no_figure_and_no_list_goes_with_its_picture() -> None:
    def make(number: int) -> Page:
        byline = f"<div class=who><img src=/a.png> {NAMES[number]} was here</div>"
        return page(number, f"<div class=k9>{byline}{paragraphs(body(number))}</div>")

    pages = [make(number) for number in range(len(NAMES))]
    assert "div.who" in learn(pages).excluded
