"""A folder of parts: each is there when it is whole, whoever else makes it, on this machine or in a store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from records import records

from blogsieve.cleaners.corpus.places import NoPlace, place_of
from blogsieve.cleaners.corpus.records import read_records
from blogsieve.crawler.output.folder import Done, Folder

SITES = ("blog.example", "[2001:db8::1]:8080", "bücher.example", "x" * 300, "/home/saved pages")


@pytest.fixture(params=["disk", "memory"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "disk":
        yield str(tmp_path / "out")
        return
    place = place_of("memory://folder-of-parts/out")
    yield str(place)
    for path in list(place.rglob("*")):
        if path.is_file():
            path.unlink()


def files(name: str) -> set[str]:
    root = place_of(name)
    return {str(path).removeprefix(str(root)).lstrip("/") for path in root.rglob("*") if path.is_file()}


def test_parts_and_what_tells_of_them(name: str) -> None:
    folder = Folder(name)
    for site in SITES:
        with folder.part(site) as part:
            for record in records():
                part.write(record)
            part.refused.append(f"http://{site}/1: has no text of a post")
    folder.write_manifest()
    done = list(folder.all_done())
    assert sorted(one.site for one in done) == sorted(SITES)
    assert files(name) == {"manifest.json"} | {one.path for one in done} | {
        f"_done/{Path(one.path).stem}.json" for one in done
    }
    for one in done:
        data = (folder.root / one.path).read_bytes()
        assert [json.loads(line) for line in data.splitlines()] == records()
        assert (one.posts, one.size) == (len(records()), len(data))
        assert one.refused == [f"http://{one.site}/1: has no text of a post"]
    manifest = json.loads((folder.root / "manifest.json").read_text("utf-8"))
    assert (manifest["sites"], manifest["posts"]) == (len(SITES), len(SITES) * len(records()))
    assert [part["path"] for part in manifest["parts"]] == [one.path for one in done]


def test_where_the_part_of_a_site_is(tmp_path: Path) -> None:
    with Folder(str(tmp_path)).part("blog.example") as part:
        part.write(records()[0])
    assert list(read_records(str(tmp_path / "posts" / "44" / "blog.example.jsonl"))) == records()[:1]


def test_a_site_without_posts_is_done_and_has_no_part(name: str) -> None:
    folder = Folder(name)
    with folder.part("blog.example") as part:
        part.write(records()[0])
    with folder.part("blog.example"):
        pass
    assert folder.done("blog.example") == Done("blog.example", "", 0, 0, [])
    assert folder.done("other.example") is None
    assert files(name) == {"_done/blog.example.json"}


def test_nothing_is_left_of_a_part_that_fails(name: str) -> None:
    folder = Folder(name)

    def fail() -> None:
        with folder.part("blog.example") as part:
            part.write(records()[0])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files(name) == set()
    assert folder.done("blog.example") is None


def test_two_make_one_part(name: str) -> None:
    folder, other = Folder(name), Folder(name)
    with folder.part("blog.example") as part:
        part.write(records()[0])
        with other.part("blog.example") as again:
            again.write(records()[0])
        part.write(records()[1])
    (path,) = files(name) - {"_done/blog.example.json"}
    assert len((folder.root / path).read_bytes().splitlines()) in (1, 2)


def test_what_a_kill_left_of_a_part_goes_when_it_is_made(name: str) -> None:
    folder = Folder(name)
    with folder.part("blog.example") as part:
        part.write(records()[0])
    (path,) = files(name) - {"_done/blog.example.json"}
    left = [folder.root / f"{path}.0123abcd.tmp", folder.root / "_done" / "blog.example.json.0123abcd.tmp"]
    for one in left:
        one.write_bytes(b"{")
    with folder.part("blog.example") as part:
        part.write(records()[0])
    assert files(name) == {path, "_done/blog.example.json"}


@pytest.mark.parametrize("name", ["nosuch://bucket/out", "blogs://"])
def test_a_name_that_leads_nowhere_is_named(name: str) -> None:
    with pytest.raises(NoPlace, match=name):
        Folder(name)
