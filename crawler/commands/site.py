"""`blogsieve site show FILE`: what was learned of a blog, for a person to read."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.crawler.ui.command import ToolCommand, check_inputs
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse

    from blogsieve.cleaners.site import SiteModel

SQLITE = b"SQLite format 3\x00"
# The most frequent blocks tell enough.
SHOWN = 25


class Command(ToolCommand):
    """Shows a site's model."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "show <file>"

    def long_desc(self) -> str:
        """Return what the help says."""
        return f"{self.short_desc()}. Takes a file of the folder BLOGSIEVE_STATE, or a model as JSON."

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the file, print the model."""
        if len(args) != 2 or args[0] != "show":
            raise Misuse("site takes a word and a file: blogsieve site show state/example.org.sqlite")
        check_inputs(args)
        sys.stdout.write(describe(read(Path(args[1]))))
        sys.stdout.flush()


def read(path: Path) -> SiteModel:
    """Return the model that a file holds; raise Trouble where it holds none."""
    from blogsieve.cleaners.site import ModelError, SiteModel

    data = path.read_bytes()
    try:
        text = from_state(path) if data.startswith(SQLITE) else data.decode("utf-8")
        return SiteModel.from_json(text)
    except (ModelError, UnicodeDecodeError, sqlite3.DatabaseError) as error:
        raise Trouble(f"{path}: holds no model of a site; give a file of the folder BLOGSIEVE_STATE") from error


def from_state(path: Path) -> str:
    """Return the model that a crawl noted in its state, `""` where it has learned none."""
    from blogsieve.crawler.frontier.state import State

    state = State(path)
    try:
        noted = state.noted("blog") or {}
    finally:
        state.close()
    return str(noted.get("model", ""))


def describe(model: SiteModel) -> str:
    """Return a model as lines of text."""
    teacher = {"feed": f"full texts of feeds ({model.supervised} pages)", "consensus": "agreement of its pages"}
    lines = [
        f"site        {model.site}" + (f" ({model.sitename})" if model.sitename else ""),
        f"learned     from {model.pages} pages, by {teacher.get(model.supervision, 'nothing: too few pages')}",
        *(f"body        {one.selector}  (agreement {one.score:.3f} on {one.pages} pages)" for one in model.wrappers),
        *(f"never post  {selector}  ({pages} pages)" for selector, pages in model.excluded.items()),
        *(f"dates       {source}: worth {weight:.2f}" for source, weight in sorted(model.date_weights.items())),
        *([f"dates       numbers in the order {model.date_order}"] if model.date_order else []),
        *(f"titles      {source}: worth {weight:.2f}" for source, weight in model.title_weights.items()),
        *([f"titles      stand in {' TITLE '.join(model.title_frame)}"] if any(model.title_frame) else []),
        *(f"language    {code}: {share:.0%} of the text" for code, share in model.languages.items() if share),
        f"posts       {len(model.titles)} titles and {len(model.openings)} openings to tell teasers by",
        f"template    {len(model.repeated)} blocks that repeat" + (", the most frequent:" if model.repeated else ""),
        *(f"{pages:>9}x  {key}" for key, pages in list(model.repeated.items())[:SHOWN]),
    ]
    return "\n".join(lines) + "\n"
