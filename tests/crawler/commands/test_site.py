"""`blogsieve site show`: on a model as JSON, on a crawl's state, and on files that hold none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from blogsieve.cleaners.site import SiteModel, Wrapper
from blogsieve.crawler.frontier.state import State

MODEL = SiteModel(
    site="blog.example",
    pages=20,
    supervision="feed",
    supervised=18,
    wrappers=(Wrapper("div.k9", 0.9912, 20),),
    repeated={"p:share this": 20},
)


def show(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "blogsieve", "site", "show", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_shows_a_model(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(MODEL.to_json(), encoding="utf-8")
    result = show(path)
    assert result.returncode == 0, result.stderr
    assert "div.k9  (agreement 0.991 on 20 pages)" in result.stdout
    assert "full texts of feeds (18 pages)" in result.stdout


def test_shows_the_model_of_a_crawls_state(tmp_path: Path) -> None:
    state = State(tmp_path / "blog.sqlite")
    state.note("blog", {"model": MODEL.to_json()})
    state.close()
    assert "20x  p:share this" in show(tmp_path / "blog.sqlite").stdout


def test_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[1, 2]", encoding="utf-8")
    for path in (tmp_path / "other.json", tmp_path / "missing.json"):
        result = show(path)
        assert result.returncode == 1
        assert str(path) in result.stderr
        assert len(result.stderr.splitlines()) == 1
