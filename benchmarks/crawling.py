"""A recorded blog crawled by a real Scrapy process, from the server beside us."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.blog_server import Site, serve
from benchmarks.datasets import blog_truth, read_truth
from benchmarks.scoring import url_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.datasets import Row

# On loopback nobody is to be spared.
FAST = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
)
LONGEST_CRAWL = 300  # seconds


def named_truth(warc: Path, without: frozenset[str] = frozenset(), entries: int = 0) -> list[Row]:
    """Return the truth of the posts that a blog names while it is served so: what nothing names cannot be found.

    A recording may hold the pages of another host besides, and the truth be theirs: none of it is served.
    """
    site = Site(warc, without, entries)
    named = {url_key(url) for url in site.reachable()}
    return [row for row in blog_truth(warc) if row["url"].startswith(site.home) and url_key(row["url"]) in named]


def crawl(warc: Path, without: frozenset[str], options: Sequence[str] = (), entries: int = 0) -> list[Row]:
    """Return the records of a crawl with settings; the server has no answers of the kinds in `without`.

    The kinds are "feed", "api" and "sitemap". Feeds have their first `entries` only, all of them where that is 0.
    """
    return crawl_site(Site(warc, without, entries), options)


def crawl_site(site: Site, options: Sequence[str] = ()) -> list[Row]:
    """Return the records of a crawl with settings; the site knows what was asked of it."""
    with tempfile.TemporaryDirectory() as folder, serve(site) as home:
        output = Path(folder) / "posts.jsonl"
        settings = [argument for setting in (*FAST, *options) for argument in ("-s", setting)]
        command = [sys.executable, "-m", "scrapy", "crawl", "blog", "-a", f"url={home}", "-O", str(output), *settings]
        try:
            result = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_CRAWL, check=False)
        except subprocess.TimeoutExpired as error:
            print(f"{home}: {error}", file=sys.stderr)
            return []
        if not output.exists():
            print(f"{home}: exit {result.returncode}\n{result.stdout}{result.stderr}", file=sys.stderr)
            return []
        return read_truth(output)
