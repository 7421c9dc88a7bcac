"""Blogs that are like what people write: no line of the author's goes, no box stays, whatever the feed holds."""

from __future__ import annotations

from collections import Counter

import pytest
from hard_blogs import KINDS, make

from blogsieve import clean_page, learn

SAMPLE = 20
# With no feed nothing tells a line that stands above or below every post from one of the template.
ONLY_FEEDS_TELL = frozenset((("letters", "none"), ("disclosures", "none")))


@pytest.mark.parametrize("feed", ["full", "ten", "none"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_the_authors_and_nothing_else(kind: str, feed: str) -> None:
    if (kind, feed) in ONLY_FEEDS_TELL:
        pytest.skip("only a feed could tell")
    made = make(kind, feed)
    model = learn([page for page, _, _ in made[-SAMPLE:]])
    for page, lines, boxes in made:
        text = clean_page(page, model).record.text
        assert Counter(text.split("\n")) == Counter(lines), page.url
        assert not [box for box in boxes if box in text]
