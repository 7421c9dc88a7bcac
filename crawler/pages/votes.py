"""What a witness to a page's kind says, and what several of them ask of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blogsieve.crawler.pages.features import PageFeatures
    from blogsieve.crawler.pages.profile import Profile

# Stands among the sources of a page that another one names among the titles of several.
TITLE = "title"
# Share of the marks that a site's posts have, and its lists have not.
MOST_MARKS = 0.9


class Vote(NamedTuple):
    """What one witness says: the kind that it speaks for, or against, how loud, and why."""

    kind: str
    weight: float
    why: str


def share_of_marks(page: PageFeatures, profile: Profile) -> float:
    """Return the share of the marks of this blog's posts that a page bears; 1 where none are known."""
    return len(profile.marks & page.marks) / len(profile.marks) if profile.marks else 1.0


def first_of(marks: tuple[str, ...], page: PageFeatures, profile: Profile) -> str:
    """Return the first of the marks that the page bears and that tells something on this blog, else ""."""
    return next((mark for mark in marks if mark in page.marks and mark not in profile.mute), "")
