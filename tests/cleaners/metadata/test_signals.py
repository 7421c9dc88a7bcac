"""What a page says against its use, in its head and its headers; and that all that is told by a slug is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_site import prose

from blogsieve import Page, clean_page
from blogsieve.cleaners.metadata.signals import in_order, load_signals, named_signals
from blogsieve.cleaners.schema import load_schema

LAW = Path(__file__).parents[3] / "docs" / "law.md"


def meta(name: str, content: str) -> str:
    """Return a meta element."""
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "signals"),
    [
        ("", ()),
        (meta("robots", "noai, noimageai"), ("noai", "noimageai")),
        (meta("ROBOTS", "NOINDEX,NOARCHIVE"), ("noindex", "noarchive")),
        (meta("robots", "none"), ("noindex",)),
        (meta("robots", "index, follow") + meta("robots", "noai"), ("noai",)),
        (meta("tdm-reservation", "1") + meta("tdm-policy", "https://blog.example/policy.json"), ("tdm",)),
        (meta("tdm-reservation", "0"), ()),
        (meta("robots", "max-image-preview:large, follow"), ()),
        (meta("description", "noai"), ()),
        (meta("googlebot", "noindex"), ()),
    ],
)
def test_page_says_what_its_owner_objects_to(head: str, signals: tuple[str, ...]) -> None:
    html = f"<html><head><title>Boat</title>{head}</head><body><article><h1>Boat</h1>{prose(1)}</article></body></html>"
    assert clean_page(Page("https://blog.example/boat", html.encode())).record.metadata.signals == signals


def test_page_bears_what_its_host_says_too() -> None:
    html = f"<html><head>{meta('robots', 'noai')}</head><body><article><h1>Boat</h1>{prose(1)}</article></body></html>"
    page = Page("https://blog.example/boat", html.encode(), signals=("tdm", "noai"))
    assert clean_page(page).record.metadata.signals == ("noai", "tdm")


@pytest.mark.parametrize(
    ("name", "value", "signals"),
    [
        ("X-Robots-Tag", "noai, noindex", ("noindex", "noai")),
        ("X-Robots-Tag", "googlebot: noindex", ()),
        ("TDM-Reservation", " 1 ", ("tdm",)),
        ("TDM-Reservation", "0", ()),
        ("Content-Usage", "train-ai=n, search=y", ("ai-train",)),
        ("Content-Usage", "train-ai=n;exceptions=1", ("ai-train",)),
        ("Content-Signal", "ai-train=no", ()),  # belongs into robots.txt
        ("Server", "noai", ()),
    ],
)
def test_header_says_what_the_owner_objects_to(name: str, value: str, signals: tuple[str, ...]) -> None:
    assert named_signals([(name, value)]) == signals


def test_slug_that_is_no_signal_is_refused() -> None:
    with pytest.raises(ValueError, match="robots: there is no such signal; there are noindex, "):
        in_order(["robots"])


def test_signals_are_those_of_the_schema_and_the_docs() -> None:
    said = load_schema()["properties"]["metadata"]["properties"]["signals"]["items"]["enum"]
    assert said == list(load_signals())
    law = LAW.read_text("utf-8")
    for slug, signal in load_signals().items():
        assert f"| `{slug}` | {signal['says']}" in law
        assert all(source in law for source in signal["source"].split(", "))
