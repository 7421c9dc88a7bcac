"""A small part of `make fuzz`, the same in every run, and the sandbox: what an input does costs that input."""

from __future__ import annotations

import json
import os
import resource
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import corpus, sandbox, targets
from benchmarks.fuzz.__main__ import run
from benchmarks.fuzz.targets import KINDS, Kind, inputs
from blogsieve.cleaners.platforms.platform import load_platforms
from blogsieve.crawler.sources import Answer, of_kind

# How many of a kind are read here.
FEW = {"pages": 10, "feeds": 40, "sitemaps": 60, "interfaces": 120, "archives": 4}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)
PLATFORMS = {platform.api.kind: platform for platform in load_platforms() if platform.api.kind}


@pytest.mark.parametrize("name", KINDS)
def test_broken_inputs_are_read(name: str) -> None:
    for number, (body, chance) in enumerate(inputs(KINDS[name], "tests", range(FEW[name]))):
        try:
            KINDS[name].read(body, chance)
        except Exception as error:
            pytest.fail(f"python -m benchmarks.fuzz --seed tests --only {name} --show {number}: {sandbox.where(error)}")


def places(data: Any) -> list[tuple[Any, Any]]:
    """Return each place in data that may have another value, as its container and its key there."""
    inside = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())
    return [(data, key) for key, _ in inside] + [place for _, value in inside for place in places(value)]


@pytest.mark.parametrize("name", PLATFORMS)
@settings(max_examples=40)
@given(value=VALUES, which=st.integers(0, 30))
def test_interface_may_answer_anything_for_anything(name: str, value: Any, which: int) -> None:
    path, answered = corpus.ANSWERS[name]
    answered = json.loads(json.dumps(answered))
    found = places(answered)
    container, key = found[which % len(found)]
    container[key] = value
    answer = Answer(corpus.HOME + path, json.dumps(answered).encode())
    for source in of_kind("api", PLATFORMS[name]):
        listing = source.read(answer)
        assert all(isinstance(entry.url, str) for entry in listing.entries)


def test_input_of_a_number_is_always_the_same() -> None:
    first, again = (next(inputs(KINDS["feeds"], "a word", [7]))[0] for _ in range(2))
    assert first == again
    assert first != next(inputs(KINDS["feeds"], "another", [7]))[0]


def loop(body: bytes, chance: Random) -> None:
    while True:
        pass


def fail(body: bytes, chance: Random) -> None:
    raise KeyError("posts")


def die(body: bytes, chance: Random) -> None:
    os._exit(7)


def sleep(body: bytes, chance: Random) -> None:
    time.sleep(600)


def grow(body: bytes, chance: Random) -> None:
    assert (b"x" * 500_000_000).endswith(b"x")


BAD = {
    fail: (sandbox.ERROR, "KeyError: 'posts'"),
    die: (sandbox.ERROR, "the process ended with 7"),
    loop: (sandbox.SLOW, ""),
    sleep: (sandbox.SLOW, "waits for ever"),
    grow: (sandbox.LARGE, ""),
}


@pytest.mark.parametrize("reader", BAD, ids=lambda reader: reader.__name__)
def test_bad_input_costs_itself(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = next(inputs(made := Kind("made", 3, corpus.feeds, reader), "1", [1]))[0]

    def read(body: bytes, chance: Random) -> None:
        if body == bad:
            reader(body, chance)

    monkeypatch.setitem(targets.KINDS, "made", replace(made, read=read))
    monkeypatch.setattr(sandbox, "SECONDS", 0.2 if reader is loop else 60.0)
    monkeypatch.setattr(sandbox, "CLOCK", 4.0 if reader is sleep else 600.0)
    # The process that is forked has all that the tests have loaded.
    used = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    monkeypatch.setattr(sandbox, "BYTES", used + 250_000_000)
    first, second, third = sandbox.read_all("made", "1", range(3))
    assert (second.trouble, second.detail.partition(" (")[0]) == BAD[reader]
    assert [first.trouble, third.trouble] == ["", ""]


def test_inputs_are_shared_out() -> None:
    assert [outcome.number for outcome in run("interfaces", "1", 5, jobs=2)] == [0, 1, 2, 3, 4]
