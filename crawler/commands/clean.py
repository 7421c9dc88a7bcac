"""`blogsieve clean INPUT… -O out.jsonl`: the cleaners over pages that are on disk."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scrapy.utils.conf import feed_process_params_from_cli

from blogsieve.cleaners.corpus.lines import keep_rows
from blogsieve.cleaners.corpus.places import NoPlace, is_remote
from blogsieve.cleaners.corpus.readers import why_none
from blogsieve.cleaners.corpus.records import NotRecords
from blogsieve.cleaners.engine import EXECUTORS
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.offline import preload
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.corpus import Corpus
from blogsieve.crawler.offline.earlier import EarlierRecords
from blogsieve.crawler.offline.gate import Gate
from blogsieve.crawler.offline.inputs import brief, count_pages, is_there, refuse_others
from blogsieve.crawler.offline.outlets import FileOutlet, FolderOutlet, FolderOutput
from blogsieve.crawler.offline.resumption import Resumption
from blogsieve.crawler.output.amending import amends_all
from blogsieve.crawler.output.checks import check_formats, check_outputs
from blogsieve.crawler.output.files import STDOUT, local, mend
from blogsieve.crawler.output.folder import Folder
from blogsieve.crawler.output.sink import open_sink
from blogsieve.crawler.ui.checks import FILES, FOLDERS, check_folder, check_places, usage_error
from blogsieve.crawler.ui.command import ToolCommand, add_outputs, add_quiet, be_quiet, check_inputs
from blogsieve.crawler.ui.saying import FAILED, STOPPED, Misuse, Trouble, naming, say
from blogsieve.crawler.ui.watch import Watch
from blogsieve.crawler.workers import start_executor

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container

    from blogsieve.crawler.offline.outlets import Outlet

TO_STDOUT = {STDOUT: {"format": "jsonl"}}
STOP = "stopped before the end; "
GOES_ON = "the same command goes on from here"


class Command(ToolCommand):
    """Cleans; the exit code is 1 where no record was written, or an input is not there."""

    has_rules = True
    resumption: Resumption
    output: FolderOutput | None = None  # in the place of files

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <file, archive or folder …>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options for output, as those of Scrapy's commands."""
        super().add_options(parser)
        add_outputs(parser)
        parser.add_argument(
            "--jobs", metavar="N", type=int, default=0, help="processes that clean (default: one a core)"
        )
        parser.add_argument("--engine", choices=sorted(EXECUTORS), default="local", help="who runs the processes")
        parser.add_argument("--address", metavar="A", default="", help="of the cluster of an engine that has one")
        parser.add_argument("--sites", metavar="HOST,…", default="", help="clean the posts of these hosts only")
        parser.add_argument("--only-changed", metavar="OLD", help="write only what is new or other than in OLD.jsonl")
        add_quiet(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options into the settings."""
        assert self.settings is not None
        self.output = take_folder(opts)
        check_formats([*(opts.output or []), *(opts.overwrite_output or [])], self.settings)
        super().process_options(args, opts)
        be_quiet(self.settings, opts)
        feeds = feed_process_params_from_cli(self.settings, opts.output or [], overwrite_output=opts.overwrite_output)
        self.settings.set("FEEDS", feeds or ({} if self.output else TO_STDOUT), priority="cmdline")
        if strange := [uri for uri in self.settings.getdict("FEEDS") if uri != STDOUT and not local(uri)]:
            raise usage_error(
                f"{strange[0]}: clean writes to files on this machine, or to a folder: its name ends in /"
            )
        if opts.engine != "local" and not self.output:
            raise usage_error(f"--engine {opts.engine}: writes to a folder that all machines see: -O FOLDER/")
        check_places(self.settings)
        self.resumption = Resumption(self.settings)
        check_outputs(self.settings)
        mend(self.settings)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean the inputs."""
        if not args:
            raise Misuse("clean takes files, archives or folders: blogsieve clean saved-pages -O posts.jsonl")
        if opts.jobs < 0:
            raise Misuse(f"--jobs {opts.jobs}: is less than 0")
        assert self.settings is not None
        over = [local(uri) or "" for uri, feed in self.settings.getdict("FEEDS").items() if feed.get("overwrite")]
        check_inputs([*args, *([opts.only_changed] if opts.only_changed else [])], *filter(None, over))
        if not any(is_there(arg) for arg in args):
            # Told before an output is opened, which would empty it.
            raise Trouble("; ".join(f"{arg}: {why_none(arg)}" for arg in args))
        hosts = frozenset(host_of(f"http://{host.strip()}") for host in opts.sites.split(",") if host.strip())
        with ExitStack() as stack:
            config = CrawlConfig.from_settings(self.settings)
            outlet = self.open_outlet(stack, opts, config)
            self.resumption.begin()
            own = self.own_places(opts.only_changed)
            pages = 0 if hosts else count_pages(args, own)
            watch = stack.enter_context(Watch(brief(args), self.settings["BLOGSIEVE_PROGRESS"], pages))
            workers = opts.jobs, opts.engine, opts.address, preload(args)
            executor = stack.enter_context(start_executor(config, *workers))
            keeps_removed = bool(self.settings["BLOGSIEVE_BOILERPLATE"])
            try:
                refuse = partial(refuse_others, own, watch)
                outlet.write(Corpus(args, executor, refuse, hosts, keeps_removed), watch)
            except KeyboardInterrupt:
                self.exitcode = STOPPED
                say(STOP + (GOES_ON if self.resumption.mark else outlet.anew))
        if not self.exitcode:
            outlet.settle(watch)
        self.resumption.end(is_through=not self.exitcode)
        if not self.exitcode:
            self.conclude(args, hosts, watch, outlet.posts)

    def conclude(self, args: list[str], hosts: frozenset[str], watch: Watch, posts: int) -> None:
        """Say what it came to, and set the exit code."""
        if not posts and len(args) == 1 and watch.row.tally["passed over"] == 1:
            # Why was said already.
            self.exitcode = FAILED
            return
        if not posts:
            whose = f" of {', '.join(sorted(hosts))}" if hosts else ""
            raise Trouble(f"no record was written: nothing to clean{whose} in {brief(args)}")
        watch.conclude()
        if not all(is_there(arg) for arg in args):
            # Each was named when it was looked for; what is there was cleaned all the same.
            self.exitcode = FAILED

    def own_places(self, only_changed: str | None) -> frozenset[Path]:
        """Return the files and folders that this run writes to, or compares with: they are no inputs."""
        assert self.settings is not None
        names = [local(uri) for uri in self.settings.getdict("FEEDS")]
        names += [self.settings[name] for name in (*FILES, *FOLDERS, "LOG_FILE")]
        return frozenset(Path(name).resolve() for name in [*names, only_changed] if name)

    def open_outlet(self, stack: ExitStack, opts: argparse.Namespace, config: CrawlConfig) -> Outlet:
        """Return where records go."""
        assert self.settings is not None
        gate = Gate(config, amends=amends_all(self.settings))
        done = self.resumption.read_done(gate.finishing.know)
        boilerplate = self.open_boilerplate(stack, {url for url, _ in done})
        if self.output:
            if opts.only_changed:
                raise Misuse(f"--only-changed {opts.only_changed}: what is written to a folder is whole sites")
            goes_on = self.output.goes_on or self.resumption.goes_on
            return FolderOutlet(replace(self.output, goes_on=goes_on), boilerplate, config)
        known, feeds = read_known(opts.only_changed), self.settings.getdict("FEEDS").items()
        sinks = [stack.enter_context(open_sink(*feed, self.settings)) for feed in feeds]
        return FileOutlet(sinks, boilerplate, gate, known, done, self.resumption.parts(stack))

    def open_boilerplate(self, stack: ExitStack, done: Container[str]) -> BinaryIO | None:
        """Return the file for what is removed, None where none is wanted; it keeps what is of pages that are done."""
        assert self.settings is not None
        if not (path := self.settings["BLOGSIEVE_BOILERPLATE"]):
            return None
        if self.resumption.goes_on and Path(path).is_file():
            keep_rows(Path(path), lambda row: row.get("url") in done)
        file = Path(path).open("ab" if self.resumption.goes_on else "wb")  # noqa: SIM115
        stack.callback(close, file)
        return file


def take_folder(opts: argparse.Namespace) -> FolderOutput | None:
    """Take the folder that records go to out of the options; raise UsageError where they go to files too."""
    named = [(name, True) for name in opts.output or ()] + [(name, False) for name in opts.overwrite_output or ()]
    folders = [(name, goes_on) for name, goes_on in named if is_folder(name)]
    if not folders:
        return None
    if len(named) > 1:
        raise usage_error(f"{folders[0][0]}: is a folder; give no other output beside it")
    opts.output = opts.overwrite_output = None
    ((name, goes_on),) = folders
    try:
        if not is_remote(name):
            check_folder(Path(name))
        return FolderOutput(Folder(name), goes_on)
    except NoPlace as error:
        raise usage_error(str(error)) from error


def is_folder(name: str) -> bool:
    """Tell whether an output is a folder: it is there, or its name ends so."""
    return name.endswith("/") or (not is_remote(name) and Path(name).is_dir())


def close(file: BinaryIO) -> None:
    """Close a file; what cannot be written at the end is of this file too."""
    with naming(file.name):
        file.close()


def read_known(name: str | None) -> EarlierRecords:
    """Return the records of an earlier run; raise Trouble where the file holds none."""
    try:
        return EarlierRecords(Path(name) if name else None)
    except NotRecords as error:
        raise Trouble(str(error)) from error
