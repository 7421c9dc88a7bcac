"""Runs what the documentation tells a newcomer to type, as it stands there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shlex import quote

from running import NO_DELAY, ROOT

# Commands that fetch are told that the server is on this machine; the others are as they stand there.
FETCHES = ("crawl", "inspect", "detect")


def write_command(folder: Path, packages: Path) -> None:
    """Write the command `blogsieve` of the packages in a folder, and `python`, to a folder of commands."""
    folder.mkdir(exist_ok=True)
    fetches = " | ".join(FETCHES)
    script = f"""#!/bin/sh
export PYTHONPATH={quote(str(packages))}
case "$1" in
  {fetches}) exec {quote(sys.executable)} -P -m blogsieve "$@" {" ".join(NO_DELAY)} ;;
  *) exec {quote(sys.executable)} -P -m blogsieve "$@" ;;
esac
"""
    for name, text in (("blogsieve", script), ("python", f'#!/bin/sh\nexec {quote(sys.executable)} "$@"\n')):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)


def run_pieces(pieces: list[tuple[str, str]], names: dict[str, str], folder: Path, packages: Path = ROOT) -> str:
    """Run pieces of shell and of Python in a folder, other addresses in the place of some; return what they printed."""
    commands = folder / ".commands"
    write_command(commands, packages)
    path = os.pathsep.join((str(commands), os.environ["PATH"]))
    printed = []
    for kind, text in pieces:
        for name, other in names.items():
            text = text.replace(name, other)
        command = ["sh", "-ec", text] if kind == "sh" else [sys.executable, "-c", text]
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        printed.append(done.stdout)
    return "".join(printed)
