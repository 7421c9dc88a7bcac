"""Each third-party library is declared, and known to one file, which says what the project wants of it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "cleaners", ROOT / "crawler")
FILES = sorted([*(path for folder in FOLDERS for path in folder.rglob("*.py")), *(ROOT / "blogsieve").glob("*.py")])
WRAPPED = (
    "babel", "charset_normalizer", "cssselect", "dateparser", "fastwarc", "feedparser", "itemadapter", "langdetect",
    "py3langid", "pyarrow", "redis", "rich", "trafilatura", "warcio", "zstandard",
)  # fmt: skip
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
# What users may install besides; the other extras are for who works on the project.
EXTRAS = ("browser", "parquet", "queue", "remote", "ray", "zstd", "mask", "sentences", "consumers")
# What `make test` installs, and which files its doctests are not read from.
TESTED_WITH = ("test", "browser", "mask", "parquet", "queue", "remote", "sentences", "zstd", "dev")
IGNORED = tuple(
    option.partition("=")[2]
    for option in PYPROJECT["tool"]["pytest"]["ini_options"]["addopts"]
    if option.startswith("--ignore-glob=")
)
# trafilatura imports it, and does not always bring it.
NOT_IMPORTED = {"lxml-html-clean"}
# A module whose name is put together: import_module(f"library.data.{name}").
STEM = re.compile(r"(\w+)(\.\w+)+\.")


def imported(path: Path) -> set[str]:
    """Return the first names of the modules that a file imports."""
    return {name.split(".")[0] for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in names_in(node)}


def names_in(node: ast.AST) -> Iterator[str]:
    """Yield the modules that a statement, or the name of a module that is put together, is about."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "find_spec":
        # Of some only the tables are read.
        yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))
    elif isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
        yield from [found[0] for found in [STEM.fullmatch(str(first.value))] if found]


@cache
def imports() -> Mapping[str, set[str]]:
    """Return the first names of the modules that each file of the packages imports."""
    return {path.relative_to(ROOT).as_posix(): imported(path) for path in FILES}


def normal(name: str) -> str:
    """Return a distribution's name as the index compares it.

    >>> normal("lxml_html_clean>=0.4.1"), normal("pelican[markdown]>=4")
    ('lxml-html-clean', 'pelican')
    """
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name)[0]).lower()


def needed(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return the distributions that files import from, and the files that do."""
    distributions = packages_distributions()
    found: dict[str, set[str]] = {}
    for path, modules in imports.items():
        for module in modules - sys.stdlib_module_names - {"blogsieve", "benchmarks", "demo"}:
            name = normal(distributions.get(module, [module])[0])
            found.setdefault(name, set()).add(path)
    return found


def declared(*extras: str) -> set[str]:
    """Return the distributions that are always installed, and those of some extras."""
    chosen = (name for extra in extras for name in PROJECT["optional-dependencies"][extra])
    return {normal(name) for name in (*PROJECT["dependencies"], *chosen)}


def imported_at_once(path: Path) -> set[str]:
    """Return the first names of the modules that a file imports as soon as it is imported itself."""
    return {name.split(".")[0] for node in ast.parse(path.read_text("utf-8")).body for name in names_in(node)}


@pytest.mark.parametrize("library", WRAPPED)
def test_library_is_imported_in_one_file(library: str) -> None:
    assert len([path for path, names in imports().items() if library in names]) <= 1


def test_of_the_steps_a_site_knows_the_one_that_learning_runs() -> None:
    lines = [
        line for path in (ROOT / "cleaners" / "site").glob("*.py") for line in path.read_text("utf-8").splitlines()
    ]
    assert [line for line in lines if "cleaners.steps" in line] == ["from blogsieve.cleaners.steps import comments"]


def test_every_library_that_is_imported_is_declared() -> None:
    known = declared(*EXTRAS)
    assert {name: paths for name, paths in needed(imports()).items() if name not in known} == {}


def test_doctests_are_read_from_files_alone_that_need_no_more_than_the_tests() -> None:
    files = [*FILES, *sorted((ROOT / "benchmarks").rglob("*.py"))]
    read = [path for path in files if not any(path.match(pattern) for pattern in IGNORED)]
    known = declared(*TESTED_WITH)
    more = needed({path.relative_to(ROOT).as_posix(): imported_at_once(path) for path in read})
    assert {name: paths for name, paths in more.items() if name not in known} == {}


def test_every_library_that_is_always_installed_is_imported() -> None:
    assert {normal(name) for name in PROJECT["dependencies"]} - needed(imports()).keys() == NOT_IMPORTED


def test_every_dependency_has_a_lower_bound() -> None:
    # `make test-lowest` installs it.
    everything = [
        *PROJECT["dependencies"],
        *(name for names in PROJECT["optional-dependencies"].values() for name in names),
    ]
    assert [name for name in everything if ">=" not in name and not name.startswith("blogsieve[")] == []
