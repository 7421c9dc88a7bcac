"""TOML that lies beside its reader; what it holds is kept in the user's cache, as to read all of it takes 50 ms.

Where nothing can be kept there, or the text is another one by now, it is read as ever.
"""

from __future__ import annotations

import json
import os
import tomllib
from contextlib import suppress
from hashlib import sha1
from importlib.resources import files
from pathlib import Path
from typing import Any


def cache_folder() -> Path:
    """Return where what may be deleted is kept; raise RuntimeError where the user has no home."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "blogsieve"


def load_toml(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a file that lies in a package."""
    return parse_toml(f"{package}.{name}", files(package).joinpath(name).read_text("utf-8"))


def parse_toml(name: str, text: str) -> dict[str, Any]:
    """Return the tables of the text of that name; raise ValueError where it is no TOML."""
    digest = sha1(text.encode(), usedforsecurity=False).hexdigest()
    with suppress(OSError, RuntimeError, TypeError, ValueError):
        kept, tables = json.loads(_place(name).read_bytes())
        if kept == digest:
            return dict(tables)
    tables = tomllib.loads(text)
    # What JSON has no word for, as a date, is not kept.
    with suppress(OSError, RuntimeError, TypeError):
        _keep(name, json.dumps((digest, tables)))
    return tables


def _place(name: str) -> Path:
    """Return where the tables of a text are kept."""
    return cache_folder() / "toml" / f"{name}.json"


def _keep(name: str, tables: str) -> None:
    """Write tables whole: another process may be reading them, or writing the same."""
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_suffix(f".{os.getpid()}")
    made.write_text(tables, "utf-8")
    made.replace(place)
