"""What is shown while a run goes on: numbers that add up, on a terminal, in a log, or not at all."""

from __future__ import annotations

import io
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from big_blog import BigBlog
from rich.console import Console
from running import BLOGSIEVE, NO_DELAY

from blogsieve.crawler.ui.display import picture
from blogsieve.crawler.ui.progress import Progress, Row, line_of
from demo.blogger import Answer, Blog
from demo.pictures import frames, on_a_terminal
from demo.posts import read_posts

SECONDS = 600


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def progress_after(seconds: float, tally: Counter[str], fetched: int, gained: int | None = None) -> Progress:
    """Return the progress of one blog after a time, in which all that is written was, unless it says what was."""
    clock = Clock()
    progress = Progress(clock)
    progress.rows["https://a.example/"] = Row("https://a.example/", tally, fetched, is_counted=True)
    progress.languages["en"] = tally["written"] if gained is None else gained
    clock.now += seconds
    progress.look()
    return progress


def test_numbers_add_up() -> None:
    tally = Counter({"written": 30, "waiting": 60, "failed": 2, "no-text": 1, "list": 9, "duplicate": 5})
    # A page of several posts is none itself: each of these is counted.
    tally["divided"] = 3
    progress = progress_after(10, tally, 50)
    row = progress.rows["https://a.example/"]
    assert row.found == 93
    assert row.dropped == {"failed": 2, "no-text": 1}
    assert progress.rates == (5.0, 3.0)
    assert progress.seconds_left == 12.0
    assert line_of(progress) == (
        "https://a.example/: 30 of 93 posts, dropped 2 failed, 1 no-text; 5.0 pages/s, 12 s left"
    )


def test_time_left_is_not_guessed() -> None:
    progress = progress_after(10, Counter(waiting=5), 50)
    progress.rows["b"] = Row("b")
    assert progress.seconds_left is None
    assert progress_after(10, Counter(waiting=5), 0).seconds_left is None


def test_what_was_written_before_a_stop_is_not_taken_for_work_of_this_run() -> None:
    progress = progress_after(10, Counter(written=900, waiting=60), 50, gained=30)
    assert progress.rates == (5.0, 3.0)
    console = Console(file=io.StringIO(), width=100)
    console.print(picture(progress, is_end=True))
    assert "30 posts in 10 s, 870 before · 30 en" in console.file.getvalue()  # type: ignore[attr-defined]


def test_picture_fits_a_narrow_terminal() -> None:
    progress = progress_after(10, Counter(written=1234567, waiting=60, failed=2), 50)
    progress.languages = Counter(en=1234000, de=500, fr=67)
    for width in (50, 100):
        console = Console(file=io.StringIO(), width=width)
        console.print(picture(progress), picture(progress, is_end=True))
        said = console.file.getvalue()  # type: ignore[attr-defined]
        assert "1,234,567" in said
        assert max(map(len, said.splitlines())) <= width


def test_rows_are_lines_and_numbers_whole_on_a_terminal_of_80_columns() -> None:
    progress = Progress(Clock())
    for name in ("https://short.example/", "https://a-name-that-is-rather-long.example/and-a-path-below-it/"):
        tally = Counter({"written": 12345, "waiting": 67, "failed": 2, "no-text": 13})
        progress.rows[name] = Row(name, tally, 23456, is_counted="short" in name)
    console = Console(file=io.StringIO(), width=80)
    console.print(picture(progress))
    said = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    rows = [line for line in said if "https://" in line]
    assert len([line for line in said if line.strip()]) == len(rows) + 3, "the head, its rule, and the line about all"
    assert all({"12,427", "23,456", "12,345", "15"} <= set(row.split()) for row in rows)
    assert max(map(len, said)) <= 80


def test_log_gets_one_line_for_many_blogs() -> None:
    progress = progress_after(10, Counter(written=30, waiting=60), 50)
    for number in range(40):
        progress.rows[str(number)] = Row(str(number), Counter(written=10), 10, is_counted=True)
    assert line_of(progress) == "41 blogs, 40 done: 430 of 490 posts; 5.0 pages/s, 12 s left"
    progress.rows["0"].is_counted = False
    assert line_of(progress) == "41 blogs, 39 done: 430 posts, 60 to fetch; 5.0 pages/s"


def demo(base: str) -> Callable[[str], Answer]:
    return Blog(read_posts(), base).answer


def crawl_on_a_terminal(url: str, folder: Path, *options: str) -> str:
    """Crawl with standard error on a terminal; return what stands there."""
    return on_a_terminal([str(BLOGSIEVE), "crawl", url, "-O", "posts.jsonl", *NO_DELAY, *options], folder)


def write_pages(folder: Path, number: int) -> None:
    """Write pages of posts to a folder."""
    folder.mkdir()
    blog = BigBlog(size=number)
    for n in range(number):
        (folder / f"{n}.html").write_text(blog.post(n))


def test_terminal_gets_a_table(tmp_path: Path, serve: Callable[..., str]) -> None:
    said = crawl_on_a_terminal(f"{serve(demo)}/", tmp_path)
    assert "fetched" in said
    assert "7 posts in" in said
    assert "5 en" in said
    assert "Traceback" not in said


def test_cleaning_has_the_table_too(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 60)
    command = [str(BLOGSIEVE), "clean", "pages", "-O", "out.jsonl"]
    drawn = frames(on_a_terminal(command, tmp_path))
    assert "60" in drawn[-1].split()
    assert "60 posts in" in drawn[-1]
    assert on_a_terminal([*command, "-q"], tmp_path) == ""
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.stderr == "blogsieve: pages: 60 posts written\n"


def test_quiet_says_nothing(tmp_path: Path, serve: Callable[..., str]) -> None:
    assert crawl_on_a_terminal(f"{serve(demo)}/", tmp_path, "-q") == ""


def test_stopped_crawl_says_how_to_go_on(tmp_path: Path, serve: Callable[..., str]) -> None:
    asked: list[str] = []

    def make(base: str) -> Callable[[str], Answer]:
        answer = demo(base)
        return lambda target: asked.append(target) or answer(target)  # type: ignore[func-returns-value]

    command = [BLOGSIEVE, "crawl", f"{serve(make)}/", "-O", "posts.jsonl", "-s", "DOWNLOAD_DELAY=1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    started = time.monotonic()
    while len(asked) < 3 and time.monotonic() - started < SECONDS:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    assert "JOBDIR" in said
    assert "Traceback" not in said
    assert process.returncode == 130


def test_stopped_cleaning_ends_in_a_line(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 500)
    process = subprocess.Popen(
        [BLOGSIEVE, "clean", "pages", "-O", "out.jsonl"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    out = tmp_path / "out.jsonl"
    while process.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    assert "Traceback" not in said
    assert process.returncode in (0, 130)
