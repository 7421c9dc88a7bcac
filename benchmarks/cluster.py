"""Cleans many small blogs of one archive by each engine into a folder, and compares what they have written.

    python -m benchmarks.cluster [--blogs 1000] [--posts 20 110] [--jobs 2] [--folder FOLDER]

The pages are small, so that what tasks cost besides cleaning is seen: a menu, a post of three paragraphs, comments.
Ray has a cluster of this machine alone; where it is not installed the table says so. Ends with 1 where the engines
differ in a byte of a part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks import prose
from benchmarks.archives import write_archive
from benchmarks.make_blog import FIRST_DAY, MOST_POSTS, make_url, sitemap
from benchmarks.make_corpus import blogs_of
from benchmarks.measuring import Cost, measure
from benchmarks.racers import BLOGSIEVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.make_corpus import Blog

BLOGS, POSTS = 1000, (20, 110)
JOBS = 2
ENGINES = ("local", "ray")
PARAGRAPHS = 3
HTML = "text/html; charset=utf-8"
HEAD = "engine  seconds  CPU s  CPU ms  main %    MB   parts   posts"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Blog {number}</title>
<meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/about/">About</a></nav>
<article><h1>{title}</h1><time datetime="{day}">{day}</time><div class="entry-content">{text}</div></article>
<section id="comments"><h2>Comments</h2><p>{reader} says: {comment}</p></section>
<aside><h2>Archive</h2><a href="/2021/">2021</a> <a href="/2022/">2022</a></aside></body></html>"""


def make_answers(blog: Blog) -> Iterator[tuple[str, str, str]]:
    """Yield address, content type and text of all that a blog answers."""
    urls = [make_url(number, blog.home) for number in range(blog.posts)]
    links = "".join(f'<li><a href="{url}">Post {number}</a></li>' for number, url in enumerate(urls))
    yield blog.home, HTML, f"<title>Blog {blog.number}</title><h1>Blog {blog.number}</h1><ul>{links}</ul>"
    yield f"{blog.home}sitemap.xml", "application/xml", sitemap(blog.posts, blog.home)
    for number, url in enumerate(urls):
        random = Random(number + blog.number * MOST_POSTS)
        yield (
            url,
            HTML,
            PAGE.format(
                title=prose.title(random),
                number=blog.number,
                day=f"{FIRST_DAY:%Y-%m}-{number % 28 + 1:02}",
                text="".join(f"<p>{prose.paragraph(random)}</p>" for _ in range(PARAGRAPHS)),
                reader=prose.name(random),
                comment=prose.sentence(random),
            ),
        )


def clean(archive: Path, folder: Path, engine: str, jobs: int) -> Cost:
    """Clean an archive into a folder, and return what it cost."""
    options = ["-q", "--jobs", str(jobs), "--engine", engine]
    return measure([*BLOGSIEVE, "clean", str(archive), "-O", f"{folder}/", *options])


def parts_of(folder: Path) -> dict[str, list[bytes]]:
    """Return the lines of the parts of a folder by their names."""
    return {str(path.relative_to(folder)): lines_of(path) for path in sorted(folder.glob("posts/*/*.jsonl"))}


def lines_of(path: Path) -> list[bytes]:
    """Return the lines of a part."""
    return path.read_bytes().splitlines()


def row(engine: str, cost: Cost, parts: dict[str, list[bytes]]) -> str:
    """Return a line of the table."""
    posts = sum(map(len, parts.values()))
    return (
        f"{engine:<6}{cost.seconds:9.0f}{cost.cpu:7.0f}{1000 * cost.cpu / max(posts, 1):8.1f}"
        f"{100 * cost.main / cost.cpu:8.0f}{cost.memory / 1e6:6.0f}{len(parts):8,}{posts:8,}"
    )


def main() -> None:
    """Clean by all engines, print a line for each, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blogs", type=int, default=BLOGS)
    parser.add_argument("--posts", type=int, nargs=2, default=POSTS, metavar=("FEWEST", "MOST"))
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--folder", type=Path, help="is kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        blogs = blogs_of(asked.blogs, *asked.posts)
        write_archive(folder / "pages.warc", (answer for blog in blogs for answer in make_answers(blog)))
        print(f"\n{len(blogs):,} blogs of {sum(blog.posts for blog in blogs):,} posts, {asked.jobs} processes\n{HEAD}")
        found = []
        for engine in ENGINES:
            if engine == "ray" and not find_spec("ray"):
                print("ray     is not installed: pip install 'blogsieve[ray]'")
                continue
            cost = clean(folder / "pages.warc", folder / engine, engine, asked.jobs)
            found.append(parts_of(folder / engine))
            print(row(engine, cost, found[-1]), flush=True)
    same = all(parts == found[0] for parts in found)
    if len(found) > 1:
        print("the same records" if same else "the engines differ")
    sys.exit(not same)


if __name__ == "__main__":
    main()
