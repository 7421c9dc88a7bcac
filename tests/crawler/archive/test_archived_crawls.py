"""Crawls that are not plain, archived: killed, in many encodings, with pages that are too much; each gives the same."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli
import pytest
import zstandard
from big_blog import BigBlog
from hosts import Handler, host, send, serving
from running import BLOGSIEVE, NO_DELAY, Run, clean, crawl
from warcio.checker import Checker
from warcs import again

from blogsieve.cleaners.engine import LocalExecutor, WorkerDied
from blogsieve.cleaners.engine.worker import Worker

SIZE = 30
FEW = 6
KILLS = 2
SECONDS = 600
# It takes the parser most of a minute, which nothing can end from within.
ATTRIBUTES = b" ".join(b"a%d=1" % number for number in range(150_000))
# Tags with as many attributes as are parsed: all together they take some seconds.
SLOW = b"<html><body>" + (b"<p " + b" ".join(ATTRIBUTES.split()[:4_900]) + b">Text</p>") * 200 + b"</body></html>"
LARGE = b"<html><body>" + b"<p>The same words, again and again.</p>" * 300_000 + b"</body></html>"


def check_archive(*paths: Path) -> None:
    """Check the digests of an archive, as `warcio check` does."""
    checker = Checker(type("Command", (), {"inputs": [str(path) for path in paths], "verbose": False})())
    assert checker.process_all() == 0


def check_the_same(folder: Path, *options: str) -> Run:
    """Check that the archive in a folder gives the records of its crawl."""
    run = clean(folder, *sorted(folder.glob("crawl*.warc.gz")), options=options)
    assert "Traceback" not in run.said
    assert by_url(run) == by_url(Run(0, "", read(folder / "posts.jsonl")))
    return run


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def by_url(run: Run) -> dict[str, dict[str, object]]:
    """Return records by their addresses; none is there twice."""
    found = {record["url"]: record for record in run.records}
    assert len(found) == len(run.records)
    return found


@contextmanager
def blog_with(odd: Callable[[Handler, BigBlog], bool], size: int = SIZE) -> Iterator[tuple[BigBlog, str]]:
    """Serve a blog some of whose pages are answered oddly."""
    blog = BigBlog(size=size)
    with host(blog.answer, lambda handler: odd(handler, blog)) as url:
        blog.base = url
        yield blog, url


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": deflate,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "GZIP": lambda data: gzip.compress(data) + b"what stands behind it",
}


def test_answers_in_any_encoding_are_cleaned_again(tmp_path: Path) -> None:
    def odd(handler: Handler, blog: BigBlog) -> bool:
        number = blog.number(handler.path)
        if number is None:
            return False
        encoding = list(PACKED)[number % len(PACKED)]
        return send(handler, PACKED[encoding](blog.post(number).encode()), Content_Encoding=encoding)

    with blog_with(odd, size=14) as (_, url):
        run = crawl(f"{url}/", tmp_path, "--archive", "crawl.warc.gz")
    assert len(run.records) == 14, run.said
    check_the_same(tmp_path)
    assert b"Accept-Encoding: gzip\r\n" in gzip.decompress((tmp_path / "crawl.warc.gz").read_bytes())


def test_a_crawl_that_is_killed_again_and_again(tmp_path: Path) -> None:
    with serving(BigBlog(size=SIZE)) as url:
        command = [BLOGSIEVE, "crawl", f"{url}/", "-O", "posts.jsonl", "--archive", "crawl.warc.gz", *NO_DELAY]
        split = ("-s", "BLOGSIEVE_ARCHIVE_MAXSIZE=9000", "-s", "JOBDIR=job", "-s", "BLOGSIEVE_SAMPLE=5")
        for _ in range(KILLS):
            slow = subprocess.Popen([*command, *split, "-s", "DOWNLOAD_DELAY=0.05"], cwd=tmp_path)
            wait_until(grown(tmp_path / "posts.jsonl"), slow)
            slow.kill()
            slow.wait()
            # A kill in the middle of a write.
            last = sorted(tmp_path.glob("crawl-*.warc.gz"))[-1]
            os.truncate(last, max(0, last.stat().st_size - 7))
        done = subprocess.run([*command, *split], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(read(tmp_path / "posts.jsonl")) == SIZE
    assert len(list(tmp_path.glob("crawl*.warc.gz"))) > 2
    # What was torn was a request or a note, and may be the note of a record that is written.
    parts = sorted(tmp_path.glob("crawl*.warc.gz"))
    check_archive(*parts)
    again = by_url(clean(tmp_path, *parts))
    whole = {record["url"]: record for record in read(tmp_path / "posts.jsonl")}
    assert all(whole[url] == record for url, record in again.items())
    assert len(again) >= SIZE - KILLS


def grown(path: Path) -> Callable[[], bool]:
    """Return what tells whether a file is larger than now."""
    size = path.stat().st_size if path.exists() else 0
    return lambda: path.exists() and path.stat().st_size > size


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Wait until something is so, as long as a process runs."""
    begun = time.monotonic()
    while not is_so():
        assert process.poll() is None
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)


def test_a_crawl_that_is_killed_before_its_first_record_leaves_none_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text('{"id": "sha1:0", "url": "https://old.example/"}\n')
    with serving(BigBlog(size=SIZE)) as url:
        command = [BLOGSIEVE, "crawl", f"{url}/", "-O", tmp_path / "posts.jsonl", "-s", "JOBDIR=job"]
        killed = subprocess.Popen([*command, "-s", "DOWNLOAD_DELAY=9"], cwd=tmp_path, stderr=subprocess.DEVNULL)
        wait_until((tmp_path / "job" / "frontier.sqlite").exists, killed)
        killed.kill()
        killed.wait()
        found = by_url(crawl(f"{url}/", tmp_path, "-s", "JOBDIR=job"))
    assert len(found) == SIZE
    assert "https://old.example/" not in found


def endless(blog: BigBlog) -> bytes:
    """Return the page of a post with a tag that no parser gets to the end of."""
    return blog.post(4).encode().replace(b"<body", b"<body " + ATTRIBUTES, 1)


def test_pages_that_are_too_much_are_named_and_kept(tmp_path: Path) -> None:
    def odd(handler: Handler, blog: BigBlog) -> bool:
        answers = {blog.path(3): LARGE, blog.path(4): endless(blog)}
        return handler.path in answers and send(handler, answers[handler.path])

    with blog_with(odd) as (blog, url):
        run = crawl(f"{url}/", tmp_path, "--archive", "crawl.warc.gz")
    assert run.code == 0
    assert len(run.records) == SIZE - 1
    assert f"{url}{blog.path(3)}: has {len(LARGE)} bytes, more than 10000000\n" in run.said
    assert f"{url}{blog.path(4)}" in {record["url"] for record in run.records}
    check_the_same(tmp_path)
    check_archive(tmp_path / "crawl.warc.gz")
    data = gzip.decompress((tmp_path / "crawl.warc.gz").read_bytes())
    assert LARGE in data
    assert endless(blog) in data


def test_page_that_costs_too_much_is_named_and_taken_when_limits_are_higher(tmp_path: Path) -> None:
    """It is in no crawl's way, and nothing of it is lost: its archive has it, and so has the state."""
    tag = b"<p " + b" ".join(ATTRIBUTES.split()[:4_900]) + b">Text</p>"

    def odd(handler: Handler, blog: BigBlog) -> bool:
        page = blog.post(2).encode().replace(b"</article>", tag * 10 + b"</article>")
        return handler.path == blog.path(2) and send(handler, page)

    low, high = ("-s", "BLOGSIEVE_PAGE_TIMEOUT=0.5"), ("-s", "BLOGSIEVE_PAGE_TIMEOUT=100")
    with blog_with(odd, size=FEW) as (blog, url):
        state = ("-s", "BLOGSIEVE_STATE=state", "-s", "BLOGSIEVE_ADDRESSES=addresses.jsonl")
        first = crawl(f"{url}/", tmp_path, "--archive", "crawl.warc.gz", *state, *low)
        addresses = read(tmp_path / "addresses.jsonl")
        (tmp_path / "posts.jsonl").unlink()
        later = crawl(f"{url}/", tmp_path, *state, *high)
    costly = f"{url}{blog.path(2)}"
    assert first.code == 0, first.said
    assert sorted(first.by_title) == [f"Post {number}" for number in range(FEW) if number != 2]
    assert f"{FEW - 1} posts written (1 too-costly)" in first.said
    (line,) = [line for line in first.said.splitlines() if costly in line]
    assert line.endswith(f"{costly}: takes longer than 0.5 s of the processor to clean")
    assert [row["said"] for row in addresses if row["address"] == costly] == ["costs more than the limits allow"]
    assert [record["url"] for record in later.records] == [costly]
    again = clean(tmp_path, tmp_path / "crawl.warc.gz", options=high)
    assert by_url(again).keys() == by_url(first).keys() | {costly}


def test_pages_that_are_too_much_on_disk_are_named(tmp_path: Path) -> None:
    pages = {"large": LARGE, "slow": SLOW, **{f"post-{n}": BigBlog().post(n).encode() for n in range(6)}}
    for name, body in pages.items():
        folder = tmp_path / "pages" / name.partition("-")[0]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_bytes(body)
    run = clean(tmp_path, "pages", options=("-s", "BLOGSIEVE_PAGE_TIMEOUT=1"))
    assert run.code == 0
    assert len(run.records) == 6
    assert (
        f"{(tmp_path / 'pages' / 'large' / 'large.html').as_uri()}: has {len(LARGE)} bytes, more than 10000000\n"
        in run.said
    )
    slow = (tmp_path / "pages" / "slow" / "slow.html").as_uri()
    assert f"{slow}: takes longer than 1 s of the processor to clean\n" in run.said


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, none where it has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="workers are found in /proc")
def test_a_worker_that_is_killed_costs_its_page(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.html").write_text(BigBlog().post(number))
    slow = tmp_path / "slow" / "slow.html"
    slow.parent.mkdir()
    slow.write_bytes(SLOW)
    command = [BLOGSIEVE, "clean", *sorted(tmp_path.glob("*.html")), slow, "--jobs", "1", "-O", tmp_path / "out.jsonl"]
    cleaning = subprocess.Popen(
        [*command, "-s", "BLOGSIEVE_PAGE_TIMEOUT=40"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: len(read(tmp_path / "out.jsonl")) == 6, cleaning)
    (fork_server,) = children(cleaning.pid)
    while cleaning.poll() is None:
        # It is tried once more, in another one.
        for worker in children(fork_server):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        time.sleep(0.2)
    said = cleaning.communicate(timeout=SECONDS)[1]
    assert cleaning.returncode == 0
    assert f"{slow.as_uri()}: ended the worker that cleaned it\n" in said


def test_a_blog_that_cannot_be_learned_is_cleaned_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object, **__: object) -> None:
        raise WorkerDied("ended the worker that cleaned it")

    monkeypatch.setattr(Worker, "_learn", dies)
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(BigBlog().post(number))
    with LocalExecutor(1) as pool:
        found = again(pool, tmp_path)
    assert [record["title"] for record in found.records] == ["Post 0", "Post 1", "Post 2"]
    (line,) = found.refused
    assert line.endswith("and 2 others: nothing was learned of them: ended the worker that cleaned it")
