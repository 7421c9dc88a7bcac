"""`blogsieve export posts.jsonl --to TARGET`: records in the formats of other tools, a file a post, or as a dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus import masks, sentences
from blogsieve.cleaners.corpus.formats import ENDINGS, PREVERTICAL, format_of
from blogsieve.cleaners.corpus.targets import TARGETS
from blogsieve.crawler.ui.command import ToolCommand, check_inputs, files_of
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse

    from blogsieve.cleaners.corpus.targets import Target

Change = Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]]


class Command(ToolCommand):
    """Writes records as something else."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <posts.jsonl …>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--to", metavar="TARGET", help=f"{', '.join(TARGETS)}; default: by OUTPUT's ending")
        parser.add_argument(
            "-o", "--output", metavar="OUTPUT", help="a file, or a folder of files; default: standard output"
        )
        parser.add_argument(
            "--mask", metavar="KIND,…", default="", help=f"replace personal data in texts: {', '.join(masks.KINDS)}"
        )
        parser.add_argument("--sentences", action="store_true", help="write texts with a sentence a line")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the records, write them; nothing is left of the output where a line is no record."""
        if not args:
            raise Misuse("export takes files of records: blogsieve export posts.jsonl --to vertical")
        target = find_target(opts.to, opts.output)
        output = opts.output or target.output
        if not output:
            raise Misuse(f"--to {target.name}: say with -o FOLDER where to")
        names = files_of(args)
        check_inputs(names, output)
        if how := target.missing():
            raise Trouble(f"--to {target.name}: to write it, {how}")
        changes = find_changes(opts)
        from blogsieve.cleaners.corpus.records import NotRecords, read_records
        from blogsieve.cleaners.forms.reading import NoForm

        records: Iterable[dict[str, Any]] = (record for name in names for record in read_records(name))
        for change in changes:
            records = change(records)
        try:
            written = target.write(records, output)
        except (NotRecords, NoForm) as error:
            raise Trouble(str(error)) from error
        if not written:
            raise Trouble(f"{', '.join(args)}: holds no record")


def find_changes(opts: argparse.Namespace) -> list[Change]:
    """Return what is done to records on the way; raise Misuse or Trouble where it cannot be."""
    changes: list[Change] = []
    if kinds := [kind.strip() for kind in opts.mask.split(",") if kind.strip()]:
        if strange := [kind for kind in kinds if kind not in masks.KINDS]:
            raise Misuse(f"--mask {strange[0]}: give some of {', '.join(masks.KINDS)}")
        if how := masks.missing():
            raise Trouble(f"--mask: to find numbers, {how}")
        changes.append(partial(masks.masked, kinds=kinds))
    if opts.sentences:
        if how := sentences.missing():
            raise Trouble(f"--sentences: to find them, {how}")
        changes.append(sentences.split)
    return changes


def find_target(name: str | None, output: str | None) -> Target:
    """Return the target of a name, else the one that the output's ending tells; raise Misuse where there is none."""
    if name and name not in TARGETS:
        raise Misuse(f"--to {name}: give one of {', '.join(TARGETS)}")
    form = format_of(output or "")
    if form is None and not name and Path(output or "").suffix:
        raise Misuse(f"{output}: does not end in a format: {ENDINGS}; --to says which it is")
    return TARGETS[name or (form or PREVERTICAL).name]
