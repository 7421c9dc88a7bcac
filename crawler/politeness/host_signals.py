"""What hosts say of the use of their pages in files of their own: robots.txt, tdmrep.json and ai.txt, as signals."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from protego import Protego

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.metadata.signals import in_order, load_agents, usage_signals

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Awaitable, Callable, Iterator

ROBOTS, TDM, AI = "/robots.txt", "/.well-known/tdmrep.json", "/ai.txt"
FILES = {ROBOTS: "robots", TDM: "tdm", AI: "ai"}
# RFC 9309, 2.5: at least 500 KiB of robots.txt are to be read. The other files are shorter.
MOST_BYTES = 500 * 1024
# What nobody else asks a host for.
ASKED_FOR = (TDM, AI)
LINE = re.compile(r"^[ \t]*([\w-]+)[ \t]*:[ \t]*([^#\r\n]*)", re.MULTILINE)
# Directives of robots.txt that say for what a page may be used. Source: contentsignals.org; draft-ietf-aipref-attach
USAGE = frozenset({"content-signal", "content-usage"})
EVERYBODY = "*"
# What ai.txt calls texts, or all files.
TEXTS = frozenset({"/", "*", "/*", "*.txt", "*.html", "*.htm", "/*.txt", "/*.html", "/*.htm"})


@dataclass
class HostSignals:
    """What one host says; nothing where it has none of the files."""

    robots: str = ""
    tdm: str = ""
    ai: str = ""

    def read(self, path: str, body: bytes) -> None:
        """Take in what was answered at the path of one of the files."""
        setattr(self, FILES[path], body[:MOST_BYTES].decode("utf-8-sig", "replace"))

    def of(self, url: str) -> tuple[str, ...]:
        """Return what the host says of the page at an address."""
        path = path_of(url)
        found = {*most_specific(self.usages, path), *most_specific(self.reservations, path)}
        if any(not self.rules.can_fetch(url, agent) for agent in self.agents):
            found.add("ai-agents")
        if self.withholds_texts:
            found.add("ai-txt")
        return in_order(found) if found else ()

    @cached_property
    def rules(self) -> Protego:
        """Return the rules of robots.txt."""
        return Protego.parse(self.robots)

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """Return the agents of models that robots.txt names; what all are told is no word on models."""
        lower = self.robots.lower()
        return tuple(agent for agent in load_agents() if agent.lower() in lower)

    @cached_property
    def usages(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the purposes that robots.txt refuses to everybody, by the beginnings of paths."""
        return [(path, usage_signals(said)) for path, said in usages_in(self.robots)]

    @cached_property
    def reservations(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return for which paths tdmrep.json reserves text and data mining, and for which it does not."""
        try:
            rows = json.loads(self.tdm) if self.tdm else []
        except (ValueError, RecursionError):
            rows = []
        rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return [
            (str(row.get("location", "/")), ("tdm",) if str(row.get("tdm-reservation")) == "1" else ()) for row in rows
        ]

    @cached_property
    def withholds_texts(self) -> bool:
        """Whether ai.txt disallows texts, or everything."""
        return any(name.lower() == "disallow" and value.strip() in TEXTS for name, value in LINE.findall(self.ai))


class HostBook:
    """What all hosts of a crawl say; each is asked once for the files that nobody else asks for."""

    def __init__(self, download: Callable[[str], Awaitable[bytes]] | None = None) -> None:
        self.download = download  # None where nothing is to be asked for
        self.hosts: dict[str, HostSignals] = defaultdict(HostSignals)
        self.asked: dict[str, Future[list[None]]] = {}

    def read(self, url: str, body: bytes) -> None:
        """Take in what was answered at an address, if it is the one of such a file."""
        parts = split_url(url)
        if parts.path in FILES:
            self.hosts[parts.netloc].read(parts.path, body)

    def of(self, url: str) -> tuple[str, ...]:
        """Return what is known of the page at an address."""
        host = split_url(url).netloc
        return self.hosts[host].of(url) if host in self.hosts else ()

    async def asked_of(self, url: str) -> tuple[str, ...]:
        """Return what the host says of the page at an address, which is asked for it where it was not yet."""
        parts = split_url(url)
        if self.download and parts.scheme.startswith("http"):
            # Who only reads what was answered needs none of it.
            from asyncio import gather

            if parts.netloc not in self.asked:
                files = [f"{parts.scheme}://{parts.netloc}{path}" for path in ASKED_FOR]
                self.asked[parts.netloc] = gather(*map(self.ask, files))
            await self.asked[parts.netloc]
        return self.of(url)

    async def ask(self, url: str) -> None:
        """Fetch a file, and take it in."""
        assert self.download
        self.read(url, await self.download(url))


def usages_in(robots: str) -> Iterator[tuple[str, str]]:
    """Yield what robots.txt says to everybody of the purposes of use: the beginning of a path, and the rest.

    >>> list(usages_in("User-agent: *\\nContent-Signal: /a ai-train=no\\n\\nUser-agent: x\\nContent-Signal: search=no"))
    [('/a', 'ai-train=no')]
    """
    # What stands before any group is said to everybody too.
    is_named, is_for_all = False, True
    for name, value in LINE.findall(robots):
        if name.lower() == "user-agent":
            is_for_all = value.strip() == EVERYBODY or (is_named and is_for_all)
            is_named = True
            continue
        is_named = False
        if name.lower() in USAGE and is_for_all:
            path, space, rest = value.strip().partition(" ")
            yield (path, rest) if path.startswith("/") and space else ("/", value)


def most_specific(rules: list[tuple[str, tuple[str, ...]]], path: str) -> tuple[str, ...]:
    """Return what the longest pattern that a path matches says; the first of equals, as in RFC 9309.

    >>> most_specific([("/", ("tdm",)), ("/open/*.html", ())], "/open/a.html")
    ()
    """
    fitting = [(len(pattern), said) for pattern, said in rules if matches(pattern, path)]
    return max(fitting, key=lambda rule: rule[0], default=(0, ()))[1]


def matches(pattern: str, path: str) -> bool:
    """Say whether a path is of a pattern of RFC 9309: it begins so, `*` stands for anything, `$` for the end.

    The piece between two `*` is taken where it comes first: a regular expression would try all places for all pieces,
    and a host whose pattern has many would hold up the crawl for years.

    >>> [matches("/a*.html$", path) for path in ("/a.html", "/ab/c.html.html", "/a.html?p=1", "/b/a.html")]
    [True, True, False, False]
    """
    begin, *pieces = pattern.removesuffix("$").split("*")
    if not pieces:
        return path == begin if pattern.endswith("$") else path.startswith(begin)
    end = pieces.pop() if pattern.endswith("$") else ""
    place, last = len(begin), len(path) - len(end)
    if place > last or not path.startswith(begin) or not path.endswith(end):
        return False
    for piece in pieces:
        if (found := path.find(piece, place, last)) < 0:
            return False
        place = found + len(piece)
    return True


def path_of(url: str) -> str:
    """Return the path of an address with its query."""
    parts = split_url(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
