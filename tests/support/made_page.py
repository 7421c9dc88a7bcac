"""Pages of a blog that are made up: with a post, or with the openings of several."""

from __future__ import annotations

from lxml.html import document_fromstring

from blogsieve.crawler.pages.features import PageFeatures, page_features

BODY = "The tide came in at four, and nobody had thought of the boat. " * 8


def see(html: str, url: str = "https://a.example/some-page/") -> PageFeatures:
    """Return what a page shows."""
    return page_features(document_fromstring(html), url)


def page(main: str, head: str = "", body: str = "") -> str:
    """Return a page with a menu, a main part and a foot."""
    return f"""<html><head>{head}</head><body class="{body}"><nav><a href="/about/">About</a></nav>
    <main>{main}</main><footer>© 2011-2022 <a href="/">A</a></footer></body></html>"""


def teasers(count: int) -> str:
    """Return the titles and openings of other posts."""
    return "".join(
        f"<h2><a href='/other-{n}/'>Other {n}</a></h2><p>The tide came in, and {n}…</p>" for n in range(count)
    )


POST = page(f"<article><h1>Boat</h1><time>10 January 2022</time><p>{BODY}</p></article>")
LIST = page(teasers(7))
