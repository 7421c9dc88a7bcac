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

from blogsieve.cleaners.corpus.records import read_records
from blogsieve.cleaners.schema import load_schema
from blogsieve.crawler.ui.cli import main
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


def with_metadata(**changed: object) -> dict[str, object]:
    """Return a record with other metadata."""
    record = records()[0]
    return record | {"metadata": record["metadata"] | changed}


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
    (tmp_path / "deep.jsonl").write_text("[" * 100_000 + "]" * 100_000)
    (tmp_path / "huge.jsonl").write_text(json.dumps(records()[0] | {"word_count": 10**400}))
    (tmp_path / "tags.jsonl").write_text(json.dumps(with_metadata(tags=[1])))
    (tmp_path / "score.jsonl").write_text(json.dumps(records()[0] | {"language_score": float("nan")}))
    (tmp_path / "no-gzip.jsonl.gz").write_text("no gzip")
    (tmp_path / "feed.xml").write_text(
        str(Blog(read_posts(), "http://127.0.0.1:1").answer("/feeds/posts/default").body)
    )
    (tmp_path / "saved").mkdir()
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "127.0.0.1_1.sqlite").write_bytes(b"SQLite format 3\x00 and no more")
    return tmp_path


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a function that runs a command in the folder and in this process, which is faster than in another."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")

    def run(*args: str) -> Done:
        with pytest.raises(SystemExit) as left:
            main(args)
        return Done(left.value.code, *capfd.readouterr())

    return run


def blogsieve(folder: Path, *args: str) -> Done:
    """Run a command in the folder, as a process of its own."""
    done = subprocess.run([BLOGSIEVE, *args], cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


CRAWL = ("crawl", "http://127.0.0.1:1/")
CLEAN = ("clean", "geese.html")
QUEUE = "redis://127.0.0.1:1/blogs"
WORKER = ("--workers", QUEUE, "-O", "saved")
# What is given, and what the line has to name.
BAD: dict[str, tuple[str, ...]] = {
    "inspect takes": ("inspect",),
    "inspect takes one URL or file": ("inspect", "a", "b"),
    "missing.html": ("inspect", "missing.html"),
    "picture.html": ("inspect", "picture.html"),
    "posts.jsonl: is JSON": ("inspect", "posts.jsonl"),
    "feed.xml: is a feed or an export": ("inspect", "feed.xml"),
    "saved: is a folder": ("inspect", "saved"),
    "missing: there": ("inspect", "geese.html", "--with", "missing"),
    "missing: there is no such folder": ("inspect", "geese.html", "-s", "BLOGSIEVE_STATE=missing"),
    "junk: holds": ("inspect", "http://127.0.0.1:1/", "-s", "BLOGSIEVE_STATE=junk"),
    "missing/page.html": ("inspect", "geese.html", "-o", "missing/page.html"),
    f"{FULL}: No space": ("inspect", "geese.html", "-o", FULL),
    "http://[::1/: is no address": ("inspect", "http://[::1/"),
    "--lone": ("inspect", "geese.html", "--lone"),
    "report takes": ("report",),
    "missing.jsonl: No": ("report", "missing.jsonl"),
    "notes.txt, line 1": ("report", "notes.txt"),
    "geese.html, line 1: is no JSON; files of records end in .jsonl": ("report", "posts.jsonl", "geese.html"),
    "empty.jsonl: holds no record": ("report", "empty.jsonl"),
    "no-key.jsonl, line 2: is no record: has no key 'source'": ("report", "no-key.jsonl"),
    "no-gzip.jsonl.gz": ("report", "no-gzip.jsonl.gz"),
    "saved: holds no file of records": ("report", "saved"),
    f"{FULL}: No space left": ("report", "posts.jsonl", "-o", FULL),
    "deep.jsonl, line 1: is no JSON": ("report", "deep.jsonl"),
    "word_count is out of bounds": ("report", "huge.jsonl"),
    "metadata.tags[] is no string": ("export", "tags.jsonl", "--to", "parquet", "-o", "out.parquet"),
    "language_score is out of bounds": ("report", "score.jsonl"),
    "'': is no name": ("report", ""),
    "posts.jsonl: is read from": ("report", "posts.jsonl", "-o", "posts.jsonl"),
    "./posts.jsonl: is read from": ("export", "posts.jsonl", "-o", "./posts.jsonl"),
    "geese.html: is read from": ("inspect", "geese.html", "-o", "geese.html"),
    "./posts.jsonl: is read": (*CLEAN, "--only-changed", "posts.jsonl", "-O", "./posts.jsonl"),
    "picture.html: is binary": ("inspect", "geese.html", "--with", "picture.html"),
    "deep.jsonl: holds no model": ("site", "show", "deep.jsonl"),
    "missing: there is no such file or folder": ("clean", "missing", "-O", "out.jsonl"),
    "picture.html: is binary, no text": ("clean", "picture.html"),
    "'': is no name of a file": ("clean", ""),
    "both/: is a folder; give no other output": (*CLEAN, "-O", "both/", "-O", "posts2.jsonl"),
    "nosuch://bucket/": (*CLEAN, "-O", "nosuch://bucket/"),
    "nosuch://pages": ("clean", "nosuch://pages", "-O", "out.jsonl"),
    "--only-changed posts.jsonl: what is written to a folder": (*CLEAN, "-O", "p/", "--only-changed", "posts.jsonl"),
    "--engine ray: writes to a folder": (*CLEAN, "-O", "out.jsonl", "--engine", "ray"),
    "--fsat: there is no such option": ("--fsat",),
    "export takes": ("export",),
    "missing.jsonl: No such": ("export", "missing.jsonl"),
    "notes.txt, line 1: is no JSON": ("export", "notes.txt"),
    "no-key.jsonl, line 2": ("export", "no-key.jsonl", "-o", "out.vert"),
    "posts.txt: does not end in a format": ("export", "posts.jsonl", "-o", "posts.txt"),
    "./saved: holds no file of records": ("export", "./saved"),
    "--to word": ("export", "posts.jsonl", "--to", "word"),
    "--to dataset: say with -o": ("export", "posts.jsonl", "--to", "dataset"),
    "notes.txt: ": ("export", "posts.jsonl", "--to", "dataset", "-o", "notes.txt"),
    "--mask names: give some of email": ("export", "posts.jsonl", "--mask", "email,names"),
    "BLOGSIEVE_OBEY=noia: noia is none of noindex": ("clean", "saved", "-s", "BLOGSIEVE_OBEY=noia"),
    "BLOGSIEVE_DUPLICATES=no: give one of flag": ("clean", "saved", "-s", "BLOGSIEVE_DUPLICATES=no"),
    "missing/out.vert: No such": ("export", "posts.jsonl", "-o", "missing/out.vert"),
    f"{FULL}: No space left on device": ("export", "posts.jsonl", "-o", FULL),
    f"{FULL}: ": ("export", "posts.jsonl", "--to", "parquet", "-o", FULL),
    "schema takes no arguments": ("schema", "twice"),
    "site takes": ("site",),
    "missing.sqlite: No such": ("site", "show", "missing.sqlite"),
    "saved: Is a": ("site", "show", "saved"),
    "geese.html: holds no model": ("site", "show", "geese.html"),
    "no-key.jsonl: holds no model": ("site", "show", "no-key.jsonl"),
    "detect takes": ("detect",),
    "one blog": ("detect", "a", "b"),
    "clean takes": ("clean",),
    "out.docx: does not end in a format": (*CLEAN, "-O", "out.docx"),
    "s3://bucket/out.jsonl": (*CLEAN, "-O", "s3://bucket/out.jsonl"),
    "notes.txt/out.jsonl": (*CLEAN, "-O", "notes.txt/out.jsonl"),
    "out.jsonl: names one file": (*CLEAN, "-O", "out.jsonl", "-s", "FEED_EXPORT_BATCH_ITEM_COUNT=5"),
    "notes.txt/cut.jsonl": (*CLEAN, "-s", "BLOGSIEVE_BOILERPLATE=notes.txt/cut.jsonl"),
    "old.jsonl: No such": (*CLEAN, "--only-changed", "old.jsonl"),
    "no-key.jsonl, line 2: is no": (*CLEAN, "--only-changed", "no-key.jsonl"),
    "--jobs -1": (*CLEAN, "--jobs", "-1"),
    "'many'": (*CLEAN, "--jobs", "many"),
    "--fast": (*CLEAN, "--fast"),
    "is it BLOGSIEVE_WORKERS?": (*CLEAN, "-s", "BLOGSIEVE_WORKER=2"),
    "BLOGSIEVE_WORKERS=-2: is less than 0": (*CLEAN, "-s", "BLOGSIEVE_WORKERS=-2"),
    "BLOGSIEVE_BODY=html,pdf: pdf is none of markdown": (*CLEAN, "-s", "BLOGSIEVE_BODY=html,pdf"),
    "BLOGSIEVE_PROGRESS=much": (*CLEAN, "-s", "BLOGSIEVE_PROGRESS=much"),
    "BLOGSIEVE_CAPTIONS=hide: give one of keep, drop": (*CLEAN, "-s", "BLOGSIEVE_CAPTIONS=hide"),
    "Invalid -s value": (*CLEAN, "-s", "BLOGSIEVE_PROGRESS"),
    "crawl takes": ("crawl",),
    "--slow": (*CRAWL, "--slow"),
    "is it limit?": (*CRAWL, "-a", "limt=3"),
    "DOWNLOAD_DELAY=inf: is no number": (*CRAWL, "-s", "DOWNLOAD_DELAY=inf"),
    "BLOGSIEVE_PAGE_TIMEOUT=nan: is no number": (*CRAWL, "-s", "BLOGSIEVE_PAGE_TIMEOUT=nan"),
    "DOWNLOAD_DELAY=soon: is no number": (*CRAWL, "-s", "DOWNLOAD_DELAY=soon"),
    "BLOGSIEVE_SAMPLE=1.5: is no whole number": (*CRAWL, "-s", "BLOGSIEVE_SAMPLE=1.5"),
    "ROBOTSTXT_OBEY=maybe": (*CRAWL, "-s", "ROBOTSTXT_OBEY=maybe"),
    "posts.docx: does not end in a format": (*CRAWL, "-O", "posts.docx"),
    "nowhere://posts.jsonl": (*CRAWL, "-O", "nowhere://posts.jsonl"),
    "notes.txt/posts.jsonl": (*CRAWL, "-O", "notes.txt/posts.jsonl"),
    "notes.txt/addresses.jsonl": (*CRAWL, "-s", "BLOGSIEVE_ADDRESSES=notes.txt/addresses.jsonl"),
    "notes.txt/removed.jsonl": (*CRAWL, "-s", "BLOGSIEVE_BOILERPLATE=notes.txt/removed.jsonl"),
    "notes.txt: File exists": (*CRAWL, "-s", "BLOGSIEVE_STATE=notes.txt"),
    "notes.txt/job": (*CRAWL, "-s", "JOBDIR=notes.txt/job"),
    "posts.zip: an archive ends in": (*CRAWL, "--archive", "posts.zip"),
    "notes.txt/posts.warc.gz": (*CRAWL, "--archive", "notes.txt/posts.warc.gz"),
    "s3://bucket/posts.jsonl": (*CRAWL, "-O", "s3://bucket/posts.jsonl", "-s", "JOBDIR=job"),
    "queue takes add or show": ("queue",),
    "queue takes add": ("queue", "show"),
    "is no queue: give redis://HOST/NAME": ("queue", "show", "http://127.0.0.1/blogs"),
    "redis://127.0.0.1:1/blogs: Error 111": ("queue", "show", "redis://127.0.0.1:1/blogs"),
    "missing.txt: No such": ("queue", "add", QUEUE, "missing.txt"),
    "empty.jsonl: no address of a blog": ("queue", "add", QUEUE, "empty.jsonl"),
    "http://127.0.0.1:1/: the blogs of a worker": (*CRAWL, *WORKER),
    "-a file=: the blogs of a worker": ("crawl", *WORKER, "-a", "file=notes.txt"),
    "records together in one folder: -O FOLDER": ("crawl", "--workers", QUEUE),
    "out.jsonl: names one file; workers": ("crawl", "--workers", QUEUE, "-O", "out.jsonl"),
    "--blogs-at-once 0": ("crawl", *WORKER, "--blogs-at-once", "0"),
    "--blogs-at-once: is for a worker": (*CRAWL, "--blogs-at-once", "3"),
    "BLOGSIEVE_LEASE=0": ("crawl", *WORKER, "-s", "BLOGSIEVE_LEASE=0"),
    "BLOGSIEVE_STATE=saved: is one machine's": ("crawl", *WORKER, "-s", "BLOGSIEVE_STATE=saved"),
    "BLOGSIEVE_ADDRESSES=a.jsonl: is one": ("crawl", *WORKER, "-s", "BLOGSIEVE_ADDRESSES=a.jsonl"),
    "BLOGSIEVE_BROWSER=auto: a worker would": ("crawl", *WORKER, "-s", "BLOGSIEVE_BROWSER=auto"),
    "notes.txt/out": ("crawl", "--workers", QUEUE, "-O", "notes.txt/out"),
    "nowhere://bucket": ("crawl", "--workers", QUEUE, "-O", "nowhere://bucket"),
    "since=soon": ("crawl", *WORKER, "-a", "since=soon"),
    "/crawl: Error 111": ("crawl", "--workers", "redis://127.0.0.1:1/crawl", "-O", "saved"),
    "fetsh: there is no such command": ("fetsh",),
}


@pytest.mark.parametrize("named", BAD)
def test_bad_input_gets_one_line(named: str, folder: Path, here: Callable[..., Done]) -> None:
    done = here(*BAD[named])
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("blogsieve: ")
    assert named in lines[0]
    assert not list(folder.glob("out.*")), "nothing is left of what could not be written"


def test_page_without_a_post_is_shown_and_told(folder: Path, here: Callable[..., Done]) -> None:
    done = here("inspect", "no-post.html")
    assert done.returncode == 1
    assert "no text of a post" in done.stderr
    assert "No text of a post" in (folder / "inspect.html").read_text("utf-8")


def test_inspect_learns_from_pages_beside(folder: Path, here: Callable[..., Done]) -> None:
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


def test_inspect_knows_what_a_crawl_has_learned(
    folder: Path, here: Callable[..., Done], serve: Callable[..., str]
) -> None:
    url = serve(lambda base: Blog(read_posts(), base).answer)
    state = ("-s", "BLOGSIEVE_STATE=state")
    assert blogsieve(folder, "crawl", f"{url}/", "-O", "posts.jsonl", *state, *NO_DELAY).returncode == 0
    page = str(Blog(read_posts(), url).answer("/2021/10/geese.html").body)
    (folder / "geese.html").write_text(page, "utf-8")
    shown = [here("inspect", "geese.html", "-o", "-", *options).stdout for options in ((), state)]
    assert ["wrapper: in the element" in page for page in shown] == [False, True]
    done = blogsieve(folder, "inspect", f"{url}/2021/10/geese.html", "-o", "-", *state, *NO_DELAY)
    assert "wrapper: in the element" in done.stdout


def test_report_is_written(folder: Path, here: Callable[..., Done]) -> None:
    (folder / "saved" / "manifest.json").write_text("{}")
    (folder / "posts.jsonl").rename(folder / "saved" / "posts.jsonl")
    for given in ("saved/posts.jsonl", "saved"):
        done = here("report", given)
        assert done.returncode == 0, done.stderr
        assert "Lo que trae la marea" in (folder / "report.html").read_text("utf-8")
        (folder / "report.html").unlink()


def test_half_a_character_is_exported(folder: Path, here: Callable[..., Done]) -> None:
    (folder / "half.jsonl").write_text(json.dumps(records()[0] | {"title": "a\ud800b \U0001f426"}))
    done = here("export", "half.jsonl", "--to", "parquet", "-o", "half.parquet")
    assert done.returncode == 0, done.stderr
    assert parquet.read_table(folder / "half.parquet")["title"].to_pylist() == ["a?b \U0001f426"]


def test_input_is_never_overwritten(folder: Path, here: Callable[..., Done]) -> None:
    before = (folder / "posts.jsonl").read_bytes()
    for args in (("report", "-o"), ("export", "-o"), ("clean", "-O")):
        done = here(args[0], "posts.jsonl", args[1], "posts.jsonl")
        assert done.returncode == 2
        assert (folder / "posts.jsonl").read_bytes() == before


def test_schema_is_printed(here: Callable[..., Done]) -> None:
    assert json.loads(here("schema").stdout) == load_schema()


def test_address_that_does_not_answer(folder: Path) -> None:
    done = blogsieve(folder, "inspect", "http://127.0.0.1:1/", "-s", "RETRY_ENABLED=False")
    assert done.returncode == 1
    assert done.stderr == "blogsieve: http://127.0.0.1:1/: the host refuses the connection\n"


def test_address_without_a_blog(folder: Path) -> None:
    done = blogsieve(folder, "detect", "http://127.0.0.1:1/", "-s", "RETRY_ENABLED=False")
    assert done.returncode == 1
    assert done.stderr == "blogsieve: http://127.0.0.1:1/: the host refuses the connection\n"


def test_commands_are_listed(folder: Path) -> None:
    assert "Show what is kept of a post" in blogsieve(folder).stdout
    assert "blogsieve inspect [options]" in blogsieve(folder, "inspect", "--help").stdout


def test_reader_of_a_pipe_may_leave(folder: Path) -> None:
    command = f"{BLOGSIEVE} export posts.jsonl | head -1"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
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
