"""What stands between the paragraphs of a body and is no box of the layout is text: captions, lines of code, notes."""

from __future__ import annotations

import pytest

from blogsieve import Page, clean_page

PROSE = [
    "The breakwater was laid in the year of the great herring, by men who were paid in herring and complained of it.",
    "Its stones came from the chapel on the hill, which nobody missed until the first wedding of the next spring.",
    "Since then it has been mended with whatever was at hand: bedsteads, a piano, and twice the mayor's own boat.",
]


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        (
            "<div class=trow><div class=tsingle><div><img src=a.jpg></div><div class=thumbcaption>The <a href=/w>winch"
            "</a> in May</div></div></div><div class=thumbcaption>Gear</div>",
            ["The winch in May", "Gear"],
        ),
        ("<div><code><pre><div><div>docs/</div></div><div><div>boats.md</div></div></pre></code></div>",
         ["docs/", "boats.md"]),
        (
            "<ul><li><a href=https://sea.example/a>The mole, as a chart</a></li>"
            "<li><a href=https://mud.example/b>A book of moles</a></li></ul>",
            ["The mole, as a chart", "A book of moles"],
        ),
        ("<ul><li><a href=/a>The winch and its keeper</a></li><li><a href=/b>The winch in winter</a></li></ul>", []),
        ("<ul><li><a href=https://a.example>Gulls</a></li><li><a href=https://b.example>Terns</a></li></ul>", []),
        ("<figure><img src=a.jpg><div><div>The mole in snow</div></div></figure>", ["The mole in snow"]),
    ],
)  # fmt: skip
def test_keep_what_is_text(between: str, wanted: list[str]) -> None:
    html = f"<article><h1>The mole</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{between}<p>{PROSE[2]}</p></article>"
    page = f"<html><head><title>The mole</title></head><body><a href=/>Home</a>{html}</body></html>"
    record = clean_page(Page("https://mole.example/a", page.encode(), "text/html")).record
    assert record.text.splitlines() == [*PROSE[:2], *wanted, PROSE[2]]


def test_keep_notes_of_css_modules() -> None:
    notes = "<div class='Post-module__x7__footnotes'><h4>Footnotes</h4><ol><li>Or the year after it.</li></ol></div>"
    html = f"<article>{''.join(f'<p>{line}</p>' for line in PROSE)}</article><div class=wrap>{notes}</div>"
    page = f"<html><head><title>The mole</title></head><body>{html}</body></html>"
    record = clean_page(Page("https://mole.example/a", page.encode(), "text/html")).record
    assert record.text.splitlines() == [*PROSE, "Footnotes", "Or the year after it."]
