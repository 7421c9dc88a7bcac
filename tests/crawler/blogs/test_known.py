"""What earlier crawls know of a blog, and what they noted otherwise than this version would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blogsieve.cleaners.site import SiteModel
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.known import known_model, recall
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import State, file_name

HOME = "https://blog.example/"


def noted(**changed: Any) -> dict[str, Any]:
    """Return what a crawl notes of a blog that it has learned, some of it changed."""
    blog = Blog(HOME, model=SiteModel(site="blog.example", pages=20), titles=(f"{HOME}tar/",))
    return blog.to_dict() | changed


def other_platform() -> dict[str, Any]:
    """Return a profile of a blog whose platform somebody has named otherwise since."""
    return Blog(HOME).profile.to_dict() | {"platform": "inkpot"}


OTHERS = {
    "no marks": noted(profile={"platform": "generic"}),
    "other platform": noted(profile=other_platform()),
    "no model": noted(model="{}"),
    "a list": noted(profile=[]),
}


@pytest.mark.parametrize("said", OTHERS.values(), ids=OTHERS.keys())
def test_blog_of_another_version_is_learned_again(said: dict[str, Any], tmp_path: Path) -> None:
    frontier = SQLiteFrontier()
    frontier.note("blog", "blog", said)
    assert recall("blog", HOME, frontier, None).titles == ()
    state = State(tmp_path / file_name(HOME))
    state.note("blog", said)
    state.close()
    assert known_model(str(tmp_path), f"{HOME}tar/") is None


def test_blog_is_known_by_an_address_of_its_pages(tmp_path: Path) -> None:
    state = State(tmp_path / file_name(HOME))
    state.note("blog", noted())
    assert recall("blog", HOME, SQLiteFrontier(), state).titles == (f"{HOME}tar/",)
    state.close()
    found = known_model(str(tmp_path), f"{HOME}tar/")
    assert found
    assert found.pages == 20
    assert known_model(str(tmp_path), "https://other.example/tar/") is None
