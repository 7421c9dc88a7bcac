"""Forms that ask for an address of mail go with what is said above them, in whatever language; the post stays."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import forms

FORM = "<form><label>E-mail</label><input type=email><button>OK</button></form>"
LONG = "The tide table hung beside the door, and nobody had turned its pages since the spring. " * 5


@pytest.mark.parametrize(
    "inside", ["<h4>Zapisz się do listu</h4>", "<p>潮の便り</p>", "<b>Tides</b><p>Once a week.</p>"]
)
def test_box_of_a_form_goes(inside: str) -> None:
    ((reason, text),) = gone(forms, document_of(page_of(f"<p>Low water.</p><div>{inside}{FORM}</div>")))
    assert reason == "newsletter/form"
    assert text.endswith("E-mail")
    assert "Low water" not in text


def test_boxes_of_a_grid_around_a_form_go_with_it() -> None:
    grid = f"<div><div><p>A blog on boats and tides.</p></div><div><div>{FORM}</div></div><p>0 subscribers</p></div>"
    ((_, text),) = gone(forms, document_of(page_of(f"<p>{LONG}</p>{grid}<p>{LONG}</p>")))
    assert text.startswith("A blog on boats and tides.")
    assert text.endswith("0 subscribers")


@pytest.mark.parametrize(
    "form",
    [
        "<form><input name=q><button>Find</button></form>",
        "<form><input type=email><textarea></textarea></form>",
        "<form><input><input><input><input name=mail><button>Order</button></form>",
    ],
)
def test_other_forms_stay(form: str) -> None:
    assert not gone(forms, document_of(page_of(f"<p>Low water.</p><div><p>Tides</p>{form}</div>")))


def test_post_around_a_form_stays() -> None:
    found = gone(forms, document_of(page_of(f"<div class=tides><p>{LONG}</p>{FORM}</div>")))
    assert [text for _, text in found] == ["E-mail"]


@pytest.mark.parametrize("others", ["", "<ul><li><p>Low water.</p></li></ul>"])
def test_a_short_post_that_ends_in_a_form_stays(others: str) -> None:
    post = "<p>It rained on the boats for nine hours, and nobody noticed when it stopped.</p><p>We went home.</p>"
    found = gone(forms, document_of(page_of(f"<div class=tides>{post}{FORM}</div>{others}")))
    assert [text for _, text in found] == ["E-mail"]


@pytest.mark.parametrize("site", [SiteModel(), SiteModel(pages=12, repeated={"p:a blog on boats and tides": 12})])
def test_a_short_post_in_one_grid_with_a_form_stays(site: SiteModel) -> None:
    post = "<p>We went out with the first tide.</p><p>The oars were wet all the way home.</p>"
    grid = f"<div><div>{post}</div><div><div><p>A blog on boats and tides.</p>{FORM}</div></div></div>"
    said = f"<div class=talk>{''.join(f'<p>{LONG}</p>' for _ in range(4))}</div>"
    ((_, text),) = gone(forms, document_of(page_of(grid + said)), site)
    assert "oars" not in text
