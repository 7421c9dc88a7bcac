"""The pages that we write, in a real browser: what is seen, at which widths, by keyboard, and by axe-core's rules."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import product
from typing import Any

import pytest
from records import records, write_records, write_removals

from blogsieve import Page
from blogsieve.cleaners.corpus.survey import Survey
from blogsieve.cleaners.pipeline.trace import trace
from blogsieve.crawler.commands.report import read
from blogsieve.crawler.views import inspect, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs a browser: apt-get install chromium")
sync_api = pytest.importorskip("playwright.sync_api", reason="needs blogsieve[browser]")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HOSTILE = (
    "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\"><style>*{display:none}"
)
PAGE = f"""<html lang="en"><head><title>Tide tables</title></head><body>
<nav>Home Archive</nav><div class="sidebar">Popular: {HOSTILE}</style></div>
<article><h1>Tide tables</h1><h2>By hand</h2><p>Nobody reckons the tide by hand any more, and few can.
<a class="headerlink">¶</a></p><ul><li>a slate</li><li>a pencil</li></ul><pre>def turn(minutes):
    return minutes + 1</pre><table><tr><td>low</td><td>4:15</td></tr></table>
<p>{HOSTILE.replace("<", "&lt;")}</p></article>
<div id="disqus_thread"><p>Nine over the church!</p></div></body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a browser without a window."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the addresses of the pages under test."""
    folder = tmp_path_factory.mktemp("views")
    survey = read([str(write_records(folder / "posts.jsonl")), str(write_removals(folder / "cut.jsonl"))])
    dateless = Survey()
    dateless.add(records()[0] | {"date": "", "title": "", "url": "file:///x"})
    pages = {
        "inspect": inspect.render(trace(Page("https://a.example/tide", PAGE.encode()))),
        "nothing left": inspect.render(trace(Page("https://a.example/", b"<html><body><nav>Home</nav></body></html>"))),
        "report": report.render(survey, ["posts.jsonl", "cut.jsonl"]),
        "report of one": report.render(dateless, ["posts.jsonl"]),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture
def show(browser: Any, views: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page at a width, in a scheme of colours."""
    opened = []

    def show(name: str, width: int = 1600, scheme: str = "light") -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        opened.append(page)
        page.goto(views[name])
        return page

    yield show
    for page in opened:
        page.close()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        *product(["inspect", "report"], [400, 1600], ["light", "dark"]),
        ("nothing left", 1600, "light"),
        ("report of one", 400, "dark"),
    ],
)
def test_page_is_accessible_and_fits(name: str, width: int, scheme: str, show: Callable[..., Any]) -> None:
    page = show(name, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What the driver runs is not held to the page's policy.
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    said = [(each["id"], each["help"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
    assert said == [], json.dumps(said, indent=1)


def test_what_repeats_leads_to_its_page(show: Callable[..., Any]) -> None:
    rows = show("report").locator(".listed tr", has_text="navigation/")
    assert int(rows.first.locator("td").first.inner_text()) > 1
    assert rows.first.locator("a").get_attribute("href").startswith("https://tidewrack.example/20")


@pytest.mark.parametrize("name", ["inspect", "report"])
def test_page_loads_nothing_and_runs_nothing(name: str, show: Callable[..., Any]) -> None:
    page = show(name)
    assert page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)") == []
    assert page.evaluate("document.scripts.length") == 0
    assert "blogsieve" in page.title()


def test_finding_is_explained_on_hover_and_on_focus(show: Callable[..., Any]) -> None:
    page = show("inspect")
    why = page.locator(".why", has_text="comments/disqus")
    tip = page.locator(f"#{why.get_attribute('aria-describedby')}")
    assert not tip.is_visible()
    why.hover()
    assert tip.is_visible()
    for said in ("comments.toml", "help.disqus.com", "div#disqus_thread"):
        assert said in tip.inner_text()
    # From the last switch, the next key goes to the first block that was removed.
    page.mouse.move(0, 0)
    page.locator(".legend input").last.focus()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("class") == "why"
    assert page.locator(f"#{focused.get_attribute('aria-describedby')}").is_visible()


def test_switches(show: Callable[..., Any]) -> None:
    page = show("inspect")
    comment = page.locator(".cut.of-comments")
    assert comment.is_visible()
    page.locator("#show-comments").press("Space")
    assert not comment.is_visible()
    page.locator("#view-text").check()
    assert not page.locator(".page").is_visible()
    lines = page.locator(".text li").all_inner_texts()
    assert "low | 4:15" in lines
    assert any("document.title = 'owned'" in line for line in lines)


def test_kept_and_removed_are_told_apart(show: Callable[..., Any]) -> None:
    page = show("inspect")
    kept = page.locator(".page > .kept").all_inner_texts()
    assert kept[:4] == ["By hand", "Nobody reckons the tide by hand any more, and few can. ¶", "a slate", "a pencil"]
    assert page.locator(".bit del").inner_text() == "¶"
    gone = " ".join(page.locator(".gone").all_inner_texts())
    assert "Nine over the church!" in gone
    assert "Home Archive" in gone
