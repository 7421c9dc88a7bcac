"""A cleaning that is stopped or killed goes on with the same command: every record once, as if it had not been."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import BLOGSIEVE, clean

from blogsieve.cleaners.corpus.records import read_records

PAGES = 120
SECONDS = 600
SENTENCE = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board. "


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pages."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(PAGES):
        text = "".join(f"<p>{SENTENCE}{number}.{part}</p>" for part in range(20))
        head = f"<title>Post {number}</title><link rel=canonical href=https://blog.example/{number}>"
        (folder / f"{number}.html").write_text(f"<html>{head}<body><article>{text}</article></html>")
    return folder


def stop(command: list[str], folder: Path, lines: str, number: int) -> int:
    """Stop a cleaning when it has written something more; return how much that is."""
    path = folder / lines
    size = path.stat().st_size if path.exists() else 0
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as process:
        begun = time.monotonic()
        while time.monotonic() - begun < SECONDS and process.poll() is None:
            if path.exists() and path.stat().st_size > size:
                break
            time.sleep(0.005)
        process.send_signal(number)
        process.wait(SECONDS)
    # On a machine that is busy it may have come through before it was stopped.
    return path.stat().st_size if path.exists() else size


@pytest.mark.parametrize(
    ("output", "lines"), [("posts.jsonl", "posts.jsonl"), ("posts.jsonl.gz", "job/posts.jsonl.gz.lines")]
)
def test_goes_on_after_a_kill(pages: Path, tmp_path: Path, output: str, lines: str) -> None:
    command = [str(BLOGSIEVE), "clean", str(pages), "-O", output, "-s", "JOBDIR=job", "--jobs", "1"]
    killed = stop(command, tmp_path, lines, signal.SIGKILL)
    stopped = stop(command, tmp_path, lines, signal.SIGINT)
    assert 0 < killed <= stopped
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    whole = clean(tmp_path, pages).records
    assert list(read_records(str(tmp_path / output))) == whole
    assert len(whole) == PAGES
    assert list((tmp_path / "job").iterdir()) == []


def test_begins_anew_when_it_was_through(pages: Path, tmp_path: Path) -> None:
    options = ("-s", "JOBDIR=job")
    assert len(clean(tmp_path, pages, options=options).records) == PAGES
    assert len(clean(tmp_path, pages / "1.html", options=options).records) == 1
