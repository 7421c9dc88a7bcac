"""What is left of a body without its links, images or tables."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.forms import Wanted
from blogsieve.cleaners.forms.reading import read_html

BODY = read_html(
    "<p>a <a href='https://a.example/'>b <img src='https://a.example/c.png' alt=d></a></p>"
    "<figure><p><img src='https://a.example/e.png'></p><figcaption>f</figcaption></figure>"
    "<iframe src='https://www.youtube.com/embed/x'></iframe><table><tr><th>g<th>h<tr><td>i<td></table>"
)
TABLE = "| g | h |\n| --- | --- |\n| i |  |"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            Wanted(("markdown",), links=False),
            "a b ![d](https://a.example/c.png)\n\n![](https://a.example/e.png)\n\n*f*\n\n"
            f"<https://www.youtube.com/embed/x>\n\n{TABLE}",
        ),
        (Wanted(("markdown",), images=False), f"a [b](https://a.example/)\n\nf\n\n{TABLE}"),
        (Wanted(("markdown",), links=False, images=False, tables=False), "a b\n\nf\n\ng | h\n\ni"),
    ],
    ids=["links", "images", "all"],
)
def test_words_stay(wanted: Wanted, expected: str) -> None:
    assert wanted.of(BODY)["markdown"] == expected


def test_a_record_has_the_forms_that_are_wanted() -> None:
    assert Wanted().of(BODY) == {}
    assert list(Wanted(("html", "markdown")).of(BODY)) == ["html", "markdown"]
