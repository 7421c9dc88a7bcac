"""What can be told to be wrong before anything is begun: each check raises a UsageError of one line."""

from __future__ import annotations

from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError
from scrapy.settings import default_settings

from blogsieve.cleaners.errors import WrongData
from blogsieve.cleaners.forms import BODY_FORMS
from blogsieve.cleaners.metadata.signals import load_signals
from blogsieve.cleaners.options import CAPTIONS
from blogsieve.cleaners.toml import check_once
from blogsieve.crawler import settings as own_settings
from blogsieve.crawler.blogs.selection import Selection
from blogsieve.crawler.config import ALL
from blogsieve.crawler.output.finishing import DROP, FLAG, KEEP
from blogsieve.crawler.spiders.browser import use_browser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

PREFIX = "BLOGSIEVE_"
OURS = {name: value for name, value in vars(own_settings).items() if name.startswith(PREFIX)}
DEFAULTS = {name: value for name, value in vars(default_settings).items() if name.isupper()} | vars(own_settings)
CHOICES = {
    "BLOGSIEVE_BROWSER": ("", "auto"),
    "BLOGSIEVE_PROGRESS": ("auto", "live", "lines", "none"),
    "BLOGSIEVE_DUPLICATES": (FLAG, DROP, KEEP),
    "BLOGSIEVE_CAPTIONS": CAPTIONS,
}
LISTS = {"BLOGSIEVE_OBEY": (*load_signals(), ALL), "BLOGSIEVE_BODY": BODY_FORMS}
KINDS = {int: "whole number", float: "number"}
SECONDS = ("_DELAY", "_TIMEOUT", "_WAIT")  # may have fractions, whatever the default is
TRUTHS = ("0", "1", "true", "false")
ARCHIVES = (".warc.gz", ".warc")
RULES = ("blogsieve.cleaners.rules", "blogsieve.cleaners.platforms")
SPIDERS = ("blog", "urls")
ARGUMENTS = ("url", "file", "explain", *Selection.__slots__)
# Settings that name a file, or a folder of databases, to write to besides the outputs.
FILES, FOLDERS = ("ARCHIVE", "BLOGSIEVE_BOILERPLATE", "BLOGSIEVE_ADDRESSES"), ("JOBDIR", "BLOGSIEVE_STATE")


def check_options(args: Iterable[str]) -> None:
    """Refuse options that a command does not have: they come as if they were names of files."""
    for arg in args:
        if arg.startswith("-") and arg != "-":
            raise usage_error(f"{arg}: there is no such option; --help lists them")


def check_arguments(spider: list[str], given: Iterable[str]) -> None:
    """Refuse arguments of our spiders that do not exist."""
    if len(spider) > 1:
        raise usage_error(f"{' '.join(spider)}: give addresses of blogs, or the name of one spider")
    for name in given if spider[0] in SPIDERS else ():
        check_name(name, ARGUMENTS, "argument of -a")


def check_settings(settings: BaseSettings) -> None:
    """Refuse settings of ours that do not exist, and values that are not of their setting's kind."""
    for name in settings:
        if name.startswith(PREFIX):
            check_name(name, OURS, "setting")
        if name in DEFAULTS:
            check_value(name, settings[name], DEFAULTS[name])


def check_browser(settings: BaseSettings) -> None:
    """Refuse a browser that is asked for and not there."""
    if missing := use_browser(settings):
        raise usage_error(f"BLOGSIEVE_BROWSER={settings['BLOGSIEVE_BROWSER']}: {missing}")


def check_name(name: str, known: Iterable[str], what: str) -> None:
    """Refuse a name that is not known, with the one that may be meant."""
    if name not in known:
        near = get_close_matches(name, known, 1)
        raise usage_error(f"{name}: there is no such {what}" + (f"; is it {near[0]}?" if near else ""))


def check_value(name: str, value: Any, default: Any) -> None:
    """Refuse a value from the command line that cannot be read as what the setting's default is."""
    said = f"{name}={value}"
    if isinstance(value, str) and isinstance(default, bool):
        if value.lower() not in TRUTHS:
            raise usage_error(f"{said}: is neither True nor False")
    elif isinstance(value, str) and type(default) in KINDS:
        kind = float if name.endswith(SECONDS) else type(default)
        check_number(said, value, kind, least=0.0 if name in OURS else None)
    if name in LISTS and (strange := [word for word in as_list(value) if word not in LISTS[name]]):
        raise usage_error(f"{said}: {strange[0]} is none of {', '.join(LISTS[name])}")
    if name in CHOICES and value not in CHOICES[name]:
        raise usage_error(f"{said}: give one of {', '.join(filter(None, CHOICES[name]))}")


def as_list(value: Any) -> list[str]:
    """Return the words of a value that is a list, or one as text."""
    return [word for word in value.split(",") if word] if isinstance(value, str) else list(value)


def check_number(said: str, value: str, kind: type, least: float | None) -> None:
    """Refuse what is no number of a kind, or too small a one."""
    try:
        number = kind(value)
        if kind is float and not isfinite(number):
            raise ValueError("no delay and no limit can be that")
    except ValueError as error:
        raise usage_error(f"{said}: is no {KINDS[kind]}") from error
    if least is not None and number < least:
        raise usage_error(f"{said}: is less than {least:.0f}")


def check_rules() -> None:
    """Refuse rules and platforms that somebody has written with a mistake in them."""
    try:
        # The workers load them beside us; to read all of them here as well is a tenth of what a command costs.
        check_once("rules", RULES, load_rules_and_platforms)
    except WrongData as error:
        raise usage_error(str(error)) from error


def load_rules_and_platforms() -> None:
    """Load what the cleaners look at pages by; raise WrongData where a file is wrong."""
    from blogsieve.cleaners.platforms.platform import load_platforms
    from blogsieve.cleaners.rules.rule import load_rules

    load_rules()
    load_platforms()


def check_places(settings: BaseSettings) -> None:
    """Refuse files and folders that cannot be written: better now than with the first answer."""
    archive = settings["ARCHIVE"]
    if archive and not archive.endswith(ARCHIVES):
        raise usage_error(f"{archive}: an archive ends in {', '.join(ARCHIVES)}")
    for name in filter(None, (settings[name] for name in FILES)):
        check_file(Path(name))
    for name in filter(None, (settings[name] for name in FOLDERS)):
        check_folder(Path(name))


def check_file(path: Path) -> None:
    """Refuse a file that cannot be written; the folders above it are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        path.open("ab").close()
        if is_new:
            path.unlink()
    except OSError as error:
        raise usage_error(f"{path}: {error.strerror}") from error


def check_folder(path: Path) -> None:
    """Refuse a folder that cannot be made, or that nothing can be written to."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".blogsieve"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise usage_error(f"{path}: {error.strerror}") from error


def usage_error(line: str) -> UsageError:
    """Return the error for a command line that cannot be meant."""
    return UsageError(line, print_help=False)
