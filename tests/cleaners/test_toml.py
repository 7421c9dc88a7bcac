"""What a TOML file holds is the same from the cache, and the file's own word as soon as it changes."""

from __future__ import annotations

import tomllib
from contextlib import nullcontext
from pathlib import Path

import pytest

from blogsieve.cleaners import toml
from blogsieve.cleaners.toml import cache_folder, check_once, parse_toml

TEXT = """
[geese]
count = 31
share = 0.5
wild = true
names = ["Wren", "雁"]
rows = [{ at = "head" }, { at = "tail" }]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache that is empty at first."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return cache_folder() / "toml"


def test_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = parse_toml("birds.toml", TEXT)
    monkeypatch.setattr(toml, "tomllib", None)
    assert parse_toml("birds.toml", TEXT) == first == tomllib.loads(TEXT)


def test_a_text_that_was_changed_is_read_anew_and_takes_the_place_of_the_old(cache: Path) -> None:
    parse_toml("birds.toml", TEXT)
    assert parse_toml("birds.toml", TEXT.replace("31", "32"))["geese"]["count"] == 32
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("kept", ["", "[", "[1]", "{}", '["", 1, 2]'])
def test_what_was_torn_is_not_read(kept: str, cache: Path) -> None:
    parse_toml("birds.toml", TEXT)
    (cache / "birds.toml.json").write_text(kept)
    assert parse_toml("birds.toml", TEXT) == tomllib.loads(TEXT)


def test_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file, where a folder would be")
    assert parse_toml("birds.toml", TEXT) == tomllib.loads(TEXT)


def test_a_date_is_read_though_it_is_not_kept() -> None:
    for _ in range(2):
        assert parse_toml("birds.toml", "seen = 2021-10-02") == tomllib.loads("seen = 2021-10-02")


@pytest.mark.parametrize("text", ["geese = ", "[geese", "x = 1\nx = 2"])
def test_what_is_no_toml_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"at (line|end)"):
        parse_toml("birds.toml", text)


def test_files_are_checked_until_they_are_right_and_again_when_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package := tmp_path / "made_birds").mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    checked = []

    def check() -> None:
        checked.append(text := (package / "geese.toml").read_text("utf-8"))
        if text == "wrong":
            raise ValueError(text)

    for text in ("wrong", "wrong", "right", "right", "other", "other", "wrong"):
        (package / "geese.toml").write_text(text, "utf-8")
        with nullcontext() if text != "wrong" else pytest.raises(ValueError, match="wrong"):
            check_once("birds", ["made_birds"], check)
    assert checked == ["wrong", "wrong", "right", "other", "wrong"]
