"""What a run adds to records: duplicates within a blog, over blogs and over a resume, and numbers of quality."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from big_blog import BigBlog
from made_site import prose
from running import clean, crawl

from blogsieve.cleaners.model import QUALITY
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.output.finishing import Finishing

COUNT = 4


def text_of(number: int) -> str:
    """Return a post's text, long enough to be told from the others."""
    return prose(f"finishing {number}", 2).replace("<p>", "").replace("</p>", " ").strip()


def blog() -> BigBlog:
    """Return a blog whose last post says again what its first one did, but for a word."""
    texts = {number: text_of(number) for number in range(COUNT)}
    return BigBlog(size=COUNT, texts=texts | {COUNT - 1: text_of(0).replace(".", " again.", 1)})


def test_mirror_of_a_blog_is_told_of_and_measured(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    first, mirror = serve_blog(blog()), serve_blog(blog())
    found = crawl(f"{first}/ {mirror}/", tmp_path, "-s", "BLOGSIEVE_QUALITY=True")
    assert len(found.records) == 2 * COUNT
    texts = {record["id"]: record["text"] for record in found.records}
    firsts = {record["id"]: record["metadata"]["duplicate_of"] for record in found.records}
    assert sum(not first for first in firsts.values()) == COUNT - 1
    for name, of in firsts.items():
        assert not of or (firsts[of] == "" and texts[of].split()[:5] == texts[name].split()[:5])
    assert all(record["metadata"]["quality"]["punct_lines"] > 0 for record in found.records)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of saved pages, the last of which says what the first does."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(COUNT):
        text = text_of(number % (COUNT - 1))
        head = f"<title>Post {number}</title><link rel=canonical href=https://blog{number}.example/{number}>"
        (folder / f"{number}.html").write_text(f"<html>{head}<body><article><p>{text}</p></article></html>")
    return folder


@pytest.mark.parametrize(("mode", "written", "told"), [("flag", 4, 1), ("drop", 3, 0), ("keep", 4, 0)])
def test_saved_pages_are_compared_as_is_asked(mode: str, written: int, told: int, pages: Path, tmp_path: Path) -> None:
    found = clean(tmp_path, pages, options=("-s", f"BLOGSIEVE_DUPLICATES={mode}"))
    assert len(found.records) == written
    assert sum(bool(record["metadata"]["duplicate_of"]) for record in found.records) == told
    assert ("1 near-duplicate" in found.said) is (mode == "drop")
    # Nobody asked for the numbers: they are there, and tell nothing.
    assert all(record["metadata"]["quality"] == dict.fromkeys(QUALITY, -1.0) for record in found.records)


def test_run_that_goes_on_knows_what_it_has_written(pages: Path, tmp_path: Path) -> None:
    whole = clean(tmp_path, pages).records
    # As a run that was stopped behind its first record leaves it.
    (tmp_path / "job").mkdir()
    (tmp_path / "job" / "cleaning").touch()
    (tmp_path / "out.jsonl").write_text(json.dumps(whole[0]) + "\n")
    again = clean(tmp_path, pages, options=("-s", "JOBDIR=job"))
    assert [record["metadata"]["duplicate_of"] for record in again.records] == ["", "", "", whole[0]["id"]]


def test_known_records_are_the_first() -> None:
    from scrapy.settings import Settings

    from blogsieve.crawler import settings

    named = Settings({name: value for name, value in vars(settings).items() if name.isupper()})
    finishing = Finishing(CrawlConfig.from_settings(named))
    finishing.know({"id": "a", "text": text_of(1)})
    record = {"id": "b", "text": text_of(1), "metadata": {}}
    assert finishing.finish(record)
    assert record["metadata"] == {"duplicate_of": "a"}
