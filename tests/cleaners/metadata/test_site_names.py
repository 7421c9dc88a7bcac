"""The blog's name, or its host's, is no part of the post's title."""

from __future__ import annotations

import pytest
from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.metadata.site_names import strip_sitename
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.model import SiteModel


@pytest.mark.parametrize(
    ("title", "sitename", "own"),
    [
        ("On time ⋆ My Blog", "My Blog", "On time"),
        ("My Blog » On time", "My Blog", "On time"),
        ("On time|My Blog", "My Blog", "On time"),
        ("La intel·ligència", "ligència", "La intel·ligència"),
        ("«My Blog» on time", "My Blog", "«My Blog» on time"),
        ("My Blog", "My Blog", "My Blog"),
    ],
)
def test_strip_the_blogs_name(title: str, sitename: str, own: str) -> None:
    assert strip_sitename(title, sitename) == own


@pytest.mark.parametrize(
    ("url", "full", "title"),
    [
        ("https://www.timely-blog.example/a", "On time | Timely Blog", "On time"),
        ("https://gettimely.example/a", "On time - Timely", "On time"),
        ("https://tides.example/a", "On time | Timely Blog", "On time | Timely Blog"),
        ("https://blog.example/on-the-way/learn-more/", "Sailing: Learn more", "Sailing: Learn more"),
    ],
)
def test_name_of_the_host_is_no_part_of_the_title(url: str, full: str, title: str) -> None:
    index = Index(html.document_fromstring(f"<title>{full}</title><h1>{full}</h1>"))
    assert read_facts(index, Page(url, b""), SiteModel()).title == title
