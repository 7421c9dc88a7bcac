"""What a sample's pages are taught by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tinroof import simple

from blogsieve import learn
from blogsieve.cleaners.extraction.extract import extract
from blogsieve.cleaners.site import sample
from blogsieve.cleaners.site.teaching import PROBED

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@pytest.mark.parametrize(("fed", "asked"), [(12, PROBED), (11, PROBED + 1), (0, 12)])
def test_asks_the_extractor_only_where_the_feed_does_not_tell(
    monkeypatch: pytest.MonkeyPatch, fed: int, asked: int
) -> None:
    calls = list[str]()

    def counted(root: HtmlElement) -> str:
        calls.append(extract(root))
        return calls[-1]

    monkeypatch.setattr(sample, "extract", counted)
    model = learn(simple(number, full=number < fed) for number in range(12))
    assert model.supervised == fed
    assert len(calls) == asked
