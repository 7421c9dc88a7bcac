"""A record says whether its page holds only a part of the post."""

from __future__ import annotations

import pytest
from stepping import lines, page_of

from blogsieve import clean_page

OPEN = (
    "The first chapter tells how the lightship was towed in with its lamp still burning, and who held the rope.",
    "The second tells of the lamp, which weighs two tons and floats in a bath of mercury that nobody dares to pour.",
)
NOTICE = "<p>This content is restricted to subscribers.</p>"


def truncated(html: str) -> str:
    return clean_page(page_of(f"<article class=post><h1>The lightship</h1>{html}</article>")).record.metadata.truncated


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"{lines(*OPEN)}<div class=pmpro_content_message>Join to read on</div>", "paywall"),
        (f"{lines(*OPEN)}<div id=leaky_paywall_message><p>Subscribe</p></div>", "paywall"),
        (f"{lines(*OPEN)}<div>{NOTICE}</div>", "paywall"),
        (f"{lines(OPEN[0])}<div>{NOTICE}</div>{lines(OPEN[1])}", ""),
        (f"{lines(*OPEN)}<div style='display: none'><div>{NOTICE}</div>{lines(*OPEN)}</div>", ""),
        (f"{lines(*OPEN)}<p><a href='/2021/05/low-water#more-7'>Continue reading</a></p>", "more"),
        (f"{lines(*OPEN)}<p><a href='/2021/05/low-water/?full=1'>Weiterlesen →</a></p>", "more"),
        (f"{lines(*OPEN)}<p><a href='/2021/06/seals'>Continue reading</a></p>", ""),
        (f"{lines(*OPEN)}<p><a href='#'>Read more</a></p>", ""),
        (lines(*OPEN), ""),
    ],
)
def test_what_stands_below_the_body_tells(html: str, wanted: str) -> None:
    assert truncated(html) == wanted


def test_notice_goes() -> None:
    text = clean_page(page_of(f"<article class=post>{lines(*OPEN)}<div>{NOTICE}</div></article>")).record.text
    assert text.splitlines() == list(OPEN)
