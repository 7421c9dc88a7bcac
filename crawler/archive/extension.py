"""Keeps a crawl as WARC: every answer as it comes in, and how each record was made."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers as ScrapyHeaders
from scrapy.utils.request import request_httprepr
from twisted.web.http import RESPONSES

from blogsieve.cleaners.corpus.notes import MODEL_TYPE, POST_TYPE, PostNote, model_digest
from blogsieve.crawler.archive.writer import Archive, Exchange
from blogsieve.crawler.output.passing import UntilPassed
from blogsieve.crawler.signals import page_cleaned, page_over_limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.settings import BaseSettings

    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

# Of the connection, not of the answer: the body is kept without chunks.
LEFT_OUT = frozenset({"transfer-encoding", "content-length", "connection"})
# An archive is handed on: what opens a door is not named in it.
SECRET = re.compile(
    r"(?i)(\b\w*(?:secret|passw|token|credential|access_key|api_?key|httpauth)\w*=)\S+|(?<=://)[^\s/@]+@"
)


class Archiver:
    """Writes the archive that the setting ARCHIVE names."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.notes = UntilPassed[PostNote]()
        self.models: dict[int, tuple[SiteModel, str]] = {}  # with their digests; kept, so that no id comes twice

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, connected; raise NotConfigured where no archive is wanted."""
        settings = crawler.settings
        if not settings["ARCHIVE"]:
            raise NotConfigured
        own = cls(Archive(Path(settings["ARCHIVE"]), settings.getint("BLOGSIEVE_ARCHIVE_MAXSIZE"), info_of(settings)))
        for handler, signal in (
            (ask_for_gzip, signals.request_reached_downloader),
            (own.keep_answer, signals.response_downloaded),
            (own.note_post, page_cleaned),
            (own.keep_note, signals.item_scraped),
            (own.note_over_limits, page_over_limits),
            (own.archive.close, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)
        return own

    def keep_answer(self, response: Response, request: Request) -> None:
        """Write an answer as it was received, before anything is done to it."""
        if not request.url.startswith("http"):
            return
        line = request_httprepr(request).split(b"\r\n", 1)[0].decode("latin1")
        body = response.body
        self.archive.write_exchange(
            Exchange(
                url=response.url,
                request=line,
                request_headers=pairs(request.headers),
                status=f"{response.status} {RESPONSES.get(response.status, b'').decode('latin1')}".strip(),
                headers=[*pairs(response.headers), ("Content-Length", str(len(body)))],
                body=body,
                address=str(response.ip_address or ""),
            )
        )

    def note_post(self, page: Page, model: SiteModel | None, cleaned: Cleaned) -> None:
        """Remember how a record was made, until it is written."""
        self.notes.hold(cleaned.record.id, PostNote.of(page, self.keep_model(model) if model else ""))

    def note_over_limits(self, page: Page, model: SiteModel | None) -> None:
        """Write how a record was to be made of a post that was too much for the limits; higher ones may allow it."""
        note = PostNote.of(page, self.keep_model(model) if model else "")
        self.archive.write_note(page.url, POST_TYPE, note.to_json())

    def keep_model(self, model: SiteModel) -> str:
        """Return the digest of a model, which is written when it is first used."""
        if id(model) not in self.models:
            digest, text = model_digest(model)
            self.models[id(model)] = (model, digest)
            self.archive.write_note(f"urn:sha1:{digest}", MODEL_TYPE, text)
        return self.models[id(model)][1]

    def keep_note(self, item: Mapping[str, Any]) -> None:
        """Write how a record was made, now that it is written itself."""
        if note := self.notes.take(item["id"]):
            note = note.revised(item["metadata"]["revision"])
            self.archive.write_note(item["url"], POST_TYPE, note.to_json())


def ask_for_gzip(request: Request) -> None:
    """Ask for an encoding that every reader of archives knows; not all know Brotli and Zstandard."""
    request.headers["Accept-Encoding"] = b"gzip"


def pairs(headers: ScrapyHeaders) -> list[tuple[str, str]]:
    """Return headers one by one, as text, without those that are of the connection."""
    return [
        (name.decode("latin1"), value.decode("latin1"))
        for name, values in headers.items()
        if name.decode("latin1").lower() not in LEFT_OUT
        for value in values
    ]


def info_of(settings: BaseSettings) -> dict[str, str]:
    """Return what stands at the head of an archive: the programs with their versions, arguments and settings."""
    given = (name for name in settings if (settings.getpriority(name) or 0) > 0)
    told = {name: settings[name] for name in given if is_plain(settings[name])}
    return {
        "software": " ".join(f"{name}/{version_of(name)}" for name in ("blogsieve", "scrapy", "warcio")),
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings["USER_AGENT"],
        "arguments": without_secrets(" ".join(sys.argv[1:])),
        "settings": without_secrets(" ".join(f"{name}={value}" for name, value in sorted(told.items()))),
    }


def without_secrets(text: str) -> str:
    """Return arguments or settings without passwords and keys.

    >>> without_secrets("https://me:pass@a.example/ -s AWS_SECRET_ACCESS_KEY=abc -s DOWNLOAD_DELAY=3")
    'https://a.example/ -s AWS_SECRET_ACCESS_KEY=*** -s DOWNLOAD_DELAY=3'
    """
    return SECRET.sub(lambda found: f"{found[1]}***" if found[1] else "", text)


def version_of(name: str) -> str:
    """Return the version of a package, "0" where it runs without being installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "0"


def is_plain(value: object) -> bool:
    """Tell whether a setting's value is one that an option could give."""
    return isinstance(value, str | int | float) and "\n" not in str(value)
