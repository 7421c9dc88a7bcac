"""What the README promises: its commands, its lines of output and its recipes are run as they stand there."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml.html import fromstring
from records import cleaned
from running import ROOT, clean, crawl

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.forms import form
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.pipeline import clean as cleaning
from blogsieve.cleaners.platforms.platform import load_platforms
from blogsieve.cleaners.rules.rule import css_findings, read_rules
from demo.blogger import Answer, Blog
from demo.posts import read_posts

README = (ROOT / "README.md").read_text("utf-8")
PORT = re.compile(r"127\.0\.0\.1:\d+")


def code(kind: str) -> list[str]:
    """Return the README's pieces of code of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


def piece(name: str) -> str:
    """Return the README's piece of code of a name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, name
    return found[1]


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what differs between two crawls, or moves a little with each rule: port, time, counts."""
    shown = row | {"id": "", "added": "", "language_score": 0}
    if "metadata" in row:
        counts = row["metadata"]["removed"]
        shown["metadata"] = row["metadata"] | {"removed": {group: bool(size) for group, size in counts.items()}}
    data: dict[str, Any] = json.loads(PORT.sub("HOST", json.dumps(shown)))
    return data


def blog(base: str) -> Callable[[str], Answer]:
    return Blog(read_posts(), base).answer


def test_line_of_output_is_real(tmp_path: Path, serve: Callable[..., str]) -> None:
    shown = json.loads(code("json")[0])
    record = crawl(f"{serve(blog)}/", tmp_path).by_title[shown["title"]]
    assert plain(record) == plain(shown)
    assert list(record) == list(shown)


def test_removal_is_real(tmp_path: Path) -> None:
    shown = json.loads(code("json")[1])
    page = Blog(read_posts(), "http://127.0.0.1:1").answer("/2021/10/geese.html").body
    (tmp_path / "geese.html").write_text(str(page), "utf-8")
    clean(tmp_path, tmp_path / "geese.html", options=("-s", "BLOGSIEVE_BOILERPLATE=cut.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "cut.jsonl").read_text("utf-8").splitlines()]
    assert plain(shown) in [plain(row) for row in rows]


def test_markdown_is_real() -> None:
    texts = [form("markdown").write(one.body) for one in cleaned()]
    assert any(piece("markdown").strip() in text for text in texts)


def test_python_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    exec(piece("alone"), {})
    text, *removed = capsys.readouterr().out.splitlines()
    assert text == "Thirty-one of them came over at six this morning."
    assert "comments/disqus Nine over the church!" in removed


def test_every_key_of_the_record_is_explained() -> None:
    record = json.loads(code("json")[0])
    keys = [key for key in record if key != "metadata"] + [f"metadata.{key}" for key in record["metadata"]]
    table = README.partition("| key | what |")[2].partition("##")[0]
    assert [key for key in keys if f"`{key}`" not in table] == []


def test_first_command_is_one_that_make_knows() -> None:
    makes, _, activates = piece("install").strip().partition(" && ")
    assert makes == "make install"
    asked = subprocess.run(["make", "--dry-run", "install"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    assert activates in asked.stdout, "it says how the command is found"


def test_every_command_is_explained() -> None:
    commands = [path.stem for path in (ROOT / "crawler" / "commands").glob("*.py") if path.stem != "__init__"]
    assert [name for name in commands if f"blogsieve {name}" not in README] == []


def test_recipe_for_a_rule_works() -> None:
    (rule,) = read_rules("share.toml", piece("rule"))
    for example in rule.goes:
        assert list(css_findings(Index(fromstring(f"<body>{example}</body>")), [rule]))
    for example in rule.stays:
        assert not list(css_findings(Index(fromstring(f"<body>{example}</body>")), [rule]))


def test_recipe_for_a_platform_names_keys_that_exist() -> None:
    recipe = tomllib.loads(piece("platform"))
    known = tomllib.loads((files("cleaners") / "platforms" / "wordpress.toml").read_text("utf-8"))
    assert load_platforms()
    for key, value in recipe.items():
        assert key in known
        assert not isinstance(value, dict) or value.keys() <= known[key].keys()


def test_recipe_for_a_step_works(monkeypatch: pytest.MonkeyPatch) -> None:
    ornaments = ModuleType("ornaments")
    exec(piece("step"), vars(ornaments))
    exec(piece("list"), vars(cleaning) | {"ornaments": ornaments}, names := {})
    assert names["ON_BLOCKS"] == (*cleaning.ON_BLOCKS, ornaments)
    monkeypatch.setattr(cleaning, "ON_BLOCKS", names["ON_BLOCKS"])
    html = b"<html><body><p>Before the storm</p><p>* * *</p><p>After the storm</p></body></html>"
    cleaned = cleaning.clean_page(Page("https://a.example/", html))
    assert cleaned.record.text == "Before the storm\nAfter the storm"
    assert [removal.reason for removal in cleaned.removals] == ["meta/ornament"]


def test_every_page_of_the_docs_is_in_their_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").partition("nav:")[2]
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f" {path.name}\n" not in menu] == []


def test_links_to_files_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"
