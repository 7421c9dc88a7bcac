"""Archives: a crawl that is cleaned again gives what it gave; those of others are cleaned as they would be crawled."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from running import Run, clean, crawl
from warcio.checker import Checker
from warcs import again

from blogsieve.cleaners.engine import Executor
from blogsieve.crawler.archive.torn import cut_torn_record
from demo.serve import demo_server, serving

MAXSIZE = "BLOGSIEVE_ARCHIVE_MAXSIZE"
PRIVATE = ("-s", "BLOGSIEVE_PRIVATE_ADDRESSES=True")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Return the folder of a crawl of the demo blog, with its archive, and its outcome."""
    folder = tmp_path_factory.mktemp("crawled")
    with serving(demo_server()) as url:
        return folder, crawl(f"{url}/", folder, *PRIVATE, "--archive", "crawl.warc.gz")


def dump(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def lines(folder: Path, name: str = "out.jsonl") -> list[str]:
    return (folder / name).read_text("utf-8").splitlines()


def records_of(path: Path) -> list[bytes]:
    """Return the members of an archive, as they stand in it."""
    data = path.read_bytes()
    with path.open("rb") as file:
        places = [record.stream_pos for record in ArchiveIterator(file, parse_http=False)]
    return [data[place:end] for place, end in zip(places, [*places[1:], len(data)], strict=True)]


def test_a_crawl_and_its_archive_give_the_same(crawled: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = crawled
    assert run.records
    assert clean(tmp_path, folder / "crawl.warc.gz").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (folder / "posts.jsonl").read_bytes()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_records_does_not_matter(
    crawled: tuple[Path, Run], pool: Executor, tmp_path: Path, seed: int
) -> None:
    folder, _ = crawled
    members = records_of(folder / "crawl.warc.gz")
    random.Random(seed).shuffle(members)
    halves = [tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"]
    for half, path in enumerate(halves):
        path.write_bytes(b"".join(members[half::2]))
    found = dump(again(pool, *halves).records).splitlines()
    assert sorted(found) == sorted(lines(folder, "posts.jsonl"))


def test_an_archive_stands_up_to_a_check(crawled: tuple[Path, Run], capsys: pytest.CaptureFixture[str]) -> None:
    folder, _ = crawled
    checker = Checker(type("Command", (), {"inputs": [str(folder / "crawl.warc.gz")], "verbose": True})())
    assert checker.process_all() == 0
    assert "no records" not in capsys.readouterr().out.lower()


def test_an_archive_says_what_wrote_it(crawled: tuple[Path, Run]) -> None:
    folder, _ = crawled
    first, *rest = [gzip.decompress(member) for member in records_of(folder / "crawl.warc.gz")]
    assert first.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo")
    for said in (b"software: blogsieve/", b" scrapy/", b"ARCHIVE=crawl.warc.gz", b"arguments: crawl http"):
        assert said in first
    kinds = [member.split(b"WARC-Type: ")[1].split(b"\r\n")[0] for member in rest]
    assert kinds.count(b"request") == kinds.count(b"response") + kinds.count(b"revisit")
    assert all(b"WARC-Payload-Digest: sha1:" in member for member in rest if b"WARC-Type: response" in member)


def test_what_a_kill_tore_is_cut(crawled: tuple[Path, Run], tmp_path: Path) -> None:
    members = records_of(crawled[0] / "crawl.warc.gz")
    whole = b"".join(members[:-1])
    torn, plain = tmp_path / "torn.warc.gz", tmp_path / "torn.warc"
    for size in (1, 10, len(members[-1]) // 2, len(members[-1]) - 1):
        torn.write_bytes(whole + members[-1][:size])
        assert cut_torn_record(torn) == size
        assert torn.read_bytes() == whole
    unpacked = [gzip.decompress(member) for member in members]
    plain.write_bytes(b"".join(unpacked)[:-7])
    assert cut_torn_record(plain) == len(unpacked[-1]) - 7
    assert cut_torn_record(plain) == 0


def test_a_torn_archive_is_cleaned_up_to_its_end(crawled: tuple[Path, Run], pool: Executor, tmp_path: Path) -> None:
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(b"".join(records_of(crawled[0] / "crawl.warc.gz"))[:-100])
    found = again(pool, path)
    assert "torn.warc.gz: broken record" in found.refused[0]
    assert len(found.records) == len(crawled[1].records) - 1


def test_a_second_crawl_adds_to_the_archive(pool: Executor, tmp_path: Path) -> None:
    with serving(demo_server()) as url:
        for _ in range(2):
            run = crawl(f"{url}/", tmp_path, *PRIVATE, "-s", "ARCHIVE=two.warc.gz", "-s", f"{MAXSIZE}=20000")
    parts = sorted(tmp_path.glob("two*.warc.gz"))
    assert len(parts) > 2
    assert parts[0].name == "two-00002.warc.gz"
    assert {record["id"] for record in again(pool, *parts).records} == {record["id"] for record in run.records}


def test_only_what_changed_is_written(crawled: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = crawled
    old = [json.loads(line) for line in lines(folder, "posts.jsonl")]
    old[0]["text"] += " More."
    old[1]["added"] = "2020-01-01T00:00:00+00:00"
    (tmp_path / "old.jsonl").write_text(dump(old[:-1]), "utf-8")
    again = clean(tmp_path, folder / "crawl.warc.gz", options=("--only-changed", "old.jsonl"))
    assert [record["id"] for record in again.records] == [old[0]["id"], old[-1]["id"]]
    assert len(run.records) > 2


@pytest.mark.parametrize(
    ("name", "said"), [("crawl.zip", "an archive ends in .warc.gz, .warc"), ("here.warc/x.warc", "here.warc/x.warc: ")]
)
def test_an_archive_that_cannot_be_written(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "here.warc").write_text("")
    run = crawl("http://127.0.0.1:9/", tmp_path, "--archive", name)
    assert run.code == 2
    assert said in run.said
    assert "Traceback" not in run.said
