"""A blog that Pelican renders from Markdown, served, crawled, and compared with the Markdown."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from plain import lines_of_markdown
from running import Run, crawl, crawl_with_scrapy

SOURCE = Path(__file__).parent / "pelican"
# Themes and feeds: all posts in full, their openings only, and no feed at all, so that links have to be followed.
SITES = {
    "own theme, full feed": {"THEME": str(SOURCE / "theme"), "FEED_ALL_ATOM": "feeds/all.atom.xml"},
    "notmyidea, feed of openings": {"THEME": "notmyidea", "FEED_ALL_RSS": "feeds/all.rss.xml"},
    "simple, no feed": {"THEME": "simple"},
}
# Words that stand in the themes and on no post.
TEMPLATE = (
    "Ottilie",
    "passer-by",
    "You might also like",
    "Recent posts",
    "Sign me up",
    "Pass it on",
    "Filed under",
    "Written by",
    "Proudly powered",
    "Wanda Kessler",
    "bakes",
    "Nine Doors Down",
    "All mistakes are our own",
)


@dataclass(frozen=True)
class Source:
    """A post as it was written."""

    title: str
    date: str
    language: str
    tags: list[str]
    lines: list[str]


def read_source(path: Path) -> Source:
    """Return a post from its Markdown file."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    day = fields["Date"].split()[0]
    tags = [fields["Category"], *fields["Tags"].split(", ")]
    return Source(fields["Title"], day, fields["Lang"], tags, lines_of_markdown(body))


SOURCES = {source.title: source for source in map(read_source, (SOURCE / "content").glob("*.md"))}


def render(folder: Path, settings: dict[str, Any]) -> None:
    """Let Pelican write the blog into a folder."""
    options = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    command = [sys.executable, "-m", "pelican", SOURCE / "content", "-s", SOURCE / "pelicanconf.py", "-o", folder]
    subprocess.run([*command, "--fatal", "errors", "-e", *options], check=True, capture_output=True, timeout=600)


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, tmp_path: Path, serve_folder: Callable[[Path], str]) -> str:
    folder = tmp_path / "site"
    folder.mkdir()
    url = serve_folder(folder)
    render(folder, {"SITEURL": url, **SITES[request.param]})
    return url


def check(run: Run) -> None:
    """Compare a crawl with the sources: every post, no other page, none twice, and nothing but its own text."""
    assert run.code == 0, run.said
    assert sorted(record["title"] for record in run.records) == sorted(SOURCES)
    for title, record in run.by_title.items():
        source = SOURCES[title]
        assert record["text"].split("\n") == source.lines, title
        assert (record["date"], record["language"]) == (source.date, source.language), title
        assert not [words for words in TEMPLATE if words in record["text"]], title


def test_crawl_gives_the_posts_as_they_were_written(site: str, tmp_path: Path) -> None:
    check(crawl(f"{site}/", tmp_path))


def test_scrapy_crawls_a_blog_inside_the_checkout(tmp_path: Path, serve_folder: Callable[[Path], str]) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    url = serve_folder(folder)
    render(folder, {"SITEURL": url, **SITES["own theme, full feed"]})
    run = crawl_with_scrapy(f"{url}/", tmp_path)
    check(run)
    for title, record in run.by_title.items():
        assert record["author"] == "Wanda Kessler"
        assert record["metadata"]["tags"] == SOURCES[title].tags
