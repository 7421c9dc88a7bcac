"""Captions go where that is asked for; on a page alone credits, and captions of agencies, go else, too."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.options import Options, chosen
from blogsieve.cleaners.steps import captions

TEXT = "<p>The ferry came in at noon, and nobody was on it but the dog.</p>"
CAPTIONS = [
    "<figure><img src=a.jpg><figcaption>The ferry at noon</figcaption></figure>",
    "<figure><img src=a.jpg><figcaption><span><em>The ferry at noon</em></span></figcaption></figure>",
    "<div class=wp-caption><img src=a.jpg><p class='wp-caption-text'>The ferry at noon</p></div>",
    "<div><img src=a.jpg><div class='article__photo-credit'>The ferry at noon</div></div>",
]
OTHERS = [
    "<figure><blockquote><p>The ferry at noon</p></blockquote></figure>",
    "<p class=captionless>The ferry at noon</p>",
    "<p class=credits-and-thanks>The ferry at noon</p>",
]


@pytest.mark.parametrize("box", CAPTIONS)
def test_caption_goes_only_where_that_is_asked_for(box: str) -> None:
    assert gone(captions, document_of(page_of(TEXT + box))) == []
    with chosen(Options(captions="drop")):
        assert gone(captions, document_of(page_of(TEXT + box))) == [("caption/picture", "The ferry at noon")]


@pytest.mark.parametrize("box", OTHERS)
def test_what_is_no_caption_stays(box: str) -> None:
    with chosen(Options(captions="drop")):
        assert gone(captions, document_of(page_of(TEXT + box))) == []


@pytest.mark.parametrize(
    ("caption", "goes"),
    [
        ("Photo: Ana Ilić", True),
        ("(Image credit: The harbour office)", True),
        ("Foto von Ana Ilić", True),
        ("写真：Ana Ilić", True),
        ("© The harbour office", True),
        ("The ferry at noon. (Foto: REUTERS)", True),
        ("The ferry at noon. Ana Ilić/AFP via Getty Images", True),
        ("The ferry at noon＝ＡＰ", True),
        ("The ferry at noon. Photo: Ana Ilić", False),
        ("Source: the harbour's own counts", False),
        ("Photo albums of the pilot", False),
        ("Reuters' office, where the ferry is sold", False),
        ("The pilot, by then with Bloomberg, on the pier where we met him", False),
    ],
)
def test_credit_goes_from_a_page_alone(caption: str, goes: bool) -> None:
    page = page_of(f"{TEXT}<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>")
    assert gone(captions, document_of(page, method="page")) == [("caption/credit", caption)] * goes
    assert gone(captions, document_of(page, method="wrapper")) == []
