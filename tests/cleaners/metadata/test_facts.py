"""Tags of a post: those that stand by it, and no menu's or column's."""

from __future__ import annotations

from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.model import SiteModel

URL = "https://blog.example/tar/"


def test_links_to_all_tags_and_clouds_of_them_are_no_tags_of_a_post() -> None:
    source = """<meta name=generator content="Hugo 0.120"><title>Tar</title>
    <ul class=nav-links><li><a href=/tags/>Tags</a></li></ul><nav><a href=/tags/boats/>Boats</a></nav>
    <article><h1>Tar</h1><p>It sticks.</p><ul><li><a href=/tags/rope/>Rope</a></li></ul></article>
    <aside><a href=/tags/oars/>Oars</a></aside>"""
    facts = read_facts(Index(html.document_fromstring(source)), Page(URL, b""), SiteModel())
    assert facts.tags == ("Rope",)
