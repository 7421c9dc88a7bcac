"""Blog platforms as data: one file each in `platforms/`, with its marks, sources, addresses and parts of a page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.index import Index, Shelf
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

Words = tuple[str, ...]
T = TypeVar("T")
GENERIC = "generic"
FOLDER = Path(__file__).parent


class PlatformError(CleaningError):
    """A platform's file that is not as it should be; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a platform is known by; one of them is enough."""

    generator: Words = ()  # beginnings of meta generator, in lower case
    hosts: Words = ()  # ".blogspot.com" for the hosts below it, "medium.com" for that one, too
    css: Words = ()  # selectors that match


@dataclass(frozen=True, slots=True)
class Feeds:
    """Where feeds are that no page links to, and how older entries are had."""

    paths: Words = ()
    parameter: str = ""  # the query parameter that pages through the feed
    counts: str = "pages"  # "pages" (2, 3, …) or "entries" (1 + how many there were)


@dataclass(frozen=True, slots=True)
class Api:
    """The platform's interface for posts, by the name of its reader; `""` where there is none."""

    kind: str = ""
    paths: Words = ()
    post: str = ""  # where one post is had in full, by the last part of its address: "/api/v1/posts/{slug}"
    when: str = "first"  # or "last": only where the other sources may lack posts


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """Where sitemaps are, and regular expressions that tell by a sitemap's name what it lists."""

    paths: Words = ()
    posts: Words = ()
    others: Words = ()
    parameter: str = ""  # the query parameter that counts sitemaps, of which an index may name too few


@dataclass(frozen=True, slots=True)
class Urls:
    """What addresses say: what in them makes duplicates, and regular expressions of pages that are no posts."""

    drop: Words = ()  # "name", "name=value" or "beginning*"
    endings: Words = ()
    lists: Words = ()
    statics: Words = ()
    archives: Words = ()  # paths of lists of all posts that the platform makes, though no theme may lead there
    useless: Words = ()  # neither a post nor a way to one
    sections: Words = ()  # first segments of the paths of posts, and of pages of other kinds beside them
    other_sections: Words = ()


@dataclass(frozen=True, slots=True)
class Kinds:
    """Marks of a page that tell its kind: "body.single-post", "og:type=article", ".password-form"."""

    post: Words = ()
    types: str = ""  # what the mark of a page's type begins with, whatever that is
    list: Words = ()
    static: Words = ()
    other: Words = ()  # of another type: a product, an event
    stub: Words = ()  # leads on to where the page is
    attachment: Words = ()
    closed: Words = ()  # asks for a password or an age
    gated: Words = ()  # ends where only subscribers read on: what stands above, if anything, is open
    missing: Words = ()  # says that there is no such page, though its host may not
    bare: Words = ()  # on the home page: the posts' pages hold no text, which a script fetches


@dataclass(frozen=True, slots=True)
class Parts:
    """Selectors of the parts of a post's page, the most telling first."""

    body: Words = ()
    title: Words = ()  # asked for on the host of the platform itself only
    author: Words = ()
    date: Words = ()
    tags: Words = ()


@dataclass(frozen=True, slots=True)
class Platform:
    """A blog platform: how to know it, where its posts are, and how its pages are made."""

    name: str
    title: str
    source: str  # where these facts are from
    marks: Marks
    feeds: Feeds
    api: Api
    sitemaps: Sitemaps
    urls: Urls
    kinds: Kinds
    page: Parts


@dataclass(frozen=True, slots=True)
class Recognition:
    """A platform, and the mark that it was known by; `""` for the generic one."""

    platform: Platform
    mark: str


@lru_cache(maxsize=1)
def load_platforms() -> tuple[Platform, ...]:
    """Return all platforms in the order of their names; raise PlatformError where a file is wrong."""
    return tuple(read_platform(path) for path in sorted(FOLDER.glob("*.toml")))


@lru_cache(maxsize=1)
def load_marks() -> tuple[Sequence[tuple[Platform, str]], Shelf]:
    """Return the selectors that platforms are known by, each with its platform, and the shelf of them."""
    marks = [(platform, css) for platform in load_platforms() for css in platform.marks.css]
    return marks, Shelf(parse_selector(css) for _, css in marks)


def read_platform(path: Path) -> Platform:
    """Return the platform of one file."""
    try:
        data = parse_toml(f"{__package__}.{path.name}", path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PlatformError(f"{path.name}: {error}") from error
    tables = {
        "marks": Marks,
        "feeds": Feeds,
        "api": Api,
        "sitemaps": Sitemaps,
        "urls": Urls,
        "kinds": Kinds,
        "page": Parts,
    }
    for key in ("title", "source"):
        if not isinstance(data.get(key), str):
            raise PlatformError(f"{path.name}: give {key!r}, a string")
    if unknown := set(data) - {*tables, "title", "source"}:
        raise PlatformError(
            f"{path.name}: unknown key {sorted(unknown)[0]!r}; known are title, source, {', '.join(tables)}"
        )
    read: dict[str, Any] = {
        name: read_table(kind, data.get(name, {}), f"{path.name}, [{name}]") for name, kind in tables.items()
    }
    platform = Platform(path.stem, data["title"], data["source"], **read)
    check_selectors(platform, path.name)
    return platform


def read_table(kind: type[T], data: dict[str, Any], place: str) -> T:
    """Return a table of a platform's file as the type that it stands for."""
    known = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    for name, value in data.items():
        wanted = str if known.get(name) == "str" else list
        if name not in known:
            raise PlatformError(f"{place}: unknown key {name!r}; known are {', '.join(known)}")
        if not isinstance(value, wanted) or (wanted is list and not all(isinstance(word, str) for word in value)):
            raise PlatformError(f"{place}: {name!r} must be {'a string' if wanted is str else 'a list of strings'}")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()})


def check_selectors(platform: Platform, place: str) -> None:
    """Raise PlatformError where a selector is no CSS."""
    parts = [(field.name, getattr(platform.page, field.name)) for field in fields(Parts)]
    for name, selectors in [("css", platform.marks.css), *parts]:
        for css in selectors:
            try:
                parse_selector(css)
            except ValueError as error:
                raise PlatformError(f"{place}, {name!r}: {error}") from error


def named(name: str) -> Platform:
    """Return the platform of a name; raise PlatformError that lists the known ones."""
    for platform in load_platforms():
        if platform.name == name:
            return platform
    raise PlatformError(f"no platform {name!r}; known are {', '.join(p.name for p in load_platforms())}")


def is_below(host: str, end: str) -> bool:
    """Tell whether a host is one of a platform's.

    >>> is_below("ana.blogspot.com", ".blogspot.com"), is_below("note.com", "note.com")
    (True, True)
    >>> is_below("keynote.com", "note.com")
    False
    """
    return host == end or host.endswith(f".{end.lstrip('.')}")


def is_at_home(platform: Platform, url: str) -> bool:
    """Tell whether an address is on one of a platform's own hosts, where all pages are made by it."""
    host = split_url(url).hostname or ""
    return any(is_below(host, end) for end in platform.marks.hosts)


def detect(page: HtmlElement | Index, url: str) -> Platform:
    """Return the platform that made the page at url, the generic one where none is recognised."""
    return recognise(page, url).platform


def recognise(page: HtmlElement | Index, url: str) -> Recognition:
    """Return the platform and its mark: the host before the generator before the first selector that matches."""
    index = page if isinstance(page, Index) else Index(page)
    host = split_url(url).hostname or ""
    said = [
        (meta.get("content") or "").strip().lower()
        for meta in index.select(parse_selector("meta[name=generator], meta[name=Generator], meta[name=GENERATOR]"))
    ]
    platforms = load_platforms()
    for platform in platforms:
        if mark := next((end for end in platform.marks.hosts if is_below(host, end)), ""):
            return Recognition(platform, f"host {mark}")
    for platform in platforms:
        if mark := next((name for name in said if name.startswith(platform.marks.generator)), ""):
            return Recognition(platform, f"generator {mark}")
    marks, shelf = load_marks()
    place = next((place for place, _ in shelf.found(index)), None)
    return Recognition(*marks[place]) if place is not None else Recognition(named(GENERIC), "")
