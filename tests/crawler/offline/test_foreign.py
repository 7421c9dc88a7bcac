"""Archives of others: many sites in one file, in every packing, with what their makers leave in; or no archives."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter, zstd_train_dictionary_from_samples
from running import clean
from warcs import again, answer, http, page, post, record, url_of

from blogsieve.cleaners.engine import Executor

HOST = "a.example"
Pack = Callable[[Sequence[bytes]], bytes]


def brotli(data: bytes) -> bytes:
    out = BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


def zstd(data: bytes, dictionary: bytes | None = None) -> bytes:
    out = BytesIO()
    with ZstdWriter(out, dictionary=dictionary) as writer:
        writer.write(data)
    return out.getvalue()


def each(pack: Callable[[bytes], bytes]) -> Pack:
    return lambda records: b"".join(map(pack, records))


def whole(pack: Callable[[bytes], bytes]) -> Pack:
    return lambda records: pack(b"".join(records))


def with_dictionary(packed: bool) -> Pack:
    def pack(records: Sequence[bytes]) -> bytes:
        samples = [page("c.example", number).encode() + os.urandom(20) for number in range(200)]
        dictionary = zstd_train_dictionary_from_samples(samples, 4000)
        frame = zstd(dictionary) if packed else dictionary
        head = b"\x5d\x2a\x4d\x18" + len(frame).to_bytes(4, "little") + frame
        return head + b"".join(without_dictionary_frame(zstd(one, dictionary)) for one in records)

    return pack


def without_dictionary_frame(data: bytes) -> bytes:
    return data[8 + int.from_bytes(data[4:8], "little") :] if data.startswith(b"\x5d\x2a\x4d\x18") else data


PACKINGS = {
    "all.warc": each(bytes),
    "all.warc.gz": each(gzip.compress),
    "all.warc.zst": each(zstd),
    "whole.warc.gz": whole(gzip.compress),
    "whole.warc.zst": whole(zstd),
    "dictionary.warc.zst": with_dictionary(packed=False),
    "packed-dictionary.warc.zst": with_dictionary(packed=True),
    "packed-under-a-plain-name.warc": each(gzip.compress),
    "under-no-name": each(gzip.compress),
}


@pytest.mark.parametrize("name", PACKINGS)
def test_archives_of_many_sites(pool: Executor, tmp_path: Path, name: str) -> None:
    hosts = (HOST, "b.example", "[2001:db8::1]:8080")
    found = [
        record("dns:a.example", b"20240301000000\na.example. 300 IN A 192.0.2.1\n", content_type="text/dns"),
        answer("http://a.example/robots.txt", "User-agent: *", "text/plain"),
        *(post(host, number) for number in range(5) for host in hosts),
        answer("http://a.example/logo.png", "\x89PNG", "image/png"),
        answer("http://a.example/", "<html><title>A</title><body><ul><li><a href=/2024/02/post-1/>One</a></ul></html>"),
        record(url_of(HOST, 8), http(page(HOST, 8).encode(), status="404 Not Found")),
        record(url_of(HOST, 1), b"via: http://a.example/\n", kind="metadata", content_type="application/warc-fields"),
        record(url_of(HOST, 1), b"GET / HTTP/1.0\r\n\r\n", kind="request"),
    ]
    (tmp_path / name).write_bytes(PACKINGS[name](found))
    cleaned = again(pool, tmp_path / name)
    assert sorted(record["url"] for record in cleaned.records) == sorted(
        url_of(host, number) for host in hosts for number in range(5)
    )
    assert cleaned.refused == []
    assert all("So true" not in record["text"] for record in cleaned.records)
    own = again(pool, tmp_path / name, hosts=("b.example", "c.example")).records
    assert [record["source"] for record in own] == ["b.example"] * 5


def test_sites_of_saved_pages(pool: Executor, tmp_path: Path) -> None:
    for number, host in enumerate(("A.example", "b.example")):
        link = f"<link rel=canonical href=http://{host}/2024/02/post-{number}/>"
        (tmp_path / f"{number}.html").write_text(page(host, number).replace("<title>", f"{link}<title>"))
    assert again(pool, tmp_path, hosts=["a.example"]).titles == ["Post 0"]


@pytest.mark.parametrize(("sites", "number"), [("A.example", 3), ("bücher.example", 2), ("c.example", 0)])
def test_sites_are_named_as_people_write_them(tmp_path: Path, sites: str, number: int) -> None:
    found = [*(post("a.EXAMPLE", number) for number in range(3)), *(post("bücher.example", n) for n in range(2))]
    (tmp_path / "all.warc").write_bytes(b"".join(found))
    run = clean(tmp_path, "all.warc", options=("--sites", sites))
    assert len(run.records) == number
    assert run.code == (0 if number else 1)
    assert number or "nothing to clean of c.example in all.warc" in run.said


def test_archives_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "saved" / "2024").mkdir(parents=True)
    (tmp_path / "saved" / "2024" / "a.warc.gz").write_bytes(each(gzip.compress)([post(HOST, n) for n in range(3)]))
    (tmp_path / "saved" / "b.html").write_text(page("b.example", 7))
    run = clean(tmp_path, "saved")
    assert run.code == 0
    assert sorted(record["title"] for record in run.records) == ["Post 0", "Post 1", "Post 2", "Post 7"]
    assert "saved: 4 posts written\n" in run.said


def test_broken_records_cost_themselves_only(pool: Executor, tmp_path: Path) -> None:
    good = [gzip.compress(post(HOST, number)) for number in range(6)]
    broken = bytearray(good[2])
    broken[60:90] = os.urandom(30)
    lies = gzip.compress(post(HOST, 8).replace(b"Content-Length: ", b"Content-Length: 9", 1))
    (tmp_path / "bad.warc.gz").write_bytes(b"".join([*good[:2], bytes(broken), b"garbage", good[3], lies, *good[4:]]))
    found = again(pool, tmp_path / "bad.warc.gz")
    assert found.titles == [f"Post {number}" for number in (0, 1, 3, 4, 5)]
    assert [line.split(" byte ")[0].rsplit(" ", 1)[0] for line in found.refused] == [
        f"{tmp_path}/bad.warc.gz: broken record"
    ] * 2


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_an_archive_with_a_broken_beginning(pool: Executor, tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    first, *rest = [pack(post(HOST, number)) for number in range(4)]
    (tmp_path / "bad.warc.gz").write_bytes(b"".join([first[:20], b"garbage", first[30:], *rest]))
    found = again(pool, tmp_path / "bad.warc.gz")
    assert found.titles == ["Post 1", "Post 2", "Post 3"]
    assert [line.split(" at ")[0] for line in found.refused] == [f"{tmp_path}/bad.warc.gz: broken record"]


def test_garbage_in_a_plain_archive_costs_a_line(pool: Executor, tmp_path: Path) -> None:
    packed = [
        record(url_of(HOST, n), http(gzip.compress(page(HOST, n).encode()), "Content-Encoding: gzip")) for n in (0, 1)
    ]
    (tmp_path / "bad.warc").write_bytes(b"".join([packed[0], os.urandom(500), packed[1], post(HOST, 2), post(HOST, 3)]))
    found = again(pool, tmp_path / "bad.warc")
    assert found.titles[-2:] == ["Post 2", "Post 3"]
    assert len(found.refused) == 1


def chunked(data: bytes) -> bytes:
    chunks = [data[place : place + 500] for place in range(0, len(data), 500)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


ENCODINGS: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "chunked": (chunked, ("Transfer-Encoding: chunked",)),
    "gzip": (gzip.compress, ("content-encoding: gzip",)),
    "x-gzip": (gzip.compress, ("Content-Encoding: x-gzip",)),
    "deflate": (zlib.compress, ("Content-Encoding: deflate",)),
    "deflate without its head": (raw_deflate, ("Content-Encoding: deflate",)),
    "brotli": (brotli, ("Content-Encoding: br",)),
    "Zstandard": (zstd, ("Content-Encoding: zstd",)),
    "both": (lambda data: chunked(gzip.compress(data)), ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
    "two in a row": (lambda data: brotli(gzip.compress(data)), ("Content-Encoding: gzip, br",)),
    "cut off": (lambda data: gzip.compress(data)[:-9], ("Content-Encoding: gzip",)),
    "cut off in a chunk": (lambda data: chunked(data)[:-12], ("Transfer-Encoding: chunked",)),
    "decoded already": (bytes, ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
    "decoded already, of Brotli": (bytes, ("Content-Encoding: br",)),
    "unknown": (bytes, ("Content-Encoding: utf-8",)),
}


def test_bodies_are_decoded(pool: Executor, tmp_path: Path) -> None:
    found = [
        record(url_of(HOST, number), http(encode(page(HOST, number).encode()), *headers), "WARC-Truncated: length")
        for number, (encode, headers) in enumerate(ENCODINGS.values())
    ]
    (tmp_path / "odd.warc").write_bytes(b"".join(found))
    records = {record["url"]: record for record in again(pool, tmp_path / "odd.warc").records}
    plain = [post(HOST, number) for number in range(len(ENCODINGS))]
    (tmp_path / "plain.warc").write_bytes(b"".join(plain))
    expected = {record["url"]: record["text"] for record in again(pool, tmp_path / "plain.warc").records}
    assert {url: record["text"] for url, record in records.items()} == expected
    assert len(expected) == len(ENCODINGS)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_latest_answer_is_believed_in_any_order(pool: Executor, tmp_path: Path, turn: int) -> None:
    first, later, last = (f"WARC-Date: 202{year}-01-01T00:00:00Z" for year in (1, 2, 3))
    digest = "WARC-Payload-Digest: sha1:AAAA"
    found = [
        post(HOST, 0, first, digest, more=" old"),
        record(url_of(HOST, 0), b"", later, digest, kind="revisit"),
        post(HOST, 0, last, more=" new"),
        *(post(HOST, number, first) for number in (1, 2)),
        record("https://a.example/2024/02/post-1/", http(page(HOST, 1, " moved").encode()), last),
    ]
    (tmp_path / "twice.warc").write_bytes(b"".join(found[::turn]))
    records = {record["title"]: record for record in again(pool, tmp_path / "twice.warc").records}
    assert records["Post 0"]["text"].endswith(" new")
    assert records["Post 0"]["added"] == "2023-01-01T00:00:00+00:00"
    assert records["Post 1"]["text"].endswith(" moved")
    assert len(records) == 3


REVISITS = {
    "by its digest": ("WARC-Payload-Digest: sha1:AAAA",),
    "by its address": ("WARC-Payload-Digest: sha1:ZZZZ", f"WARC-Refers-To-Target-URI: <{url_of(HOST, 0)}>"),
}


@pytest.mark.parametrize("told", REVISITS.values(), ids=REVISITS)
def test_a_revisit_stands_for_what_it_refers_to(pool: Executor, tmp_path: Path, told: tuple[str, ...]) -> None:
    # On another host: one post at two addresses of a site is written once.
    copy = url_of("b.example", 7)
    revisit = record(copy, http(b"")[:-2], *told, "WARC-Date: 2024-05-05T00:00:00Z", kind="revisit")
    pages = [post(HOST, 0, "WARC-Payload-Digest: sha1:AAAA"), post(HOST, 1), post(HOST, 2)]
    (tmp_path / "r.warc").write_bytes(b"".join([revisit, *pages]))
    records = {record["url"]: record for record in again(pool, tmp_path / "r.warc").records}
    assert records[copy]["text"] == records[url_of(HOST, 0)]["text"]
    assert records[copy]["added"] == "2024-05-05T00:00:00+00:00"
    assert len(records) == 4


def test_a_revisit_of_a_post_of_the_same_site_is_written_once(pool: Executor, tmp_path: Path) -> None:
    refers = f"WARC-Refers-To-Target-URI: <{url_of(HOST, 0)}>"
    revisit = record(url_of(HOST, 7), http(b"")[:-2], refers, "WARC-Date: 2024-05-05T00:00:00Z", kind="revisit")
    (tmp_path / "r.warc").write_bytes(b"".join([*(post(HOST, number) for number in range(3)), revisit]))
    assert again(pool, tmp_path / "r.warc").titles == ["Post 0", "Post 1", "Post 2"]


def test_a_revisit_that_names_nothing_stands_for_nothing(pool: Executor, tmp_path: Path) -> None:
    revisit = record(url_of(HOST, 7), http(b"", status="304 Not Modified"), kind="revisit")
    (tmp_path / "r.warc").write_bytes(b"".join([revisit, *(post(HOST, number) for number in range(3))]))
    assert again(pool, tmp_path / "r.warc").titles == ["Post 0", "Post 1", "Post 2"]


def test_what_wget_writes(pool: Executor, tmp_path: Path, serve_folder: Callable[[Path], str]) -> None:
    if not shutil.which("wget"):
        pytest.skip("wget is not installed")
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(4):
        (folder / f"2024-02-post-{number}.html").write_text(page("x", number))
    url = serve_folder(folder)
    addresses = [f"{url}/2024-02-post-{number}.html" for number in range(4)]
    wget = ["wget", "-q", "--no-warc-keep-log", "-P", "files"]
    subprocess.run([*wget, "--warc-file=one", "--warc-cdx", *addresses], cwd=tmp_path, check=True, timeout=600)
    plain = ("--warc-file=two", "--no-warc-compression", "--warc-dedup=one.cdx")
    subprocess.run([*wget, *plain, *addresses], cwd=tmp_path, check=True, timeout=600)
    for names in (["one.warc.gz"], ["two.warc", "one.warc.gz"]):
        found = again(pool, *(tmp_path / name for name in names))
        assert {record["url"] for record in found.records} == set(addresses)
    assert b"WARC-Type: revisit" in (tmp_path / "two.warc").read_bytes()


WET = record(url_of(HOST, 1), b"Text", kind="conversion", content_type="text/plain")
WAT = record(url_of(HOST, 1), b"{}", kind="metadata", content_type="application/json")
WARCINFO = record("", b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields")
REFUSED = {
    "empty.warc.gz": (b"", "is empty"),
    "words.warc.gz": (b"no archive at all", "is no WARC archive"),
    "torn.warc.gz": (b"\x1f\x8b\x08 nor this", "is no WARC archive"),
    "page.warc": (page(HOST, 1).encode(), "is no WARC archive"),
    "page.warc.gz": (gzip.compress(page(HOST, 1).encode()), "is no WARC archive"),
    "head-only.warc": (WARCINFO, "holds no answers"),
    "texts.warc.wet.gz": (each(gzip.compress)([WARCINFO, WET]), "holds texts without their pages (WET)"),
    "notes.warc.wat.gz": (each(gzip.compress)([WARCINFO, WAT]), "holds notes without pages (WAT)"),
    "old.arc.gz": (gzip.compress(b"filedesc://x 192.0.2.1 20050101 text/plain 9\n"), "is an ARC archive"),
    "index.cdx": (b" CDX a b a m s k r M V g u\nhttp://a.example/ 2024 text/html <urn:uuid:1>\n", "is neither HTML,"),
    "paper.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n" + bytes(range(256)), "is neither HTML,"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_archive_is_told(pool: Executor, tmp_path: Path, name: str) -> None:
    data, why = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    found = again(pool, tmp_path / name)
    assert found.records == []
    assert [line.startswith(f"{tmp_path}/{name}: {why}") for line in found.refused] == [True]


@pytest.mark.parametrize("name", ["page.warc.gz", "texts.warc.wet.gz"])
def test_the_command_says_so_in_a_line(tmp_path: Path, name: str) -> None:
    data, why = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    run = clean(tmp_path, name)
    assert run.code == 1
    assert run.said.startswith(f"blogsieve: {name}: {why}")
    assert run.said.count("\n") == 1


def test_what_can_be_read_but_once_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("-", "pipe"):
        run = clean(tmp_path, name)
        assert run.code == 1
        assert run.said == f"blogsieve: {name}: is read twice, to learn and to clean: give the name of a file\n"


def month(number: int) -> str:
    """Return a page of three posts, each at an anchor of its own."""
    boat = "The tide came in at four, and nobody had thought of the boat that lay behind the wall since May."
    posts = "".join(
        f"<div class=entry id=n{day}><h3>Boat {number} {day}</h3><p>{day} of {number}: {boat}</p>"
        f"2004-{number:02}-0{day} <a href='#n{day}'>#</a></div>"
        for day in (3, 2, 1)
    )
    return (
        f"<html><head><title>Month {number}</title></head><body><h1>Log</h1><div>{posts}</div><p>Foot</p></body></html>"
    )


def test_posts_at_anchors_of_a_page_are_a_record_each(pool: Executor, tmp_path: Path) -> None:
    urls = {number: f"http://{HOST}/2004_{number:02}.html" for number in range(1, 7)}
    links = "".join(f"<a href='{url}'>{number}</a>" for number, url in urls.items())
    pages = [answer(url, month(number)) for number, url in urls.items()]
    home = answer(f"http://{HOST}/", f"<html><title>Log</title><body>{links}")
    (tmp_path / "months.warc").write_bytes(b"".join([home, *pages]))
    found = {record["url"]: record for record in again(pool, tmp_path / "months.warc").records}
    assert found.keys() == {f"{url}#n{day}" for url in urls.values() for day in (1, 2, 3)}
    one = found[f"{urls[4]}#n2"]
    assert (one["title"], one["date"], one["text"][:9]) == ("Boat 4 2", "2004-04-02", "2 of 4: T")
