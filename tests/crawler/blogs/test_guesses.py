"""Addresses where a source may be are tried one after the other; those put off, where nothing else lists all."""

from __future__ import annotations

from blogsieve.crawler.blogs.guesses import Guesses
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier

FEEDS = ["https://blog.example/feed/", "https://blog.example/rss.xml"]


def asked(frontier: SQLiteFrontier) -> list[str]:
    """Return what is asked for now, as none."""
    found = []
    while target := frontier.take():
        found.append(target.url)
        frontier.done(target.id)
    return found


def test_addresses_are_tried_one_after_the_other() -> None:
    frontier = SQLiteFrontier()
    guesses = Guesses("blog", frontier)
    guesses.begin("feed", FEEDS)
    assert asked(frontier) == FEEDS[:1]
    guesses.go_on("api")
    assert asked(frontier) == []
    for left in (FEEDS[1:], []):
        guesses.go_on("feed")
        assert asked(frontier) == left


def test_what_is_put_off_is_asked_once() -> None:
    frontier = SQLiteFrontier()
    guesses = Guesses("blog", frontier)
    assert not guesses.begin_late("api")
    guesses.put_off("api", ["https://blog.example/api"])
    assert asked(frontier) == []
    assert guesses.begin_late("api")
    assert asked(frontier) == ["https://blog.example/api"]
    assert not guesses.begin_late("api")
