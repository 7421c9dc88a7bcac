"""What a blog may cost: as many requests as are wanted, and no more than its posts are worth."""

from __future__ import annotations

from collections import Counter

import pytest

from blogsieve.crawler.frontier.frontier import Target
from blogsieve.crawler.spiders.budget import WORTH, Budget

BLOG = "https://blog.example/"
PATIENCE = 10


def target(kind: str) -> Target:
    """Return something to fetch of the blog."""
    return Target(1, BLOG, BLOG, kind, "link", None, "{}")


def budget(spent: int, most: int = 0, **tally: int) -> Budget:
    """Return the budget of a blog that has cost so many requests, and whose pages came to something."""
    made = Budget(most, PATIENCE, lambda _: Counter(tally))
    made.spent[BLOG] = spent
    return made


@pytest.mark.parametrize(("most", "spent", "is_spent"), [(0, 999, False), (5, 4, False), (5, 5, True)])
def test_requests_end_at_the_limit(most: int, spent: int, is_spent: bool) -> None:
    assert budget(spent, most).is_spent(BLOG) == is_spent


@pytest.mark.parametrize(
    ("spent", "written", "leaves"),
    [(PATIENCE, 0, False), (PATIENCE + 1, 0, True), (PATIENCE + WORTH, 1, False), (PATIENCE + WORTH + 1, 1, True)],
)
def test_blog_is_left_that_costs_more_than_its_posts_are_worth(spent: int, written: int, leaves: bool) -> None:
    assert budget(spent, written=written, failed=99).leaves(target("page"), is_settled=True) == leaves


@pytest.mark.parametrize(("spent", "leaves"), [(PATIENCE + 90, False), (PATIENCE + 91, True)])
def test_pages_that_are_not_there_cost_little(spent: int, leaves: bool) -> None:
    assert budget(spent, gone=100).leaves(target("page"), is_settled=True) == leaves


@pytest.mark.parametrize(("spent", "leaves"), [(PATIENCE + 2 * WORTH + 5, False), (PATIENCE + 2 * WORTH + 6, True)])
def test_posts_that_say_the_same_are_worth_less_than_they_cost(spent: int, leaves: bool) -> None:
    assert budget(spent, written=12, repeated=10).leaves(target("page"), is_settled=True) == leaves


def test_no_patience_is_no_limit() -> None:
    made = Budget(0, 0, lambda _: Counter())
    made.spent[BLOG] = 10**6
    assert not made.leaves(target("page"), is_settled=True)


def test_sources_without_end_are_left_before_the_pages() -> None:
    made = budget(PATIENCE + 1)
    assert made.leaves(target("sitemap"), is_settled=False)
    assert not made.leaves(target("page"), is_settled=False)
    # What the sources have cost is not held against the pages.
    made.spent[BLOG] += PATIENCE
    assert not made.leaves(target("page"), is_settled=True)
    made.spent[BLOG] += 1
    assert made.leaves(target("page"), is_settled=True)
