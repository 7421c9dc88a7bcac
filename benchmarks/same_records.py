"""Proves that a change leaves the records as they are: each data set through two versions, compared key by key.

    python -m benchmarks.same_records --base REVISION [FOLDER] [--blogs NAME …] [--pages N] [--modes NAME …]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. REVISION
is checked out beside this working tree, and both run with this environment's libraries. Each recorded blog is crawled
with all that it offers, without feeds and interfaces, and by its links alone, and its recording is cleaned as archive;
N of the single pages of each set (all of them by default) are cleaned as a folder. All keys are compared but `added`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.blog_server import Site, serve
from benchmarks.crawling import FAST
from benchmarks.datasets import blogs_of, find_datasets, page_sets_of, read_truth
from benchmarks.measuring import compile_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
# What tells of the run, and not of the post.
OF_THE_RUN = "added"
MODES: dict[str, frozenset[str] | None] = {
    "all": frozenset(),
    "no feeds": frozenset(("feed", "api")),
    "links alone": frozenset(("feed", "api", "sitemap")),
    "archive": None,
}
LONGEST_RUN = 900  # seconds
SHOWN = 5


class Version:
    """A checkout, and how its command is called."""

    def __init__(self, folder: Path) -> None:
        # Before 0.2 the packages stood at the top level, and workers found those of the working directory.
        module = "blogsieve" if (folder / "blogsieve").is_dir() else "crawler.cli"
        self.command = ["env", f"--chdir={folder}", f"PYTHONPATH={folder}", sys.executable, "-P", "-m", module]

    def records(self, *arguments: str) -> dict[str, dict[str, Any]]:
        """Return the records of a command by their addresses; what is written twice has a number behind it."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "posts.jsonl"
            command = [*self.command, *arguments, "-q", "-O", str(output)]
            subprocess.run(command, timeout=LONGEST_RUN, check=False)
            rows = read_truth(output) if output.exists() else []
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            row.pop(OF_THE_RUN)
            name = row["url"]
            while name in found:
                name += "+"
            found[name] = row
        return found


@contextmanager
def checked_out(revision: str) -> Iterator[Version]:
    """Give a revision of this repository, checked out while the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "base"
        subprocess.run(["git", "worktree", "add", "--detach", str(place), revision], cwd=ROOT, check=True)
        try:
            compile_sources(place)
            yield Version(place)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(place)], cwd=ROOT, check=True)


def differences(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each record that is there once only, and for each key that differs.

    >>> list(differences({"a": {"title": "A"}, "b": {}}, {"a": {"title": "B"}, "c": {}}))
    ['a: title: "A" -> "B"', 'b: is gone', 'c: is new']
    """
    for name in sorted({*before, *after}):
        if name not in after or name not in before:
            yield f"{name}: is {'new' if name in after else 'gone'}"
            continue
        for key in before[name]:
            old, new = (json.dumps(rows[name].get(key), ensure_ascii=False) for rows in (before, after))
            if old != new:
                place = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
                start = max(0, place - 40)
                yield f"{name}: {key}: {old[start : place + 60]} -> {new[start : place + 60]}"


def blog_arguments(warc: Path, mode: str) -> tuple[Site | None, list[str]]:
    """Return the site to serve, None where none is, and the command's arguments."""
    without = MODES[mode]
    if without is None:
        return None, ["clean", str(warc)]
    site = Site(warc, without)
    return site, ["crawl", site.home, *(part for setting in FAST for part in ("-s", setting))]


def compare_blog(warc: Path, mode: str, versions: Sequence[Version]) -> Iterator[str]:
    """Yield what differs of a blog in a mode."""
    site, arguments = blog_arguments(warc, mode)
    if site is None:
        yield from differences(*(version.records(*arguments) for version in versions))
        return
    with serve(site):
        yield from differences(*(version.records(*arguments) for version in versions))


def compare_pages(folder: Path, most: int, versions: Sequence[Version]) -> Iterator[str]:
    """Yield what differs of a set of single pages."""
    with tempfile.TemporaryDirectory() as name:
        for path in sorted((folder / "html").glob("*.html.gz"))[: most or None]:
            (Path(name) / path.name.removesuffix(".gz")).write_bytes(gzip.decompress(path.read_bytes()))
        yield from differences(*(version.records("clean", name) for version in versions))


def show(name: str, found: Iterator[str]) -> int:
    """Print how many differences there are, and the first of them; return how many."""
    lines = list(found)
    print(f"{name:<36} {len(lines)} differences", *(f"    {line}" for line in lines[:SHOWN]), sep="\n", flush=True)
    return len(lines)


def main() -> int:
    """Compare the versions; return 1 where a record differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--base", required=True, metavar="REVISION", help="what the working tree is compared with")
    parser.add_argument("--blogs", nargs="*", default=None, metavar="NAME", help="only these blogs")
    parser.add_argument("--pages", type=int, default=0, metavar="N", help="only N pages of each set")
    parser.add_argument("--modes", nargs="*", default=list(MODES), choices=MODES, help="only these modes")
    asked = parser.parse_args()
    folder = find_datasets(asked.folder)
    if folder is None:
        return 0
    total = 0
    with checked_out(asked.base) as base:
        versions = (base, Version(ROOT))
        for name, warc in blogs_of(folder).items():
            for mode in asked.modes if asked.blogs is None or name in asked.blogs else ():
                total += show(f"{name}, {mode}", compare_blog(warc, mode, versions))
        for pages in page_sets_of(folder):
            total += show(pages.name, compare_pages(pages, asked.pages, versions))
    print(f"{total} differences")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
