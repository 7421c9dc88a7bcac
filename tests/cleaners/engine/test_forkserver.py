"""Workers that load before somebody asks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from blogsieve import Page, clean_page
from blogsieve.cleaners.engine import LocalExecutor
from blogsieve.cleaners.engine.forkserver import PROGRAM, loading_ahead
from blogsieve.cleaners.options import Options, chosen

FIGURE = "<figure><img src=/a.jpg alt=''><figcaption>The ferry, before it was painted.</figcaption></figure>"
TEXT = "<p>The ferry left at seven, with the two of us and a dog that belonged to nobody on board.</p>" * 3
PAGE = Page("https://blog.example/1", f"<title>1</title><body><article>{TEXT}{FIGURE}{TEXT}".encode(), "text/html")


KILLED = """
import os, signal
from blogsieve.cleaners.engine.forkserver import PROGRAM, loading_ahead
with loading_ahead():
    os.kill(os.getpid(), signal.SIGKILL)
"""


def children() -> set[str]:
    """Return the processes that this one has started."""
    pid = os.getpid()
    return {*Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def test_takes_what_loads_already_and_cleans_by_options_that_were_chosen_later() -> None:
    before = children()
    with loading_ahead():
        loading = children() - before
        with chosen(Options(captions="drop")), LocalExecutor(1) as pool:
            assert children() - before == loading
            assert pool.submit_clean(PAGE).result() == clean_page(PAGE)
            assert pool.submit_clean(PAGE).result().record.metadata.removed["caption"]


def test_ends_what_nobody_took() -> None:
    before = children()
    with loading_ahead():
        assert children() > before
    assert children() == before


def test_ends_when_the_one_for_whom_it_loads_is_killed() -> None:
    # What they write to is closed when the last of them is gone.
    ended = subprocess.run([sys.executable, "-P", "-c", KILLED], capture_output=True, timeout=600, check=False)
    assert ended.stderr == b""


@pytest.mark.parametrize(("wanted", "told"), [(b"", []), (b"{}", ["ModuleNotFoundError: No module named 'nowhere'"])])
def test_tells_a_fault_to_who_wants_it_only(wanted: bytes, told: list[str]) -> None:
    faulty = [sys.executable, "-P", "-c", PROGRAM, "0", "nowhere:load"]
    ended = subprocess.run(faulty, input=wanted, capture_output=True, timeout=600, check=False)
    assert ended.stderr.decode().splitlines()[-1:] == told
    assert bool(ended.returncode) == bool(told)
