"""`blogsieve`: Scrapy's own command line with our settings, so that its options and commands work from anywhere."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, NoReturn

from blogsieve import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = "Turns a blog into a clean text corpus: blogsieve crawl https://NAME.example -O posts.jsonl\n"
FOOT = "\nblogsieve COMMAND --help tells more. Scrapy's own commands work too: {}"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; list the commands where they name none."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        if args == ["--version"]:
            print(f"blogsieve {__version__}")
            return
        name = next((arg for arg in args if not arg.startswith("-")), "")
        if not name and (strange := [arg for arg in args if arg not in ("-h", "--help")]):
            refuse(f"{strange[0]}: there is no such option without a command; blogsieve alone lists them")
        if not name:
            print(overview())
        elif name in (
            *commands("blogsieve.crawler"),
            *commands("scrapy"),
            *entry_points(group="scrapy.commands").names,
        ):
            execute(args)
        else:
            refuse(f"{name}: there is no such command; blogsieve alone lists them")
    except KeyboardInterrupt:
        # Ctrl-C before anything was begun; what has begun ends in its own way.
        sys.exit(130)


def execute(args: list[str]) -> None:
    """Run a command as Scrapy does, with our name in its help, and in one line what is wrong with its options."""
    from scrapy import cmdline

    theirs = cmdline.ScrapyArgumentParser

    class Parser(cmdline.ScrapyArgumentParser):
        def __init__(self, *, usage: str, **options: Any) -> None:
            super().__init__(prog="blogsieve", usage=usage.replace("scrapy ", "blogsieve ", 1), **options)

        def error(self, message: str) -> NoReturn:
            refuse(message)

    cmdline.ScrapyArgumentParser = Parser  # type: ignore[assignment, misc]
    try:
        cmdline.execute(["blogsieve", *args])
    finally:
        cmdline.ScrapyArgumentParser = theirs  # type: ignore[misc]


def refuse(line: str) -> NoReturn:
    """Say what is wrong with a command line, and leave."""
    print(f"blogsieve: {line}", file=sys.stderr)
    sys.exit(2)


def commands(package: str) -> list[str]:
    """Return the names of the commands of a package, ours or Scrapy's."""
    return sorted(module.name for module in pkgutil.iter_modules(import_module(f"{package}.commands").__path__))


def overview() -> str:
    """Return what there is to do, a line a command."""
    ours = commands("blogsieve.crawler")
    lines = [
        f"  {name:<9} {import_module(f'blogsieve.crawler.commands.{name}').Command().short_desc()}" for name in ours
    ]
    theirs = [name for name in commands("scrapy") if name not in ours]
    return "\n".join((HEAD, *lines, FOOT.format(", ".join(theirs))))


if __name__ == "__main__":
    main()
