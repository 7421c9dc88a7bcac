"""Canonical addresses: a post has one, whatever links lead to it."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlunsplit

from w3lib.url import canonicalize_url

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import load_platforms

PORTS = {"http": ":80", "https": ":443"}
BLOGSPOT = re.compile(r"\.blogspot\.[a-z]{2,3}(\.[a-z]{2})?$")
# No permalink of any platform has more; calendars, filters and broken relative links have.
MOST_PARAMETERS, MOST_SEGMENTS, MOST_REPEATS = 3, 10, 2
# How wget names what an address with a query holds; on Windows, where no name has a "?", by the sign behind it.
SAVED_QUERY = re.compile(r"(?:%3f|@)([\w-]+=)", re.IGNORECASE)
# How servers of Java keep a session without cookies. Source: Jakarta Servlet, 7.1.3
SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
INDEX, ENDING = re.compile(r"(?<=/)index\.\w+$"), re.compile(r"\.html?$")
# Dotclear's `index.php?post/2023/05/boat`, Serendipity's `index.php?/archives/3-boat.html`.
ROUTE = re.compile(r"[^=&]*/[^=&]*(?:&|$)")
# A script at the address of the home page that is asked for a path alone, as those, and FlatPress' `?u=/2022/11/`.
ASKED = re.compile(r"/(?:index\.\w+)?\?(?:[\w-]+=(?=/))?([^=&?]*/[^=&?]*)$")
# Behind a colon they are of an address within the path: /web/2010/http://a.example/.
SLASHES = re.compile(r"(?<!:)//+")
FILES = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|bmp|avif|css|js|json|xml|rss|atom|rdf|opml|ics|csv|txt|rtf|md|bib|tex|pdf|epub|zip|gz|tgz|bz2|xz|rar|7z|mp3|mp4|m4a|ogg|"
    r"webm|avi|mov|docx?|xlsx?|pptx?|odt|exe|dmg|apk|deb|rpm|iso|ttf|woff2?|eot|torrent)$",
    re.IGNORECASE,
)

# What tells where a reader came from on some hosts, and on others how many posts a list leaves out.
COUNTS = frozenset(("from",))
# Addresses stand on many pages; few of them are met again after so many others.
CACHED = 4096


def is_file(url: str) -> bool:
    """Say whether url names a picture, an archive, a feed or another file that is no page."""
    return bool(FILES.search(split_url(url).path))


def is_saved_query(url: str) -> bool:
    """Say whether url names a file that a mirror made of a query: what stands there has an address of its own.

    >>> [is_saved_query(f"https://a.example/{name}") for name in ("index.html%3Fp=46.html", "index.html@p=46", "?p=46")]
    [True, True, False]
    """
    return bool(SAVED_QUERY.search(split_url(url).path))


def as_asked(url: str) -> str:
    """Return the address whose answer a mirror keeps at url, url itself where none tells.

    >>> as_asked("https://a.example/x/index.html%3Fcat=3&paged=2.html"), as_asked("https://a.example/x/?p=3")
    ('https://a.example/x/?cat=3&paged=2', 'https://a.example/x/?p=3')
    """
    parts = split_url(url)
    if not (match := SAVED_QUERY.search(parts.path)):
        return url
    path, query = parts.path[: match.start()], unquote(match.group(1) + parts.path[match.end() :])
    return parts._replace(path=INDEX.sub("", path), query=ENDING.sub("", query)).geturl()


@lru_cache(maxsize=CACHED)
def canonical_url(url: str) -> str:
    """Return url without fragment, trackers, sessions, comment anchors, mobile and print views; "" where it is none.

    >>> canonical_url("HTTP://A.example:80//x%d0%bf/?utm_source=feed&m=1#c2"), canonical_url("http://[x")
    ('http://a.example/x%D0%BF/', '')
    >>> canonical_url("http://a.example/x.do;jsessionid=1A2B.node1?p=3&CFTOKEN=7")
    'http://a.example/x.do?p=3'
    >>> canonical_url("http://a.example/index.php?post/2023/05/boat"), canonical_url("http://a.example/index.php?p=3")
    ('http://a.example/index.php?post/2023/05/boat', 'http://a.example/?p=3')
    """
    try:
        parts = split_url(canonicalize_url(url.strip(), keep_blank_values=True))
    except ValueError:
        return ""
    host = BLOGSPOT.sub(".blogspot.com", parts.netloc.removesuffix(PORTS.get(parts.scheme, "")))
    path = SLASHES.sub("/", SESSION.sub("", parts.path))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = canonical_query(urlencode([pair for pair in pairs if not is_dropped(*pair)]))
    # A script that is asked for a path is a part of the name.
    path = path if ROUTE.match(query) else path_rules().sub("/", path)
    return urlunsplit((parts.scheme, host, path or "/", query, ""))


def canonical_query(query: str) -> str:
    """Return the query with a parameter that has no value as it is written: it may be a path.

    >>> canonical_query("all=&page=2"), canonical_query("post%2F2023%2Fboat=")
    ('all&page=2', 'post/2023/boat')
    """
    pieces = query.split("&")
    return "&".join(piece[:-1].replace("%2F", "/") if piece.endswith("=") else piece for piece in pieces)


def routed(url: str) -> str:
    """Return an address with the path that a script is asked for in place of its query, url itself where none is.

    >>> routed("https://a.example/?u=%2F2022%2F11%2F"), routed("https://a.example/index.php?post/2022/boat")
    ('https://a.example/2022/11/', 'https://a.example/post/2022/boat')
    >>> routed("https://a.example/login?next=/2022/11/"), routed("https://a.example/?p=3")
    ('https://a.example/login?next=/2022/11/', 'https://a.example/?p=3')
    """
    parts = split_url(url) if "?" in url else None
    asked = ASKED.fullmatch(f"{parts.path}?{unquote(parts.query)}") if parts else None
    return parts._replace(path=f"/{asked[1].lstrip('/')}", query="").geturl() if parts and asked else url


@lru_cache(maxsize=CACHED)
def without_trackers(url: str) -> str:
    """Return url as it stands, less the parameters that only make a duplicate; a static host may not know them.

    >>> without_trackers("https://a.example/x/index.html?source=rss&p=3"), without_trackers("https://a.example/?P=%d0")
    ('https://a.example/x/index.html?p=3', 'https://a.example/?P=%d0')
    """
    parts = split_url(url)
    pieces = parts.query.split("&")
    pairs = [parse_qsl(piece, keep_blank_values=True) for piece in pieces]
    kept = [piece for piece, pair in zip(pieces, pairs, strict=True) if not any(is_dropped(*one) for one in pair)]
    return url if kept == pieces else parts._replace(query="&".join(kept)).geturl()


@lru_cache(maxsize=CACHED)
def url_key(url: str) -> str:
    """Return what two addresses of one page have in common.

    >>> url_key("https://www.a.example/x/index.html?m=1") == url_key("http://a.example/x")
    True
    """
    parts = split_url(canonical_url(url))
    path = parts.path.rstrip("/")
    return f"{parts.netloc.removeprefix('www.')}{path}{'?' + parts.query if parts.query else ''}"


def is_part(url: str) -> bool:
    """Say whether the address is that of a post at an anchor of a page; all others are kept without a fragment."""
    return "#" in url


def post_key(url: str) -> str:
    """Return what two addresses of one post have in common, the fragment of one at an anchor included.

    >>> post_key("https://www.a.example/2003_05.html#94235"), post_key("https://a.example/x/")
    ('a.example/2003_05.html#94235', 'a.example/x')
    """
    return url_key(url) + "".join(url.partition("#")[1:])


def is_trap(url: str) -> bool:
    """Say whether the address looks like one of an endless number: many parameters, deep or repeating paths.

    >>> is_trap("https://a.example/x/?a=1&b=2"), is_trap("https://a.example/a/b/a/b/a/b/")
    (False, True)
    """
    parts = split_url(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    repeats = len(segments) - len(set(segments))
    return parts.query.count("=") > MOST_PARAMETERS or len(segments) > MOST_SEGMENTS or repeats > MOST_REPEATS


def site(url: str) -> str:
    """Return the host that url is of, with its port, without `www.`; letters of other alphabets as hosts are asked for.

    >>> site("https://www.a.example:443/x"), site("http://Bücher.example/")
    ('a.example', 'xn--bcher-kva.example')
    """
    parts = split_url(url)
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(PORTS.get(parts.scheme, ""))
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode()
    return BLOGSPOT.sub(".blogspot.com", host).removeprefix("www.")


def moved(url: str, home: str) -> str:
    """Return url as it is on the host of home.

    >>> moved("https://a.example/x?p=1", "http://127.0.0.1:8000/")
    'http://127.0.0.1:8000/x?p=1'
    """
    there = split_url(home)
    return split_url(url)._replace(scheme=there.scheme, netloc=there.netloc).geturl()


def is_dropped(name: str, value: str) -> bool:
    """Say whether a query parameter makes a duplicate of the page without it."""
    names, prefixes = dropped_parameters()
    if value.isdecimal() and name.lower() in COUNTS:
        return False
    whole = f"{name.lower()}={value}"
    return name.lower() in names or whole in names or whole.startswith(prefixes)


@lru_cache(maxsize=1)
def dropped_parameters() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the parameters that all platforms name: whole ones, and the beginnings, as of `utm_*`."""
    rules = [rule.lower() for platform in load_platforms() for rule in platform.urls.drop]
    prefixes = tuple(rule.removesuffix("*") for rule in rules if rule.endswith("*"))
    return frozenset(rule for rule in rules if not rule.endswith("*")), prefixes


@lru_cache(maxsize=1)
def path_rules() -> re.Pattern[str]:
    """Return one expression for the endings of a path that lead to the same page."""
    rules = [rule for platform in load_platforms() for rule in platform.urls.endings]
    return re.compile("|".join(f"(?:{rule})" for rule in rules) or "$^")
