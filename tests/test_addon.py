"""The add-on in a project that is not ours: one line of settings, and items with HTML become records."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from blogsieve.cleaners.schema import misfit
from demo.blogger import Answer, Blog
from demo.posts import read_posts

SPIDER = """
import scrapy

class Theirs(scrapy.Spider):
    name = "theirs"
    custom_settings = {"ADDONS": {"blogsieve.addon.Cleaners": 0}, "BLOGSIEVE_SAMPLE": 4, "CONCURRENT_REQUESTS": 1,
                       "BLOGSIEVE_BODY": "html", "LOG_LEVEL": "WARNING"}

    def parse(self, response):
        yield {"url": response.url, "html": response.text, "theirs": 1}

    async def start(self):
        for url in self.urls.split():
            yield scrapy.Request(url)
        yield {"url": "https://a.example/", "html": "<html><body><nav>Home</nav></body></html>"}
        yield {"other": "no page"}
"""


def test_addon_makes_records_of_items(tmp_path: Path, serve: Callable[..., str]) -> None:
    def make(base: str) -> Callable[[str], Answer]:
        return Blog(read_posts(), base).answer

    url = serve(make)
    (tmp_path / "theirs.py").write_text(SPIDER)
    urls = " ".join(url + post.path for post in read_posts())
    command = [sys.executable, "-m", "scrapy", "runspider", "theirs.py", "-a", f"urls={urls}", "-O", "items.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "https://a.example/: has no text of a post" in done.stderr
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text("utf-8").splitlines()]
    assert {"other": "no page"} in items
    records = {item["title"]: item for item in items if "title" in item}
    assert records.keys() == {post.title for post in read_posts()}
    assert [misfit(record) for record in records.values() if misfit(record)] == [], "report and export take them"
    assert all(record["theirs"] == 1 and record["added"] for record in records.values())
    assert records["Geese"]["html"].startswith("<p>The first geese came over"), "the form that was asked for"
    assert {record["metadata"]["method"] for record in records.values()} >= {"wrapper"}
