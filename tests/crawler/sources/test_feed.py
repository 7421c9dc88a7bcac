"""What feeds of every kind list."""

from __future__ import annotations

import json

import pytest
from lxml.html import fromstring

from blogsieve.crawler.sources import Answer, Listing
from blogsieve.crawler.sources.feed import Feed, is_of_posts, linked_feeds

URL = "https://a.example/feed"
CC = "https://creativecommons.org/licenses/by/4.0/"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title><language>de</language>
<item><title>Eins &amp; zwei</title><link>/eins/</link><dc:creator>Jo</dc:creator><category>Meer</category>
<pubDate>Mon, 10 Jan 2022 23:30:00 +0200</pubDate><description>Kurz</description>
<content:encoded><![CDATA[<p>Lang und voll</p>]]></content:encoded></item></channel></rss>"""
RSS_091 = """<rss version="0.91"><channel><title>A</title><item><title>Old</title><link>https://a.example/old</link>
<description>So it was</description></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://a.example/r"><title>R</title>
<link>https://a.example/r</link><dc:date>2004-05-06T07:08:09+09:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<title>A</title><link rel="next" href="/feed?start-index=26"/>
<entry><title>One</title><link rel="replies" href="https://a.example/one#comments"/>
<link rel="alternate" href="https://a.example/one"/><published>2022-01-10T23:30:00+02:00</published>
<updated>2022-01-12T08:00:00Z</updated><author><name>Jo</name></author>
<content type="html">&lt;p&gt;Full&lt;/p&gt;</content>
</entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "fr",
        "title": "La mer",
        "next_url": "https://a.example/feed?page=2",
        "items": [
            {
                "id": "1",
                "url": "/un",
                "title": "Un",
                "content_html": "<p>Plein</p>",
                "date_published": "2022-01-10T08:00:00Z",
            }
        ],
    }
)


def read(body: str | bytes) -> Listing:
    """Return what the feed lists."""
    return Feed().read(Answer(URL, body if isinstance(body, bytes) else body.encode()))


def test_rss_entry_is_read_whole() -> None:
    (entry,) = read(RSS).entries
    assert (entry.url, entry.title, entry.author) == ("https://a.example/eins/", "Eins & zwei", "Jo")
    assert entry.published == "2022-01-10T23:30:00+02:00"
    assert (entry.html, entry.tags, entry.language) == ("<p>Lang und voll</p>", ("Meer",), "de")
    assert (entry.modified, entry.blog) == ("", "A")


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("Mon, 03 Oct 2022 09:30:00", "2022-10-03T09:30:00"),
        ("Mo, 03 Okt 2022 09:30:00", "2022-10-03T09:30:00"),
        ("2022/10/3 09:30:00", "2022-10-03T09:30:00"),
        ("2022-10-03 09:30:00", "2022-10-03T09:30:00+00:00"),
        ("Mon, 03 Oct 2022 22:30:00 PDT", "2022-10-03T22:30:00-07:00"),
        ("Mon, 01 Jan 0001 00:00:00 +0000", ""),
        ("0000-00-00T00:00:00Z", ""),
        ("Mon, 03 Oct 2022 00:00:00 +0000", "2022-10-03T00:00:00+00:00"),
        ("soon", ""),
        ("Sat, 18 Jun\u201a2022 11:00:00 +0100", "2022-06-18T11:00:00+01:00"),  # of the year 100 to feedparser
    ],
)
def test_dates_of_entries_are_read_as_they_stand(said: str, published: str) -> None:
    (entry,) = read(RSS.replace("Mon, 10 Jan 2022 23:30:00 +0200", said)).entries
    assert entry.published == published


def test_atom_entry_is_read_whole() -> None:
    feed = read(ATOM)
    (entry,) = feed.entries
    assert entry.url == "https://a.example/one"
    assert (entry.published, entry.modified) == ("2022-01-10T23:30:00+02:00", "2022-01-12T08:00:00+00:00")
    assert entry.html == "<p>Full</p>"
    assert feed.next == "https://a.example/feed?start-index=26"


def test_json_feed_is_read_whole() -> None:
    feed = read(JSON)
    (entry,) = feed.entries
    assert (entry.url, entry.language, entry.html) == ("https://a.example/un", "fr", "<p>Plein</p>")
    assert entry.blog == "La mer"
    assert feed.next == "https://a.example/feed?page=2"


@pytest.mark.parametrize("body", [RSS_091, RDF])
def test_old_feeds_are_known(body: str) -> None:
    feed = read(body)
    assert feed.known
    assert [entry.url for entry in feed.entries] in (["https://a.example/old"], ["https://a.example/r"])


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Welcome</body></html>", b"{}", b"[1, 2]", b"{broken", b"\xff\xfe\x00"]
)
def test_what_is_no_feed_is_not_known(body: bytes) -> None:
    assert not read(body).known


@pytest.mark.parametrize("words", ["&#99999999;", "&#x110000;", "&#99999999999999999999;"])
def test_character_that_does_not_exist_costs_no_feed(words: str) -> None:
    item = f"<item><title>{words}</title><link>https://a.example/x/</link></item>"
    listing = read(RSS.replace("</channel>", f"{item}</channel>"))
    assert [entry.url for entry in listing.entries] == ["https://a.example/eins/", "https://a.example/x/"]


@pytest.mark.parametrize(
    "words", ["<![CDATA[Yaz&inodot;l&inodot;m &eacute;]]>", "Yaz&amp;inodot;l&amp;inodot;m &amp;eacute;"]
)
def test_characters_that_html_has_names_for_are_read(words: str) -> None:
    listing = read(RSS.replace("<![CDATA[<p>Lang und voll</p>]]>", words))
    assert [fromstring(entry.html).text_content() for entry in listing.entries] == ["Yazılım é"]


def test_number_of_a_post_is_not_its_address_where_its_link_names_an_old_host() -> None:
    named = RSS.replace(
        "<link>/eins/</link>", "<link>http://old.example/eins/</link><guid>https://a.example/?p=7</guid>"
    )
    assert [entry.url for entry in read(named).entries] == ["http://old.example/eins/"]
    linked = named.replace("?p=7", "links/7/")
    assert [entry.url for entry in read(linked).entries] == ["https://a.example/links/7/"]


def test_encoding_that_is_none_costs_no_feed() -> None:
    listing = Feed().read(Answer(URL, RSS.encode(), {"content-type": "text/xml; charset=undefined"}))
    assert [entry.url for entry in listing.entries] == ["https://a.example/eins/"]


def test_feed_that_cannot_be_read_is_told_of() -> None:
    listing = read(RSS.replace("?>", " encoding='undefined'?>", 1))
    assert listing.trouble.startswith("is a feed that cannot be read (UnicodeError: ")


def test_broken_feed_gives_what_stands_before_the_break() -> None:
    listing = read(RSS.replace("</channel></rss>", "<item><title>&</titl"))
    assert [entry.url for entry in listing.entries] == ["https://a.example/eins/"]
    assert listing.trouble == "is broken XML, of which 1 posts were read"


@pytest.mark.parametrize(
    ("url", "title", "wanted"),
    [
        ("https://a.example/feed/", "A » Feed", True),
        ("https://a.example/comments/feed/", "A » Comments Feed", False),
        ("https://a.example/?feed=comments-rss2", "", False),
        ("https://a.example/category/x/feed/", "", False),
        ("https://a.example/feed2/", "А » Лента комментариев", False),
        ("https://a.example/atom.xml", "", True),
    ],
)
def test_feeds_of_posts_are_told_from_others(url: str, title: str, wanted: bool) -> None:
    assert is_of_posts(url, title) is wanted


@pytest.mark.parametrize(
    ("where", "said", "read_as"),
    [
        ("item", f'<cc:license rdf:resource="{CC}"/>', CC),
        ("item", f"<creativeCommons:license>{CC}</creativeCommons:license>", CC),
        ("item", f'<atom:link rel="license" href="{CC}"/>', CC),
        ("item", "<dc:rights>CC BY 4.0</dc:rights>", "CC BY 4.0"),
        ("channel", f"<creativeCommons:license>{CC}</creativeCommons:license>", CC),
        ("channel", "<copyright>All rights reserved</copyright>", "All rights reserved"),
        ("", "", ""),
    ],
)
def test_license_is_the_entrys_else_the_feeds(where: str, said: str, read_as: str) -> None:
    spaces = {
        "cc": "http://web.resource.org/cc/",
        "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
        "atom": "http://www.w3.org/2005/Atom",
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    feed = (
        f"<rss version='2.0' {names}><channel><title>A</title>{said if where == 'channel' else ''}"
        f"<item><title>One</title><link>/one</link>{said if where == 'item' else ''}</item></channel></rss>"
    )
    assert [entry.license for entry in read(feed).entries] == [read_as]


@pytest.mark.parametrize("href", ["", "#", "https://a.example/"])
def test_page_that_links_to_itself_names_no_feed(href: str) -> None:
    root = fromstring(f"<html><head><link rel=alternate type=application/atom+xml href='{href}'></head></html>")
    assert linked_feeds(root, "https://a.example/") == ()
