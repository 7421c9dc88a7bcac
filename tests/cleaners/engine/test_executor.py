"""Executors: each does the same work within the same limits, whatever it is made of."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from blogsieve import Cleaned, NoText, NotHtml, Page, SiteModel, clean_page, learn
from blogsieve.cleaners.engine import EXECUTORS, Executor, Learned, Limits, TooLarge, WorkerDied, open_executor

SENTENCE = "The lamp on the quay went out at four, and nobody on the boats had seen who it was. "

# What a page may take of the processor, and the one that takes more.
SECONDS, HANGS = 0.5, 3


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


def die(page: Page, _: None) -> str:
    """End the process where the page's number is even, hang where it is 3; else return its address."""
    number = int(page.url.rpartition("/")[2])
    if number % 2 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    while number == HANGS:
        pass
    return page.url


def task(numbers: Sequence[int], executor: Executor) -> list[str]:
    """Return what became of pages, one after the other."""
    futures = [executor.submit(die, post(number), None) for number in numbers]
    return [type(error).__name__ if (error := future.exception()) else future.result() for future in futures]


def learning_task(numbers: Sequence[int], executor: Executor) -> tuple[Learned, list[Cleaned]]:
    """Return what pages have in common, and the records of each, cleaned with that."""
    pages = list(map(post, numbers))
    learned = executor.submit_learn(pages, cleans=True).result()
    return learned, [executor.submit_clean(page, learned.model).result() for page in pages]


def kill_process(path: Path, _: Executor) -> str:
    """End the process when it is called for the first time."""
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def always_kill(_: None, __: Executor) -> str:
    """End the process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def read(path: Path, _: Executor) -> bytes:
    """Return what is in a file."""
    return path.read_bytes()


@pytest.fixture(scope="module", params=sorted(EXECUTORS))
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "ray":
        pytest.importorskip("ray", reason="needs Ray: pip install 'blogsieve[ray]'")
    with open_executor(request.param, 2, Limits(SECONDS, max_bytes=5_000)) as executor:
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


def test_a_page_that_ends_the_process_of_a_task_costs_that_page(executor: Executor) -> None:
    found = executor.submit_task(task, range(1, 6)).result()
    assert found == [post(1).url, "WorkerDied", "TooSlow", "WorkerDied", post(5).url]


def test_a_task_learns_and_cleans(executor: Executor) -> None:
    learned, cleaned = executor.submit_task(learning_task, range(4)).result()
    assert learned.model == learn(map(post, range(4)))
    assert list(learned.results.values()) == cleaned == [clean_page(post(n), learned.model) for n in range(4)]


def test_a_task_whose_process_is_killed_is_done_again(executor: Executor, tmp_path: Path) -> None:
    assert executor.submit_task(kill_process, tmp_path / "killed").result() == "done"
    with pytest.raises(WorkerDied, match="ended 4 processes"):
        executor.submit_task(always_kill, None).result()


def test_a_task_tells_of_a_file_that_is_not_there(executor: Executor, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="none"):
        executor.submit_task(read, tmp_path / "none").result()


def test_there_is_none_of_that_name() -> None:
    with pytest.raises(ValueError, match="spark: no such executor; there are local, ray"):
        open_executor("spark")
