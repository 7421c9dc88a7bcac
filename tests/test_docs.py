"""The documentation keeps up: each command, option and setting is in it, the tutorial runs, the site builds."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from newcomer import run_pieces
from running import BLOGSIEVE, NO_DELAY, ROOT
from scrapy.utils.project import get_project_settings

from blogsieve.crawler import settings
from blogsieve.crawler.blogs.selection import Selection
from blogsieve.crawler.ui.cli import commands
from demo.blogger import Blog
from demo.posts import read_posts

DOCS = ROOT / "docs"
REFERENCE = (DOCS / "reference.md").read_text("utf-8")
TUTORIAL = (DOCS / "tutorial.md").read_text("utf-8")
OURS = {name: value for name, value in vars(settings).items() if name.startswith("BLOGSIEVE_")}
THEIRS = {name: value for name, value in vars(settings).items() if name.isupper() and name not in OURS}


def section(command: str) -> str:
    """Return what the reference says of a command."""
    return REFERENCE.partition(f"## blogsieve {command}\n")[2].partition("\n## ")[0]


def options_of(command: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the options that a command has besides the global ones."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    made = import_module(f"blogsieve.crawler.commands.{command}").Command()
    made.settings = get_project_settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve", add_help=False)
    made.add_options(parser)
    known = {
        id(action)
        for group in parser._action_groups
        if group.title == "Global Options"
        for action in group._group_actions
    }
    return [name for action in parser._actions if id(action) not in known for name in action.option_strings]


@pytest.mark.parametrize("command", commands("blogsieve.crawler"))
def test_every_command_and_option_is_explained(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = section(command)
    assert f"blogsieve {command}" in said or command == "schema"
    assert said
    assert [name for name in options_of(command, monkeypatch) if f"`{name}" not in said] == []


def test_every_argument_of_a_crawl_is_explained() -> None:
    assert [name for name in ("url", "file", *Selection.__slots__) if f"`-a {name}=" not in section("crawl")] == []


def shown(value: Any) -> str:
    """Return a default as the table has it."""
    return (
        ", ".join(f"`{part}`" for part in value) if isinstance(value, list) else f"`{value}`" if value != "" else "none"
    )


def defaults(names: str) -> dict[str, str]:
    """Return the defaults that the reference's tables give."""
    return dict(re.findall(rf"^\| `({names})` \| ((?:none|`).*?) \|", REFERENCE, re.MULTILINE))


def test_every_setting_is_explained_with_its_default() -> None:
    assert defaults(r"BLOGSIEVE_\w+") == {name: shown(value) for name, value in OURS.items()}


def test_every_default_of_scrapys_that_differs_is_explained() -> None:
    assert [name for name in THEIRS if f"`{name}`" not in REFERENCE] == []
    told = defaults(r"(?!BLOGSIEVE_)[A-Z_]+")
    assert told
    assert told == {name: shown(THEIRS[name]) for name in told}


def test_settings_that_are_named_anywhere_exist() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")):
        named = set(re.findall(r"-s (BLOGSIEVE_\w+)=", page.read_text("utf-8")))
        assert named <= OURS.keys(), page.name


def test_tutorial_runs(tmp_path: Path, serve: Callable[..., str]) -> None:
    url = serve(lambda base: Blog(read_posts(), base).answer)
    pieces = re.findall(r"<!-- tutorial -->\n```(sh|python)\n(.*?)```", TUTORIAL, re.DOTALL)
    if find_spec("pandas") is None:
        pieces = [piece for piece in pieces if piece[0] == "sh"]
    mirrors = {f"http://127.0.0.1:{port}": serve(lambda base: Blog(read_posts(), base).answer) for port in (8772, 8773)}
    places = {"http://127.0.0.1:8771": url, "127.0.0.1_8771": url[7:].replace(":", "_")} | mirrors
    heard = run_pieces(pieces, places, tmp_path)
    detected = re.search(r"<!-- detect -->\n```text\n(.*?)```", TUTORIAL, re.DOTALL)
    assert detected
    assert detected[1].replace("http://127.0.0.1:8771", url) in heard
    assert "body        " in heard, "site show tells where posts stand"
    assert len((tmp_path / "few.jsonl").read_text("utf-8").splitlines()) == 3
    assert "wrapper: in the element" in (tmp_path / "inspect.html").read_text("utf-8")
    assert "Sidebar" not in (tmp_path / "posts.jsonl").read_text("utf-8")
    assert (tmp_path / "report.html").exists()
    assert "7 posts of 1 blog," in (tmp_path / "corpus" / "README.md").read_text("utf-8")
    assert re.search(r"\b7 posts of \d blogs?,", (tmp_path / "three" / "README.md").read_text("utf-8"))


@pytest.mark.parametrize(("code", "exitcode"), [("", 0), ("item['nothing']", 1)], ids=["works", "has a fault"])
def test_pipeline_of_the_recipe(code: str, exitcode: int, tmp_path: Path, serve: Callable[..., str]) -> None:
    recipes = (DOCS / "recipes.md").read_text("utf-8")
    pipeline, command = (
        re.search(rf"<!-- mine.py -->\n```{kind}\n(.*?)```", recipes, re.DOTALL) for kind in ("python", "sh")
    )
    assert pipeline
    assert command
    (tmp_path / "mine.py").write_text(
        pipeline[1].replace("        return item", f"        {code}\n        return item")
    )
    url = serve(lambda base: Blog(read_posts(), base).answer)
    line = command[1].replace("https://NAME.blogspot.com", f"{url}/").replace("blogsieve", str(BLOGSIEVE), 1).strip()
    line = f"{line} {' '.join(NO_DELAY)}"
    done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == exitcode, done.stderr
    assert "6 dropped" in done.stderr or exitcode
    output = tmp_path / "posts.jsonl"
    assert output.exists() == (not exitcode), "what a crawl that failed leaves could be taken for its result"
    records = [json.loads(record) for record in output.read_text("utf-8").splitlines()] if output.exists() else []
    assert [record["language"] for record in records] == ["de"] * (1 - exitcode)


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="needs blogsieve[docs]")
def test_site_builds(tmp_path: Path) -> None:
    # Not `--quiet`, with which no warning is counted as one.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "reference" / "index.html").read_text("utf-8")
    assert "metadata.schema_version" in html, "the record's table comes from the README"
    for page in (tmp_path / "site").rglob("index.html"):
        assert "```" not in page.read_text("utf-8"), f"{page}: a piece of code is not taken for one"
