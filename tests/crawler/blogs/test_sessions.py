"""Which parameters of a site's addresses make no other page, by the pages that were met."""

from __future__ import annotations

import pytest

from blogsieve.crawler.blogs.scope import Scope
from blogsieve.crawler.blogs.sessions import MOST_SETS, Sessions

HOME = "https://blog.example/"
ONE, OTHER = frozenset({1, 2, 3}), frozenset({1, 2, 4})


def met(*pages: tuple[str, frozenset[int]]) -> tuple[str, ...]:
    """Return the parameters that are dropped when pages were met, each at a path of the site, with a text."""
    sessions = Sessions()
    for path, text in pages:
        sessions.meet(HOME + path, text)
    return sessions.dropped


def pairs(*paths: str) -> list[tuple[str, frozenset[int]]]:
    """Return two pages for each path, with two values and one text; where it has two of them, both change."""
    return [(path.format(value, value), frozenset({number})) for number, path in enumerate(paths) for value in (7, 8)]


@pytest.mark.parametrize(
    ("pages", "dropped"),
    [
        (pairs("a?sid={}", "b?sid={}", "c?sid={}"), ("sid",)),
        (pairs("a;jsessionid={}", "b;jsessionid={}", "c;jsessionid={}?p=1"), (";jsessionid",)),
        (pairs("a?p=1&sid={}", "a?p=2&sid={}", "a?p=3&sid={}"), ("sid",)),
        (pairs("a?sid={}", "b?sid={}"), ()),  # two may agree by chance
        (pairs("a?sid={}") * 9, ()),
        ([(f"?p={number}", ONE) for number in range(9)], ()),  # photographs: one page each, all with one text
        ([*pairs("a?p={}", "b?p={}", "c?p={}"), ("d?p=1", ONE), ("d?p=2", OTHER)], ()),
        ([("d?p=1", ONE), ("d?p=2", OTHER), *pairs("a?p={}", "b?p={}", "c?p={}")], ()),
        ([(f"{path}?view=flat", ONE) for path in "abc"] + [(path, ONE) for path in "abc"], ("view",)),
        ([(f"{path}?view=flat", ONE) for path in "abc"] + [("a", OTHER)], ()),
        (pairs("a?sid={}&x=1", "b?sid={}&x=1", "c?sid={}&x=1"), ("sid",)),
        ([(f"{path}?sid={value}&utm_source={value}", ONE) for path in "abc" for value in (7, 7)], ()),
        (pairs(*(f"{path}?sid={{}}&t={{}}" for path in "abc")), ("sid", "t")),
        (pairs(*(f"{path};jsessionid={{}}?ref={{}}" for path in "abc")), (";jsessionid", "ref")),
        (pairs(*(f"?p={number}&sid={{}}&t={{}}" for number in range(3))), ("sid", "t")),
        (pairs(*(f"{path}?sid={{}}&t={{}}" for path in "ab")), ()),
        ([*pairs(*(f"{path}?sid={{}}&t={{}}" for path in "abc")), ("d?sid=1&t=1", ONE), ("d?sid=2&t=2", OTHER)], ()),
        ([("d?sid=1&t=1", ONE), ("d?sid=2&t=2", OTHER), *pairs(*(f"{path}?sid={{}}&t={{}}" for path in "abc"))], ()),
        ([*pairs(*(f"{path}?p={{}}&t={{}}" for path in "abc")), ("d?p=1", ONE), ("d?p=2", OTHER)], ()),  # no such page
        ([(f"?p={number}&sid={number}", ONE) for number in range(9)], ()),
        (pairs("a?sid={}&t={}", "b?sid={}&t={}", "c?sid={}"), ()),  # of each set two
        ([(path, frozenset()) for path, _ in pairs("a?sid={}", "b?sid={}", "c?sid={}")], ()),  # no text tells nothing
    ],
)
def test_parameter_is_dropped_where_pages_agree(
    pages: list[tuple[str, frozenset[int]]], dropped: tuple[str, ...]
) -> None:
    assert met(*pages) == dropped


def test_what_is_known_holds_until_a_page_says_otherwise() -> None:
    sessions = Sessions(("sid",))
    assert sessions.dropped == ("sid",)
    sessions.meet(f"{HOME}a?sid=1", ONE)
    sessions.meet(f"{HOME}a?sid=2", OTHER)
    assert sessions.dropped == ()


def test_site_that_makes_up_names_costs_no_more_with_each_page() -> None:
    sessions = Sessions()
    for number in range(2 * MOST_SETS):
        sessions.meet(f"{HOME}a?x{number}=1", ONE)
    assert len(sessions.sets) == MOST_SETS


def test_addresses_of_the_blog_lose_what_is_dropped() -> None:
    scope = Scope(HOME, dropped=("sid", ";jsessionid"))
    assert scope.here(f"{HOME}a;jsessionid=1?sid=2&p=3#c4") == f"{HOME}a?p=3#c4"
    assert scope.here("https://other.example/a?sid=2") == "https://other.example/a?sid=2"
