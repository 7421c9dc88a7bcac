"""Who races: ours, what a user would write in a few lines, trafilatura's own command, and the limits of each."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.racing import Racer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.datasets import Row
    from benchmarks.racing import Course

PYTHON = [sys.executable, "-m"]
BLOGSIEVE = [*PYTHON, "blogsieve.crawler.ui.cli"]
# On loopback nobody is to be spared.
FAST = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
    "BLOGSIEVE_PRIVATE_ADDRESSES=1",
)
# Beside our own Python, where it is in a virtual environment, or wherever the shell finds it.
TRAFILATURA = shutil.which("trafilatura", path=str(Path(sys.executable).parent)) or "trafilatura"
TRAFILATURA_OPTIONS = ["--parallel", "2", "--json", "--with-metadata", "--no-comments"]
TRAFILATURA_SETTINGS = str(Path(__file__).with_name("trafilatura.cfg"))

SCRIPT, SPIDER = "plain script", "plain spider"
CLEAN, CRAWL = "blogsieve clean", "blogsieve crawl"


def earlier_racers(home: str, blogsieve: Sequence[str], revision: str) -> list[Racer]:
    """Return ours as it was in an earlier revision, whose command is given, and as it is now, beside it."""
    settings = [argument for setting in FAST for argument in ("-s", setting)]
    clean, crawl = ["clean", "{archive}", "-q", "-O", "{output}"], ["crawl", home, "-q", "-O", "{output}", *settings]
    return [
        Racer(f"clean {revision}", [*blogsieve, *clean]),
        Racer(CLEAN, [*BLOGSIEVE, *clean], f"clean {revision}", wanted=1.0),
        Racer(f"crawl {revision}", [*blogsieve, *crawl]),
        Racer(CRAWL, [*BLOGSIEVE, *crawl], f"crawl {revision}", wanted=1.0),
    ]


def archive_racers(wanted: float) -> list[Racer]:
    """Return who races over an archive; trafilatura's command takes the same pages as files, and tells no language."""
    files = [TRAFILATURA, "--input-dir", "{pages}", "--keep-dirs", "-o", "{pages}", *TRAFILATURA_OPTIONS]
    return [
        Racer("read and parse", [*PYTHON, "benchmarks.parse_only", "{archive}"], SCRIPT, read=None),
        Racer(SCRIPT, [*PYTHON, "benchmarks.plain_script", "{archive}", "{output}"]),
        Racer("trafilatura", files, SCRIPT, read=read_beside),
        Racer(CLEAN, [*BLOGSIEVE, "clean", "{archive}", "-q", "-O", "{output}"], SCRIPT, wanted),
    ]


def crawlers(home: str, wanted: float) -> list[Racer]:
    """Return who races from the server.

    trafilatura reads no sitemap of a host that has a number for a name, so it is given the list of the addresses.
    """
    sitemap = f"{home}sitemap.xml"
    settings = [argument for setting in FAST for argument in ("-s", setting)]
    fetch = [*PYTHON, "benchmarks.plain_spider", sitemap, "{output}", "--fetch-only"]
    listed = [TRAFILATURA, "-i", "{urls}", "-o", "{output}", "--config-file", TRAFILATURA_SETTINGS]
    return [
        Racer("fetch", fetch, SPIDER, read=None),
        Racer(SPIDER, [*PYTHON, "benchmarks.plain_spider", sitemap, "{output}"]),
        Racer("trafilatura -i", [*listed, *TRAFILATURA_OPTIONS], SPIDER, read=read_folder),
        Racer(CRAWL, [*BLOGSIEVE, "crawl", home, "-q", "-O", "{output}", *settings], SPIDER, wanted),
    ]


def read_beside(course: Course, _: Racer) -> list[Row]:
    """Return the rows that trafilatura wrote, each beside its page and named like it."""
    found = sorted(course.place("pages").glob("*.json"))
    return [json.loads(path.read_text("utf-8")) | {"url": course.truth[int(path.stem)]["url"]} for path in found]


def read_folder(course: Course, racer: Racer) -> list[Row]:
    """Return the rows that trafilatura wrote into a folder, under names of its own."""
    rows = (json.loads(path.read_text("utf-8")) for path in sorted(course.output(racer).rglob("*.json")))
    return [row | {"url": row["source"]} for row in rows]
