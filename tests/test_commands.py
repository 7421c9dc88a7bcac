"""Our own commands as a person gives them: what they write, and one clear line for what they cannot use."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pyarrow import parquet
from records import records, write_records
from running import BLOGSIEVE, NO_DELAY

from cleaners.corpus.records import read_records
from cleaners.schema import load_schema
from crawler.cli import main
from demo.blogger import Answer, Blog
from demo.posts import read_posts

GEESE = str(Blog(read_posts(), "http://127.0.0.1:1").answer("/2021/10/geese.html").body)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
FULL = "/dev/full"  # Linux' own full disk


class Done(NamedTuple):
    """What a command left behind."""

    returncode: object
    stdout: str
    stderr: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with good and bad files."""
    write_records(tmp_path / "posts.jsonl")
    (tmp_path / "geese.html").write_text(GEESE, "utf-8")
    (tmp_path / "picture.html").write_bytes(PNG)
    (tmp_path / "no-post.html").write_text("<html><body><nav>Home</nav></body></html>")
    (tmp_path / "notes.txt").write_text("Buy milk.\n")
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "no-key.jsonl").write_text(json.dumps(records()[0]) + "\n" + '{"id": "sha1:0", "url": "x"}\n')
    (tmp_path / "no-gzip.jsonl.gz").write_text("no gzip")
    return tmp_path


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a function that runs a command in the folder and in this process, which is faster than in another."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")

    def run(*args: str) -> Done:
        with pytest.raises(SystemExit) as left:
            main(args)
        return Done(left.value.code, *capfd.readouterr())

    return run


def blogsieve(folder: Path, *args: str) -> Done:
    """Run a command in the folder, as a process of its own."""
    done = subprocess.run([BLOGSIEVE, *args], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


BAD = [
    ("inspect",),
    ("inspect", "a", "b"),
    ("inspect", "missing.html"),
    ("inspect", "picture.html"),
    ("inspect", "geese.html", "--with", "missing"),
    ("inspect", "geese.html", "-o", "missing/page.html"),
    ("inspect", "geese.html", "-o", FULL),
    ("report",),
    ("report", "missing.jsonl"),
    ("report", "notes.txt"),
    ("report", "empty.jsonl"),
    ("report", "no-key.jsonl"),
    ("report", "no-gzip.jsonl.gz"),
    ("report", "posts.jsonl", "-o", FULL),
    ("export",),
    ("export", "missing.jsonl"),
    ("export", "notes.txt"),
    ("export", "no-key.jsonl", "-o", "out.vert"),
    ("export", "posts.jsonl", "--to", "word"),
    ("export", "posts.jsonl", "-o", FULL),
    ("export", "posts.jsonl", "--to", "parquet", "-o", FULL),
    ("schema", "twice"),
]


@pytest.mark.parametrize("args", BAD, ids=" ".join)
def test_bad_input_gets_one_line(args: tuple[str, ...], folder: Path, here: Callable[..., Done]) -> None:
    done = here(*args)
    assert done.returncode != 0
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("blogsieve: ")
    named = [arg for arg in args[1:] if arg.startswith(("missing", "picture", "no", "empty", "http", FULL))]
    assert not named or named[-1].removeprefix("missing/") in lines[0]
    assert not (folder / "out.vert").exists()


def test_page_without_a_post_is_shown_and_told(folder: Path, here: Callable[..., Done]) -> None:
    done = here("inspect", "no-post.html")
    assert done.returncode == 1
    assert "no text of a post" in done.stderr
    assert "No text of a post" in (folder / "inspect.html").read_text("utf-8")


def test_inspect_learns_from_pages_beside(folder: Path, here: Callable[..., Done]) -> None:
    (folder / "saved").mkdir()
    blog = Blog(read_posts(), "http://127.0.0.1:1")
    for number, post in enumerate(read_posts()):
        (folder / "saved" / f"{number}.html").write_text(str(blog.answer(post.path).body), "utf-8")
    done = here("inspect", "geese.html", "--with", "saved", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "wrapper: in the element that the blog&#x27;s pages have in common" in done.stdout


def test_inspect_of_an_address_learns_from_the_blog(folder: Path, serve: Callable[..., str]) -> None:
    def make(base: str) -> Callable[[str], Answer]:
        return Blog(read_posts(), base).answer

    url = serve(make)
    done = blogsieve(folder, "inspect", f"{url}/2021/10/geese.html", "-o", "page.html", *NO_DELAY)
    assert done.returncode == 0, done.stderr
    page = (folder / "page.html").read_text("utf-8")
    assert "comments/blogger" in page
    assert "wrapper: in the element" in page


def test_report_is_written(folder: Path, here: Callable[..., Done]) -> None:
    done = here("report", "posts.jsonl")
    assert done.returncode == 0, done.stderr
    assert "Lo que trae la marea" in (folder / "report.html").read_text("utf-8")


def test_schema_is_printed(here: Callable[..., Done]) -> None:
    assert json.loads(here("schema").stdout) == load_schema()


def test_address_that_does_not_answer(folder: Path) -> None:
    done = blogsieve(folder, "inspect", "http://127.0.0.1:1/", "-s", "RETRY_ENABLED=False")
    assert done.returncode == 1
    assert done.stderr == "blogsieve: http://127.0.0.1:1/: the host refuses the connection\n"


def test_reader_of_a_pipe_may_leave(folder: Path) -> None:
    command = f"{BLOGSIEVE} export posts.jsonl | head -1"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("<doc ")
    assert done.stderr == ""


def test_output_by_its_ending(folder: Path, here: Callable[..., Done]) -> None:
    endings = ["jsonl.gz", "jsonl.bz2", "jsonl.xz", "jsonl.zst"]
    outputs = [part for ending in (*endings, "parquet") for part in ("-O", f"out.{ending}")]
    done = blogsieve(folder, "clean", "geese.html", *outputs)
    assert done.returncode == 0, done.stderr
    for ending in endings:
        assert [record["title"] for record in read_records(str(folder / f"out.{ending}"))] == ["Geese"]
    assert [row["title"] for row in parquet.read_table(folder / "out.parquet").to_pylist()] == ["Geese"]
    assert here("clean", "geese.html", "-o", "out.parquet").returncode != 0, "Parquet cannot be appended to"


def test_output_in_parts(folder: Path, serve: Callable[..., str]) -> None:
    url = serve(lambda base: Blog(read_posts(), base).answer)
    options = ("-O", "part-%(batch_id)d.jsonl", "-s", "FEED_EXPORT_BATCH_ITEM_COUNT=3", *NO_DELAY)
    done = blogsieve(folder, "crawl", f"{url}/", *options)
    assert done.returncode == 0, done.stderr
    sizes = [len(path.read_text("utf-8").splitlines()) for path in sorted(folder.glob("part-*.jsonl"))]
    assert sizes == [3, 3, 1]
