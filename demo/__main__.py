"""Crawls the demo blog for real and shows what came of it: `python -m demo`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Column, Table
from rich.text import Text

from demo.serve import demo_server, serving

# A server on one's own machine needs no politeness.
NO_DELAY = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "LOG_LEVEL=WARNING")
OPENING = 48
# Records with the body's structure.
BODY = ("-s", "BLOGSIEVE_BODY=markdown")


def crawl(url: str, out: Path) -> None:
    """Crawl a blog with the installed command, as a user would."""
    command = Path(sys.executable).with_name("blogsieve")
    subprocess.run([command, "crawl", url, "-O", out, *BODY, *NO_DELAY], check=True)


def table(records: list[dict[str, Any]]) -> Table:
    """Return the records as a table, a row a post, with the characters that were removed from each."""
    numbers = [Column(name, no_wrap=True) for name in ("date", "in", "words", "removed")]
    shown = Table(*numbers, Column("title", max_width=24), "text", box=SIMPLE, pad_edge=False)
    for record in records:
        removed = str(sum(record["metadata"]["removed"].values()))
        opening = record["text"].replace("\n", " ")[:OPENING] + "…"
        # A row is a line: on a narrow terminal, title and text lose their ends.
        cut = [Text(words, no_wrap=True, overflow="ellipsis") for words in (record["title"], opening)]
        shown.add_row(record["date"], record["language"], str(record["word_count"]), removed, *cut)
    return shown


def main() -> int:
    """Serve, crawl and show; return the exit code."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder, serving(demo_server()) as url:
        out = Path(folder) / "posts.jsonl"
        console.print(f"[bold]blogsieve crawl {url}/ -O posts.jsonl {' '.join(BODY)}[/bold]")
        crawl(f"{url}/", out)
        records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    if not records:
        console.print("The crawl found no post.")
        return 1
    console.print(table(sorted(records, key=lambda record: str(record["date"]))))
    console.print("\nOne of the lines, broken up to be read:")
    shortest = min(records, key=lambda record: len(record["text"]))
    console.print(Syntax(json.dumps(shortest, indent=2, ensure_ascii=False), "json", word_wrap=True))
    console.print("\nAnother one as Markdown:")
    shaped = max(records, key=lambda record: str(record["markdown"]).count("|"))
    console.print(Syntax(shaped["markdown"], "markdown", word_wrap=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
