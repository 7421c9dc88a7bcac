"""Markdown with front matter, as static site generators keep posts; the only file that imports markdown-it and yaml."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from datetime import date, datetime
from json import JSONDecoder
from typing import TYPE_CHECKING, Any

import yaml

from blogsieve.cleaners.dom.encoding import decode
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.forms.commonmark import plain
from blogsieve.cleaners.model import FeedEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
FRONT = re.compile(r"\A(?:\ufeff)?(-{3}|\+{3})[ \t]*\r?\n(.*?)^\1[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
# Pelican and MultiMarkdown keep them in lines before the first blank one.
LINES = re.compile(r"\A(?:\ufeff)?((?:[A-Za-z][\w -]{0,30}:[^\n]*+\n(?:[ \t]++[^\n]++\n)*+)++)[ \t]*+\r?\n")
LINE = re.compile(r"^([A-Za-z][\w -]{0,30}):[ \t]*+([^\n]*+(?:\n[ \t]++[^\n]++)*+)", re.MULTILINE)
# Where Jekyll keeps what is not published.
DRAFTS = "_drafts"
# `2021-05-30-a-title.md`, as Jekyll names its posts; some are HTML below their front matter.
DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})-")
HTML, FENCE = (".html", ".htm"), b"---"
# What generators call the day of a post: Hugo, Jekyll, Astro, Gatsby, Eleventy, Nuxt.
DAYS = ("date", "published", "pubdate", "publishdate", "publishedat", "published_at", "date_published", "created")
HEADING = re.compile(r"\A\s*#\s++([^\n]+?)[ \t#]*(?:\n|\Z)")
# What Hugo, Jekyll and MDX put between the text's lines.
CODES = re.compile(r"\{\{[<%].*?[%>]\}\}|\{%-?\s.*?-?%\}|<!--\s*more\s*-->", re.DOTALL)
OF_MDX = re.compile(r"^(?:import\s[^\n]* from |export\s+(?:const|default)\s)[^\n]*$", re.MULTILINE)
UNPUBLISHED = frozenset(("draft", "private", "hidden", "pending"))


class NoFrontMatter(CleaningError):
    """A file in Markdown that does not say what it is."""


class FrontMatterLoader(yaml.SafeLoader):
    """Reads YAML in which `*name` stands for a word: lists of lists of themselves have no end, or a billion members."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; raise YAMLError where it is one that has others in it, once more."""
        is_repeated = self.check_event(yaml.AliasEvent)
        node = super().compose_node(parent, index)
        if is_repeated and not isinstance(node, yaml.ScalarNode):
            raise yaml.YAMLError("repeats a list or a mapping by its name")
        return node


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is in Markdown by its name, or a post of Jekyll's in HTML."""
    return path.name.lower().endswith(ENDINGS) or (is_named_post(path) and start.startswith(FENCE))


def is_named_post(path: Path) -> bool:
    """Tell whether a file may be a post in HTML of a static site generator, by its name."""
    return path.name.lower().endswith(HTML) and DATED.match(path.name) is not None


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the post in a file, nothing where it is a draft or a page; raise NoFrontMatter where it says nothing."""
    text = decode(path.read_bytes())
    front, rest = divided(text)
    if is_published(front) and DRAFTS not in path.parts:
        yield read_post(front, rest, path.name)


def divided(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a file and the rest of it; raise NoFrontMatter where it has none.

    >>> divided("Title: A mast\\nDate: 2021-05-30\\n\\nIt is long.")
    ({'title': 'A mast', 'date': '2021-05-30'}, 'It is long.')
    """
    if found := FRONT.match(text):
        return read_front(found[1], found[2]), text[found.end() :]
    if text.startswith("{"):
        with suppress(ValueError):
            said, end = JSONDecoder().raw_decode(text)
            return {str(name).lower(): value for name, value in said.items()}, text[end:]
    if found := LINES.match(text):
        front: dict[str, Any] = {name.lower(): " ".join(value.split()) for name, value in LINE.findall(found[1])}
        if "title" in front:
            return front, text[found.end() :]
    raise NoFrontMatter("is Markdown without front matter: no title and no date")


def read_front(fence: str, text: str) -> dict[str, Any]:
    """Return what stands between the fences, the names in lower case; raise NoFrontMatter where it cannot be read."""
    try:
        data = tomllib.loads(text) if fence.startswith("+") else yaml.load(text, FrontMatterLoader)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise NoFrontMatter(f"has front matter that cannot be read: {str(error).splitlines()[0]}") from error
    return {str(name).lower(): value for name, value in data.items()} if isinstance(data, dict) else {}


def is_published(front: dict[str, Any]) -> bool:
    """Tell whether front matter is that of a post which its author shows.

    >>> is_published({"title": "A"}), is_published({"draft": True}), is_published({"layout": "page"})
    (True, False, False)
    """
    kinds = {str(front.get(name, "")).lower() for name in ("layout", "type")}
    is_hidden = front.get("draft") is True or front.get("published") is False
    return not is_hidden and "page" not in kinds and str(front.get("status", "")).lower() not in UNPUBLISHED


def read_post(front: dict[str, Any], text: str, name: str) -> FeedEntry:
    """Return what a file says of its post."""
    text = OF_MDX.sub("", CODES.sub("", text))
    heading = HEADING.match(text)
    if heading:
        text = text[heading.end() :]
    dated = DATED.match(name)
    address = next((str(front[key]) for key in ("url", "permalink", "canonical_url", "link") if front.get(key)), "")
    return FeedEntry(
        url=address if address.startswith(("http://", "https://")) else "",
        title=str(front.get("title") or (heading[1] if heading else "")),
        author=", ".join(listed(front.get("author") or front.get("authors"))),
        published=next(filter(None, (moment(front.get(name)) for name in DAYS)), dated[1] if dated else ""),
        modified=moment(front.get("lastmod") or front.get("updated") or front.get("modified")),
        html=plain().render(text),
        tags=tuple(dict.fromkeys(tag for key in ("tags", "categories", "category") for tag in listed(front.get(key)))),
        language=str(front.get("lang") or front.get("language") or ""),
    )


def moment(value: object) -> str:
    """Return a date of front matter in ISO 8601.

    >>> moment(date(2021, 5, 30)), moment("2021-05-30 10:00"), moment(True)
    ('2021-05-30', '2021-05-30T10:00:00', '')
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace(" +", "+"))
        except ValueError:
            return str(value)
    return value.isoformat() if isinstance(value, date) else ""


def listed(value: object) -> list[str]:
    """Return names that are given as a list, as names with commas between, or as objects.

    >>> listed(["a", {"name": "b"}]), listed("a, b"), listed(None)
    (['a', 'b'], ['a', 'b'], [])
    """
    if isinstance(value, dict):
        value = [value.get("name") or next(iter(value), "")]
    parts = value if isinstance(value, list) else str(value or "").split(",")
    names = (str(part.get("name") or "") if isinstance(part, dict) else str(part) for part in parts if part)
    return [name.strip() for name in names if name.strip()]
