"""The plan of the house is true: each room of the packages is in it, with the line that the room says of itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from running import ROOT

PAGE = (ROOT / "docs" / "house.md").read_text("utf-8")
PACKAGES = ("blogsieve", "cleaners", "crawler")
LINE = re.compile(r"^( *)(\w+)/ +(\S.*)$")
MOST_HOPS = 8


def plan() -> dict[str, str]:
    """Return the lines of the tree by the paths of their rooms."""
    tree = re.search(r"<!-- tree -->\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert tree
    rooms: dict[str, str] = {}
    above: list[str] = []
    for line in tree[1].splitlines():
        found = LINE.match(line)
        assert found, f"{line!r} is no room with its line"
        above[len(found[1]) // 2 :] = [found[2]]
        rooms["/".join(above)] = found[3]
    return rooms


def rooms() -> dict[str, str]:
    """Return what the packages say of themselves, by their paths; links lead to rooms that stand elsewhere."""
    found = (init for name in PACKAGES for init in sorted((ROOT / name).rglob("__init__.py")))
    own = (init for init in found if not any(folder.is_symlink() for folder in init.parents))
    return {init.parent.relative_to(ROOT).as_posix(): says_of_itself(init) for init in own}


def says_of_itself(init: Path) -> str:
    """Return the first line of a package's docstring."""
    return (ast.get_docstring(ast.parse(init.read_text("utf-8"))) or "").partition("\n")[0]


def test_tree_is_the_packages() -> None:
    assert plan() == rooms()
    assert all(rooms().values()), "a room says nothing of itself"


def test_walk_has_few_hops_and_names_files_that_exist() -> None:
    walk = PAGE.partition("## The walk of a page")[2].partition("\n## ")[0]
    hops = re.findall(r"^\d+\. .*(?:\n   .*)*", walk, re.MULTILINE)
    assert 0 < len(hops) <= MOST_HOPS
    for hop in hops:
        named = re.findall(r"`((?:cleaners|crawler)/[\w/]+(?:\.py)?)`", hop)
        assert named, f"{hop!r} names no file"
        assert [name for name in named if not (ROOT / name).exists()] == []


def test_plugs_name_files_that_exist() -> None:
    plugs = PAGE.partition("## Where to add something")[2]
    named = re.findall(r"`((?:cleaners|crawler)/[\w/.]+)`", plugs)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
