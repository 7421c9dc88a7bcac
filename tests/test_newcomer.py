"""A person who knows the command line, but neither Scrapy nor Python, with nothing but the README.

They crawl a blog, look at what was removed, load the result in two tools, find something in the text that its author
did not write, and add a rule: each by the README's own pieces, on a copy of the packages for an editable install.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest
from newcomer import run_pieces
from records import write_records
from running import ROOT, run

from demo.blogger import Answer, Blog
from demo.posts import read_posts

README = (ROOT / "README.md").read_text("utf-8")
TIPS = '<div class="tip-jar">Fill the jar with pebbles</div>'


def piece(kind: str, name: str) -> tuple[str, str]:
    """Return a piece of the README."""
    found = re.search(rf"<!-- {name} -->\n```{kind}\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no piece {name}"
    return kind, found[1]


def blog_with_tips(base: str) -> Callable[[str], Answer]:
    """Return a blog on which one post has a button that no rule knows, and that the feed has as well."""
    blog = Blog(read_posts(), base)

    def answer(target: str) -> Answer:
        found = blog.answer(target)
        if not isinstance(found.body, str) or not ("/geese.html" in target or "feeds" in target):
            return found
        tips = TIPS if "/geese.html" in target else escape(TIPS)
        return Answer(found.body.replace("Thirty-one of them.", f"Thirty-one of them.{tips}"), found.content_type)

    return answer


@pytest.fixture
def names(serve: Callable[..., str]) -> dict[str, str]:
    """Return the address of the blog in the place of the README's."""
    return {"https://NAME.blogspot.com": serve(blog_with_tips)}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder with a copy of the packages, for rules to be added to."""
    folder = tmp_path / "checkout"
    for name in ("blogsieve", "cleaners", "crawler"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True)
    return folder


def text_of_geese(folder: Path) -> str:
    """Return the text of the post about geese as it was crawled."""
    records = [json.loads(line) for line in (folder / "posts.jsonl").read_text("utf-8").splitlines()]
    return next(str(record["text"]) for record in records if record["title"] == "Geese")


def test_walk(names: dict[str, str], packages: Path, tmp_path: Path) -> None:
    crawl, look = piece("sh", "crawl"), piece("sh", "inspect")
    run_pieces([crawl, look, piece("sh", "report")], names, tmp_path, packages)
    page = (tmp_path / "inspect.html").read_text("utf-8")
    assert "comments/blogger" in page
    assert "We had nine over the church" in page, "what was removed can be read"
    assert (tmp_path / "report.html").exists()

    assert "Fill the jar with pebbles" in text_of_geese(tmp_path)
    rule = piece("toml", "rule")[1]
    with (packages / "cleaners" / "rules" / "share.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{rule}")
    run_pieces([look, crawl], names, tmp_path, packages)
    assert "share/tip-jar" in (tmp_path / "inspect.html").read_text("utf-8")
    assert text_of_geese(tmp_path) == "The first geese came over at six this morning. Thirty-one of them."


@pytest.mark.parametrize(("kind", "tool", "said"), [("sh", "jq", "2021-10-02\tGeese"), ("python", "pandas", "es")])
def test_result_is_loaded(kind: str, tool: str, said: str, tmp_path: Path) -> None:
    if not (shutil.which(tool) if kind == "sh" else find_spec(tool)):
        pytest.skip(f"needs {tool}")
    write_records(tmp_path / "posts.jsonl")
    assert said in run_pieces([piece(kind, tool)], {}, tmp_path)


@pytest.mark.parametrize("command", ["clean page.html", "inspect page.html", "crawl http://127.0.0.1:1/"])
def test_rule_with_a_mistake_is_told_in_a_line(command: str, packages: Path, tmp_path: Path) -> None:
    rules = packages / "cleaners" / "rules" / "share.toml"
    rules.write_text(rules.read_text("utf-8") + '\n[tip-jar]\ncss = [".tip-jar"]\n', "utf-8")
    blogsieve = ("env", f"PYTHONPATH={packages}", sys.executable, "-P", "-m", "blogsieve")
    done = run(*blogsieve, *command.split(), out=tmp_path / "none", cwd=tmp_path)
    assert done.code == 2
    assert done.said == "blogsieve: share.toml, rule 'tip-jar': give source\n"
