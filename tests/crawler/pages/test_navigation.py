"""What leads on from a page without being a link: frames, pictures, clicks, and scripts where a page has no more."""

from __future__ import annotations

import pytest
from made_page import BODY, page, see


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<map><area href='/boats/' alt=Boats></map>", "boats/"),
        ("<div onclick=\"location.href='/boats/'; return false\">Boats</div>", "boats/"),
        ("<tr onclick=\"window.open('/boats/')\"><td>Boats</td></tr>", "boats/"),
        ("<script>window.location.replace('/boats/');</script>", "boats/"),
        (
            '<script type=application/ld+json>{"@type":"Blog","blogPost":[{"url":"https://a.example/boats/"}]}</script>',
            "boats/",
        ),
        (r'<script>f("{\"path\":\"\/boats\/\",\"n\":1}")</script>', "boats/"),
        ('<script>{"title":"/boats/","n":"boats"}</script>', ""),
        ("<noscript><a href='/boats/'>Boats</a></noscript>", "boats/"),
        ("<form action='/boats/'><button>More</button></form>", "boats/"),
        ("<form action='/boats/'><input type=hidden name=from value=20><input type=submit></form>", "boats/?from=20"),
        ("<form action='/boats/'><input name=q><button>Search</button></form>", ""),
        ("<form action='/boats/' method=POST><button>Vote</button></form>", ""),
        ("<iframe src='/map/'></iframe>", ""),
        ("<div onclick=\"show('/boats/')\">Boats</div>", ""),
        (f"<p>{BODY * 4}</p><script>if (old) location.href = '/boats/';</script>", ""),
    ],
)
def test_what_leads_on_is_a_link(html: str, address: str) -> None:
    assert see(page(html)).onward == ((f"https://a.example/{address}",) if address else ())


def test_frames_lead_on() -> None:
    frames = "<html><frameset><frame src=../menu.html><frame src='/start/'></frameset></html>"
    assert see(frames).onward == ("https://a.example/menu.html", "https://a.example/start/")
