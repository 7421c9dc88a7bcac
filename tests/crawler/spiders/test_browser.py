"""Pages that a script builds in the reader's browser: crawled with one where that is wanted."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hosts import host
from made_site import posts_at
from running import crawl
from scrapy.settings import Settings

from blogsieve.crawler.spiders import browser
from blogsieve.crawler.ui.checks import UsageError, check_browser
from demo.blogger import NOT_FOUND, Answer

POSTS = posts_at("/posts/{slug}", 3)
# The same page at every address: what it is to show is asked for by its script.
SHELL = """<!doctype html><html lang="en"><head><title>Log</title></head><body><div id="root">Loading…</div><script>
const root = document.getElementById("root")
fetch("/data" + location.pathname).then(answer => answer.text()).then(html => { root.innerHTML = html })
</script></body></html>"""
HOME = "<h1>Log</h1>" + "".join(f"<h2><a href='{post.url}'>{post.title}</a></h2>" for post in POSTS)


def answer(path: str) -> Answer:
    """Return the shell, or what its script asks for."""
    texts = {post.url: post.article() for post in POSTS} | {"/": HOME}
    if path.startswith("/data/"):
        return Answer(texts.get(path.removeprefix("/data"), ""), "text/html; charset=utf-8")
    return Answer(SHELL, "text/html; charset=utf-8") if path in texts else NOT_FOUND


@pytest.mark.skipif(not find_spec("scrapy_playwright"), reason="needs blogsieve[browser]")
@pytest.mark.skipif(not any(map(shutil.which, browser.PROGRAMS)), reason="needs a browser: apt-get install chromium")
def test_pages_that_a_script_builds_are_crawled_with_a_browser(tmp_path: Path) -> None:
    with host(answer, lambda handler: False) as url:
        done = crawl(url, tmp_path, "-s", "BLOGSIEVE_BROWSER=auto")
    assert sorted(record["url"] for record in done.records) == sorted(url + post.url for post in POSTS), done.said
    texts = {record["url"]: record["text"] for record in done.records}
    for post in POSTS:
        last = post.body.rpartition("<p>")[2].removesuffix("</p>")
        assert last in texts[url + post.url]


def test_browser_that_is_not_there_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    settings = Settings({"BLOGSIEVE_BROWSER": "auto"})
    with pytest.raises(UsageError, match=r"BLOGSIEVE_BROWSER=auto: needs pip install 'blogsieve\[browser\]'"):
        check_browser(settings)
    monkeypatch.setattr(browser, "find_spec", lambda name: name)
    with pytest.raises(UsageError, match="apt-get install chromium"):
        check_browser(settings)


def test_schemes_that_are_refused_stay_refused_with_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda name: name)
    monkeypatch.setattr(browser.shutil, "which", lambda name: f"/usr/bin/{name}")
    settings = Settings({"BLOGSIEVE_BROWSER": "auto", "DOWNLOAD_HANDLERS": {"file": None}})
    check_browser(settings)
    handlers = settings.getdict("DOWNLOAD_HANDLERS")
    assert handlers == {"file": None, "http": browser.HANDLER, "https": browser.HANDLER}
