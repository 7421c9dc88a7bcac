"""`blogsieve report posts.jsonl`: one page of HTML on what a corpus is made of, and what in it looks wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.crawler.ui.command import ToolCommand, check_inputs, files_of, write_page
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse

    from blogsieve.cleaners.corpus.survey import Survey

OUTPUT = "report.html"


class Command(ToolCommand):
    """Reports on records, and on what was removed."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <posts.jsonl …>"

    def long_desc(self) -> str:
        """Return what the help says."""
        others = "those of BLOGSIEVE_BOILERPLATE and BLOGSIEVE_ADDRESSES"
        return f"{self.short_desc()}. Takes files of records, folders of them, and {others}, - for standard input."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", default=OUTPUT, help=f"default: {OUTPUT}; - for stdout")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the files, write the page."""
        if not args:
            raise Misuse("report takes files of records: blogsieve report posts.jsonl")
        names = files_of(args)
        check_inputs(names, opts.output)
        from blogsieve.cleaners.corpus.records import NotRecords
        from blogsieve.crawler.views.report import render

        try:
            survey = read(names)
        except NotRecords as error:
            raise Trouble(str(error)) from error
        if not survey.posts:
            raise Trouble(f"{', '.join(args)}: holds no record")
        write_page(render(survey, [Path(name).name if name != "-" else "standard input" for name in args]), opts.output)


def read(names: list[str]) -> Survey:
    """Return what the files hold; raise NotRecords where a line is neither a record nor a removal."""
    from blogsieve.cleaners.corpus.records import NotRecords, read_rows
    from blogsieve.cleaners.corpus.survey import Survey, is_address, is_removal
    from blogsieve.cleaners.schema import misfit

    survey = Survey()
    for name in names:
        for number, row in read_rows(name):
            if is_removal(row):
                survey.add_removal(row)
            elif is_address(row):
                survey.add_address(row)
            elif fault := misfit(row):
                raise NotRecords(f"{name}, line {number}: is no record: {fault}")
            else:
                survey.add(row)
    return survey
