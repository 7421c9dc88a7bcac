"""What feeds of XML list; the only file that imports feedparser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.entities import html5, name2codepoint
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.feed_dates import moment
from blogsieve.crawler.sources.source import Listing, count
from blogsieve.crawler.urls import site

if TYPE_CHECKING:
    from time import struct_time

    from blogsieve.crawler.sources.source import Answer

# What else an entry may call its post's own address where its link is the one that the post comments on.
OWN_RELS = frozenset({"related", "permalink"})
# What WordPress names a post by beside its address: a static copy shows the home page there.
NUMBER = re.compile(r"[?&](?:p|page_id|post_id)=\d+$")
# Names of characters as a feed has them, escaped or in CDATA; feedparser knows those of HTML 4 and breaks the others.
NAMED = re.compile(rb"&(amp;)?([A-Za-z][A-Za-z\d]{1,30});")
# References to characters that do not exist, or hardly: feedparser raises errors over one, and the feed would be lost.
BEYOND_UNICODE = re.compile(rb"&#(?:x[0-9a-f]{6,}|\d{7,});?", re.IGNORECASE)
# Ends of elements and lines, and the same as text: of a feed that escapes them once too often, and of code.
ENDS, ENDS_AS_TEXT = re.compile(r"</\w+>|<br\b"), re.compile(r"&lt;(?:/\w+|br ?/?)&gt;")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
FEWEST_ENDS = 3

TAG = re.compile(r"<[^<>]*>")
# A summary is cut after some fifty words, and says "Continue reading" with the title: of a post that is hardly longer
# it has more words than the post. One that says this many times as much is the post, and the content a part of it.
SUMMARY_TO_CONTENT = 2


def read_feed(answer: Answer) -> Listing:
    """Return what a feed lists; a Listing that is not known where the body is none.

    Broken XML gives the entries before the break. Entities that refer to themselves are not expanded.
    """
    try:
        parsed = parse(answer.body, answer.content_type, answer.url)
    except Exception:
        # What feedparser's handlers do not expect comes through as it is: ValueError, KeyError, UnicodeError, …
        try:
            parsed = parse(BEYOND_UNICODE.sub(b"?", answer.body), "", answer.url)
        except Exception as error:
            return Listing(trouble=f"is a feed that cannot be read ({type(error).__name__}: {error})")
    # feedparser reads a page of HTML as a feed without version.
    if not parsed.get("version") and not parsed.entries:
        return Listing()
    feed = parsed.feed
    known = FeedEntry(
        answer.url,
        language=feed.get("language") or "",
        license=license_of(feed),
        blog=feed.get("title") or "",
    )
    found = (feed_entry(entry, known) for entry in parsed.entries)
    if str(parsed.get("version")).startswith("rss"):
        # The one date of an entry of RSS 1.0 is dc:date, which feedparser takes for that of a change.
        found = (replace(entry, published=entry.published or entry.modified) for entry in found)
    entries = tuple(entry for entry in found if is_web(entry.url))
    links = [link for link in parsed.feed.get("links", ()) if link.get("rel") in ("next", "prev-archive")]
    is_broken = isinstance(parsed.get("bozo_exception"), SAXException)
    return Listing(
        entries,
        # RFC 5005
        next=join_url(answer.url, links[0].get("href", "")) if links else "",
        known=True,
        total=count(parsed.feed.get("opensearch_totalresults")),
        trouble=f"is broken XML, of which {len(entries)} posts were read" if is_broken else "",
    )


def parse(body: bytes, content_type: str, url: str) -> Any:
    """Return what feedparser makes of a feed; it may raise anything."""
    # It takes its time to load, and only workers read feeds.
    import feedparser

    # The cleaners sanitise what they keep; feedparser's own way takes a tenth of its time.
    headers = {"content-type": content_type, "content-location": url}
    return feedparser.parse(NAMED.sub(numbered, body), response_headers=headers, sanitize_html=False)


def numbered(name: re.Match[bytes]) -> bytes:
    """Return a reference to characters that HTML 5 has given a name by their numbers, escaped as it was.

    >>> [NAMED.sub(numbered, text) for text in (b"&inodot;", b"&amp;scedil;", b"&amp;eacute; &amp;amp;inodot;")]
    [b'&#305;', b'&amp;#351;', b'&amp;eacute; &amp;amp;inodot;']
    """
    text = name[2].decode("ascii")
    if text in name2codepoint or (characters := html5.get(f"{text};")) is None:
        return name[0]
    return b"".join(b"&%s#%d;" % (name[1] or b"", ord(character)) for character in characters)


def feed_entry(entry: Any, feed: FeedEntry) -> FeedEntry:
    """Return one entry of feedparser's as ours, with what its feed says of all."""
    return replace(
        feed,
        url=address_of(entry, feed.url),
        title=entry.get("title") or "",
        author=entry.get("author") or "",
        published=date_of(entry, "published", feed.language),
        modified=date_of(entry, "updated", feed.language),
        html=unescaped(content_of(entry)),
        tags=tuple(tag.get("term") or "" for tag in entry.get("tags", ()) if tag.get("term")),
        license=license_of(entry) or feed.license,
    )


def unescaped(html: str) -> str:
    """Return the HTML of an entry; of one that a feed escapes once too often, as its readers would show the tags.

    >>> unescaped("<p>&lt;b&gt;Tar&lt;/b&gt;&lt;br /&gt;sticks&lt;br /&gt;to all.</p>")
    '<p><b>Tar</b><br />sticks<br />to all.</p>'
    >>> unescaped("<p>Write &lt;/b&gt;.</p><pre>&lt;br&gt;&lt;br&gt;&lt;br&gt;</pre>")
    '<p>Write &lt;/b&gt;.</p><pre>&lt;br&gt;&lt;br&gt;&lt;br&gt;</pre>'
    """
    if len(ENDS_AS_TEXT.findall(html)) < FEWEST_ENDS:
        return html
    prose = CODE.sub("", html)
    return unescape(html) if len(ENDS_AS_TEXT.findall(prose)) >= max(FEWEST_ENDS, len(ENDS.findall(prose))) else html


def content_of(entry: Any) -> str:
    """Return the content of an entry, or its summary where that says far more.

    Themes of WordPress end a summary in a long link, so that it has more letters than a content of a few words more.

    >>> more = "The tar is … <a href='https://a.example/tar/'>Continue reading</a>"
    >>> content_of({"content": [{"value": "The tar is very cold."}], "summary": more})
    'The tar is very cold.'
    """
    summary = entry.get("summary") or ""
    content = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
    return summary if text_length(summary) > SUMMARY_TO_CONTENT * text_length(content) else content


def text_length(html: str) -> int:
    """Return how many characters stand outside of tags."""
    return len(TAG.sub("", html).strip())


def license_of(said: Any) -> str:
    """Return the licence that a feed, or an entry, links to (RFC 4946, cc:license) or names in its rights."""
    linked = [link.get("href") or "" for link in said.get("links", ()) if link.get("rel") == "license"]
    return next(filter(None, linked), "") or said.get("rights") or ""


def address_of(entry: Any, base: str) -> str:
    """Return where the post of an entry stands, "" where the entry does not say.

    The entries of a blog that comments on links may lead elsewhere; their ids, or what they say is related, then may be
    their own addresses.
    """
    said, name = entry.get("feedburner_origlink") or entry.get("link") or "", entry.get("id") or ""
    url = join_url(base, said) if said else ""
    related = [join_url(base, link.get("href", "")) for link in entry.get("links", ()) if link.get("rel") in OWN_RELS]
    if site(url) != site(base):
        own = [one for one in (name, *related) if is_web(one) and site(one) == site(base) and not NUMBER.search(one)]
        return own[0] if own else url or (name if is_web(name) else "")
    return url


def date_of(entry: Any, name: str, language: str) -> str:
    """Return a date of the entry in ISO 8601, "" where it has none of that name."""
    if name not in entry:
        # feedparser would give the day of publication for the one of the last change.
        return ""
    return moment(entry[name] or "", iso_of(entry.get(f"{name}_parsed")), language)


def iso_of(parsed: struct_time | None) -> str:
    """Return feedparser's reading of a date, which is in UTC, in ISO 8601; "" where it is none that there may be.

    >>> iso_of((100, 6, 18, 10, 0, 0)), iso_of(None)
    ('0100-06-18T10:00:00+00:00', '')
    """
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else ""
    except ValueError:
        return ""
