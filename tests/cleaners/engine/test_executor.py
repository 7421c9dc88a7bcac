"""Executors: each does the same work within the same limits, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from blogsieve import NoText, NotHtml, Page, SiteModel, clean_page, learn
from blogsieve.cleaners.engine import EXECUTORS, Executor, Limits, TooLarge, open_executor

SENTENCE = "The lamp on the quay went out at four, and nobody on the boats had seen who it was. "


def post(number: int) -> Page:
    text = f"{SENTENCE}{number} ".encode() * 5
    return Page(
        f"https://quay.example/{number}", b"<title>Post %d</title><body><p>%s</p>" % (number, text), "text/html"
    )


@dataclass(frozen=True)
class Hint:
    """Something that is known of a site."""

    word: str


def tell(page: Page, hint: Hint | None, *more: int) -> tuple[str, str, int]:
    """Return what it was called with."""
    return page.url, hint.word if hint else "", sum(more)


def divide(page: Page, _: None, by: int) -> int:
    """Return what has a fault."""
    return len(page.body) // by


@pytest.fixture(scope="module", params=sorted(EXECUTORS))
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with open_executor(request.param, 2, Limits(max_bytes=5_000)) as executor:
        yield executor


def test_calls_any_function_of_a_module(executor: Executor) -> None:
    hints = [Hint("one"), Hint("two"), None]
    futures = [executor.submit(tell, post(number), hint, number, 2) for number in range(4) for hint in hints]
    assert [future.result() for future in futures] == [
        (f"https://quay.example/{number}", word, number + 2) for number in range(4) for word in ("one", "two", "")
    ]


def test_cleans(executor: Executor) -> None:
    model = SiteModel(sitename="The quay")
    assert executor.submit_clean(post(1)).result() == clean_page(post(1))
    assert executor.submit_clean(post(1), model).result() == clean_page(post(1), model)


def test_learns_and_cleans_from_the_same_trees(executor: Executor) -> None:
    pages = [post(0), Page("https://quay.example/none", b" ", "text/html"), *map(post, range(1, 8))]
    pages.append(Page("https://quay.example/large", b"x" * 6_000, "text/html"))
    before = executor.parses
    learned = executor.submit_learn(pages, cleans=True).result()
    # The one that is empty is looked at twice; the one that is too large is not at all.
    assert executor.parses - before == 8 + 2
    assert learned.model == learn(pages[:-1])
    assert sorted(learned.results) == list(range(9))
    assert isinstance(learned.results[1], NotHtml)
    assert [learned.results[place] for place in (0, *range(2, 9))] == [
        clean_page(page, learned.model) for page in (pages[0], *pages[2:9])
    ]


def test_learns_only(executor: Executor) -> None:
    learned = executor.submit_learn([post(0), post(1), post(2)], SiteModel(site="known.example")).result()
    assert (learned.model, learned.results) == (learn([post(0), post(1), post(2)], known=SiteModel()), {})


@pytest.mark.parametrize(
    ("page", "error", "said"),
    [
        (Page("https://quay.example/", b"<html><body></body></html>"), NoText, "has no text of a post"),
        (Page("https://quay.example/", b"x" * 6_000), TooLarge, "has 6000 bytes, more than 5000"),
    ],
)
def test_gives_back_why_there_is_no_record(executor: Executor, page: Page, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        executor.submit_clean(page).result()


def test_a_fault_costs_the_page(executor: Executor) -> None:
    with pytest.raises(Exception, match=r"ZeroDivisionError: .* \(test_executor.py, line \d+\)"):
        executor.submit(divide, post(1), None, 0).result()


def test_there_is_none_of_that_name() -> None:
    with pytest.raises(ValueError, match="ray: no such executor; there are local"):
        open_executor("ray")
