"""Measures whether every post of a blog is found, no other page is written and none twice, whatever is switched off.

    python -m benchmarks.finding [FOLDER] [--blogs NAME …] [--by settings|server]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. Each
blog is crawled with all it offers, without its feeds, sitemaps or interfaces in turn, and by its links alone. They are
switched off by our settings, or by the server, which then answers 404. What nothing names in a mode is not asked for.
Behind the posts found stands how many requests each of them took.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.blog_server import Site
from benchmarks.crawling import crawl_site, named_truth
from benchmarks.datasets import blogs_of, find_datasets
from benchmarks.scoring import url_key

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.datasets import Row

WORKERS = 2
SWITCHES = {"feed": "BLOGSIEVE_FEEDS", "sitemap": "BLOGSIEVE_SITEMAPS", "api": "BLOGSIEVE_APIS"}
MODES: dict[str, frozenset[str]] = {
    "all": frozenset(),
    "no feeds": frozenset({"feed"}),
    "no sitemaps": frozenset({"sitemap"}),
    "no APIs": frozenset({"api"}),
    "links alone": frozenset(SWITCHES),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a crawl found of a blog's posts."""

    posts: int = 0  # that something names
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    requests: int = 0

    @property
    def is_right(self) -> bool:
        """Say whether it found every post, wrote no other page, and none twice."""
        return not (self.missing or self.others or self.twice)

    def cell(self) -> str:
        """Return it as a cell: posts found of all, then other pages and posts written twice, where there are any.

        >>> Finding(27, missing=("/a",), others=("/b", "/c"), requests=54).cell()
        '26/27 +2 2.00'
        """
        others = f" +{len(self.others)}" if self.others else ""
        twice = f" x{len(self.twice)}" if self.twice else ""
        return f"{self.posts - len(self.missing)}/{self.posts}{others}{twice} {self.requests / max(1, self.posts):.2f}"


def compare(truth: list[Row], output: list[Row]) -> Finding:
    """Return what was found of the posts of a truth.

    >>> compare([{"url": "http://a.example/x/"}], [{"url": "http://a.example/y"}, {"url": "http://a.example/x"}])
    Finding(posts=1, missing=(), others=('http://a.example/y',), twice=(), requests=0)
    """
    wanted = {url_key(row["url"]): row["url"] for row in truth}
    found = [row["url"] for row in output if url_key(row["url"]) in wanted]
    seen = {url_key(url): url for url in found}
    return Finding(
        len(wanted),
        tuple(url for name, url in wanted.items() if name not in seen),
        tuple(row["url"] for row in output if url_key(row["url"]) not in wanted),
        tuple(url for url in found if seen[url_key(url)] != url or found.count(url) > 1),
    )


def measure(warc: Path, by: str) -> tuple[str, list[Finding]]:
    """Return a blog's name, and what was found in each mode; it is served on one port."""
    found = []
    for without in MODES.values():
        off = [f"{SWITCHES[kind]}=False" for kind in sorted(without)] if by == "settings" else []
        site = Site(warc, frozenset() if off else without)
        output = crawl_site(site, off)
        found.append(replace(compare(named_truth(warc, without), output), requests=len(site.asked)))
    return warc.name.removesuffix(".warc.gz"), found


def print_blog(name: str, found: list[Finding]) -> None:
    """Print a blog's row of the table, and below it what is wrong."""
    print(f"{name:<20}" + "".join(f"{one.cell():>16}" for one in found), flush=True)
    for mode, one in zip(MODES, found, strict=False):
        for what in ("missing", "others", "twice"):
            if urls := getattr(one, what):
                print(f"    {mode}, {what}: {' '.join(urls[:5])}{' …' if len(urls) > 5 else ''}")


def main() -> int:
    """Print the table; return 1 where a post is missing, or another page or a post twice was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--blogs", nargs="*", default=[], metavar="NAME", help="only these blogs")
    parser.add_argument("--by", choices=("settings", "server"), default="server", help="who switches sources off")
    asked = parser.parse_args()
    folder = find_datasets(asked.folder)
    if folder is None:
        return 0
    blogs = blogs_of(folder)
    if unknown := sorted(set(asked.blogs) - set(blogs)):
        sys.exit(f"{unknown[0]}: no such blog; there are {', '.join(blogs)}")
    print(f"{'posts found':<20}" + "".join(f"{mode:>16}" for mode in MODES))
    right = True
    with ProcessPoolExecutor(WORKERS) as pool:
        for name, found in pool.map(measure, [blogs[n] for n in asked.blogs or blogs], [asked.by] * len(blogs)):
            print_blog(name, found)
            right = right and all(one.is_right for one in found)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
