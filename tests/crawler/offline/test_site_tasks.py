"""Archives cleaned by tasks, a site each: the same records by any number of workers, in a file or a folder of parts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from once import once
from running import BLOGSIEVE, clean, config
from warcs import again, answer, page, post, url_of

from blogsieve.cleaners.corpus.places import place_of
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.cleaners.engine import Executor, Limits
from blogsieve.cleaners.engine.inplace import InPlace
from blogsieve.cleaners.engine.serial import SerialExecutor
from blogsieve.cleaners.forms import Wanted
from blogsieve.crawler.offline.corpus import Corpus
from blogsieve.crawler.offline.site_tasks import SHARE
from blogsieve.crawler.output.folder import Folder

# One site is cut into shares, and has the same post at two addresses in different ones; the others are done at once.
LARGE, SMALL = "large.example", [f"s{number}.example" for number in range(5)]
PAGES = SHARE + 40
SECONDS = 400
# The posts differ in numbers alone; which is the first of such hangs on whether one file or one site is looked at.
KEEP = ("-s", "BLOGSIEVE_DUPLICATES=keep")


def copied(number: int, original: int) -> bytes:
    """Return the record of a page that is the same as another, at an address of its own."""
    return answer(url_of(LARGE, number), page(LARGE, original))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of several sites, one of them large."""
    path = tmp_path_factory.mktemp("archives") / "all.warc"
    found = [
        *(post(LARGE, number) for number in range(PAGES)),
        copied(PAGES, 3),
        *(post(host, number) for number in range(6) for host in SMALL),
        answer(f"http://{SMALL[0]}/2024/02/empty/", "<html><body></body></html>"),
    ]
    path.write_bytes(b"".join(found))
    return path


@pytest.fixture(scope="module")
def lines(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the lines that one worker makes of the archive."""

    def make(folder: Path) -> list[bytes]:
        assert clean(folder, archive, options=("--jobs", "1", *KEEP)).code == 0
        return (folder / "out.jsonl").read_bytes().splitlines(keepends=True)

    return once(tmp_path_factory, "lines-of-an-archive", make)


def lines_of(folder: Path) -> list[bytes]:
    """Return the lines of all parts of a folder."""
    return [line for path in folder.glob("posts/*/*.jsonl") for line in path.read_bytes().splitlines(keepends=True)]


def names(folder: Path) -> list[str]:
    """Return the names of all files of a folder but the parts of sites and what tells of them."""
    own = (path for path in folder.rglob("*") if path.is_file() and path.parent.parent.name != "posts")
    return [str(path.relative_to(folder)) for path in own if path.parent.name != "_done"]


def command(archive: Path, output: str, *options: str) -> list[str]:
    return [str(BLOGSIEVE), "clean", str(archive), output, "out/", "--jobs", "2", *KEEP, *options]


def test_the_same_by_any_number_of_workers(archive: Path, lines: list[bytes], pool: Executor, tmp_path: Path) -> None:
    assert clean(tmp_path, archive, options=("--jobs", "3", *KEEP)).code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b"".join(lines)
    here = again(pool, archive)
    assert lines == list(map(line_of, here.records))
    assert len(lines) == PAGES + len(SMALL) * 6
    assert here.refused == [f"http://{SMALL[0]}/2024/02/empty/: has no text of a post"]


def test_a_part_a_site_in_a_folder(archive: Path, lines: list[bytes], tmp_path: Path) -> None:
    done = subprocess.run(command(archive, "-O"), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{len(lines)} posts written" in done.stderr
    assert done.stderr.count("/2024/02/empty/: has no text of a post") == 1
    out = tmp_path / "out"
    assert sorted(lines_of(out)) == sorted(lines)
    assert names(out) == ["manifest.json"]
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert {part["site"]: part["posts"] for part in manifest["parts"]} == {LARGE: PAGES, **dict.fromkeys(SMALL, 6)}
    for part in manifest["parts"]:
        own = (out / part["path"]).read_bytes().splitlines()
        assert {json.loads(line)["source"] for line in own} == {part["site"]}
    # What is there is left as it is, and what is not is made.
    last = out / manifest["parts"][-1]["path"]
    before = {path: path.stat().st_mtime_ns for path in out.glob("posts/*/*.jsonl")}
    (out / "_done" / last.with_suffix(".json").name).unlink()
    assert subprocess.run(command(archive, "-o", "-q"), cwd=tmp_path, check=False).returncode == 0
    assert sorted(lines_of(out)) == sorted(lines)
    assert {path for path, made in before.items() if path.stat().st_mtime_ns != made} == {last}


def wait_for(folder: Path, pattern: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a folder holds something of a pattern, or its process has ended."""
    begun = time.monotonic()
    while time.monotonic() - begun < SECONDS and process.poll() is None and not any(folder.glob(pattern)):
        time.sleep(0.005)


def children(pid: int) -> Iterator[int]:
    """Yield all processes that a process has started, and those of these."""
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, read(file).split()):
            yield child
            yield from children(child)


def read(file: Path) -> bytes:
    """Return what the system tells of a process or a thread, "" where it has ended meanwhile."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@pytest.mark.parametrize("pattern", ["posts/*/*", "_under_way/posts/*/*.jsonl"])
def test_goes_on_after_a_kill_of_all(archive: Path, lines: list[bytes], tmp_path: Path, pattern: str) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(archive, "-O", "-q"), cwd=tmp_path) as process:
        wait_for(out, pattern, process)
        process.kill()
    assert not (out / "manifest.json").exists()
    assert subprocess.run(command(archive, "-o", "-q"), cwd=tmp_path, check=False).returncode == 0
    assert sorted(lines_of(out)) == sorted(lines)
    assert names(out) == ["manifest.json"]


def test_a_worker_that_is_killed_costs_nothing(archive: Path, lines: list[bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(archive, "-O", "-q"), cwd=tmp_path) as process:
        for pattern in ("posts/*/*", "_under_way/posts/*/*"):
            wait_for(out, pattern, process)
            # Those that work; the one that they are forked from comes first.
            for worker in list(children(process.pid))[1:]:
                os.kill(worker, signal.SIGKILL)
        assert process.wait(SECONDS) == 0
    assert sorted(lines_of(out)) == sorted(lines)
    assert names(out) == ["manifest.json"]


def test_what_is_removed_is_kept_in_the_order_of_the_records(archive: Path, lines: list[bytes], tmp_path: Path) -> None:
    run = clean(tmp_path, archive, options=("-s", "BLOGSIEVE_BOILERPLATE=cut.jsonl", *KEEP))
    ids = [json.loads(line)["id"] for line in lines]
    assert run.records == [json.loads(line) for line in lines]
    removed = [json.loads(line)["id"] for line in (tmp_path / "cut.jsonl").read_bytes().splitlines()]
    assert list(dict.fromkeys(removed)) == ids


def test_pages_in_files_are_added_to_the_parts_of_their_sites(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    for number, host in ((7, SMALL[0]), (8, "other.example")):
        link = f"<link rel=canonical href={url_of(host, number)}>"
        (tmp_path / "saved" / f"{number}.html").write_text(page(host, number).replace("<title>", f"{link}<title>"))
    options = ["--sites", f"{SMALL[0]},other.example", "-q"]
    for output in ("-O", "-o"):
        run = [*command(archive, output, *options), str(tmp_path / "saved")]
        assert subprocess.run(run, cwd=tmp_path, check=False).returncode == 0
        found = [json.loads(line)["title"] for line in lines_of(tmp_path / "out")]
        assert sorted(found) == [f"Post {number}" for number in (0, 1, 2, 3, 4, 5, 7, 8)]


def test_archives_and_folders_in_a_store(archive: Path) -> None:
    """Both are in memory, so all is done in this process."""
    store = place_of("memory://site-tasks")
    (store / "in").mkdir(parents=True, exist_ok=True)
    small = b"".join(post(host, number) for host in SMALL[:2] for number in range(4))
    (store / "in" / "all.warc").write_bytes(small)
    refused: list[str] = []
    corpus = Corpus([f"{store}/in"], SerialExecutor(InPlace(Limits()), Limits(), Wanted()), refused.append)
    out = Folder(f"{store}/out")
    done = list(corpus.parts(out, Folder(f"{store}/out/_under_way")))
    assert {one.site: one.posts for one in done} == dict.fromkeys(SMALL[:2], 4)
    assert refused == []
    titles = [json.loads(line)["title"] for one in done for line in out.lines(one)]
    assert sorted(titles) == sorted(2 * [f"Post {number}" for number in range(4)])


@pytest.mark.parametrize(("mode", "share"), [("flag", SHARE), ("drop", SHARE), ("drop", 2)])
def test_oldest_of_a_site_is_the_first_of_its_like(
    mode: str, share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts are put right in their store before they get their names, those of shares when they are joined."""
    monkeypatch.setattr("blogsieve.crawler.offline.site_tasks.SHARE", share)
    host, days = SMALL[0], (9, 6, 8, 7)
    pages = [page(host, 0).replace("02-01></time>", f"02-0{day}>{day} February 2024</time>") for day in days]
    archive = b"".join(answer(url_of(host, number), html) for number, html in enumerate(pages))
    (tmp_path / "all.warc").write_bytes(archive + post(SMALL[1], 1))
    corpus = Corpus([str(tmp_path)], SerialExecutor(InPlace(Limits()), Limits(), Wanted()), print, keeps_removed=True)
    out, removed = Folder(f"memory://oldest-{mode}-{share}"), list[bytes]()
    done = list(corpus.parts(out, Folder(str(tmp_path / "shares")), config(mode), removed.append))
    records = {one["date"]: one for part in done for one in map(json.loads, out.lines(part))}
    own = {date: one["metadata"]["duplicate_of"] for date, one in records.items() if one["source"] == host}
    first = records["2024-02-06"]["id"]
    flags = {f"2024-02-0{day}": first for day in days} | {"2024-02-06": ""}
    assert own == (flags if mode == "flag" else {"2024-02-06": ""})
    assert [(one.posts, one.left_out) for one in done if one.site == host] == [
        (4, {}) if mode == "flag" else (1, {"near-duplicate": 3})
    ]
    assert sum(one.size for one in done) == sum(len(line) for one in done for line in out.lines(one))
    assert {json.loads(line)["id"] for line in removed} == {one["id"] for one in records.values()}
    assert not list((tmp_path / "shares").rglob("*.*"))


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a Ray cluster of two nodes on this machine."""
    # Its workers give way by 15 else: beside other tests they would hardly get on.
    monkeypatch.setenv("RAY_worker_niceness", "0")
    cluster_utils = pytest.importorskip("ray.cluster_utils", reason="needs Ray: pip install 'blogsieve[ray]'")
    size = {"num_cpus": 1, "object_store_memory": 80 * 1024 * 1024}
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args=size)
    cluster.add_node(**size)
    yield cluster
    cluster.shutdown()


def tasks_of_ray(cluster: Any) -> list[int]:
    """Return the processes of a cluster that work on tasks."""
    raylets = [node.all_processes["raylet"][0].process.pid for node in cluster.list_all_nodes()]
    found = {child for raylet in raylets for child in children(raylet)}
    return [pid for pid in found if read(Path(f"/proc/{pid}/cmdline")).startswith(b"ray::call_worker")]


def test_a_cluster_that_loses_a_process_and_a_node_loses_no_post(
    archive: Path, lines: list[bytes], tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "out"
    run = [*command(archive, "-O", "-q"), "--engine", "ray", "--address", cluster.address]
    with subprocess.Popen(run, cwd=tmp_path) as process:
        wait_for(out, "posts/*/*", process)
        # Between two tasks it works on none.
        while process.poll() is None and not (working := tasks_of_ray(cluster)):
            time.sleep(0.005)
        for pid in working[:1]:
            os.kill(pid, signal.SIGKILL)
        wait_for(out, "_under_way/posts/*/*", process)
        cluster.remove_node(cluster.worker_nodes.copy().pop(), allow_graceful=False)
        assert process.wait(SECONDS) == 0
    assert sorted(lines_of(out)) == sorted(lines)
    assert names(out) == ["manifest.json"]
