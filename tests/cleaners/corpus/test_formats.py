"""Every format, by one table: what is written is read back, what a kill costs, how a missing library is told."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import records
from running import ROOT, run

from blogsieve.cleaners.corpus.formats import BY_KEY, BY_NAME, ENDINGS, FORMATS, Appending, Format, format_of
from blogsieve.cleaners.corpus.records import NotRecords, read_records, read_rows
from blogsieve.cleaners.corpus.writers import cut_torn_line
from blogsieve.crawler import settings
from blogsieve.crawler.output.exporters import Exporter, is_plain

HOSTILE = {"title": 'A "title"\u2028of\tsigns\U0001f426', "text": "a < b && c > d\nनमस्ते\r\n\0", "word_count": 2**53}
BACK = [form for form in FORMATS if form.read]
LENT = [form for form in FORMATS if form.library]
PACKED = [form for form in BACK if form.appending is not Appending.LINES]


def name_of(form: Format) -> str:
    return form.name


def all_records() -> list[dict[str, Any]]:
    """Return records of a blog, and one of signs that mean something to one format or another."""
    return [*records(), records()[0] | HOSTILE]


def write(form: Format, path: Path, rows: Sequence[dict[str, Any]], mode: str = "wb") -> Path:
    """Write rows to a file in a format; return the path."""
    with path.open(mode) as file:
        writer = form.write(file)  # type: ignore[arg-type]
        for row in rows:
            writer.write(row)
        writer.close()
        assert not file.closed
    return path


@pytest.mark.parametrize("form", BACK, ids=name_of)
def test_what_is_written_is_read_back(form: Format, tmp_path: Path) -> None:
    for ending in form.endings:
        path = write(form, tmp_path / f"posts{ending}", all_records())
        assert format_of(str(path)) is form
        assert list(read_records(str(path))) == all_records()
        assert [number for number, _ in read_rows(str(path))] == list(range(1, len(all_records()) + 1))


@pytest.mark.parametrize("form", BACK, ids=name_of)
def test_no_records_are_read_back_as_none(form: Format, tmp_path: Path) -> None:
    assert list(read_records(str(write(form, tmp_path / f"posts{form.endings[0]}", [])))) == []


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.read], ids=name_of)
def test_what_cannot_be_read_back_says_so(form: Format, tmp_path: Path) -> None:
    path = write(form, tmp_path / f"posts{form.endings[0]}", all_records())
    with pytest.raises(NotRecords, match=r"^\S+: \w+ is written for other tools, and cannot be read back$"):
        list(read_records(str(path)))


@pytest.mark.parametrize("name", ["vertical", "prevertical"])
def test_document_stands_below_the_other(name: str, tmp_path: Path) -> None:
    path = write(BY_NAME[name], tmp_path / "posts", all_records())
    assert path.read_text("utf-8").count("\n</doc>\n") == len(all_records())


@pytest.mark.parametrize("form", [form for form in BACK if form.appending is not Appending.NOTHING], ids=name_of)
def test_what_is_appended_is_read_behind_the_rest(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"posts{form.endings[0]}"
    write(form, path, records()[:3])
    write(form, path, records()[3:], "ab")
    assert list(read_records(str(path))) == records()


KILLED = """
import json, os, signal, sys
from blogsieve.cleaners.corpus.formats import format_of
file = open(sys.argv[1], "wb")
writer = format_of(sys.argv[1]).write(file)
for line in sys.stdin:
    writer.write(json.loads(line))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("form", [form for form in BACK if form.appending is Appending.LINES], ids=name_of)
def test_kill_loses_no_line_that_was_written(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"posts{form.endings[0]}"
    given = "".join(json.dumps(row) + "\n" for row in all_records())
    done = subprocess.run([sys.executable, "-c", KILLED, path], cwd=ROOT, input=given, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(read_records(str(path))) == all_records()


@pytest.mark.parametrize("form", [form for form in BACK if form.appending is Appending.LINES], ids=name_of)
@given(share=st.floats(0, 1))
def test_torn_line_costs_itself_only(form: Format, share: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = write(form, tmp_path_factory.mktemp("torn") / f"posts{form.endings[0]}", records())
    data = path.read_bytes()
    whole = data[: int(share * len(data))]
    path.write_bytes(whole)
    cut_torn_line(path)
    assert list(read_records(str(path))) == records()[: whole.count(b"\n")]


@pytest.mark.parametrize("form", PACKED, ids=name_of)
@given(share=st.floats(0.01, 0.99))
def test_file_that_is_cut_off_is_told_in_a_line(
    form: Format, share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(form, tmp_path_factory.mktemp("torn") / f"posts{form.endings[0]}", records())
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(NotRecords) as told:
        list(read_records(str(path)))
    assert str(told.value).startswith(str(path))
    assert len(str(told.value).splitlines()) == 1


WITHOUT = "import sys; sys.modules[{!r}] = None; from blogsieve.crawler.ui.cli import main; main()"


@pytest.mark.parametrize("form", LENT, ids=name_of)
def test_library_that_is_missing_is_told_in_a_line(form: Format, tmp_path: Path) -> None:
    name, how = f"posts{form.endings[0]}", f"pip install 'blogsieve[{form.extra}]'"
    write(form, tmp_path / name, records())
    (tmp_path / "page.html").write_text("<html><body><p>A sentence of a post.</p></body></html>")
    without = ("env", f"PYTHONPATH={ROOT}", sys.executable, "-P", "-c", WITHOUT.format(form.library))
    commands = {
        ("report", name): (1, f"{name}: to read it, {how}"),
        ("export", name, "--to", "jsonl"): (1, f"{name}: to read it, {how}"),
        ("export", "posts.jsonl", "--to", form.name): (1, f"--to {form.name}: to write it, {how}"),
        ("clean", "page.html", "-O", f"new{form.endings[0]}"): (2, f"new{form.endings[0]}: to write it, {how}"),
    }
    for command, (code, said) in commands.items():
        done = run(*without, *command, out=tmp_path / "none", cwd=tmp_path)
        assert (done.code, done.said) == (code, f"blogsieve: {said}\n"), command


def test_scrapy_has_an_exporter_for_each() -> None:
    assert settings.FEED_EXPORTERS.keys() == BY_KEY.keys()
    assert len(BY_KEY) == sum(len(form.endings) for form in FORMATS), "two formats have an ending in common"


@pytest.mark.parametrize("value", [("a",), {"a"}, object(), {"a": ("b",)}, [b"c"]])
def test_what_json_does_not_know_is_not_plain(value: object) -> None:
    assert not is_plain(value)
    assert is_plain(records())


def test_every_format_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert [ending for ending in ENDINGS.split(", ") if f"`{ending}`" not in text] == []
    assert [form.name for form in FORMATS if f"`{form.name}`" not in text] == []


def test_recipe_for_a_format_works(tmp_path: Path) -> None:
    recipe = re.search(
        r"<!-- format -->\n```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
    assert recipe
    names: dict[str, Any] = {}
    exec(recipe[1], names)
    form: Format = names["TSV"]
    with write(form, tmp_path / "posts.tsv", all_records()).open("rb") as file:
        assert form.read
        assert [record for _, record in form.read(file)] == all_records()


def test_exporter_writes_what_a_pipeline_made_of_an_item(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    with path.open("wb") as file:
        exporter: Exporter = type("Lines", (Exporter,), {"form": BY_KEY["jsonl"]})(
            file, fields_to_export=["on", "tags"]
        )
        exporter.export_item({"on": date(2021, 5, 3), "tags": {"Birds"}, "left": "out"})
        exporter.finish_exporting()
    assert json.loads(path.read_text("utf-8")) == {"on": "2021-05-03", "tags": ["Birds"]}
