"""A fault of ours costs what a part of the work would have found, and no page; it is told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import faulty
import pytest

from blogsieve import Cleaned, FeedEntry, Page, SiteModel, clean_page
from blogsieve.cleaners.corpus.jobs import Job, Work
from blogsieve.cleaners.engine import LocalExecutor
from blogsieve.cleaners.errors import DONE_WITHOUT, CleaningError, FaultWarning, broken
from blogsieve.cleaners.pipeline import clean
from blogsieve.cleaners.site.model import Wrapper
from blogsieve.cleaners.steps import comments, name_of

SENTENCE = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board. "
PAGE = Page(
    "https://blog.example/2020/05/17/ferry.html",
    f"<title>The ferry</title><body><div class=post><h1>The ferry</h1><p>{SENTENCE * 4}</p></div></body>".encode(),
)
SITE = SiteModel(supervision="feed", wrappers=(Wrapper("div.post", 1.0, 20),), pages=20)
STEPS = (
    *clean.BEFORE_METADATA,
    *clean.ON_TREE,
    *clean.IN_WRAPPER,
    *clean.AROUND_TEXT,
    *clean.ON_BLOCKS,
    *clean.LAST,
)


@pytest.mark.parametrize("step", STEPS, ids=name_of)
def test_a_step_that_fails_costs_what_it_would_have_found(step: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "find", faulty.fail)
    with pytest.warns(FaultWarning, match=f"^{name_of(step)}: KeyError: 'boat'"):
        cleaned = clean_page(PAGE, SITE)
    assert SENTENCE.strip() in cleaned.record.text
    assert all(fault.startswith(f"{name_of(step)}: KeyError: 'boat' (") for fault in cleaned.faults)


def test_what_failed_on_a_bare_page_is_told_of_with_the_feeds_text(monkeypatch: pytest.MonkeyPatch) -> None:
    finds = iter((faulty.fail, comments.find))
    monkeypatch.setattr(comments, "find", lambda *args: next(finds)(*args))
    page = replace(
        PAGE,
        body=b"<title>The ferry</title><body><div class=post><p>Loading",
        entry=FeedEntry(PAGE.url, html=f"<p>{SENTENCE * 4}"),
    )
    with pytest.warns(FaultWarning, match="^comments: "):
        cleaned = clean_page(page, SITE)
    assert (cleaned.record.metadata.method, len(cleaned.faults)) == ("entry", 1)


@pytest.mark.parametrize(("part", "name", "kept"), [("facts", "read_facts", "date"), ("dates", "candidates", "title")])
def test_facts_that_cannot_be_read_are_not_there(
    part: str, name: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clean, name, faulty.fail)
    with pytest.warns(FaultWarning, match=f"^{part}: "):
        record = clean_page(PAGE, SITE).record
    assert {one: bool(getattr(record, one)) for one in ("date", "title")} == {"date": False, "title": False} | {
        kept: True
    }
    assert SENTENCE.strip() in record.text


def test_a_worker_sends_what_failed_with_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(faulty.__file__).parent))
    with LocalExecutor(1, preload=("faulty:break_lists",)) as pool:
        cleaned = pool.submit_clean(PAGE, SITE).result()
    (fault,) = cleaned.faults
    assert fault.startswith("lists: KeyError: 'boat' (faulty.py, line ")
    assert SENTENCE.strip() in cleaned.record.text


def test_who_cleans_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    record, told = clean_page(PAGE, SITE).record, list[str]()
    with LocalExecutor(1) as pool:
        work = Work(pool, told.append)
        outcomes = list(work.outcomes([Job(PAGE.url, lambda: Cleaned(record, faults=("lists: KeyError: 'boat'",)))]))
    assert [cleaned.record for _, cleaned in outcomes] == [record]
    assert told == [f"{PAGE.url}: {DONE_WITHOUT} lists: KeyError: 'boat'"]


def test_what_costs_the_page_by_itself_still_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "locate", faulty.fail)
    with pytest.raises(KeyError) as caught:
        clean_page(PAGE, SITE)
    assert isinstance(broken(caught.value), CleaningError)
