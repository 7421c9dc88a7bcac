"""Files and folders by their names, on this machine or in a store that fsspec knows; the only file that uses UPath."""

from __future__ import annotations

from pathlib import Path
from typing import cast

HOW = "pip install 'blogsieve[remote]'"


class NoPlace(ValueError):
    """A name that leads nowhere from here; the message names it, and what to install where that helps."""


def is_remote(name: str) -> bool:
    """Tell whether a name is that of a store: `s3://bucket/posts`, `memory://posts`.

    >>> is_remote("s3://bucket/posts"), is_remote("posts/2024")
    (True, False)
    """
    return "://" in name


def place_of(name: str) -> Path:
    """Return a file or a folder, as a path of pathlib where it is on this machine, else as one that is used like it.

    Raises NoPlace where what it takes is not installed, or there is no such store.
    """
    if not is_remote(name):
        return Path(name)
    try:
        from upath import UPath
    except ModuleNotFoundError as error:
        raise NoPlace(f"{name}: to read or write it, {HOW}") from error
    try:
        place = UPath(name)
        place.fs  # noqa: B018 - it is opened where it is asked for, and what it needs is missed then
    except (ImportError, ValueError) as error:
        raise NoPlace(f"{name}: {error}") from error
    return cast("Path", place)


def move(path: Path, place: Path) -> None:
    """Give a file the name of another, which it takes the place of."""
    if isinstance(path, Path):
        path.replace(place)
    else:
        path.rename(place)
