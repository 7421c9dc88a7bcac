"""Archives: a crawl that is cleaned again gives what it gave; those of others are cleaned as they would be crawled."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from running import Run, clean, crawl
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners.pool import Pool
from crawler.archive.torn import cut_torn_record
from crawler.offline import clean_inputs
from demo.serve import demo_server, serving

MAXSIZE = "BLOGSIEVE_ARCHIVE_MAXSIZE"
PRIVATE = ("-s", "BLOGSIEVE_PRIVATE_ADDRESSES=True")
TEXT = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board. "


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Return the folder of a crawl of the demo blog, with its archive, and its outcome."""
    folder = tmp_path_factory.mktemp("crawled")
    with serving(demo_server()) as url:
        return folder, crawl(f"{url}/", folder, *PRIVATE, "--archive", "crawl.warc.gz")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1) as pool:
        yield pool


@dataclass
class Again:
    """What came of cleaning archives, in this process."""

    records: list[dict[str, Any]]
    refused: list[str]


def again(pool: Pool, *paths: Path, hosts: str = "") -> Again:
    refused: list[str] = []
    names = [str(path) for path in paths]
    found = clean_inputs(names, pool, frozenset(filter(None, hosts.split(","))), refused.append)
    return Again([cleaned.record.to_dict() for cleaned in found], refused)


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


def answer(url: str, body: str, kind: str = "text/html") -> bytes:
    """Return an answer as a record that is not packed."""
    writer = WARCWriter(BytesIO(), gzip=False)
    data = body.encode()
    headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(url, "response", payload=BytesIO(data), length=len(data), http_headers=headers)
    )
    return writer.out.getvalue()


def post(host: str, number: int) -> bytes:
    text = "".join(f"<p>{TEXT}{number}.{part}</p>" for part in range(4))
    html = (
        f"<html lang=en><title>Post {number} - {host}</title><meta property=og:type content=article><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>Post {number}</h1><time datetime=2024-02-0{number % 9 + 1}></time>"
        f"<div class=entry-content>{text}</div></article><div id=comments><p>So true! Number {number}.</p></div></html>"
    )
    return answer(f"http://{host}/2024/02/post-{number}/", html)


def test_a_crawl_and_its_archive_give_the_same(crawled: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = crawled
    assert run.records
    assert clean(tmp_path, folder / "crawl.warc.gz").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (folder / "posts.jsonl").read_bytes()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_records_does_not_matter(crawled: tuple[Path, Run], pool: Pool, tmp_path: Path, seed: int) -> None:
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


def test_a_torn_archive_is_cleaned_up_to_its_end(crawled: tuple[Path, Run], pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(b"".join(records_of(crawled[0] / "crawl.warc.gz"))[:-100])
    found = again(pool, path)
    assert "torn.warc.gz: broken record" in found.refused[0]
    assert len(found.records) == len(crawled[1].records) - 1


def test_a_second_crawl_adds_to_the_archive(pool: Pool, tmp_path: Path) -> None:
    with serving(demo_server()) as url:
        for _ in range(2):
            run = crawl(f"{url}/", tmp_path, *PRIVATE, "-s", "ARCHIVE=two.warc.gz", "-s", f"{MAXSIZE}=20000")
    parts = sorted(tmp_path.glob("two*.warc.gz"))
    assert len(parts) > 2
    assert parts[0].name == "two-00002.warc.gz"
    assert {record["id"] for record in again(pool, *parts).records} == {record["id"] for record in run.records}


def packed_with_zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd")
    return bytes(zstd.compress(data))


@pytest.mark.parametrize(
    ("name", "pack"),
    [("all.warc", bytes), ("all.warc.gz", gzip.compress), ("all.warc.zst", packed_with_zstd)],
)
def test_archives_of_many_sites(pool: Pool, tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    found = [
        answer("http://a.example/robots.txt", "User-agent: *", "text/plain"),
        *(post(host, number) for number in range(5) for host in ("a.example", "b.example")),
        answer("http://a.example/logo.png", "\x89PNG", "image/png"),
        answer("http://a.example/", "<html><title>A</title><body><ul><li><a href=/2024/02/post-1/>One</a></ul></html>"),
    ]
    (tmp_path / name).write_bytes(b"".join(map(pack, found)))
    records = again(pool, tmp_path / name).records
    assert sorted(record["url"] for record in records) == [
        f"http://{host}/2024/02/post-{number}/" for host in ("a.example", "b.example") for number in range(5)
    ]
    assert all("So true" not in record["text"] for record in records)
    own = again(pool, tmp_path / name, hosts="b.example,c.example").records
    assert [record["source"] for record in own] == ["b.example"] * 5


def test_broken_records_cost_themselves_only(pool: Pool, tmp_path: Path) -> None:
    good = [gzip.compress(post("a.example", number)) for number in range(6)]
    broken = bytearray(good[2])
    broken[60:90] = os.urandom(30)
    lies = gzip.compress(post("a.example", 8).replace(b"Content-Length: ", b"Content-Length: 9", 1))
    (tmp_path / "bad.warc.gz").write_bytes(b"".join([*good[:2], bytes(broken), b"garbage", good[3], lies, *good[4:]]))
    found = again(pool, tmp_path / "bad.warc.gz")
    assert sorted(record["title"] for record in found.records) == [f"Post {number}" for number in (0, 1, 3, 4, 5)]
    assert all("bad.warc.gz: broken record" in line for line in found.refused)
    assert found.refused


def test_headers_that_do_not_fit_the_body(pool: Pool, tmp_path: Path) -> None:
    said = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    found = []
    for number, name in enumerate(said):
        kind = b"Content-Type: text/html\r\n"
        found.append(fix_length(post("a.example", number).replace(kind, kind + f"{name}: {said[name]}\r\n".encode())))
    (tmp_path / "odd.warc").write_bytes(b"".join(found))
    assert len(again(pool, tmp_path / "odd.warc").records) == len(said)


def fix_length(record: bytes) -> bytes:
    head, _, block = record.partition(b"\r\n\r\n")
    stale = (b"Content-Length", b"WARC-Block-Digest", b"WARC-Payload-Digest")
    told = [line for line in head.split(b"\r\n") if not line.startswith(stale)]
    return b"\r\n".join([*told, b"Content-Length: %d" % (len(block) - 4)]) + b"\r\n\r\n" + block


def test_what_wget_writes(pool: Pool, tmp_path: Path, serve_folder: Callable[[Path], str]) -> None:
    if not shutil.which("wget"):
        pytest.skip("wget is not installed")
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(4):
        html = post("x", number).split(b"\r\n\r\n", 2)[2]
        (folder / f"2024-02-post-{number}.html").write_bytes(html)
    url = serve_folder(folder)
    addresses = [f"{url}/2024-02-post-{number}.html" for number in range(4)]
    wget = ["wget", "-q", "--no-warc-keep-log", "--warc-file=wget", "-P", "files", *addresses]
    subprocess.run(wget, cwd=tmp_path, check=True, timeout=60)
    assert {record["url"] for record in again(pool, tmp_path / "wget.warc.gz").records} == set(addresses)


def test_a_revisit_stands_for_what_it_refers_to(pool: Pool, tmp_path: Path) -> None:
    pages = [post("a.example", number) for number in range(3)]
    digest = pages[0].split(b"WARC-Payload-Digest: ")[1].split(b"\r\n")[0].decode()
    writer = WARCWriter(BytesIO(), gzip=False)
    writer.write_record(
        writer.create_revisit_record(
            "http://a.example/2024/02/post-7/", digest, "http://a.example/2024/02/post-0/", "2024-01-01T00:00:00Z"
        )
    )
    (tmp_path / "r.warc").write_bytes(writer.out.getvalue() + b"".join(pages))
    assert len(again(pool, tmp_path / "r.warc").records) == 4


def test_only_what_changed_is_written(crawled: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = crawled
    old = [json.loads(line) for line in lines(folder, "posts.jsonl")]
    old[0]["text"] += " More."
    old[1]["added"] = "2020-01-01T00:00:00+00:00"
    (tmp_path / "old.jsonl").write_text(dump(old[:-1]), "utf-8")
    again = clean(tmp_path, folder / "crawl.warc.gz", options=("--only-changed", "old.jsonl"))
    assert [record["id"] for record in again.records] == [old[0]["id"], old[-1]["id"]]
    assert len(run.records) > 2


@pytest.mark.parametrize("data", [b"", b"no archive at all", b"\x1f\x8b\x08 nor this"])
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.warc.gz").write_bytes(data)
    run = clean(tmp_path, "x.warc.gz")
    assert run.code == 1
    assert "x.warc.gz" in run.said
    assert "Traceback" not in run.said


@pytest.mark.parametrize(
    ("name", "said"), [("crawl.zip", "an archive ends in .warc.gz, .warc"), ("here.warc/x.warc", "here.warc/x.warc: ")]
)
def test_an_archive_that_cannot_be_written(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "here.warc").write_text("")
    run = crawl("http://127.0.0.1:9/", tmp_path, "--archive", name)
    assert run.code == 2
    assert said in run.said
    assert "Traceback" not in run.said
