"""What feeds list: RSS, Atom and JSON Feed; the only file that imports feedparser."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from xml.sax import SAXException

import feedparser

from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.metadata.dates.stamp import EARLIEST, read_mail_date
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.urls import is_web, site

# Feeds that list something else than posts, by what stands in their address or title.
OTHER_FEEDS = ("comment", "podcast.xml", "/tag/", "/category/", "/categories/", "/tags/", "/author/", "feeds/pages/")

# A date is no longer than this: "Wednesday, September 30th, 2022 at 12:00:00 PM (Central European Time)".
LONGEST_DATE = 80


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as far as one page of it goes."""

    entries: tuple[FeedEntry, ...] = ()
    next: str = ""  # address of older entries, as the feed gives it (RFC 5005, JSON Feed)
    known: bool = False  # it is a feed at all
    broken: bool = False  # its XML is not well formed: what stands behind the break may be missing


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """Return what the feed at url lists; a Feed that is not known where the body is none.

    Broken XML gives the entries before the break. Entities that refer to themselves are not expanded.
    """
    if body.lstrip()[:1] in (b"{", b"["):
        return read_json_feed(body, url)
    # feedparser reads a page of HTML as a feed without version.
    parsed = feedparser.parse(body, response_headers={"content-type": content_type, "content-location": url})
    if not parsed.get("version") and not parsed.entries:
        return Feed()
    language = parsed.feed.get("language") or ""
    entries = (feed_entry(entry, url, language) for entry in parsed.entries)
    links = [link for link in parsed.feed.get("links", ()) if link.get("rel") in ("next", "prev-archive")]
    return Feed(
        tuple(entry for entry in entries if is_web(entry.url)),
        next=urljoin(url, links[0].get("href", "")) if links else "",
        known=True,
        broken=isinstance(parsed.get("bozo_exception"), SAXException),
    )


def feed_entry(entry: Any, url: str, language: str) -> FeedEntry:
    """Return one entry of feedparser's as ours; the fuller of content and summary."""
    contents = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    return FeedEntry(
        url=address_of(entry, url),
        title=entry.get("title") or "",
        author=entry.get("author") or "",
        published=moment(entry, "published", language),
        modified=moment(entry, "updated", language),
        html=max(contents, key=len),
        tags=tuple(tag.get("term") or "" for tag in entry.get("tags", ()) if tag.get("term")),
        language=language,
    )


def address_of(entry: Any, base: str) -> str:
    """Return where the post of an entry stands, "" where the entry does not say.

    The entries of a blog that comments on links may lead elsewhere; their ids then may be their own addresses.
    """
    said, name = entry.get("feedburner_origlink") or entry.get("link") or "", entry.get("id") or ""
    url = urljoin(base, said) if said else ""
    is_better = is_web(name) and (not url or (site(url) != site(base) == site(name)))
    return name if is_better else url


def moment(entry: Any, name: str, language: str = "") -> str:
    """Return a date of the entry in ISO 8601, with the zone as the feed gives it, in UTC where that is not ISO.

    Some feeds have it as their readers write it ("Mo, 10 Jan 2022 23:30", "2022/1/10"): then it is the day alone.
    """
    if name not in entry:
        # feedparser would give the day of publication for the one of the last change.
        return ""
    said, parsed = (entry[name] or "").strip(), entry.get(f"{name}_parsed")
    naive = ""
    for read in (datetime.fromisoformat, read_mail_date):
        try:
            told = read(said)
        except ValueError:
            continue
        if told.tzinfo is not None:
            return told.isoformat()
        naive = naive or told.isoformat()
    day = read_date(said[:LONGEST_DATE], language)
    if parsed and is_near(day, parsed):
        return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed)
    return naive or day


def is_near(day: str, parsed: time.struct_time) -> bool:
    """Tell whether feedparser read what stands there: the same day but for the zone, or one that we cannot read.

    It takes "2022/1/10" for the first of November, and "01 Jan 0001" for a date.
    """
    try:
        read = date(*parsed[:3])
    except ValueError:
        return False
    return read >= EARLIEST and (not day or abs(read - date.fromisoformat(day)) <= timedelta(days=1))


def read_json_feed(body: bytes, url: str) -> Feed:
    """Return what a JSON Feed lists, or a list of posts in the manner of Hexo's search.json.

    Source: https://www.jsonfeed.org/version/1.1/
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return Feed()
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version", "")):
        return Feed()
    language = str(data.get("language") or "")
    items = [item for item in data.get("items") or () if isinstance(item, dict)]
    entries = (json_entry(item, url, language) for item in items)
    return Feed(
        tuple(e for e in entries if is_web(e.url)),
        urljoin(url, str(data.get("next_url") or "")) if data.get("next_url") else "",
        known=True,
    )


def json_entry(item: dict[str, Any], url: str, language: str) -> FeedEntry:
    """Return one item of a JSON Feed."""
    authors = item.get("authors") or [item.get("author") or {}]
    return FeedEntry(
        url=urljoin(url, str(item.get("url") or item.get("id") or "")),
        title=str(item.get("title") or ""),
        author=str(authors[0].get("name") or "") if isinstance(authors[0], dict) else "",
        published=str(item.get("date_published") or ""),
        modified=str(item.get("date_modified") or ""),
        html=str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
        tags=tuple(str(tag) for tag in item.get("tags") or ()),
        language=str(item.get("language") or language),
    )


def is_of_posts(url: str, title: str = "") -> bool:
    """Say whether a feed that a page links to is likely one of the blog's posts.

    >>> is_of_posts("https://a.example/feed/"), is_of_posts("https://a.example/comments/feed/")
    (True, False)
    """
    return not any(
        word in f"{url} {title}".lower() for word in (*OTHER_FEEDS, "kommentar", "комментари", "comentario", "评论")
    )


def with_parameter(url: str, name: str, value: str) -> str:
    """Return url with a parameter set."""
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*pairs, (name, value)])))
