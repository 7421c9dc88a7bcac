"""What the settings say of a crawl: read once, typed, and the same until its end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from blogsieve.cleaners.forms import Wanted
from blogsieve.cleaners.metadata.signals import load_signals
from blogsieve.cleaners.options import Options
from blogsieve.cleaners.site.policy import LearningPolicy, crawl_policy
from blogsieve.crawler.sources import KINDS

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

ALL = "all"
# What a page says that is not to be found, or not to be kept.
NOINDEX = ("noindex", "noarchive")


@dataclass(frozen=True, slots=True)
class CrawlConfig:
    """The settings that spiders and components ask for; each stands in settings.py, with its default and what it is."""

    policy: LearningPolicy  # BLOGSIEVE_SAMPLE
    workers: int
    page_timeout: float  # seconds
    page_maxsize: int  # bytes
    wanted: Wanted  # BLOGSIEVE_BODY and what it is to show
    options: Options
    max_pages: int
    patience: int  # pages
    obey: frozenset[str]  # signals whose posts are left out
    asks_hosts: bool  # BLOGSIEVE_SIGNALS
    duplicates: str  # "flag", "drop" or "keep"
    quality: bool  # numbers are wanted
    kinds: frozenset[str]  # of the sources that are asked: BLOGSIEVE_FEEDS, BLOGSIEVE_APIS, BLOGSIEVE_SITEMAPS
    browser: bool  # BLOGSIEVE_BROWSER
    state: Path | None
    job: Path | None  # JOBDIR
    addresses: Path | None  # what became of them is written there
    keeps_archive: bool  # ARCHIVE
    writes_records: bool  # FEEDS: records go to outputs of ours, and not to a project's pipelines alone
    progress: str

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return what the settings say."""
        return cls(
            policy=crawl_policy(settings.getint("BLOGSIEVE_SAMPLE")),
            workers=settings.getint("BLOGSIEVE_WORKERS"),
            page_timeout=settings.getfloat("BLOGSIEVE_PAGE_TIMEOUT"),
            page_maxsize=settings.getint("BLOGSIEVE_PAGE_MAXSIZE"),
            wanted=Wanted(
                tuple(settings.getlist("BLOGSIEVE_BODY")),
                links=settings.getbool("BLOGSIEVE_BODY_LINKS"),
                images=settings.getbool("BLOGSIEVE_BODY_IMAGES"),
                tables=settings.getbool("BLOGSIEVE_BODY_TABLES"),
            ),
            options=options_of(settings),
            max_pages=settings.getint("BLOGSIEVE_MAX_PAGES"),
            patience=settings.getint("BLOGSIEVE_PATIENCE"),
            obey=obeyed(settings),
            asks_hosts=settings.getbool("BLOGSIEVE_SIGNALS"),
            duplicates=settings["BLOGSIEVE_DUPLICATES"],
            quality=settings.getbool("BLOGSIEVE_QUALITY"),
            kinds=frozenset(kind for kind in KINDS if settings.getbool(f"BLOGSIEVE_{kind.upper()}S")),
            browser=bool(settings["BLOGSIEVE_BROWSER"]),
            state=place(settings, "BLOGSIEVE_STATE"),
            job=place(settings, "JOBDIR"),
            addresses=place(settings, "BLOGSIEVE_ADDRESSES"),
            keeps_archive=bool(settings["ARCHIVE"]),
            writes_records=bool(settings["FEEDS"]),
            progress=settings["BLOGSIEVE_PROGRESS"] or "none",
        )


def obeyed(settings: BaseSettings) -> frozenset[str]:
    """Return the signals whose posts are left out, those that BLOGSIEVE_OBEY_NOINDEX stands for among them."""
    named = settings.getlist("BLOGSIEVE_OBEY")
    more = NOINDEX if settings.getbool("BLOGSIEVE_OBEY_NOINDEX") else ()
    return frozenset(load_signals()) if ALL in named else frozenset((*named, *more))


def place(settings: BaseSettings, name: str) -> Path | None:
    """Return the file or folder that a setting names, None where it names none."""
    return Path(settings[name]) if settings[name] else None


def options_of(settings: BaseSettings) -> Options:
    """Return how pages are to be cleaned, as the settings say."""
    return Options(settings.getbool("BLOGSIEVE_LEARNED"), settings["BLOGSIEVE_CAPTIONS"])
