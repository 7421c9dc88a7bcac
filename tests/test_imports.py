"""Each third-party library is known to one file, which says what the project wants of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for package in ("cleaners", "crawler") for path in (ROOT / package).rglob("*.py"))
WRAPPED = ("babel", "cssselect", "fastwarc", "feedparser", "langdetect", "py3langid", "rich", "trafilatura", "warcio")


def imported(path: Path) -> set[str]:
    """Return the first names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}


IMPORTS = {path.relative_to(ROOT).as_posix(): imported(path) for path in FILES}


@pytest.mark.parametrize("library", WRAPPED)
def test_library_is_imported_in_one_file(library: str) -> None:
    assert len([path for path, names in IMPORTS.items() if library in names]) <= 1


def test_of_the_steps_a_site_knows_the_one_that_learning_runs() -> None:
    lines = [
        line for path in (ROOT / "cleaners" / "site").glob("*.py") for line in path.read_text("utf-8").splitlines()
    ]
    assert [line for line in lines if "cleaners.steps" in line] == ["from blogsieve.cleaners.steps import comments"]
