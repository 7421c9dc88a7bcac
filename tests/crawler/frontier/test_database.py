"""Files of another version, damaged ones and lost ones: told of in a line, and no post is lost or written twice."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import serving
from running import Run, crawl

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.frontier.database import OtherVersion, open_database
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.job import Job
from blogsieve.crawler.frontier.schema import SCHEMA
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import State

SIZE = 3
EARLIER = SCHEMA.replace(", why TEXT NOT NULL DEFAULT ''", "").replace(", stamps TEXT NOT NULL DEFAULT '{}'", "")


def test_table_of_an_earlier_version_gets_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    with closing(sqlite3.connect(path)) as earlier, earlier:
        earlier.executescript(EARLIER)
        earlier.execute(
            "INSERT INTO pages (key, url, blog, kind, rank, source, entry, state)"
            " VALUES ('a.example/x', 'https://a.example/x', 'a', 'page', 10, 'feed', '', 'waiting')"
        )
    frontier = SQLiteFrontier(path)
    place = frontier.take()
    assert place
    assert (place.url, place.stamps) == ("https://a.example/x", "{}")


@pytest.mark.parametrize(
    "said", ['{"url": "https://a.example/x", "title": "X", "mood": 1}', "{cut", "5", "[]", '{"tags": 5}']
)
def test_entry_of_another_version_is_read_as_far_as_it_is_known(said: str, tmp_path: Path) -> None:
    frontier = SQLiteFrontier(tmp_path / "frontier.sqlite")
    frontier.add("blog", "https://a.example/x", "page", Rank.POST)
    frontier.note("blog", "said", "word")
    frontier.db.execute("UPDATE pages SET entry = ?", (said,))
    frontier.db.execute("UPDATE notes SET value = ?", ("{cut",))
    place = frontier.take()
    assert place
    assert place.entry == (FeedEntry("https://a.example/x", "X") if "mood" in said else None)
    assert frontier.noted("blog", "said") is None


def test_what_is_no_database_of_ours_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(OtherVersion, match=r"state\.sqlite: file is not a database"):
        State(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE pages (id INTEGER)")
    with pytest.raises(OtherVersion, match="is of another version"):
        open_database(path, SCHEMA)


def resumed(url: str, folder: Path) -> Run:
    """Run a crawl that can go on, and goes on where it finds something to go on with."""
    job, cut = folder / "job", folder / "cut.jsonl"
    return crawl(f"{url}/", folder, "-s", f"JOBDIR={job}", "-s", f"BLOGSIEVE_BOILERPLATE={cut}")


def test_job_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    frontier = tmp_path / "job" / "frontier.sqlite"
    cut = tmp_path / "cut.jsonl"
    with serving(BigBlog(size=SIZE)) as url:
        first = resumed(url, tmp_path)
        assert len(first.records) == SIZE, first.said
        removed = cut.read_bytes()
        # Lost, as when only the file was copied without its log; and a kill between a removal and its record.
        frontier.write_bytes(b"")
        cut.write_bytes(removed + removed.splitlines(keepends=True)[0].replace(b"sha1:", b"sha1:0") + b'{"id": "to')
        again = resumed(url, tmp_path)
        assert again.records == first.records, again.said
        assert sorted(cut.read_bytes().splitlines()) == sorted(removed.splitlines())
        # What an older version noted of the blog.
        SQLiteFrontier(frontier).note(f"{url}/", "blog", {"asked": url})
        older = resumed(url, tmp_path)
        assert older.records == first.records
        (line,) = (line for line in older.said.splitlines() if "WARNING" in line)
        assert "was learned by another version" in line
        # What another crawl has left there.
        SQLiteFrontier(frontier).add("https://b.example/", "https://b.example/x", "page", Rank.POST)
        other = resumed(url, tmp_path)
        assert other.code == 1
        assert f"{frontier.parent}: holds the crawl of https://b.example/, which is not through" in other.said
    Job(frontier.parent).forget()
    frontier.write_bytes(b"no database" * 1000)
    broken = resumed(url, tmp_path)
    assert broken.code == 1
    assert broken.said.splitlines() == [
        f"blogsieve: {frontier}: file is not a database; without that file it is begun anew"
    ]
    assert json.loads((tmp_path / "posts.jsonl").read_text().splitlines()[0])["title"]
