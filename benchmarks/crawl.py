"""Measures how fast 2,000 posts are crawled from a fast server, beside a plain spider with trafilatura and langdetect.

python -m benchmarks.crawl [--posts 2000] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.make_blog import HOME
from benchmarks.racers import crawlers
from benchmarks.speed import WANTED, run


def main() -> None:
    """Race the crawlers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    run(asked.folder, asked.posts, crawlers(HOME, WANTED))


if __name__ == "__main__":
    main()
