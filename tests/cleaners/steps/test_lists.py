"""Lists of other posts go where a label or their form tells them; an author's own lists stay."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.steps import lists

TEXT = "The gulls have taken the roof of the harbour office, and the clerk goes to work under an umbrella."
LINKS = "<ul><li><a href=/eider>The eider is back</a></li><li><a href=/ice>Ice behind the mole</a></li></ul>"
TAGGED = "<ul><li><a href=/eider>The eider</a> · birds</li><li><a href=/ice>The ice</a> | 3 May 2021</li></ul>"
AWAY = (
    "<ul><li><a href=https://{}.example/tar>Tar, and how it is made</a></li>"
    "<li><a href=https://{}.example/rope>Rope</a></li></ul>"
)
TAGGED_ROWS = (
    "<p><a href=/eider>The eider</a> · <a href=/t/birds>birds</a> <a href=/t/sea>sea</a></p>"
    "<p><a href=/ice>The ice</a> · <a href=/t/sea>sea</a></p>"
)


@pytest.mark.parametrize(
    ("html", "reasons"),
    [
        (f"{lines(TEXT)}<h4>You may like</h4>{LINKS}{lines(TEXT)}", ["related/labelled-list"] * 2),
        (f"{lines(TEXT)}<p><b>Related posts:</b></p>{LINKS}", ["related/labelled-list"] * 2),
        (f"{lines(TEXT)}<h4>Related reading</h4>{AWAY.format('old', 'old')}", ["related/labelled-list"] * 2),
        (
            f"{lines(TEXT)}<p>Automatically generated list of related posts:</p><ol><li><a href=/eider>The eider</a> "
            "<small>Late in March it...</small></li></ol>",
            ["related/labelled-list"] * 2,
        ),
        (f"{lines(TEXT)}<hr>{TAGGED}", ["related/trailing-list"]),
        (f"{lines(TEXT)}<section><br>{TAGGED_ROWS}</section><hr>", ["related/trailing-list"]),
        (
            f"{lines(TEXT)}<h2>Related stories</h2><div><div><h3><a href=/eider>The eider is back</a></h3></div></div>"
            f"{lines(TEXT)}",
            ["related/labelled-list"] * 2,
        ),
    ],
)
def test_lists_of_other_posts_go(html: str, reasons: list[str]) -> None:
    assert [reason for reason, _ in gone(lists, document_of(page_of(html)))] == reasons


@pytest.mark.parametrize(
    "html",
    [
        f"<h4>What I wrote of birds</h4>{LINKS}",
        f"{TAGGED}{lines(TEXT)}",
        f"<section>{TAGGED_ROWS}</section>{lines(TEXT)}",
        f"{lines(TEXT)}<section>{TAGGED_ROWS.replace('·', '–')}</section>",
        f"<h4>You may like</h4><ul><li>Tar</li><li>Rope, and the smell of it</li></ul>{lines(TEXT)}",
        f"{lines(TEXT)}{TAGGED.replace('·', '–').replace('|', ':')}",
        f"{lines(TEXT)}<h4>Related reading</h4>{AWAY.format('a', 'b')}",
        f"{lines(TEXT)}<h4>Related reading</h4><ul><li><a href=/eider>Eider</a>, as I told in March.</li></ul>",
    ],
)
def test_lists_of_the_author_stay(html: str) -> None:
    assert gone(lists, document_of(page_of(html))) == []
