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
from typing import TYPE_CHECKING, Any

from blogsieve import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def cache_folder() -> Path:
    """Return where what may be deleted is kept; raise RuntimeError where the user has no home."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "blogsieve"


def load_toml(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a file that lies in a package."""
    return parse_toml(f"{package}.{name}", files(package).joinpath(name).read_text("utf-8"))


def parse_toml(name: str, text: str) -> dict[str, Any]:
    """Return the tables of the text of that name; raise ValueError where it is no TOML."""
    digest = _digest(text.encode())
    with suppress(OSError, RuntimeError, TypeError, ValueError):
        kept, tables = json.loads(_place(name).read_bytes())
        if kept == digest:
            return dict(tables)
    tables = tomllib.loads(text)
    # What JSON has no word for, as a date, is not kept.
    with suppress(OSError, RuntimeError, TypeError):
        _keep(name, json.dumps((digest, tables)))
    return tables


def check_once(name: str, packages: Iterable[str], check: Callable[[], None]) -> None:
    """Run the check of the files that lie in packages, unless they are those that it had nothing against the last time.

    What it raises is not kept: as long as there is something wrong, it is told.
    """
    paths = sorted(path for package in packages for path in Path(str(files(package))).glob("*.toml"))
    digest = _digest(b"".join((__version__.encode(), *(path.name.encode() + path.read_bytes() for path in paths))))
    with suppress(OSError, RuntimeError, ValueError):
        if json.loads(_place(name).read_bytes()) == digest:
            return
    check()
    with suppress(OSError, RuntimeError):
        _keep(name, json.dumps(digest))


def _digest(data: bytes) -> str:
    return sha1(data, usedforsecurity=False).hexdigest()


def _place(name: str) -> Path:
    """Return where what is known of a text is kept."""
    return cache_folder() / "toml" / f"{name}.json"


def _keep(name: str, text: str) -> None:
    """Write a text whole: another process may be reading it, or writing the same."""
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_suffix(f".{os.getpid()}")
    made.write_text(text, "utf-8")
    made.replace(place)
