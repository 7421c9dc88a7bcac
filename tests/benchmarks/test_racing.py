"""Racers run over a course of a few pages, and what the table says of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import racers
from benchmarks.archives import write_archive
from benchmarks.datasets import read_truth
from benchmarks.make_blog import make_blog
from benchmarks.measuring import Cost
from benchmarks.racing import Course, Racer, choose, lay_out, line, race
from benchmarks.scoring import score, url_key

HOME = "http://blog.example/"
TRUTH = [{"url": f"{HOME}{name}", "text": f"The text of {name}"} for name in ("a", "b")]
WRITE = "import json, sys; open(sys.argv[1], 'w').write(json.dumps(dict(url=sys.argv[2], text=sys.argv[3])))"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a course of two posts, one of them behind the home page in the archive."""
    answers = [(url, "text/html", f"<p>{url}") for url in (HOME, f"{HOME}b", f"{HOME}a")]
    write_archive(tmp_path / "pages.warc", answers)
    return Course(tmp_path, TRUTH, lambda row: url_key(row["url"]))


def test_lays_out_the_posts_by_their_number(course: Course) -> None:
    (course.place("pages")).mkdir()
    (course.place("pages") / "old.json").write_text("{}")
    lay_out(course)
    found = {path.name: path.read_text() for path in course.place("pages").iterdir()}
    assert found == {"000000.html": f"<p>{HOME}a", "000001.html": f"<p>{HOME}b"}


def test_a_post_that_is_not_written_counts_as_lost(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    race(course, [Racer("one of two", [sys.executable, "-c", WRITE, "{output}", *TRUTH[1].values()])])
    assert "0.5000" in capsys.readouterr().out


def test_what_an_earlier_race_wrote_does_not_count(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    idle = Racer("one of two", [sys.executable, "-c", "raise SystemExit(1)"])
    race(course, [Racer(idle.name, [sys.executable, "-c", WRITE, "{output}", *TRUTH[1].values()]), idle])
    last = capsys.readouterr().out.splitlines()[-1]
    assert "0.0000" in last
    assert last.endswith("exit 1")


def test_a_command_that_is_not_there_is_told(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    race(course, [Racer("nobody", ["no-such-command"])])
    assert "left out: no-such-command is not installed" in capsys.readouterr().out


def test_ratios_are_to_the_rival(course: Course) -> None:
    cells = line(course, Racer("fast", [], "slow", 6.0, read=None), Cost(2.0, 1.0, 0.1), Cost(8.0, 3.0)).split()
    assert cells == ["fast", "1.0", "500.0", "10", "0", "4.0", "3.0", ">=", "6"]


def test_a_name_that_no_racer_has_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"plain spyder: no such racer; there are .*plain script"):
        choose(racers.archive_racers(6.0), ["plain spyder"])


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course of a small blog."""
    folder = tmp_path_factory.mktemp("blog")
    make_blog(folder, 8)
    return Course(folder, read_truth(folder / "truth.jsonl"), lambda row: url_key(row["url"]))


@pytest.mark.parametrize("racer", [one for one in racers.archive_racers(6.0) if one.read], ids=lambda one: one.name)
def test_each_racer_finds_the_text(racer: Racer, blog: Course, capfd: pytest.CaptureFixture[str]) -> None:
    race(blog, [racer])
    assert "exit" not in capfd.readouterr().out
    assert racer.read
    assert score(blog.truth, racer.read(blog, racer), blog.key).f1 > 0.9
