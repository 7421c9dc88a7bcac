"""Runs the commands of the project as a user does, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forked import run_forked
from scrapy.settings import Settings

from blogsieve.crawler import settings
from blogsieve.crawler.config import CrawlConfig

ROOT = Path(__file__).resolve().parents[2]
BLOGSIEVE = Path(sys.executable).with_name("blogsieve")
# A server on one's own machine needs no politeness.
NO_DELAY = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
# What hangs is ended then; on a slow machine nothing else is.
SECONDS = 600


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    said: str
    records: list[dict[str, Any]]

    @property
    def by_title(self) -> dict[str, dict[str, Any]]:
        """The records by their titles."""
        return {record["title"]: record for record in self.records}


def run(*command: object, out: Path, cwd: Path = ROOT) -> Run:
    """Run a command to its end; every line that it wrote into `out` is a whole record."""
    words = [str(part) for part in command]
    if command[0] == BLOGSIEVE:
        done = run_forked(words, cwd, SECONDS)
    else:
        done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False)
    lines = out.read_text("utf-8").splitlines() if out.exists() else []
    return Run(done.returncode, done.stdout + done.stderr, [json.loads(line) for line in lines])


def crawl(url: str, folder: Path, *options: str) -> Run:
    """Crawl a blog with the installed command, from a folder that is not the checkout."""
    out = folder / "posts.jsonl"
    return run(BLOGSIEVE, "crawl", url, "-O", out, *NO_DELAY, *options, out=out, cwd=folder)


def crawl_with_scrapy(url: str, folder: Path, *options: str) -> Run:
    """Crawl a blog with Scrapy's own command, inside the checkout."""
    out = folder / "posts.jsonl"
    spider = (sys.executable, "-m", "scrapy", "crawl", "blog", "-a", f"url={url}")
    return run(*spider, "-O", out, *NO_DELAY, *options, out=out)


def config(mode: str) -> CrawlConfig:
    """Return the default settings, but for one."""
    named = {name: value for name, value in vars(settings).items() if name.isupper()}
    return CrawlConfig.from_settings(Settings(named | {"BLOGSIEVE_DUPLICATES": mode}))


def clean(folder: Path, *inputs: object, options: tuple[str, ...] = ()) -> Run:
    """Clean what is on disk with the installed command."""
    out = folder / "out.jsonl"
    return run(BLOGSIEVE, "clean", *inputs, "-O", out, *options, out=out, cwd=folder)
