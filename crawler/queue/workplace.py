"""The folder that a worker works in: it is the worker's identity, so that who is started there again goes on."""

from __future__ import annotations

import fcntl
import hashlib
import re
import secrets
import shutil
import socket
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

UNSAFE = re.compile(r"[^\w.-]+")
# Of a blog's name in the name of its folder; a path has to be shorter than 4096 bytes, and a name than 256.
SHOWN = 60


class Workplace:
    """The first folder below `root` (1, 2, …) that no other process works in, for as long as this one lives.

    Raises OSError where it cannot be made.
    """

    def __init__(self, root: Path) -> None:
        for number in count(1):
            self.folder = root / str(number)
            self.folder.mkdir(parents=True, exist_ok=True)
            # The system lets go of the lock when the process ends, whatever ends it.
            self._lock = (self.folder / "lock").open("ab")
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                self._lock.close()
        self.blogs = self.folder / "blogs"
        self.blogs.mkdir(exist_ok=True)
        self.name = self._read_name()

    def close(self) -> None:
        """Let another process work here."""
        self._lock.close()

    def folder_of(self, site: str) -> Path:
        """Return the folder of a blog."""
        digest = hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest()[:12]
        return self.blogs / f"{UNSAFE.sub('_', site)[:SHOWN]}-{digest}"

    def keep_only(self, sites: Collection[str]) -> None:
        """Remove the folders of all other blogs: they were given to other workers."""
        kept = {self.folder_of(site) for site in sites}
        for folder in self.blogs.iterdir():
            if folder not in kept:
                shutil.rmtree(folder)

    def _read_name(self) -> str:
        """Return the worker's name, the same whenever one works here; two machines may have one name of their host."""
        file = self.folder / "worker"
        if not file.exists() or not file.read_text("utf-8"):
            unfinished = file.with_suffix(".tmp")
            unfinished.write_text(f"{socket.gethostname()}-{secrets.token_hex(4)}", "utf-8")
            unfinished.replace(file)
        return file.read_text("utf-8")
