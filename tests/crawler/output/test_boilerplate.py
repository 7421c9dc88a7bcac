"""What a crawl removes, written to a file: a line for each removal, with its reason and its post."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.output.boilerplate import Boilerplate
from blogsieve.crawler.output.finishing import Finishing
from blogsieve.crawler.output.giving_up import GIVEN_UP
from demo.serve import demo_server, serving


def test_crawl_keeps_what_it_removes(tmp_path: Path) -> None:
    with serving(demo_server()) as home:
        check(home, tmp_path)


def check(home: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "blogsieve", "crawl", home, "-O", "posts.jsonl"]
    for setting in ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "BLOGSIEVE_BOILERPLATE=cut.jsonl"):
        command += ["-s", setting]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    posts = {json.loads(line)["id"] for line in (tmp_path / "posts.jsonl").read_text().splitlines()}
    removed = [json.loads(line) for line in (tmp_path / "cut.jsonl").read_text().splitlines()]
    assert posts
    assert {row["id"] for row in removed} == posts
    assert any(row["reason"].startswith("comments/") for row in removed)


@pytest.mark.parametrize("mode", ["flag", "drop"])
def test_what_was_removed_goes_with_a_record_that_is_taken_out(mode: str, tmp_path: Path) -> None:
    writer = written_for_two(get_crawler(), tmp_path / "cut.jsonl", mode)
    writer.close()
    assert (tmp_path / "cut.jsonl").read_text() == '{"id": "sha1:2"}\n'


def test_file_that_cannot_be_put_right_at_the_end_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stats = MemoryStatsCollector(get_crawler())
    crawler: Any = SimpleNamespace(stats=stats, engine=object(), crawling=False)
    writer = written_for_two(crawler, tmp_path / "cut.jsonl", "drop")
    (tmp_path / "cut.jsonl").unlink()
    # What Scrapy logs of its start may go there, too.
    capsys.readouterr()
    writer.close()
    assert capsys.readouterr().err == f"blogsieve: {tmp_path / 'cut.jsonl'}: No such file or directory\n"
    assert stats.get_value(GIVEN_UP)


def written_for_two(crawler: Crawler, path: Path, mode: str) -> Boilerplate:
    """Return the writer of what was removed for two records, one of which is taken out at the end."""
    settings = Settings({"BLOGSIEVE_DUPLICATES": mode})
    settings.setmodule("blogsieve.crawler.settings", priority="default")
    writer = Boilerplate(crawler, path, goes_on=False)
    writer.file.write(b'{"id": "sha1:1"}\n{"id": "sha1:2"}\n')
    finishing = Finishing(CrawlConfig.from_settings(settings))
    finishing.take_out("sha1:1")
    writer.settle(finishing)
    return writer
