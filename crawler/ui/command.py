"""What our own commands have in common: what is wrong is said in one line, and the exit code tells of it."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from blogsieve.cleaners.corpus.formats import ENDINGS, is_read
from blogsieve.crawler.commands import DESCRIPTIONS
from blogsieve.crawler.ui.checks import check_options, check_rules, check_settings
from blogsieve.crawler.ui.saying import (
    FAILED,
    MISUSED,
    STANDARD,
    Misuse,
    Trouble,
    let_go_of_stdout,
    naming,
    os_error_line,
    say,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

STDOUT = "-"


class ToolCommand(ScrapyCommand):
    """A command that does its work in `work`, and may raise Trouble or OSError there."""

    requires_crawler_process = False
    has_rules = False  # whether it looks at pages by the rules and platforms of the cleaners

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return DESCRIPTIONS[type(self).__module__.rpartition(".")[2]]

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the command is for."""
        raise NotImplementedError

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings; refuse what cannot be meant."""
        super().process_options(args, opts)
        assert self.settings is not None
        check_options(args)
        check_settings(self.settings)
        if self.has_rules:
            check_rules()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work; say what is wrong."""
        try:
            self.work(args, opts)
        except Trouble as error:
            self.exitcode = MISUSED if isinstance(error, Misuse) else FAILED
            say(str(error))
        except BrokenPipeError:
            # The reader of a pipe has what it wanted.
            let_go_of_stdout()
        except OSError as error:
            self.exitcode = FAILED
            say(os_error_line(error))
            if error.filename in (None, STANDARD):
                let_go_of_stdout()


def check_inputs(inputs: Iterable[str], *outputs: str) -> None:
    """Refuse a name that is empty, as of a variable that is not set, and an output that would overwrite an input."""
    for name in inputs:
        if not name:
            raise Misuse("'': is no name of a file")
        for output in outputs:
            if Path(name).is_file() and Path(output).is_file() and Path(name).samefile(output):
                raise Misuse(f"{output}: is read from, and would be lost; give the output another name")


def files_of(names: Iterable[str]) -> list[str]:
    """Return files of records: those that are named, and those in folders that the ending of a format tells.

    Raises Trouble where a folder has none.
    """
    files: list[str] = []
    for name in names:
        if not name or not Path(name).is_dir():
            files.append(name)
        elif found := sorted(str(path) for path in Path(name).rglob("*") if is_read(path.name) and path.is_file()):
            files += found
        else:
            raise Trouble(f"{name}: holds no file of records")
    return files


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where records go."""
    ending = f"by its ending {ENDINGS}"
    for short, long, what in (
        ("-O", "--overwrite-output", f"write records to FILE, {ending}; standard output where none is named"),
        ("-o", "--output", "append records to FILE; -:jsonl is standard output"),
    ):
        parser.add_argument(short, long, metavar="FILE", action="append", help=what)


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """Add the option that silences a command."""
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but what went wrong")


def be_quiet(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Silence a command that is asked to be silent."""
    if opts.quiet:
        settings.set("BLOGSIEVE_PROGRESS", "none", priority="cmdline")
        settings.set("LOG_LEVEL", "ERROR", priority="cmdline")


def write_page(html: str, output: str) -> None:
    """Write a page to a file, or to standard output for `-`; show it where there is somebody to look at it."""
    data = html.encode("utf-8", "replace")
    if output == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    with naming(output):
        path.write_bytes(data)
    say(f"written to {output}")
    if sys.stdout.isatty() and has_display():
        webbrowser.open(path.resolve().as_uri())


def has_display() -> bool:
    """Say whether a browser could open a window."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
