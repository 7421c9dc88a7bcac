"""The pieces of docs/consumers.md, run as they stand there, over real records, by the tools that they are for."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from records import records, write_records
from running import BLOGSIEVE, ROOT

from blogsieve.cleaners.corpus.targets.dataset import DatasetTarget

PIECE = re.compile(r"<!-- ([\w-]+) -->\n```(python|sh)\n(.*?)```", re.DOTALL)
PAGE = (ROOT / "docs" / "consumers.md").read_text("utf-8")
PIECES = [(kind, tool, text) for tool, kind, text in PIECE.findall(PAGE)]
IN_PYTHON = sorted({tool for kind, tool, _ in PIECES if kind == "python"})
TITLES = [record["title"] for record in records()]
# A word that the tool prints only where it has read the records, or cleaned the page.
SAID = {
    "pandas": "es",
    "polars": "How I reckon the tide",
    "duckdb": "de",
    "parquet": TITLES[0],
    "dataset": TITLES[0],
    "datasets": TITLES[0],
    "datatrove": "Thirty-one geese came over.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the records, and saved pages."""
    from blogsieve.cleaners.corpus.parquet import ParquetWriter

    write_records(tmp_path / "posts.jsonl")
    with (tmp_path / "posts.parquet").open("wb") as file, ParquetWriter(file) as writer:
        for record in records():
            writer.write(record)
    (tmp_path / "saved-pages").mkdir()
    (tmp_path / "documents").mkdir()
    html = "<html><body><article><p>A sentence of a post that was saved.</p></article></body></html>"
    (tmp_path / "saved-pages" / "post.html").write_text(html)
    return tmp_path


def run(command: list[str], folder: Path) -> str:
    """Run a command to its end without the network, and return what it printed."""
    path = os.pathsep.join((str(BLOGSIEVE.parent), os.environ["PATH"]))
    offline = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf"), "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=os.environ | offline, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("tool", IN_PYTHON)
def test_piece_of_python(tool: str, folder: Path) -> None:
    if find_spec(LIBRARIES.get(tool, tool)) is None:
        pytest.skip(f"needs {tool}: pip install 'blogsieve[consumers]'")
    if tool == "dataset":
        DatasetTarget().write(records(), str(folder / "corpus"))
    code = "\n".join(text for kind, name, text in PIECES if kind == "python" and name == tool)
    assert SAID[tool] in run([sys.executable, "-c", code], folder)


# What a piece needs where it is not called after it.
LIBRARIES = {"parquet": "pyarrow", "dataset": "datasets"}
SHELL: dict[str, Callable[[str, Path], bool]] = {
    "jq": lambda said, _: "Geese" in said and "Der alte Pegel" not in said,
    "spreadsheets": lambda _, folder: TITLES[0] in (folder / "posts.csv").read_text("utf-8"),
    "texts": lambda _, folder: len(list((folder / "texts").rglob("*.txt"))) == len(TITLES),
    "parquet": lambda _, folder: (folder / "posts.parquet").stat().st_size > 1000,
    "dataset": lambda _, folder: f"{len(TITLES)} posts" in (folder / "corpus" / "README.md").read_text("utf-8"),
    "dolma": lambda _, folder: is_dolma(folder / "documents" / "posts.jsonl.gz"),
    "sketch-engine": lambda _, folder: "<g/>" in (folder / "posts.vert").read_text("utf-8"),
}


def is_dolma(path: Path) -> bool:
    """Say whether a file holds documents in the format of github.com/allenai/dolma/blob/main/docs/data-format.md."""
    with gzip.open(path) as lines:
        rows = [json.loads(line) for line in lines]
    strings = ("id", "text", "source", "added", "created")
    return bool(rows) and all(isinstance(row[key], str) for row in rows for key in strings)


@pytest.mark.parametrize("tool", SHELL)
def test_piece_of_shell(tool: str, folder: Path) -> None:
    if tool == "jq" and not shutil.which("jq"):
        pytest.skip("needs jq")
    code = "\n".join(text for kind, name, text in PIECES if kind == "sh" and name == tool)
    assert SHELL[tool](run(["sh", "-ec", code], folder), folder)


def test_every_piece_is_run() -> None:
    assert {(kind, tool) for kind, tool, _ in PIECES} == {("python", tool) for tool in SAID} | {
        ("sh", t) for t in SHELL
    }
