"""The folder of a crawl that can go on: what the output holds is believed, and what was too costly is tried again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.job import Job
from blogsieve.crawler.frontier.states import OVER_LIMITS

BLOG, URL = "blog", "https://blog.example/post"
LIMITS = [5.0, 1000]


def begin(folder: Path, state: str) -> Job:
    """Return a crawl that was ended when its one page had come to a state, with a record of the id "one"."""
    job = Job(folder / "job")
    assert not job.goes_on
    frontier = job.open(LIMITS, [], lambda record: None)
    frontier.add(BLOG, URL, "page", Rank.POST)
    target = frontier.take()
    assert target
    frontier.name_record(target.id, "one")
    frontier.done(target.id, state)
    frontier.close()
    assert job.goes_on
    return job


@pytest.mark.parametrize(("held", "waits"), [("one", False), ("other", True)])
def test_output_is_believed(held: str, waits: bool, tmp_path: Path) -> None:
    job, out, known = begin(tmp_path, "written"), tmp_path / "posts.jsonl", list[dict[str, Any]]()
    said = {"id": held, "text": "High water.", "metadata": {"also": [URL], "language": "en"}}
    out.write_text(f'{json.dumps(said)}\n["no", "record"]\n{{"id": "to', "utf-8")
    frontier = job.open(LIMITS, [tmp_path / "none.jsonl", out], known.append)
    assert frontier.has_waiting() == waits
    # A post in whose place it is has to go at the end, though the run was stopped meanwhile.
    assert [(record["text"], record["metadata"]["also"]) for record in known] == [("High water.", [URL])]


def test_output_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    frontier = begin(tmp_path, "written").open(LIMITS, [tmp_path / "gone.jsonl"], lambda record: None)
    assert frontier.has_waiting()


@pytest.mark.parametrize(("limits", "waits"), [(LIMITS, False), ([5.0, 2000], True), ([4.0, 1000], False)])
def test_what_cost_too_much_is_tried_again_with_higher_limits(limits: list[float], waits: bool, tmp_path: Path) -> None:
    frontier = begin(tmp_path, OVER_LIMITS).open(limits, [], lambda record: None)
    assert frontier.has_waiting() == waits


def test_crawl_that_is_through_is_forgotten(tmp_path: Path) -> None:
    job = begin(tmp_path, "written")
    job.forget()
    assert not list(job.folder.iterdir())
    assert not job.goes_on
