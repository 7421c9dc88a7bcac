"""The recipe for a source of posts in the docs is run as it stands there."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from lxml.html import fromstring
from running import ROOT

from blogsieve.cleaners.platforms.platform import Api, named
from blogsieve.crawler import sources
from blogsieve.crawler.sources import SOURCES, Answer

RECIPES = (ROOT / "docs" / "recipes.md").read_text("utf-8")
URL = "https://a.example/ink/v1/entries?page=0"
ENTRY = {"url": "https://a.example/one", "title": "One", "date": "2022-01-10T08:00:00Z", "html": "<p>T</p>"}
BODY = json.dumps({"entries": [ENTRY], "pages": 2, "count": 21}).encode()


def piece(name: str) -> str:
    """Return the recipes' piece of code of a name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", RECIPES, re.DOTALL)
    assert found, name
    return found[1]


def test_recipe_for_a_source_works(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {"__name__": "inkpot"}
    exec(piece("source"), names)
    source = names["Inkpot"]()
    monkeypatch.setattr(sources, "SOURCES", (*SOURCES, source))
    rules = tomllib.loads(piece("source-platform"))["api"]
    platform = replace(named("generic"), api=Api(rules["kind"], tuple(rules["paths"])))

    assert source.addresses(fromstring("<html></html>"), "https://a.example/", platform).usual == (URL,)
    listing = sources.read("api", platform, Answer(URL, BODY))
    assert [entry.url for entry in listing.entries] == [ENTRY["url"]]
    assert (listing.next, listing.total) == ("https://a.example/ink/v1/entries?page=1", 21)
    assert [found.name for found in sources.SOURCES if found.recognises(Answer(URL, BODY))] == ["inkpot"]
    assert not sources.read("api", platform, Answer(URL, b"<html>Not found</html>")).known
