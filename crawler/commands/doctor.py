"""`blogsieve doctor [URL]`: what is installed, where state and models lie, and how a blog answers from here."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.crawler.blogs.address_list import blog_address
from blogsieve.crawler.ui.command import ToolCommand, has_display
from blogsieve.crawler.ui.saying import Misuse, Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from blogsieve.crawler.probes.home import HomeProbe

LIBRARIES = ("scrapy", "twisted", "lxml", "trafilatura")
# Extras are for users, but for those of who works on the project itself.
OTHER_EXTRAS = frozenset({"consumers", "browser", "docs", "test", "dev"})
EXTRA = re.compile(r"""^([\w.-]+).*extra == ["']([\w-]+)["']""")
# Where runs keep what later ones need, and what it is for.
PLACES = {"JOBDIR": "a stopped crawl can go on", "BLOGSIEVE_STATE": "the next takes what is new"}


class Command(ToolCommand):
    """Looks, and changes nothing."""

    requires_crawler_process = True

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] [URL]"

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a screen; raise Trouble where the blog does not answer."""
        if len(args) > 1:
            raise Misuse("doctor takes the address of one blog, or none")
        assert self.settings is not None
        urls = list(map(blog_address, args))
        if "" in urls:
            raise Misuse(f"{args[0]}: is no address of a blog")
        show([*installed(), *places(self.settings)])
        if urls:
            spider = self.ask(urls[0])
            show(answers(spider))
            if spider.home is None:
                raise Trouble(f"{spider.url}: {spider.trouble or 'was not fetched'}")

    def ask(self, url: str) -> HomeProbe:
        """Return what was seen of a blog."""
        from blogsieve.crawler.probes.home import HomeProbe

        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(HomeProbe)
        self.crawler_process.crawl(crawler, url=url)
        self.crawler_process.start()
        assert isinstance(crawler.spider, HomeProbe)
        return crawler.spider


def show(rows: list[tuple[str, str]]) -> None:
    """Print rows of a name and what is said of it."""
    for name, said in rows:
        print(f"{name:<10} {said}".rstrip())


def installed() -> list[tuple[str, str]]:
    """Return what is installed, and how to get what is not."""
    import blogsieve
    from blogsieve.cleaners.engine.local import cores

    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = ".".join(map(str, sys.version_info[:3]))
    return [
        ("blogsieve", f"{blogsieve.__version__}, Python {python}, {cores()} cores"),
        ("", libraries),
        ("package", str(Path(blogsieve.__file__).parent)),
        *extras(),
        ("browser", "opens inspect.html and report.html" if has_display() else "no window can be opened from here"),
    ]


def extras() -> Iterator[tuple[str, str]]:
    """Yield what may be installed besides, by the names of our extras, and whether all of it is."""
    try:
        needed = [found.groups() for line in requires("blogsieve") or () if (found := EXTRA.match(line))]
    except PackageNotFoundError:
        yield "extras", "not known: blogsieve runs from a folder, and is not installed"
        return
    for extra in sorted({extra for _, extra in needed} - OTHER_EXTRAS):
        try:
            yield extra, ", ".join(f"{library} {version(library)}" for library, its in needed if its == extra)
        except PackageNotFoundError:
            yield extra, f"is not installed: pip install 'blogsieve[{extra}]'"


def places(settings: BaseSettings) -> list[tuple[str, str]]:
    """Return where rules, and what crawls keep, lie."""
    from blogsieve.cleaners.language.langid import folder_of_model
    from blogsieve.cleaners.platforms.platform import load_platforms
    from blogsieve.cleaners.rules.rule import load_rules

    rows = [("rules", f"{len(load_rules()):,} rules, {len(load_platforms())} platforms")]
    for name, use in PLACES.items():
        said = described(Path(settings[name])) if settings[name] else f"none; {use} with -s {name}=FOLDER"
        rows.append((name.removeprefix("BLOGSIEVE_").lower(), said))
    with suppress(RuntimeError):
        rows.append(("languages", f"{folder_of_model()}: a cache that may be deleted"))
    return rows


def described(folder: Path) -> str:
    """Return what a folder of a job or of states holds, and where it is."""
    if not folder.exists():
        return f"{folder.resolve()}, which is made by the first crawl"
    files = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
    size = sum(path.stat().st_size for path in files)
    return f"{folder.resolve()}: {len(files)} of .sqlite, {size / 1e6:.1f} MB"


def answers(spider: HomeProbe) -> list[tuple[str, str]]:
    """Return how a blog's host answered."""
    rows = [("", ""), ("blog", spider.url), ("robots.txt", robots(spider))]
    if (home := spider.home) is None:
        return rows
    sent = [*home.meta.get("redirect_urls", ())[1:], home.url]
    rows += [("redirected", f"to {url}") for url in sent if url != spider.url]
    return [*rows, ("home page", answer(home)), *platform(home)]


def robots(spider: HomeProbe) -> str:
    """Return what robots.txt says of us."""
    status = spider.robots.get(next(reversed(spider.robots), ""), 0)
    if not status:
        return "is not asked for" if not spider.settings.getbool("ROBOTSTXT_OBEY") else "cannot be had"
    if status != 200:
        return f"{status}: nothing is forbidden" if status < 500 else f"{status}: everything is forbidden"
    agent = spider.settings["ROBOTSTXT_USER_AGENT"]
    said = ["forbids the home page" if spider.home is None and "robots" in spider.trouble else "allows the home page"]
    if spider.rules is not None:
        if delay := spider.rules.crawl_delay(agent):
            said.append(f"asks for {delay:g} s between pages")
        count = len(list(spider.rules.sitemaps))
        said.append(f"names {count} {'sitemap' if count == 1 else 'sitemaps'}")
    return ", ".join(said)


def answer(home: Response) -> str:
    """Return what kind of answer the home page is."""
    kind = (home.headers.get("Content-Type") or b"of no type").decode("latin1")
    seconds = home.meta.get("download_latency", 0.0)
    return f"{home.status}, {kind}, {len(home.body):,} bytes, {seconds:.1f} s"


def platform(home: Response) -> list[tuple[str, str]]:
    """Return what made the blog, nothing where the page is none."""
    from blogsieve.cleaners.dom.tree import parse
    from blogsieve.cleaners.errors import NotHtml
    from blogsieve.cleaners.platforms.platform import recognise
    from blogsieve.crawler.spiders.answers import page_of

    try:
        found = recognise(parse(page_of(home)), home.url)
    except NotHtml as error:
        return [("made with", f"is not told: the page {error}")]
    by = f" (by {found.mark})" if found.mark else ""
    return [("made with", f"{found.platform.title}{by}; detect tells of its sources")]
