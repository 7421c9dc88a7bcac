"""What a run adds to records: duplicates within a blog, over blogs and over a resume, and numbers of quality."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from big_blog import BigBlog
from made_site import prose
from records import records as made_records
from running import BLOGSIEVE, clean, config, crawl, run

from blogsieve.cleaners.address import record_id
from blogsieve.cleaners.corpus.formats import BY_NAME
from blogsieve.cleaners.corpus.records import read_records
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.cleaners.model import QUALITY
from blogsieve.crawler.output.amending import Amender
from blogsieve.crawler.output.finishing import Finishing

COUNT = 4


def text_of(number: int) -> str:
    """Return a post's text, long enough to be told from the others."""
    return prose(f"finishing {number}", 2).replace("<p>", "").replace("</p>", " ").strip()


def blog() -> BigBlog:
    """Return a blog whose last post says again what its first one did, but for a word."""
    texts = {number: text_of(number) for number in range(COUNT)}
    return BigBlog(size=COUNT, texts=texts | {COUNT - 1: text_of(0).replace(".", " again.", 1)})


def test_mirror_of_a_blog_is_told_of_and_measured(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    first, mirror = serve_blog(blog()), serve_blog(blog())
    found = crawl(f"{first}/ {mirror}/", tmp_path, "-s", "BLOGSIEVE_QUALITY=True")
    assert len(found.records) == 2 * COUNT
    posts = {record["id"]: record for record in found.records}
    firsts = {name: post["metadata"]["duplicate_of"] for name, post in posts.items()}
    assert sum(not of for of in firsts.values()) == COUNT - 1
    for name, of in firsts.items():
        assert not of or (firsts[of] == "" and posts[of]["text"].split()[:5] == posts[name]["text"].split()[:5])
        # Whichever came first, the first is the older one.
        assert not of or (posts[of]["date"], of) < (posts[name]["date"], name)
    assert all(record["metadata"]["quality"]["punct_lines"] > 0 for record in found.records)


def test_crawl_that_drops_keeps_the_oldest(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    # The sources list the latest post, which is not the first of its like, before all others.
    url = serve_blog(blog())
    options = ("-s", "BLOGSIEVE_DUPLICATES=drop", "-s", "BLOGSIEVE_BOILERPLATE=cut.jsonl", "-s", "JOBDIR=job")
    found = crawl(f"{url}/", tmp_path, *options, "-O", "more.jsonl.gz")
    assert sorted(found.by_title) == ["Post 0", "Post 1", "Post 2"], found.said
    assert "3 posts written (1 near-duplicate)" in found.said
    assert [record["id"] for record in read_records(str(tmp_path / "more.jsonl.gz"))] == [
        record["id"] for record in found.records
    ]
    cut = {json.loads(line)["id"] for line in (tmp_path / "cut.jsonl").read_text("utf-8").splitlines()}
    assert cut == {record["id"] for record in found.records}
    assert not list((tmp_path / "job").glob("frontier*"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of saved pages, the first of which says what the last does, which is older."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(COUNT):
        text = text_of(number % (COUNT - 1))
        head = f"<title>Post {number}</title><link rel=canonical href=https://blog{number}.example/{number}>"
        day = f"<time datetime=202{5 - number}-01-01>1 January 202{5 - number}</time>"
        (folder / f"{number}.html").write_text(f"<html>{head}<body><article>{day}<p>{text}</p></article></html>")
    return folder


@pytest.mark.parametrize(("mode", "written", "told"), [("flag", "0123", "0"), ("drop", "123", "")])
def test_saved_pages_are_compared_as_is_asked(mode: str, written: str, told: str, pages: Path, tmp_path: Path) -> None:
    found = clean(tmp_path, pages, options=("-s", f"BLOGSIEVE_DUPLICATES={mode}"))
    firsts = {title.removeprefix("Post "): one["metadata"]["duplicate_of"] for title, one in found.by_title.items()}
    assert "".join(firsts) == written
    assert "".join(title for title, of in firsts.items() if of) == told
    assert ("3 posts written (1 near-duplicate)" in found.said) is (mode == "drop")
    # Nobody asked for the numbers: they are there, and tell nothing.
    assert all(record["metadata"]["quality"] == dict.fromkeys(QUALITY, -1.0) for record in found.records)


def test_run_that_goes_on_says_what_one_without_a_stop_says(pages: Path, tmp_path: Path) -> None:
    whole = clean(tmp_path, pages).records
    for record in whole:
        record["metadata"]["duplicate_of"] = ""
    # As a run that was stopped behind its first record leaves it.
    (tmp_path / "job").mkdir()
    (tmp_path / "job" / "cleaning").touch()
    (tmp_path / "out.jsonl").write_text(json.dumps(whole[0]) + "\n")
    again = clean(tmp_path, pages, options=("-s", "JOBDIR=job"))
    assert [record["metadata"]["duplicate_of"] for record in again.records] == [whole[3]["id"], "", "", ""]


def test_standard_output_has_the_first_that_came(pages: Path, tmp_path: Path) -> None:
    found = run(BLOGSIEVE, "clean", pages, "-s", "BLOGSIEVE_DUPLICATES=drop", out=tmp_path / "none", cwd=tmp_path)
    titles = [json.loads(line)["title"] for line in found.said.splitlines() if line.startswith("{")]
    assert titles == ["Post 0", "Post 1", "Post 2"]


def made(count: int, seed: int) -> list[dict[str, Any]]:
    """Return records in the order of a seed; of each three the second says what the first says."""
    texts = [text_of(number - number % 3 % 2) for number in range(count)]
    records = [
        {"id": f"sha1:{number}", "text": text, "created": "", "date": f"2021-{number + 1:02}-01"}
        for number, text in enumerate(texts)
    ]
    random.Random(seed).shuffle(records)
    return [record | {"metadata": {"duplicate_of": ""}} for record in records]


@pytest.mark.parametrize("mode", ["flag", "drop"])
def test_order_and_stops_make_no_difference(mode: str, tmp_path: Path) -> None:
    results, path = [], tmp_path / "posts.jsonl"
    for seed in range(6):
        records, finishing = made(9, seed), Finishing(config(mode))
        with path.open("wb") as file:
            writer = BY_NAME["jsonl"].write(file)
            for place, record in enumerate(records):
                # Those from before a stop are known by what was written of them.
                if place < seed:
                    finishing.know(record)
                else:
                    assert finishing.finish(record)
                writer.write(record)
        assert finishing.settle()
        Amender(finishing).amend_file(path)
        lines = path.read_text("utf-8").splitlines()
        results.append({one["id"]: one["metadata"]["duplicate_of"] for one in map(json.loads, lines)})
    assert all(result == results[0] for result in results)
    assert results[0].get("sha1:1") == {"flag": "sha1:0", "drop": None}[mode]
    assert results[0]["sha1:0"] == ""
    assert not list(tmp_path.glob("*.tmp"))


def test_nothing_is_compared_where_all_are_kept() -> None:
    finishing = Finishing(config("keep"))
    assert all(finishing.finish(record) and not record["metadata"]["duplicate_of"] for record in made(9, 0))
    assert not finishing.settle()


def test_known_records_are_compared_with() -> None:
    finishing = Finishing(config("flag"))
    finishing.know({"id": "a", "text": text_of(1)})
    record = {"id": "b", "text": text_of(1), "metadata": {}}
    assert finishing.finish(record)
    assert record["metadata"] == {"duplicate_of": "a"}


def test_post_in_whose_place_another_is_goes_though_the_run_was_stopped_meanwhile(tmp_path: Path) -> None:
    first, second = made_records()[:2]
    first["id"], second["text"] = record_id("https://a.example/?p=1"), first["text"]
    second["metadata"]["also"] = ["https://a.example/?p=1"]
    finishing, out = Finishing(config("flag")), tmp_path / "posts.jsonl"
    out.write_bytes(b"".join(map(line_of, (first, second))))
    for record in (first, second):
        finishing.know(record)
    assert finishing.settle()
    assert Amender(finishing).amend_file(out)
    (left,) = read_records(str(out))
    assert (left["id"], left["metadata"]["duplicate_of"]) == (second["id"], "")


def test_post_that_was_met_again_is_put_right(tmp_path: Path) -> None:
    records, finishing, out = made_records()[:3], Finishing(config("flag")), tmp_path / "posts.jsonl"
    records[2]["text"] = records[0]["text"]
    for record in records:
        finishing.finish(record)
    first, second, third = (record["id"] for record in records)
    assert records[2]["metadata"]["duplicate_of"] == first
    out.write_bytes(b"".join(map(line_of, records)))
    finishing.take_out(first)
    finishing.tell_also(third, "https://a.example/0")
    finishing.tell_also(third, "https://a.example/0")
    assert finishing.settle()
    assert Amender(finishing).amend_file(out)
    found = {record["id"]: record["metadata"] for record in read_records(str(out))}
    assert {name: (said["also"], said["duplicate_of"]) for name, said in found.items()} == {
        second: ([], ""),
        third: (["https://a.example/0"], ""),
    }


def test_day_that_is_met_after_the_record_is_written_into_it(tmp_path: Path) -> None:
    records, finishing, out = made_records()[:2], Finishing(config("flag")), tmp_path / "posts.jsonl"
    records[0].update(date="", created="")
    out.write_bytes(b"".join(map(line_of, records)))
    finishing.days.update({record["id"]: "2021-05-03" for record in records})
    assert finishing.settle()
    assert Amender(finishing).amend_file(out)
    first, second = read_records(str(out))
    assert (first["date"], first["created"], first["metadata"]["date_source"]) == ("2021-05-03", "2021-05-03", "list")
    assert second == records[1]
