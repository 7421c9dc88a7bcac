"""Sentences stand a line each, whatever the language, and nothing of the text is lost."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.corpus.sentences import sentences, split


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It rained. We stayed in!\nA heading", ["It rained.", "We stayed in!", "A heading"]),
        ("de", "Es regnete am 3. Mai. Wir blieben.", ["Es regnete am 3. Mai.", "Wir blieben."]),
        ("zh", "下雨了。我们没出门。", ["下雨了。", "我们没出门。"]),
        ("ru", "Шёл дождь. Мы остались.", ["Шёл дождь.", "Мы остались."]),
        ("xx", "One. Two.", ["One.", "Two."]),
    ],
)
def test_sentences_are_told_apart(language: str, text: str, found: list[str]) -> None:
    assert list(sentences(text, language)) == found


def test_record_has_a_sentence_a_line() -> None:
    (record,) = split([{"text": "One. Two.\nThree.", "language": "und", "title": "A"}])
    assert record == {"text": "One.\nTwo.\nThree.", "language": "und", "title": "A"}
