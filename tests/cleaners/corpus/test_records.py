"""Records read back, surveyed and written in other formats."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import records, write_records

from blogsieve.cleaners.corpus import lines
from blogsieve.cleaners.corpus.records import NotRecords, read_records
from blogsieve.cleaners.corpus.survey import Survey
from blogsieve.cleaners.corpus.top import Extremes, Sample, Top
from blogsieve.cleaners.corpus.vertical import GLUE, prevertical, tokens, vertical

PACKED: dict[str, Callable[[bytes], bytes]] = {
    "posts.jsonl": bytes,
    "posts.jsonl.gz": gzip.compress,
    "posts.jsonl.bz2": bz2.compress,
    "posts.jsonl.xz": lzma.compress,
}


@pytest.mark.parametrize("name", PACKED)
def test_records_are_read_back(name: str, tmp_path: Path) -> None:
    data = write_records(tmp_path / "plain").read_bytes()
    (tmp_path / name).write_bytes(PACKED[name](data))
    assert list(read_records(str(tmp_path / name))) == records()


@pytest.mark.parametrize("name", PACKED)
def test_file_that_is_cut_off_is_told(name: str, tmp_path: Path) -> None:
    data = write_records(tmp_path / "plain").read_bytes()
    packed = PACKED[name](data)
    (tmp_path / name).write_bytes(packed[: len(packed) * 2 // 3])
    with pytest.raises(NotRecords, match=f"{name}.*"):
        list(read_records(str(tmp_path / name)))


def test_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    path = write_records(tmp_path / "posts.jsonl")
    path.write_text(path.read_text("utf-8") + '{"id": "sha1:0"}\n', "utf-8")
    with pytest.raises(NotRecords, match=r"posts\.jsonl, line 8: is no record: has no key 'url'"):
        list(read_records(str(path)))


def test_line_without_an_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1000)
    with Path("/dev/zero").open("rb") as zero, pytest.raises(lines.NoJson, match="line 1: has more than 1000 bytes"):
        list(lines.read_lines(zero))


@given(st.lists(st.sampled_from("abcdefghij"), max_size=400))
def test_counts_of_top_are_never_too_high_and_bounded(names: list[str]) -> None:
    top = Top(kept=3)
    for name in names:
        top.add([name])
    assert len(top.counts) <= 6
    for name, size in top.most_common():
        assert names.count(name) - top.lost <= size <= names.count(name)
    for name in set(names):
        assert name in top.counts or names.count(name) <= top.lost


@given(st.lists(st.integers()), st.integers(1, 5))
def test_extremes_are_the_lowest(numbers: list[int], size: int) -> None:
    lowest: Extremes[int] = Extremes(size)
    for number in numbers:
        lowest.add(number, number)
    assert lowest.items() == sorted(numbers)[:size]


def test_sample_is_spread_and_the_same_in_every_run() -> None:
    drawn = []
    for _ in range(2):
        sample: Sample[int] = Sample(10)
        for number in range(1000):
            sample.add(number)
        drawn.append(sample.chosen)
    assert drawn[0] == drawn[1]
    assert max(drawn[0]) > 500


def test_survey_counts() -> None:
    survey = Survey()
    for record in records():
        survey.add(record)
    assert survey.posts == survey.months.total() == 7
    assert survey.words == sum(record["word_count"] for record in records())
    assert dict(survey.languages.most_common()) == {"en": 5, "de": 1, "es": 1}
    assert survey.shortest.items()[0]["title"] == "Geese"
    assert survey.removed["comments"] > 0


@given(st.text())
def test_tokens_are_the_line_without_its_spaces(line: str) -> None:
    found = [token for token in tokens(line.replace("&", "").replace("<", "").replace(">", "")) if token != GLUE]
    assert "".join(found) == "".join(line.replace("&", "").replace("<", "").replace(">", "").split())


@pytest.mark.parametrize("write", [prevertical, vertical])
def test_vertical_is_well_formed(write: Callable[..., object]) -> None:
    for record in records():
        hostile = record | {"title": 'A "title" <b>\n& more', "text": record["text"] + "\na < b && c > d"}
        lines = list(write(hostile))  # type: ignore[call-overload]
        doc = ElementTree.fromstring("\n".join(lines))
        assert doc.get("title") == 'A "title" <b> & more'
        assert len(doc.findall("p")) == len(hostile["text"].split("\n"))
