"""Makes an archive of many blogs, of several templates and sizes, and the truth beside it.

    python -m benchmarks.make_corpus FOLDER [--blogs 200] [--posts 20 500]

FOLDER/pages.warc holds the answers of all blogs (home page, feed, sitemap, posts), one blog after the other,
FOLDER/truth.jsonl each post's text. The sizes lie evenly on a logarithmic scale: there are as many blogs of 20 to 100
posts as of 100 to 500. The same numbers give the same blogs.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import template
from benchmarks.archives import write_archive
from benchmarks.make_blog import make_answers, make_post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOGS, POSTS = 200, (20, 500)
# Multiples of it, less their whole part, are spread evenly: neighbours are of different sizes.
GOLDEN = 0.618034
HEAVY = re.compile(r"<style>.*?</style>|<script>.*?</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blog:
    """One of the blogs: its number, and how many posts it has."""

    number: int
    posts: int

    @property
    def home(self) -> str:
        """The address of its home page."""
        return f"https://blog-{self.number}.example/"


def as_it_is(page: str) -> str:
    """Return a page in the classic theme, with all that weighs in it."""
    return page


def as_blocks(page: str) -> str:
    """Return a page in the markup of a theme of blocks, without the styles that make it heavy."""
    return renamed(
        HEAVY.sub("", page),
        {
            "entry-content": "wp-block-post-content is-layout-constrained",
            "entry-title": "wp-block-post-title",
            "comments-area": "wp-block-comments",
            "site-header": "wp-block-template-part",
            "widget-area": "wp-block-group",
        },
    )


def as_generated(page: str) -> str:
    """Return a page as a generator of static sites would write it: few names, and none of a platform."""
    page = renamed(HEAVY.sub("", page), {"entry-content": "prose", "entry-title": "headline", "post hentry": "piece"})
    return page.replace('<meta name="generator" content="WordPress 6.4">', "").replace("<article", "<section", 1)


def as_homemade(page: str) -> str:
    """Return a page with names that only its author knows."""
    names = (
        "entry-content",
        "entry-title",
        "entry-meta",
        "comments-area",
        "related-posts",
        "widget-area",
        "site-footer",
    )
    return renamed(as_generated(page), {name: f"c{number}" for number, name in enumerate(names)} | {"prose": "c0"})


DRESSES: tuple[Callable[[str], str], ...] = (as_it_is, as_blocks, as_generated, as_homemade)


def renamed(page: str, names: dict[str, str]) -> str:
    """Return a page with other names in the place of some classes.

    >>> renamed('<p class="a b">a', {"a": "c"})
    '<p class="c b">a'
    """
    for old, new in names.items():
        page = re.sub(rf'(class="[^"]*?)\b{old}\b', rf"\1{new}", page)
    return page


def blogs_of(count: int, fewest: int, most: int) -> list[Blog]:
    """Return so many blogs of so many posts each.

    >>> [blog.posts for blog in blogs_of(4, 20, 500)]
    [146, 43, 313, 91]
    """
    spread = ((number + 1) * GOLDEN % 1 for number in range(count))
    return [Blog(number, round(fewest * (most / fewest) ** place)) for number, place in enumerate(spread)]


def answers_of(blog: Blog) -> Iterator[tuple[str, str, str]]:
    """Yield address, content type and text of all that a blog answers."""
    dress = DRESSES[blog.number % len(DRESSES)]
    for url, content_type, text in make_answers(blog.posts, blog.home, blog.number):
        own = text.replace(template.NAME, f"{template.NAME} {blog.number}")
        yield url, content_type, dress(own) if "html" in content_type else own


def make_corpus(folder: Path, count: int = BLOGS, posts: tuple[int, int] = POSTS) -> None:
    """Write the archive and the truth of so many blogs of so many posts each, at least and at most, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    blogs = blogs_of(count, *posts)
    write_archive(folder / "pages.warc", (answer for blog in blogs for answer in answers_of(blog)))
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as lines:
        for blog in blogs:
            for number in range(blog.posts):
                post = make_post(number, blog.home, blog.number)
                row = {"url": post.url, "title": post.title, "date": f"{post.published:%Y-%m-%d}", "language": "en"}
                lines.write(json.dumps(row | {"text": "\n".join(post.lines)}) + "\n")


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--blogs", type=int, default=BLOGS)
    parser.add_argument("--posts", type=int, nargs=2, default=POSTS, metavar=("FEWEST", "MOST"))
    asked = parser.parse_args()
    make_corpus(asked.folder, asked.blogs, tuple(asked.posts))


if __name__ == "__main__":
    main()
