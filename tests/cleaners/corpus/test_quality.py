"""The numbers of quality, and that filtering by them is what datatrove's filters do."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from made_site import prose

from blogsieve.cleaners.corpus.quality import quality_of
from blogsieve.cleaners.corpus.vertical import TOKEN
from blogsieve.cleaners.model import QUALITY

LINES = "- The geese came back…\n- The geese came back…\nWe ate #cake with the neighbours, and that was it."
PROSE = prose("quality", 6, 70).replace("<p>", "").replace("</p>", "\n").strip()
POEM = "\n".join(["The tide"] * 9 + ["came in and the boat went out with it."])
LIST = "\n".join(f"• {word}" for word in PROSE.split()[:40])
TEXTS = {
    "prose": PROSE,
    "short": "Thirty-one geese.",
    "repeated lines": PROSE + "\n" + "\n".join(PROSE.split("\n")[:3]),
    "one phrase": "the boat is out " * 60 + ".",
    "poem": POEM,
    "list": LIST,
    "hashes": " ".join(f"#{word}" for word in PROSE.split()[:80]),
    "numbers": " ".join(map(str, range(400))),
    "ellipses": "\n".join(f"{line}…" for line in PROSE.split("\n")),
    "long words": " ".join(["incomprehensibilities", "the", "of"] * 40),
    "no stop words": " ".join(["kettle", "ladder", "orchard", "saddle"] * 30),
}
# What only C4 asks for; the whole of the last is left out.
C4_TEXTS = {
    "ends": "He said \"so\".\nHe said so\nHe said so...\nHe said so…\n  He said so!  \nDid he?\n\nHe said 'so'",
    "citations": "The tide came in.[12]\nThe tide went out.[citation needed]\nThe tide [3]",
    "scripts": "Turn on JavaScript to read this.\nThe tide came in again.",
    "policies": "We use cookies to be kind to you.\nRead our Terms of Use and the rest.\nThe tide came in.",
    "long word": f"The tide {'o' * 1001} came in.\nThe tide {'o' * 1000} came in.",
    "brackets in a title": "if (x) { return }\nThe tide came in again.",
    "brackets in a script": "Turn on JavaScript {now} to read this.\nThe tide came in again.",
    "brackets": "The tide came in again.\nUse {braces} for that.",
    "filler": "The tide came in again.\nLorem ipsum dolor sit amet.",
}
DROPPED = {"brackets", "filler"}


def test_numbers_are_told() -> None:
    found = quality_of(LINES)
    assert list(found) == list(QUALITY)
    assert found["bullet_lines"] == round(2 / 3, 4)
    assert found["ellipsis_lines"] == round(2 / 3, 4)
    assert found["dup_lines"] == round(1 / 3, 4)
    assert found["dup_line_chars"] == round(len("- The geese came back…") / len(LINES), 4)
    assert found["punct_lines"] == round(1 / 3, 4)
    assert found["c4_lines"] == round(1 / 3, 4)
    assert found["stop_words"] == 4  # with, the, and, that
    assert found["hashes"] == round(1 / len(TOKEN.findall(LINES)), 4)


@pytest.mark.parametrize("text", ["a", "…", "。", "\n", "x\ny"])
def test_least_text_has_numbers(text: str) -> None:
    assert list(quality_of(text)) == list(QUALITY)


@pytest.mark.skipif(not find_spec("datatrove"), reason="needs blogsieve[consumers]")
@pytest.mark.parametrize("name", TEXTS)
def test_numbers_decide_as_datatroves_filters_do(name: str) -> None:
    from datatrove.data import Document
    from datatrove.pipeline.filters import FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
    from datatrove.utils.word_tokenizers import WordTokenizer

    class Tokens(WordTokenizer):
        """Our tokens, so that theirs are no reason to decide otherwise."""

        def word_tokenize(self, text: str) -> list[str]:
            return TOKEN.findall(text)

        def sent_tokenize(self, text: str) -> list[str]:
            return [text]

        def span_tokenize(self, text: str) -> list[tuple[int, int]]:
            return [(0, len(text))]

    document = Document(text=TEXTS[name], id=name)
    said = {
        filter_: kind(language=Tokens()).filter(document)  # type: ignore[arg-type]
        for filter_, kind in {
            "gopher": GopherQualityFilter,
            "repetition": GopherRepetitionFilter,
            "fineweb": FineWebQualityFilter,
        }.items()
    }
    assert {filter_: decision is True for filter_, decision in said.items()} == decided(TEXTS[name]), said


@pytest.mark.skipif(not find_spec("datatrove"), reason="needs blogsieve[consumers]")
@pytest.mark.parametrize("name", [*TEXTS, *C4_TEXTS])
def test_lines_that_c4_keeps_are_those_that_datatroves_filter_keeps(name: str) -> None:
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    text = {**TEXTS, **C4_TEXTS}[name]
    document = Document(text=text, id=name)
    # To count sentences it would fetch NLTK's models; all else is asked.
    is_kept = C4QualityFilter(min_num_sentences=-1).filter(document) is True
    kept = document.text.split("\n") if is_kept and document.text else []
    assert quality_of(text)["c4_lines"] == round(len(kept) / len(text.split("\n")), 4)
    assert is_kept is (name not in DROPPED)


def decided(text: str) -> dict[str, bool]:
    """Return which filters let a text pass, by its numbers and the bounds of the papers."""
    numbers, words = quality_of(text), sum(any(map(str.isalnum, token)) for token in TOKEN.findall(text))
    gopher = (
        50 <= words <= 100_000
        and 3 <= numbers["mean_word_length"] <= 10
        and max(numbers["hashes"], numbers["ellipses"]) <= 0.1
        and numbers["bullet_lines"] <= 0.9
        and numbers["ellipsis_lines"] <= 0.3
        and numbers["alpha_words"] >= 0.8
        and numbers["stop_words"] >= 2
    )
    tops = zip((2, 3, 4), (0.2, 0.18, 0.16), strict=True)
    repeated = zip((5, 6, 7, 8, 9, 10), (0.15, 0.14, 0.13, 0.12, 0.11, 0.10), strict=True)
    repetition = (
        numbers["dup_lines"] <= 0.3
        and numbers["dup_line_chars"] <= 0.2
        and all(numbers[f"top_{size}_gram"] <= most for size, most in tops)
        and all(numbers[f"dup_{size}_gram"] <= most for size, most in repeated)
    )
    fineweb = (
        numbers["punct_lines"] >= 0.12
        and numbers["short_lines"] <= 0.67
        and numbers["dup_line_chars"] <= 0.01
        and numbers["new_lines"] <= 0.3
    )
    return {"gopher": gopher, "repetition": repetition, "fineweb": fineweb}
