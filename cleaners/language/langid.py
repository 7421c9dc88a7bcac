"""The first opinion: py3langid, 139 languages, a fraction of a millisecond; the only file that imports it.

The library unpacks its model each time, which takes half a second and 70 MB of each process. We keep it unpacked in
the user's cache, from where all processes share it; where nothing can be kept there, it is unpacked as ever.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

from blogsieve.cleaners.toml import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

# Labels that are one language in the record: both standards of Norwegian, every Chinese.
SAME = {"nb": "no", "nn": "no", "yue": "zh", "wuu": "zh"}
# Shares below this are not worth carrying on.
SMALLEST = 0.005


# The model's tables, as `load_model` gives them; the names of the languages, third of the six, are no table.
TABLES = ("features", "classes", "moves", "rows", "outputs")
NAMES = "languages.json"


@cache
def _identifier() -> LanguageIdentifier:
    """Return the model, loaded once a process."""
    with suppress(OSError, RuntimeError, ValueError):
        return _read(_unpacked())
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def folder_of_model() -> Path:
    """Return where the unpacked model is, or would be; raise RuntimeError where the user has no home."""
    return cache_folder() / f"py3langid-{version('py3langid')}"


def _unpacked() -> Path:
    """Return the folder of the unpacked model, made where it is not there; raise OSError where it cannot be."""
    folder = folder_of_model()
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            _write(made)
            # Another process may have been faster: what it wrote is the same.
            with suppress(OSError):
                made.rename(folder)
        finally:
            rmtree(made, ignore_errors=True)
    return folder


def _write(folder: Path) -> None:
    """Write the model's tables, each as it lies in memory."""
    features, classes, names, moves, rows, outputs = load_model(MODEL_DIR / MODEL_FILE)
    for name, table in zip(TABLES, (features, classes, moves, rows, outputs), strict=True):
        np.save(folder / f"{name}.npy", np.asarray(table))
    (folder / NAMES).write_text(json.dumps(names), "utf-8")


def _read(folder: Path) -> LanguageIdentifier:
    """Return the model, its large tables shared with all processes that read them; raise ValueError if one is torn."""
    tables = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in TABLES)
    # What a map in memory adds to an array is code that runs each time a part of it is taken.
    features, classes, moves, rows, outputs = (table.view(np.ndarray) for table in tables)
    names = json.loads((folder / NAMES).read_text("utf-8"))
    # Single numbers are taken from a view of the memory in a third of the time that an array of numpy's needs, and from
    # a list in two thirds of that. It takes 4 MB, which the rows, that are gone through once, are not worth.
    return LanguageIdentifier(
        features, classes, names, memoryview(moves), outputs.tolist(), norm_probs=True, tk_row=memoryview(rows)
    )


def likeliest(text: str) -> Mapping[str, float]:
    """Return the likeliest language of a text and its probability, in two thirds of the time of all of them."""
    label, share = _identifier().classify(text)
    return {SAME.get(label, label): share}


def weigh(text: str) -> Mapping[str, float]:
    """Return the probability of each language that a text can be in: ISO 639-1, else ISO 639-3."""
    weights: dict[str, float] = {}
    for label, share in _identifier().rank(text):
        if share < SMALLEST:
            break
        code = SAME.get(label, label)
        weights[code] = weights.get(code, 0.0) + share
    return weights
