"""The model of languages is unpacked once for all processes, and answers as the library's own does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from blogsieve.cleaners.language import langid

TEXTS = (
    "Along the river the path was dry.",
    "Der Weg am Fluss war trocken, und niemand hatte den Gänsen etwas gesagt.",
    "川沿いの道は乾いていた。",
    "",
)
Load = Callable[[], LanguageIdentifier]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Return a function that loads the model anew, with a cache that is empty at first."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return langid._identifier.__wrapped__


def check(model: LanguageIdentifier) -> None:
    """Check that a model says of texts what the library's own does."""
    own = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    assert [model.rank(text) for text in TEXTS] == [own.rank(text) for text in TEXTS]


def test_model_is_unpacked_once(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    check(load())
    (folder,) = langid.folder_of_model().parent.iterdir()
    assert folder == langid.folder_of_model()
    monkeypatch.setattr(langid, "load_model", None)
    check(load())


def test_nothing_can_be_kept(load: Load, tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file, where a folder would be")
    check(load())


@pytest.mark.parametrize("name", ["moves.npy", "languages.json"])
def test_torn_files_are_not_read(name: str, load: Load) -> None:
    load()
    path = langid.folder_of_model() / name
    path.write_bytes(path.read_bytes()[:-100])
    check(load())
    path.unlink()
    check(load())
