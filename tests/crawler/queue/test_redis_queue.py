"""The queue in a real Redis: who holds a lease, what becomes of it, and what is wrong in one line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from redis_server import free_port, redis_server

from blogsieve.crawler.queue.leases import Lease, Outcome, paced_as
from blogsieve.crawler.queue.redis_queue import BlogQueue, LeaseLost, QueueAway, QueueError

A1, A2, B = "https://a.example/one/", "https://a.example/two/", "https://b.example/"
NAMES = count()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def queue(server: str) -> BlogQueue:
    """Return a queue of three blogs at two hosts."""
    queue = BlogQueue(f"{server}/blogs{next(NAMES)}")
    queue.open()
    assert [queue.add(blog, paced_as(blog, ())) for blog in (A1, A2, B)] == [True, True, True]
    return queue


def leased(leases: list[Lease]) -> list[str]:
    """Return the blogs of leases."""
    return [lease.blog for lease in leases]


def test_a_blog_is_added_once_in_all_spellings(queue: BlogQueue) -> None:
    assert not queue.add("http://www.b.example", "b.example")
    assert queue.status().waiting == 3


def test_a_host_is_one_workers_at_a_time(queue: BlogQueue) -> None:
    assert leased(queue.take("first", 1)) == [A1]
    assert leased(queue.take("second", 9)) == [B]
    assert queue.take("third", 9) == []
    queue.add("https://a.example/three/", "a.example")
    assert queue.take("third", 9) == []


def test_blogs_of_a_host_come_one_after_the_other(queue: BlogQueue) -> None:
    lease, _ = queue.take("first", 9)
    following = queue.finish("first", lease, Outcome(3))
    assert following
    assert following.blog == A2
    assert queue.finish("first", following, Outcome(0, "no posts found")) is None
    assert queue.status().outcomes == {"a.example/one": Outcome(3), "a.example/two": Outcome(0, "no posts found")}


def test_only_the_owner_renews(queue: BlogQueue) -> None:
    first, other = queue.take("first", 2)
    assert queue.renew("first", [first.entry, other.entry]) == []
    assert queue.renew("second", [first.entry]) == [first.entry]
    assert queue.take_over("second", 9, 3600) == []
    assert {holding.worker for holding in queue.status().holdings} == {"first"}


def test_a_worker_that_wakes_after_its_lease_gets_nothing_back(queue: BlogQueue) -> None:
    lease, other = queue.take("sleeper", 2)
    assert leased(queue.take_over("second", 1, 0)) == [A1]
    assert queue.renew("sleeper", [lease.entry, other.entry]) == [lease.entry]
    with pytest.raises(LeaseLost):
        queue.finish("sleeper", lease, Outcome(99))
    assert queue.status().outcomes == {}
    assert leased(queue.take_own("sleeper", 9)) == [B]
    assert leased(queue.take_own("second", 9)) == [A1]


def test_a_worker_that_is_started_again_finds_its_leases(queue: BlogQueue) -> None:
    lease, _ = queue.take("first", 9)
    queue.finish("first", lease, Outcome(1))
    assert leased(queue.take_own("first", 9)) == [A2, B]


def test_a_blog_is_not_finished_twice(queue: BlogQueue) -> None:
    lease, _ = queue.take("first", 9)
    queue.finish("first", lease, Outcome(1))
    again = queue.finish("first", lease, Outcome(1))
    assert again
    assert again.blog == A2


def test_tries_are_counted_until_the_end(queue: BlogQueue) -> None:
    lease, _ = queue.take("first", 9)
    assert [queue.begin(lease), queue.begin(lease)] == [1, 2]
    queue.pause(lease)
    assert queue.begin(lease) == 2
    queue.finish("first", lease, Outcome(1))
    assert queue.begin(lease) == 1


def test_it_is_empty_when_all_is_done_and_blogs_can_come_again(queue: BlogQueue) -> None:
    leases = queue.take("first", 9)
    while leases:
        assert not queue.is_empty()
        lease = leases.pop()
        leases += filter(None, [queue.finish("first", lease, Outcome(1))])
    assert queue.is_empty()
    assert not queue.add(B, "b.example")
    assert queue.add(B, "b.example", again=True)
    assert not queue.add(B, "b.example", again=True)
    assert leased(queue.take("first", 9)) == [B]


def test_many_leases_are_taken_over_and_counted(server: str) -> None:
    queue = BlogQueue(f"{server}/many")
    queue.open()
    blogs = [f"https://{number}.example/" for number in range(1200)]
    for blog in blogs:
        queue.add(blog, paced_as(blog, ()))
    assert leased(queue.take("first", 2000)) == blogs
    assert leased(queue.take_over("second", 2000, 0)) == blogs
    status = queue.status()
    assert (status.waiting, len(status.holdings)) == (0, 1200)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://127.0.0.1/blogs", "http://127.0.0.1/blogs: is no queue: give redis://HOST/NAME"),
        ("redis://127.0.0.1", "redis://127.0.0.1: is no queue: give redis://HOST/NAME"),
        ("redis://me:secret@127.0.0.1/a/b", "redis://127.0.0.1/a/b: is no queue: give redis://HOST/NAME"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, line: str) -> None:
    with pytest.raises(QueueError) as caught:
        BlogQueue(url)
    assert str(caught.value) == line


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    url = f"redis://127.0.0.1:{free_port()}/blogs"
    with pytest.raises(QueueAway, match=f"^{url}: .*refused"):
        BlogQueue(url).open()


def test_a_queue_that_is_not_there_is_named(server: str) -> None:
    with pytest.raises(QueueError, match="/nothing: there is no such queue"):
        BlogQueue(f"{server}/nothing").check()
