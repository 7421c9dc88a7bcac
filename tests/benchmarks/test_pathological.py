"""A cleaner that hangs, dies or fails costs its page alone, and the table says so."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import pytest

from benchmarks import pathological
from benchmarks.heavy_pages import FIRST, LAST


def fail(html: bytes) -> str:
    raise RecursionError(html)


def die(html: bytes) -> str:
    os._exit(7)


def hang(html: bytes) -> str:
    time.sleep(60)
    return ""


@pytest.mark.parametrize(
    ("cleaner", "wanted"),
    [
        (bytes.decode, "0.0"),
        (lambda html: "something else", "text lost"),
        (fail, "RecursionError"),
        (die, "died, exit 7"),
        (hang, "0.20, not yet through"),
    ],
    ids=["text", "other text", "fails", "dies", "hangs"],
)
def test_tells_what_became_of_a_page(
    cleaner: Callable[[bytes], str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pathological.CLEANERS, "one", cleaner)
    outcome = pathological.clean("one", f"{FIRST} {LAST}".encode(), limit=0.2 if cleaner is hang else 10)
    assert wanted in outcome.cell((FIRST, LAST))


def test_prints_a_line_a_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["pathological", "--only", "options", "inline style"])
    pathological.main()
    lines = capsys.readouterr().out.splitlines()
    assert [line[:15] for line in lines if "MB" in line or "000" in line] == ["20,000 options ", "5 MB of inline "]
    assert "of 2 pages as wanted" in lines[-1]
