"""`blogsieve`: Scrapy's own command line with our settings, so that its options and commands work from anywhere."""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from blogsieve import __version__
from blogsieve.cleaners.engine.forkserver import loading_ahead
from blogsieve.crawler import blogs, offline
from blogsieve.crawler.commands import DESCRIPTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from scrapy.commands import ScrapyCommand

HEAD = "Turns a blog into a clean text corpus:\n\n  blogsieve crawl https://NAME.example -O posts.jsonl\n"
FOOT = "\nblogsieve help COMMAND tells more, and blogsieve help scrapy lists Scrapy's."
THEIRS = "Scrapy's own commands, which work with blogsieve's settings:\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; list the commands where they name none."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    try:
        try:
            dispatch(list(sys.argv[1:] if argv is None else argv))
        finally:
            if not sys.stdout.closed:
                sys.stdout.flush()
    except KeyboardInterrupt:
        # Ctrl-C before anything was begun; what has begun ends in its own way.
        sys.exit(130)
    except OSError as error:
        # Help, and what Scrapy's own commands print, into a pipe that nobody reads or onto a disk that is full.
        from blogsieve.crawler.ui.saying import FAILED, let_go_of_stdout, os_error_line, say

        let_go_of_stdout()
        if not isinstance(error, BrokenPipeError):
            say(os_error_line(error))
            sys.exit(FAILED)


def dispatch(args: list[str]) -> None:
    """Do what the arguments say."""
    if args == ["--version"]:
        print(f"blogsieve {__version__}")
        return
    if args[:2] == ["help", "scrapy"]:
        print(scrapys())
        return
    if args[:1] == ["help"]:
        args = [*args[1:], "--help"]
    name = name_in(args)
    if not name and (strange := [arg for arg in args if arg not in ("-h", "--help")]):
        refuse(f"{strange[0]}: there is no such option without a command; blogsieve alone lists them")
    if not name:
        print(overview())
    elif name in DESCRIPTIONS:
        ahead = preload(name, args)
        with loading_ahead(ahead) if ahead else nullcontext():
            with loading():
                command = import_module(f"blogsieve.crawler.commands.{name}").Command()
            execute(args, {name: command})
    elif name in (*commands("scrapy"), *added_commands()):
        execute(args)
    else:
        refuse(f"{name}: there is no such command; blogsieve alone lists them")


def preload(name: str, args: Sequence[str]) -> tuple[str, ...]:
    """Return what a command that cleans needs of its workers: it loads while the command loads itself."""
    if {"-h", "--help"} & {*args}:
        return ()
    return {"clean": offline.preload(args), "crawl": blogs.PRELOAD}.get(name, ())


@contextmanager
def loading() -> Iterator[None]:
    """Keep the collector from what is loaded within the context: to look at what stays is a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def execute(args: list[str], known: Mapping[str, ScrapyCommand] | None = None) -> None:
    """Run a command as Scrapy does, with our name in its help, and in one line what is wrong with its options.

    Where the commands are known, Scrapy does not load all of its own, and what these need, to find one.
    """
    from scrapy import cmdline
    from scrapy.utils.project import get_project_settings

    theirs, find_commands = cmdline.ScrapyArgumentParser, cmdline._get_commands_dict

    class Parser(cmdline.ScrapyArgumentParser):
        def __init__(self, *, usage: str, **options: Any) -> None:
            super().__init__(prog="blogsieve", usage=usage.replace("scrapy ", "blogsieve ", 1), **options)

        def error(self, message: str) -> NoReturn:
            refuse(message)

    cmdline.ScrapyArgumentParser = Parser  # type: ignore[assignment, misc]
    if known:
        cmdline._get_commands_dict = lambda *_: dict(known)
    try:
        cmdline.execute(["blogsieve", *args], get_project_settings())
    finally:
        cmdline.ScrapyArgumentParser, cmdline._get_commands_dict = theirs, find_commands  # type: ignore[misc]


def name_in(args: Sequence[str]) -> str:
    """Return the name of the command in its arguments, "" where none is named."""
    return next((arg for arg in args if not arg.startswith("-")), "")


def refuse(line: str) -> NoReturn:
    """Say what is wrong with a command line, and leave."""
    print(f"blogsieve: {line}", file=sys.stderr)
    sys.exit(2)


def commands(package: str) -> list[str]:
    """Return the names of the commands of a package, ours or Scrapy's."""
    return sorted(module.name for module in pkgutil.iter_modules(import_module(f"{package}.commands").__path__))


def added_commands() -> Collection[str]:
    """Return the names of the commands that other packages add to Scrapy's."""
    from importlib.metadata import entry_points

    return entry_points(group="scrapy.commands").names


def overview() -> str:
    """Return what there is to do, a line a command of our own."""
    return "\n".join((HEAD, *map(line_of, DESCRIPTIONS.items()), FOOT))


def scrapys() -> str:
    """Return a line for each of Scrapy's commands that is none of ours."""
    names = [name for name in commands("scrapy") if name not in DESCRIPTIONS]
    said = ((name, import_module(f"scrapy.commands.{name}").Command().short_desc()) for name in names)
    return "\n".join((THEIRS, *map(line_of, said)))


def line_of(command: tuple[str, str]) -> str:
    """Return the line of a command in a list, from its name and what it does.

    >>> line_of(("schema", "Print the JSON Schema"))
    '  schema       Print the JSON Schema'
    """
    name, what = command
    return f"  {name:<12} {what}"


if __name__ == "__main__":
    main()
