"""Makes the pictures of the documentation from real output: `python -m demo.pictures [FOLDER]`.

The demo blog is served and crawled on a terminal of its own, looked at by `inspect` and `report`, and photographed in
Chromium (`pip install '.[browser]'`, `apt-get install chromium`).
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from demo.serve import demo_server, serving

IMAGES = Path(__file__).parents[1] / "docs" / "images"
BLOGSIEVE = Path(sys.executable).with_name("blogsieve")
# Slow enough, and with so small a sample to learn from, that a table is drawn while posts are written.
PACE = ("-s", "DOWNLOAD_DELAY=0.4", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "BLOGSIEVE_SAMPLE=4")
OPTIONS = ("-O", "posts.jsonl", "-s", "BLOGSIEVE_BOILERPLATE=cut.jsonl", "-s", "BLOGSIEVE_STATE=state")
WIDTH, ROWS = 92, 30
# What rich writes before it draws a table anew: the lines of the last one are cleared.
REDRAWN = re.compile(r"\r\x1b\[2K(?:\x1b\[1A\x1b\[2K)*|\x1b\[\?25[lh]")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# Fonts from elsewhere are not asked for; the reader's own will do.
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def on_a_terminal(command: list[str], folder: Path) -> str:
    """Run a command with a terminal of its own; return all that was written there."""
    main, terminal = pty.openpty()
    size = {"COLUMNS": str(WIDTH), "LINES": str(ROWS), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=terminal, env={**os.environ, **size}
    )
    os.close(terminal)
    said = b""
    try:
        while part := os.read(main, 65536):
            said += part
    except OSError:
        pass  # Linux gives an error where a terminal's other end is closed.
    os.close(main)
    process.wait()
    return said.decode()


def frames(said: str) -> list[str]:
    """Return the tables that were drawn one in the place of the other.

    >>> frames("one\\r\\n\\r\\x1b[2K\\x1b[1A\\x1b[2Ktwo")
    ['one', 'two']
    """
    return [frame.replace("\r", "").strip("\n") for frame in REDRAWN.split(said) if frame.strip()]


def draw(shown: str, title: str) -> str:
    """Return what stands on a terminal as a picture, in SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown))
    return FONT.sub("", console.export_svg(title=title))


def crawl(url: str, folder: Path) -> str:
    """Crawl the blog; return what was on the terminal in the middle of it, and at its end."""
    drawn = frames(on_a_terminal([str(BLOGSIEVE), "crawl", f"{url}/", *OPTIONS, *PACE], folder))
    middle = [frame for frame in drawn[:-1] if "left" in frame and "0 posts in" not in frame] or drawn[-2:-1]
    return f"$ blogsieve crawl {url}/ -O posts.jsonl\n{middle[0]}\n{drawn[-1]}"


def photograph(folder: Path, images: Path) -> None:
    """Take pictures of the two pages, and of a rule that is explained."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page: Any = browser.new_page(viewport={"width": 1200, "height": 860})
        page.goto((folder / "inspect.html").as_uri())
        page.screenshot(path=images / "inspect.png")
        page.locator(".why", has_text="comments/").first.focus()
        page.screenshot(path=images / "rule.png", clip={"x": 0, "y": 290, "width": 1200, "height": 570})
        page.goto((folder / "report.html").as_uri())
        page.screenshot(path=images / "report.png")
        browser.close()


def main(images: Path) -> None:
    """Make all pictures."""
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, serving(demo_server(8771)) as url:
        folder = Path(name)
        (images / "crawl.svg").write_text(draw(crawl(url, folder), "blogsieve"), "utf-8")
        state = ("-s", "BLOGSIEVE_STATE=state", *PACE)
        for command in (("inspect", f"{url}/2021/10/geese.html", *state), ("report", "posts.jsonl", "cut.jsonl")):
            subprocess.run([BLOGSIEVE, *command], cwd=folder, check=True)
        photograph(folder, images)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
