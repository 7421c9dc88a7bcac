"""Worker processes: what a page does to its worker costs that page, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogsieve import NoText, Page, SiteModel, clean_page
from blogsieve.cleaners.engine import Limits, LocalExecutor, TooLarge, TooSlow, WorkerDied
from blogsieve.cleaners.engine.tasks import CLOCK_TIMES

SENTENCE = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board. "
# A page that keeps the parser busy for long, in one call: it compares each attribute with all those before it.
SLOW = (b"<p " + b" ".join(b"a%d=1" % number for number in range(4_900)) + b">") * 200
SECONDS = 0.5
# Seconds; nothing takes as many, on however busy a machine.
PATIENCE = 600


def post(number: int, text: str = SENTENCE) -> Page:
    body = (
        f"<html><title>Post {number}</title><body><div id=b><p>{text * 4}</p><p>{number} boats.</p></div></body></html>"
    )
    return Page(f"https://blog.example/{number}", body.encode(), "text/html", "2024-01-01T00:00:00+00:00")


@pytest.fixture(scope="module")
def pool() -> Iterator[LocalExecutor]:
    with LocalExecutor(2) as pool:
        yield pool


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def fork_server(pool: LocalExecutor) -> int:
    return pool._fork_server._process.pid


def test_cleans_as_the_function_does(pool: LocalExecutor) -> None:
    page = post(1)
    assert pool.submit_clean(page).result() == clean_page(page)


def test_keeps_the_order(pool: LocalExecutor) -> None:
    pages = [post(number) for number in range(60)]
    futures = [pool.submit_clean(page) for page in pages]
    assert [future.result().record.url for future in futures] == [page.url for page in pages]


def test_learns_and_cleans_with_the_model(pool: LocalExecutor) -> None:
    pages = [post(number, f"{SENTENCE}{number} ") for number in range(6)]
    model = pool.submit_learn(pages).result().model
    assert isinstance(model, SiteModel)
    assert model.pages == 6
    assert pool.submit_clean(pages[0], model).result() == clean_page(pages[0], model)


def test_gives_back_why_a_page_has_no_record(pool: LocalExecutor) -> None:
    with pytest.raises(NoText, match="has no text of a post"):
        pool.submit_clean(Page("https://blog.example/", b"<html><body></body></html>")).result()


def test_more_sites_than_a_worker_remembers(pool: LocalExecutor) -> None:
    models = [SiteModel(site=f"{number}.example", sitename=f"Blog {number}") for number in range(80)]
    futures = [pool.submit_clean(post(number), model) for number, model in [*enumerate(models)] * 2]
    names = [future.result().record.metadata.sitename for future in futures]
    assert names == [model.sitename for model in models] * 2


def test_refuses_a_page_that_is_too_large() -> None:
    with LocalExecutor(1, Limits(max_bytes=1000)) as pool:
        with pytest.raises(TooLarge, match="has 10000 bytes, more than 1000"):
            pool.submit_clean(Page("https://blog.example/", b"x" * 10_000)).result()
        assert pool.submit_learn([Page("https://blog.example/", b"x" * 10_000)]).result().model.pages == 0


def test_ends_a_page_that_hangs_and_goes_on() -> None:
    with LocalExecutor(1, Limits(SECONDS)) as pool:
        pool.submit_clean(post(0)).result()
        slow = pool.submit_clean(Page("https://blog.example/slow", SLOW, "text/html"))
        after = pool.submit_clean(post(1))
        with pytest.raises(TooSlow, match=f"takes longer than {SECONDS} s of the processor"):
            slow.result()
        assert after.result().record.url == post(1).url


def test_learns_without_a_page_that_hangs() -> None:
    with LocalExecutor(1, Limits(SECONDS)) as pool:
        model = (
            pool.submit_learn([post(1), Page("https://blog.example/slow", SLOW, "text/html"), post(2)]).result().model
        )
        assert model.pages == 2


def sleep(page: Page, _: None, seconds: float) -> str:
    """Return an address after a while, in which the processor has nothing to do."""
    time.sleep(seconds)
    return page.url


def test_only_time_of_the_processor_counts() -> None:
    with LocalExecutor(1, Limits(SECONDS)) as pool:
        assert pool.submit(sleep, post(1), None, 2 * SECONDS).result() == post(1).url
        with pytest.raises(TooSlow):
            pool.submit(sleep, post(1), None, 3600, seconds=SECONDS / CLOCK_TIMES).result()


def kill_worker(pool: LocalExecutor, other_than: int = 0) -> int:
    """Kill the worker, once there is one that is another; return which it was."""
    while not (found := [child for child in children(fork_server(pool)) if child != other_than]):
        time.sleep(0.05)
    time.sleep(0.2)
    os.kill(found[0], signal.SIGKILL)
    return found[0]


def test_page_is_tried_again_where_its_worker_is_killed() -> None:
    with LocalExecutor(1) as pool:
        pool.submit_clean(post(0)).result()
        slow = pool.submit(sleep, post(1), None, 1.0)
        kill_worker(pool)
        assert slow.result() == post(1).url


def test_outlives_workers_that_are_killed_over_a_page() -> None:
    with LocalExecutor(1) as pool:
        pool.submit_clean(post(0)).result()
        slow = pool.submit(sleep, post(1), None, 60.0)
        kill_worker(pool, kill_worker(pool))
        with pytest.raises(WorkerDied):
            slow.result()
        assert pool.submit_clean(post(1)).result().record.url == post(1).url


def test_a_worker_that_is_killed_while_idle_costs_nothing() -> None:
    with LocalExecutor(1) as pool:
        pages = [post(number, f"{SENTENCE}{number} ") for number in range(4)]
        model = pool.submit_learn(pages).result().model
        (worker,) = children(fork_server(pool))
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.1)
        assert pool.submit_clean(pages[1], model).result() == clean_page(pages[1], model)


KILLED = """
import time
from blogsieve import Page
from blogsieve.cleaners.engine import LocalExecutor
text = b"<p>The ferry left at seven.</p>"
pages = [Page("https://blog.example/", b"<html><body>" + text * size) for size in (9, 30_000)]
pool = LocalExecutor(1)
pool.submit_clean(pages[0]).result()
pool.submit_clean(pages[1])
print("cleaning", flush=True)
time.sleep(60)
"""


def test_workers_end_quietly_when_the_one_whom_they_work_for_is_killed() -> None:
    program = [sys.executable, "-c", KILLED]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "cleaning\n"
        process.kill()
        # What they write to is closed when the last of them is gone.
        assert process.communicate(timeout=600)[1] == ""


def test_outlives_its_fork_server() -> None:
    with LocalExecutor(1, Limits(renew_after=1)) as pool:
        pool.submit_clean(post(0)).result()
        os.kill(fork_server(pool), signal.SIGKILL)
        pool._fork_server._process.wait()
        assert pool.submit_clean(post(1)).result().record.url == post(1).url


def test_renews_its_workers() -> None:
    with LocalExecutor(1, Limits(renew_after=3)) as pool:
        seen = []
        for number in range(9):
            pool.submit_clean(post(number)).result()
            seen += children(fork_server(pool))
        assert len(set(seen)) == 3


def test_a_new_worker_follows_on_request() -> None:
    with LocalExecutor(1) as pool:
        pool.submit_clean(post(0)).result()
        before = children(fork_server(pool))
        pool.submit_clean(post(1)).result()
        assert children(fork_server(pool)) == before
        pool.renew()
        pool.submit_clean(post(2)).result()
        assert set(children(fork_server(pool))) - set(before)


def test_leaves_no_process_behind() -> None:
    pool = LocalExecutor(2)
    for future in [pool.submit_clean(post(number)) for number in range(8)]:
        future.result()
    processes = [fork_server(pool), *children(fork_server(pool))]
    pool.close()
    end = time.monotonic() + PATIENCE
    while (left := [pid for pid in processes if Path(f"/proc/{pid}").exists()]) and time.monotonic() < end:
        time.sleep(0.02)
    assert not left
