"""Pages of a post, to be dated."""

from __future__ import annotations

from blogsieve.cleaners.model import FeedEntry, Page

FETCHED = "2022-06-01T12:00:00+00:00"
TITLE = "How to keep bees"
PROSE = "<p>" + "Bees want a dry place, a little wind and somebody who looks after them in spring. " * 3 + "</p>"
LD = '<script type="application/ld+json">{"@type":"BlogPosting","datePublished":"%s","dateModified":"%s"}</script>'


def page(
    body: str, head: str = "", url: str = "https://example.org/how-to-keep-bees", entry: FeedEntry | None = None
) -> Page:
    """Return a page with a title, and a body around its heading and prose."""
    html = f"<html lang='en'><head><title>{TITLE} | Meadow</title>{head}</head><body>{body}</body></html>"
    return Page(url, html.encode(), fetched=FETCHED, entry=entry)


def post(before: str = "", header: str = "", after: str = "", outside: str = "") -> str:
    """Return a post's article with lines in its header and below its body, and what stands outside of it."""
    return (
        f"<article>{before}<h1>{TITLE}</h1>{header}<div class='entry-content'>{PROSE}</div>{after}</article>{outside}"
    )
