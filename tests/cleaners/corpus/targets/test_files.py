"""A file a post: what is in it, what it is called, and what is left where it cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from records import records
from running import BLOGSIEVE, run

from blogsieve.cleaners.corpus.targets import TARGETS
from blogsieve.cleaners.corpus.targets.files import file_name
from blogsieve.cleaners.corpus.writers import write_rows


def formed() -> list[dict[str, Any]]:
    """Return records with a body in Markdown."""
    return [record | {"markdown": f"*{number}* a", "html": ""} for number, record in enumerate(records())]


def saved(path: Path, rows: list[dict[str, Any]]) -> str:
    """Write records to a file; return its name."""
    with path.open("wb") as file:
        write_rows(file, rows)
    return str(path)


@pytest.mark.parametrize(
    ("name", "ending"), [("text", ".txt"), ("markdown", ".md"), ("html", ".html"), ("tei", ".xml")]
)
def test_each_post_is_a_file_below_its_blog(name: str, ending: str, tmp_path: Path) -> None:
    rows = formed()
    assert TARGETS[name].write(iter(rows), str(tmp_path / "out")) == len(rows)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "out").rglob(f"*{ending}"))
    assert len(found) == len(rows)
    assert f"out/tidewrack.example/2021-10-02-geese{ending}" in found
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_known_stands_above_the_body(tmp_path: Path) -> None:
    record = formed()[0] | {"title": 'A: "b" # <c>'}
    for name in ("markdown", "html", "text"):
        TARGETS[name].write([record], str(tmp_path))
    (markdown,), (page,), (text,) = (list(tmp_path.rglob(f"*.{ending}")) for ending in ("md", "html", "txt"))
    _, head, body = markdown.read_text("utf-8").split("---\n")
    assert yaml.safe_load(head)["title"] == record["title"]
    assert yaml.safe_load(head)["tags"] == record["metadata"]["tags"]
    assert body == "\n*0* a\n"
    assert html.fromstring(page.read_text("utf-8")).findtext(".//h1") == record["title"]
    assert text.read_text("utf-8").endswith(f"\n\n{record['text']}\n")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"url": "https://a.example/b/", "date": "2021-05-30"}, "a.example/2021-05-30-b.md"),
        ({"url": "https://a.example/?p=3", "date": ""}, "a.example/p-3.md"),
        ({"url": "https://a.example/../../etc/x.html", "date": ""}, "a.example/x.md"),
        ({"url": "https://a.example/%E6%97%A5%E8%A8%98", "date": ""}, "a.example/日記.md"),
        ({"url": f"https://a.example/{'a' * 300}", "date": ""}, f"a.example/{'a' * 60}.md"),
        ({"url": "urn:sha1:abc", "date": "", "source": ""}, "posts/sha1-abc.md"),
    ],
)
def test_names_are_those_of_files(record: dict[str, str], name: str) -> None:
    assert file_name({"id": "sha1:abc", "source": "a.example", **record}, ".md", set()) == name


def test_names_that_are_taken_get_a_number() -> None:
    taken: set[str] = set()
    record = {"id": "sha1:abc", "source": "a.example", "url": "https://a.example/B", "date": ""}
    names = [file_name(record | {"url": url}, ".md", taken) for url in ("https://a.example/B", "https://a.example/b")]
    assert names == ["a.example/B.md", "a.example/b-2.md"]


def test_what_has_no_form_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    first, second, *_ = formed()
    name = saved(tmp_path / "posts.jsonl", [first, second | {"markdown": ""}])
    done = run(BLOGSIEVE, "export", name, "--to", "tei", "-o", tmp_path / "out", out=tmp_path / "none")
    assert done.code == 1
    assert done.said.count("\n") == 1
    assert second["url"] in done.said
    assert [path.name for path in tmp_path.iterdir()] == ["posts.jsonl"]


def test_a_folder_has_to_be_named(tmp_path: Path) -> None:
    name = saved(tmp_path / "posts.jsonl", formed())
    done = run(BLOGSIEVE, "export", name, "--to", "markdown", out=tmp_path / "none")
    assert (done.code, done.said) == (2, "blogsieve: --to markdown: say with -o FOLDER where to\n")
