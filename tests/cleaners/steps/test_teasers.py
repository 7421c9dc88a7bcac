"""Titles and openings of other posts go; the post's own, and an author's remark on another post, stay."""

from __future__ import annotations

import pytest
from stepping import ALONE, document_of, gone, lines, page_of

from blogsieve.cleaners.site.fingerprints import opening_of, title_of
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import teasers

OWN, OTHER = "Low water at Ness", "The lighthouse cat returns"
OPENING = "It came with the last keeper and it has outlived him by nine winters"
SITE = SiteModel(posts=frozenset(((title_of(OWN), 0), (title_of(OTHER), opening_of(OPENING)))))
PROSE = "Nobody had seen the old jetty since the storm of that year."
NAMED, OPENED = "title of another post", "opening of another post"


def link(text: str) -> str:
    return f"<p><a href=/cat>{text}</a></p>"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (lines(PROSE, OTHER), [(NAMED, OTHER)]),
        (lines(PROSE, f"See also: {OTHER}"), [(NAMED, f"See also: {OTHER}")]),
        (lines(PROSE) + link(OTHER) + lines(PROSE), [(NAMED, OTHER)]),
        (lines(PROSE, OTHER, f"{OPENING}…"), [(NAMED, OTHER), (OPENED, f"{OPENING}…")]),
        (lines(PROSE, f"{OPENING} …", PROSE), [(OPENED, f"{OPENING} …")]),
        (
            lines(PROSE, OTHER, "A tale of a cat and no mice […]"),
            [(NAMED, OTHER), ("excerpt below a title", "A tale of a cat and no mice […]")],
        ),
        (
            lines(PROSE, "<b>You might also like</b><a href=/mud>Mud</a>", PROSE),
            [("links below a label", "You might also likeMud")],
        ),
        (lines(PROSE, "<b>Where it began</b><a href=/mud>Mud</a>", PROSE), []),
        (f"{lines(PROSE)}<ul><li>Next →<br> <a href=/mud>Mud</a></ul>", [("link behind a step", "Mud")]),
        (f"{lines(PROSE)}<div>Previous:<br><a href=/mud>Mud</a></div>", [("link behind a step", "Mud")]),
        (f"{lines(PROSE)}<ul><li>Next →<br> <a href=https://mud.example>Mud</a></ul>", []),
        (lines(PROSE, "Next", "<a href=/mud>Mud</a>"), []),
        (lines(PROSE, OTHER, PROSE), []),
        (lines(PROSE, f"{OPENING}.", PROSE), []),
        (lines(PROSE, OWN), []),
        (lines(PROSE, "The lighthouse"), []),
        (lines(PROSE, f"<a href=/cat>{OTHER}</a> and has brought a friend with it, says the harbour master"), []),
        (lines(PROSE) + f"<pre>{OTHER}</pre>", []),
    ],
)
def test_other_posts_go(html: str, wanted: list[tuple[str, str]]) -> None:
    document = document_of(page_of(html), SITE, title=OWN)
    found = list(teasers.find(document, SITE))
    assert sorted((finding.source, getattr(finding.target, "text", "")) for finding in found) == sorted(wanted)
    assert {reason for reason, _ in gone(teasers, document, SITE)} <= {"related/teaser"}


def test_all_of_a_card_goes_with_its_title() -> None:
    card = f"<a href=/cat><div>{OTHER}</div><p>Price: 9 pounds…</p></a>"
    document = document_of(page_of(lines(PROSE) + card + lines(PROSE)), SITE, title=OWN)
    assert [text for _, text in gone(teasers, document, SITE)] == [OTHER, "Price: 9 pounds…"]


def test_without_a_site_all_stays() -> None:
    assert gone(teasers, document_of(page_of(lines(PROSE, OTHER)), title=OWN)) == []
    assert ALONE.posts == frozenset()
