"""Makes a big blog of one template, with pages as large as those of real blogs, as an archive and the truth beside it.

    python -m benchmarks.make_blog FOLDER [--posts 2000] [--home http://127.0.0.1:8712/]

FOLDER/pages.warc holds the answers of the site (home page, feed, sitemap, posts), FOLDER/truth.jsonl each post's text,
FOLDER/urls.txt the posts' addresses. The same numbers give the same blog. `benchmarks.fast_server` serves it.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks import prose, template
from benchmarks.archives import write_archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOME = "http://127.0.0.1:8712/"
FIRST_DAY = datetime(2012, 1, 3, 9, 30, tzinfo=UTC)
# So that the last of 20,000 posts is not of a day to come.
BETWEEN_POSTS = timedelta(hours=5)
IN_FEED = 20
# A blog has fewer.
MOST_POSTS = 1_000_003


@dataclass(frozen=True, slots=True)
class Post:
    """What the author wrote: blocks of HTML, and the same as lines."""

    number: int
    url: str
    title: str
    published: datetime
    html: str
    lines: tuple[str, ...]


def make_post(number: int, home: str, blog: int = 0) -> Post:
    """Return the post of that number; blogs of different numbers have different posts."""
    random = Random(number + blog * MOST_POSTS)
    published = FIRST_DAY + number * BETWEEN_POSTS
    blocks = list(make_blocks(random))
    html = "\n".join(block for block, _ in blocks)
    lines = tuple(line for _, own in blocks for line in own)
    return Post(number, make_url(number, home), prose.title(random), published, html, lines)


def make_blocks(random: Random) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the blocks of a post, as HTML and as lines: paragraphs, headings, lists, pictures with captions, code."""
    for _ in range(random.randint(4, 22)):
        text = prose.paragraph(random)
        kind = random.random()
        if kind < 0.1:
            yield f"<h2>{text[:40].strip()}</h2>", [text[:40].strip()]
        elif kind < 0.16:
            items = [prose.sentence(random) for _ in range(random.randint(3, 7))]
            yield "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>", items
        elif kind < 0.22:
            caption = prose.sentence(random)
            yield f'<figure><img src="/i/{len(text)}.jpg"><figcaption>{caption}</figcaption></figure>', [caption]
        elif kind < 0.25:
            code = [f"for place in range({len(text)}):", "    print(place)"]
            yield "<pre><code>" + "\n".join(code) + "</code></pre>", code
        words = text.split(" ")
        words[2] = f'<a href="/tag/{words[2].lower()}/">{words[2]}</a>'
        yield f"<p>{' '.join(words)}</p>", [text]


def make_answers(posts: int, home: str, blog: int = 0) -> Iterator[tuple[str, str, str]]:
    """Yield address, content type and text of all that the site answers."""
    newest = [make_post(number, home, blog) for number in range(posts - 1, max(-1, posts - 1 - IN_FEED), -1)]
    yield f"{home}robots.txt", "text/plain", f"User-agent: *\nAllow: /\nSitemap: {home}sitemap.xml\n"
    yield home, "text/html; charset=utf-8", template.home_page(newest, home)
    yield f"{home}feed/", "application/rss+xml; charset=utf-8", template.feed(newest, home)
    yield f"{home}sitemap.xml", "application/xml", sitemap(posts, home)
    for number in range(posts):
        post = make_post(number, home, blog)
        teased = [make_post(Random(-number).randrange(posts), home, blog) for _ in range(1)] + newest[:5]
        yield post.url, "text/html; charset=utf-8", template.post_page(post, teased, newest, home)


def sitemap(posts: int, home: str) -> str:
    """Return the sitemap of all posts."""
    urls = (make_url(number, home) for number in range(posts))
    return template.SITEMAP.format("".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls))


def make_url(number: int, home: str) -> str:
    """Return a post's address."""
    return f"{home}{FIRST_DAY + number * BETWEEN_POSTS:%Y/%m}/post-{number}/"


def main() -> None:
    """Write the blog."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--home", default=HOME)
    asked = parser.parse_args()
    make_blog(asked.folder, asked.posts, asked.home)


def make_blog(folder: Path, posts: int, home: str = HOME) -> None:
    """Write the archive and the truth of a blog of so many posts into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_archive(folder / "pages.warc", make_answers(posts, home))
    (folder / "urls.txt").write_text("".join(f"{make_url(number, home)}\n" for number in range(posts)))
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as lines:
        for number in range(posts):
            post = make_post(number, home)
            row = {"url": post.url, "title": post.title, "date": f"{post.published:%Y-%m-%d}", "language": "en"}
            lines.write(json.dumps(row | {"text": "\n".join(post.lines)}) + "\n")


if __name__ == "__main__":
    main()
