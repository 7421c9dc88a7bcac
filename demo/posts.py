"""The posts of the demo blog: files with a few lines of head, an empty line, and the post as its author wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "posts"


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote under a post."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post before it is dressed in a template; the body is HTML."""

    slug: str
    title: str
    published: datetime
    labels: tuple[str, ...]
    comments: tuple[Comment, ...]
    body: str

    @property
    def path(self) -> str:
        """Where the blog serves it: the year and month, then the slug."""
        return f"/{self.published:%Y/%m}/{self.slug}.html"

    @property
    def identifier(self) -> str:
        """A number that stays the same however often the blog is served."""
        return str(int(self.published.timestamp()) * 7919)


def read_post(path: Path) -> Post:
    """Return the post that a file holds; KeyError where its head has no title or date."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = [line.split(": ", 1) for line in head.splitlines()]
    one = dict(pairs)
    comments = [value.split(": ", 1) for key, value in pairs if key == "comment"]
    return Post(
        slug=path.stem,
        title=one["title"],
        published=datetime.fromisoformat(one["date"]),
        labels=tuple(one["labels"].split(", ")),
        comments=tuple(Comment(name, text) for name, text in comments),
        body=body.strip(),
    )


def read_posts(*folders: Path) -> list[Post]:
    """Return the posts of the folders, the latest first."""
    posts = (read_post(path) for folder in folders or (FOLDER,) for path in folder.glob("*.html"))
    return sorted(posts, key=lambda post: post.published, reverse=True)
