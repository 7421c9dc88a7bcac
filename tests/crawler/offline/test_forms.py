"""Records with forms of their bodies, by command: as they come out, exported, and read again."""

from __future__ import annotations

from pathlib import Path

from running import BLOGSIEVE, clean, run

from demo.blogger import Blog
from demo.posts import read_posts

BOATS = "/2022/06/a-table-of-small-boats.html"


def test_forms_are_written_exported_and_read_again(tmp_path: Path) -> None:
    page = tmp_path / "boats.html"
    page.write_text(str(Blog(read_posts(), "https://tidewrack.example").answer(BOATS).body), "utf-8")
    (record,) = clean(tmp_path, page, options=("-s", "BLOGSIEVE_BODY=markdown,html")).records
    assert "| Wren | 3.9 m | 18 cm | 1961 |" in record["markdown"]
    assert "<td>Wren</td><td>3.9 m</td>" in record["html"]
    (plain,) = clean(tmp_path, page).records
    assert (plain["markdown"], plain["html"]) == ("", "")
    assert plain["text"] == record["text"]
    (without,) = clean(
        tmp_path, page, options=("-s", "BLOGSIEVE_BODY=markdown", "-s", "BLOGSIEVE_BODY_TABLES=0")
    ).records
    assert "\n\nWren | 3.9 m | 18 cm | 1961\n\n" in without["markdown"]
    none = tmp_path / "none"
    done = run(BLOGSIEVE, "export", "out.jsonl", "--to", "markdown", "-o", "posts", out=none, cwd=tmp_path)
    assert (done.code, done.said) == (0, "")
    (again,) = clean(tmp_path, tmp_path / "posts").records
    assert (again["url"], again["title"], again["date"]) == (plain["url"], plain["title"], plain["date"])
