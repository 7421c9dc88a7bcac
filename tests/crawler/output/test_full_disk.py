"""A disk that is full: one line that names the file, an exit code that is not 0, and never a traceback."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from big_blog import BigBlog
from records import write_records
from running import BLOGSIEVE, NO_DELAY

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="needs Linux' own full disk")
PAGE = (
    "<html><body><article><p>The tide was out when we came, and nobody was there to see us.</p></article></body></html>"
)
NO_SPACE = "No space left on device"
# On a slow machine a crawl takes longer than a minute, and would say how far it is.
SILENT = (*NO_DELAY, "-s", "BLOGSIEVE_PROGRESS=none")
# Bytes that a file may have, and posts: enough for what is written at the start of a crawl, and not for all of it.
BESIDE = {"JOBDIR=job": (50_000, 300), "BLOGSIEVE_STATE=state": (50_000, 300), "ARCHIVE=all.warc.gz": (9_000, 40)}


# Workers keep a model of languages in a temporary file while they load it: on another disk, which is not full.
ELSEWHERE = """import resource, sys
if "blogsieve.cleaners.engine.process" in " ".join(sys.orig_argv):
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a page and records."""
    (tmp_path / "page.html").write_text(PAGE)
    write_records(tmp_path / "posts.jsonl")
    return tmp_path


def lines_of(folder: Path, *args: str, most: int = 0) -> list[str]:
    """Run a command that fails, with files of so many bytes at most; return the lines that it said."""

    def limit() -> None:
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "sitecustomize.py").write_text(ELSEWHERE)
    path = os.pathsep.join(filter(None, (str(folder / "elsewhere"), os.environ.get("PYTHONPATH", ""))))
    done = subprocess.run(
        [BLOGSIEVE, *args], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=600,
        check=False, preexec_fn=limit, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return done.stderr.splitlines()


@pytest.mark.parametrize("form", ["jsonl", "zst", "parquet"])
def test_cleaning_to_a_full_disk(form: str, folder: Path) -> None:
    assert lines_of(folder, "clean", "page.html", "-O", f"{FULL}:{form}") == [f"blogsieve: {FULL}: {NO_SPACE}"]


def test_removals_to_a_full_disk(folder: Path) -> None:
    page = PAGE.replace("<article>", "<div id='disqus_thread'>Nice!</div><article>")
    (folder / "page.html").write_text(page)
    said = lines_of(folder, "clean", "page.html", "-O", "out.jsonl", "-s", f"BLOGSIEVE_BOILERPLATE={FULL}")
    assert said == [f"blogsieve: {FULL}: {NO_SPACE}"]


@pytest.mark.parametrize("command", ["schema", "export posts.jsonl", "inspect page.html -o -", "clean page.html"])
def test_standard_output_to_a_full_disk(command: str, folder: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [BLOGSIEVE, *command.split()], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == f"blogsieve: standard output: {NO_SPACE}\n"


@pytest.mark.parametrize("form", ["jsonl", "zst", "parquet"])
def test_crawl_to_a_full_disk_ends(form: str, folder: Path, serve_blog: Callable[[BigBlog], str]) -> None:
    blog = BigBlog(size=300 if form == "jsonl" else 40)
    said = lines_of(folder, "crawl", f"{serve_blog(blog)}/", "-O", f"{FULL}:{form}", *SILENT)
    assert said == [f"blogsieve: {FULL}: {NO_SPACE}"]
    if form == "jsonl":
        assert blog.count() < 100, "it went on asking for pages that it could not keep"


@pytest.mark.parametrize("place", BESIDE)
def test_disk_is_full_beside_the_output(place: str, folder: Path, serve_blog: Callable[[BigBlog], str]) -> None:
    most, size = BESIDE[place]
    url, name = serve_blog(BigBlog(size=size)), place.partition("=")[2]
    first, *rest = lines_of(folder, "crawl", f"{url}/", "-O", "out.jsonl", "-s", place, *SILENT, most=most)
    assert first.startswith(f"blogsieve: {name}: ")
    # Pages under way are named.
    assert not [line for line in rest if "scrapy" in line]
