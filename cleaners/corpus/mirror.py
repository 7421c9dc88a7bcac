"""A site that lies in a folder file by file, as wget, HTTrack and generators of static sites write it.

Its home page lies in it, and where a file lies tells its address; so it is read as an archive of the site is, and its
lists and static pages are told from posts. A folder of saved pages has no home page, or addresses that its files do not
lie at: all of those are posts that somebody has chosen.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from blogsieve.cleaners.address import is_web, join_url, split_url
from blogsieve.cleaners.corpus.own_url import own_url
from blogsieve.cleaners.corpus.readers import HTML_ENDINGS, Refusal, is_unnamed_page, read_bytes
from blogsieve.cleaners.corpus.saved import is_spare, saved_from
from blogsieve.cleaners.corpus.warc import OK, BrokenRecord, Entry, Spot, read_warc_entry
from blogsieve.cleaners.errors import CleaningError, broken
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

HOMES = ("index.html", "index.htm", "index.xhtml", "index.html.gz")
# How far below the folder that is named a site may begin: HTTrack's project has a folder a host, wget's too.
LEVELS = 3
# Pages besides the home page, and how many are asked for their own address.
FEWEST, ASKED = 4, 40
# The name that wget gives to a site's folder; on Windows it writes a plus before the port.
HOST = re.compile(r"(?:(?:[\w-]+\.)+[a-z]{2,}|localhost|\d+(?:\.\d+){3})(?:[:+]\d+)?", re.IGNORECASE)
# Pages that a program answered with, as wget names them: the query behind the name, and `.html` behind that.
QUERY = re.compile(r"(?P<name>[^?@]*)[?@](?P<query>[^?@]*=[^?@]*?)(?:\.html?)?")
FEEDS = (".xml", ".rss", ".atom", ".rdf")
XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*+(?:<[?!][^>]*>\s*+)*+<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
# What a host says of the use of its pages stands in these.
SAID = ("robots.txt", "ai.txt", ".well-known/tdmrep.json")


def find_mirrors(folder: Path) -> Iterator[Path]:
    """Yield the folders below one, or that itself, in each of which a site lies."""
    waiting = [(folder, LEVELS)]
    while waiting:
        place, levels = waiting.pop()
        if base_of(place):
            yield place
        elif levels:
            below = sorted((one for one in place.iterdir() if one.is_dir() and not one.is_symlink()), reverse=True)
            waiting += [(one, levels - 1) for one in below]


def base_of(root: Path) -> str:
    """Return the address that a folder is a copy of, `""` where no site lies in it.

    The home page's own word is believed, or a name as wget's, where most pages that give an address lie at it.
    """
    home = next((root / name for name in HOMES if (root / name).is_file()), None)
    if home is None or not (base := own_address(home) or named_after(root)):
        return ""
    base = re.sub(r"index\.x?html?$", "", base)
    others = list(islice((path for path in pages_in(root) if path != home), ASKED))
    if not base.endswith("/") or len(others) < FEWEST:
        return ""
    # A copy with another query, as links to share a post have it, gives the address that another file lies at.
    told: dict[str, bool] = {}
    for path in others:
        if said := own_address(path):
            told[said] = told.get(said, False) or lies_at(path.relative_to(root).as_posix(), said, base)
    return base if 2 * sum(told.values()) >= len(told) and (told or HOST.fullmatch(root.name)) else ""


def named_after(root: Path) -> str:
    """Return the address of a site in whose host's name a folder is named, `""` where that is no host's."""
    return f"http://{root.name.replace('+', ':')}/" if HOST.fullmatch(root.name) else ""


def pages_in(root: Path) -> Iterator[Path]:
    """Yield the pages of a site, in the order of their names."""
    for path in files_in(root):
        if path.name.lower().endswith(HTML_ENDINGS) or is_unnamed_page(path):
            yield path


def files_in(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, in the order of their names; what is linked from elsewhere is none."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if not is_spare(path := Path(folder, name)):
                yield path


def own_address(path: Path) -> str:
    """Return the address that a file's page, or what has saved it, gives for it; `""` where it gives none."""
    try:
        return address_in(path, read_bytes(path))
    except CleaningError:
        return ""


def address_in(path: Path, body: bytes) -> str:
    """Return the same of a file that is read; raise NotHtml where it is no page."""
    return saved_from(path, body) or own_url(Page(path.resolve().as_uri(), body, "text/html"))


def lies_at(path: str, url: str, base: str) -> bool:
    """Tell whether a file lies where the page of an address would, by its path below the site's folder.

    >>> base = "https://a.example/blog/"
    >>> [lies_at(path, base + "2020/x/", base) for path in ("2020/x/index.html", "2020/x.html", "2020/y/index.html")]
    [True, True, False]
    """
    own, above = unquote(split_url(url).path), unquote(split_url(base).path)
    if not own.startswith(above):
        return False
    own = own.removeprefix(above).rstrip("/")
    name = unquote(path).removesuffix(".gz")
    return name in (own, f"{own}.html", f"{own}.htm") or name in (f"{own}/{home}".lstrip("/") for home in HOMES)


def address_of(path: str, base: str) -> str:
    """Return the address of a file of a site by its path below the site's folder.

    >>> [address_of(path, "https://a.example/") for path in ("index.html", "b/index.html", "b/c.html", "a b.html")]
    ['https://a.example/', 'https://a.example/b/', 'https://a.example/b/c.html', 'https://a.example/a%20b.html']
    >>> address_of("index.html?p=12.html", "https://a.example/"), address_of("show.php@id=3", "https://a.example/")
    ('https://a.example/?p=12', 'https://a.example/show.php?id=3')
    """
    folder, _, name = path.rpartition("/")
    found = QUERY.fullmatch(name)
    name, query = (found["name"], f"?{found['query']}") if found else (name.removesuffix(".gz"), "")
    name = "" if name in HOMES else name
    return join_url(base, f"{quote(f'{folder}/{name}' if folder else name)}{query}" or ".")


def read_mirror(root: Path) -> Iterator[Entry | Refusal]:
    """Yield the pages and feeds of a site in a folder, as answers at their addresses; and what cannot be read."""
    base = base_of(root)
    for path in files_in(root):
        relative = path.relative_to(root).as_posix()
        if relative in SAID or path.name.lower().endswith((*HTML_ENDINGS, *FEEDS)) or is_unnamed_page(path):
            try:
                answer = read_file(Spot(path, 0, address_of(relative, base)))
            except BrokenRecord as error:
                yield Refusal(path, str(error))
                continue
            said = ""
            if path.name.lower().endswith(HTML_ENDINGS):
                with suppress(CleaningError):
                    said = address_in(path, answer.body)
            fits = said and lies_at(relative, said, base)
            yield replace(answer, spot=Spot(path, 0, said), url=said) if fits else answer


def read_entry(spot: Spot) -> Entry:
    """Return the answer at a spot, of a mirror or an archive; raise BrokenRecord where it cannot be read any more."""
    return read_file(spot) if spot.url else read_warc_entry(spot)


def read_file(spot: Spot) -> Entry:
    """Return a file as the answer at its address; raise BrokenRecord where it cannot be read."""
    try:
        body = read_bytes(spot.path)
        fetched = datetime.fromtimestamp(spot.path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    except (CleaningError, OSError) as error:
        raise BrokenRecord(str(broken(error))) from error
    kind = "application/xml" if XML.match(body) else "text/html"
    return Entry(spot, "resource", spot.url, fetched, OK, "text/plain" if is_said(spot.url) else kind, body, "", "")


def is_said(url: str) -> bool:
    """Tell whether a host says at an address what its pages may be used for."""
    return is_web(url) and split_url(url).path.lstrip("/") in SAID
