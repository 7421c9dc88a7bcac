"""`blogsieve schema`: the JSON Schema of a record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogsieve.crawler.ui.command import ToolCommand
from blogsieve.crawler.ui.saying import Misuse

if TYPE_CHECKING:
    import argparse


class Command(ToolCommand):
    """Prints the schema."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return ""

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the schema."""
        if args:
            raise Misuse("schema takes no arguments")
        from blogsieve.cleaners.schema import schema_text

        sys.stdout.write(schema_text())
        sys.stdout.flush()
