"""Pages that scripts build, as a browser shows them: for the few that hold no text, where that is wanted."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import socket
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import WEB, split_url
from blogsieve.crawler.politeness.resolver import is_inside
from blogsieve.crawler.spiders.answers import header, is_text
from blogsieve.crawler.spiders.fetching import fetch

if TYPE_CHECKING:
    from playwright.async_api import Page as Tab
    from playwright.async_api import Request as TabRequest
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from blogsieve.cleaners.model import Page

logging.getLogger("scrapy-playwright").setLevel(logging.WARNING)

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
# Chromium as it is installed by Debian and others; else Playwright's own is taken.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OWN = Path("~/.cache/ms-playwright")
# Milliseconds that scripts have to come to an end, once the page is loaded.
PATIENCE = 10_000
# What a text needs none of.
NEEDLESS = frozenset({"image", "media", "font", "stylesheet", "websocket", "manifest", "other"})
MISSING = {
    "library": "needs pip install 'blogsieve[browser]'",
    "browser": "finds no Chromium: apt-get install chromium, or playwright install chromium",
}


def use_browser(settings: BaseSettings) -> str:
    """Let pages be had from a browser, where BLOGSIEVE_BROWSER asks for it; return what is missing, "" for nothing."""
    if settings["BLOGSIEVE_BROWSER"] != "auto":
        return ""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or OWN).expanduser()
    if find_spec("scrapy_playwright") is None:
        return MISSING["library"]
    if program is None and not any(own.glob("chromium*")):
        return MISSING["browser"]
    # Chromium's sandbox refuses to be root's.
    options: dict[str, Any] = {"args": ["--no-sandbox"] if os.geteuid() == 0 else []}
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", options | ({"executable_path": program} if program else {}), "cmdline")
    settings.set("PLAYWRIGHT_ABORT_REQUEST", is_needless, "cmdline")
    settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", settings.getfloat("DOWNLOAD_TIMEOUT") * 1000, "cmdline")
    handlers = settings.getdict("DOWNLOAD_HANDLERS") | dict.fromkeys(WEB, HANDLER)
    settings.set("DOWNLOAD_HANDLERS", handlers, "cmdline")
    return ""


async def built(crawler: Crawler, page: Page) -> Page:
    """Return a page as a browser shows it when its scripts have run; as it was where that cannot be had."""
    response = await fetch_built(crawler, page.url)
    if response is None:
        return page
    return replace(page, body=response.body, content_type=header(response, "Content-Type") or "text/html")


async def fetch_built(crawler: Crawler, url: str) -> Response | None:
    """Return the answer of a browser, None where it has none."""
    from scrapy_playwright.page import PageMethod

    response = await fetch(crawler, url, playwright=True, playwright_page_methods=[PageMethod(settle)])
    return response if response and is_text(response) else None


async def settle(tab: Tab) -> None:
    """Wait until scripts ask for nothing more; some ask without end."""
    from playwright.async_api import TimeoutError as TooLong

    with suppress(TooLong):
        await tab.wait_for_load_state("networkidle", timeout=PATIENCE)


async def is_needless(request: TabRequest) -> bool:
    """Tell whether what a page asks for is not to be fetched: pictures, frames, and what is in a private network."""
    if request.resource_type in NEEDLESS or request.frame.parent_frame is not None:
        return True
    if split_url(request.url).scheme not in WEB:
        return True
    there, here = (split_url(url).hostname or "" for url in (request.url, request.frame.url))
    # The page itself was let in before the browser is asked for it.
    return bool(here) and there != here and await is_private(there)


async def is_private(host: str) -> bool:
    """Tell whether a host is on this machine or in a private network, by any of its addresses."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        # The browser will find it no more than we do.
        return False
    return any(is_inside(str(info[4][0]).partition("%")[0]) for info in found)
