"""Posts that say nearly the same are found, and others are not: planted copies, edited, cut and quoted."""

from __future__ import annotations

import random
from typing import Any

import pytest
from made_site import WORDS

from blogsieve.cleaners.corpus.duplicates import Duplicates

SIGNS = "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少床前明月光疑是地上霜举头望低思故乡"


def text_of(seed: object, words: int) -> list[str]:
    """Return the words of a text that is the same for the same seed."""
    return random.Random(str(seed)).choices(WORDS, k=words)


def edited(words: list[str]) -> list[str]:
    """Return a text with one word in forty replaced."""
    return [word if place % 40 != 7 else "edited" for place, word in enumerate(words)]


def cut(words: list[str]) -> list[str]:
    """Return a text without its last seventh."""
    return words[: len(words) * 6 // 7]


def quoted(words: list[str]) -> list[str]:
    """Return a text that says as much of its own as it quotes."""
    return [*text_of(words, len(words)), *words]


def record(name: str, text: str, day: str = "2021-03-01") -> dict[str, Any]:
    """Return what of a record tells a duplicate."""
    return {"id": name, "text": text, "date": day, "created": day}


def planted() -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return posts, the originals first, and which are copies of which."""
    originals = {f"own-{n}": text_of(n, 60 + 7 * (n % 50)) for n in range(200)}
    copies = {
        f"{change.__name__}-{name}": (name, change(words))
        for name, words in originals.items()
        for change in (edited, cut, quoted, list)
    }
    posts = [record(name, " ".join(words)) for name, words in originals.items()]
    posts += [record(name, " ".join(words), "2022-01-01") for name, (_, words) in copies.items()]
    return posts, {name: of for name, (of, _) in copies.items() if not name.startswith("quoted")}


def test_copies_are_found_and_quotes_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    posts, wanted = planted()
    duplicates = Duplicates()
    found = {post["id"]: first for post in posts if (first := duplicates.meet(post))}
    right = sum(wanted.get(name) == first for name, first in found.items())
    precision, recall = right / len(found), right / len(wanted)
    with capsys.disabled():
        print(f"\nduplicates of {len(posts)} posts: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.99
    assert recall >= 0.95


def test_first_is_the_oldest_in_whatever_order_posts_come() -> None:
    posts, _ = planted()
    results = []
    for seed in range(2):
        random.Random(seed).shuffle(posts)
        duplicates = Duplicates()
        for post in posts:
            duplicates.hold(post)
        duplicates.settle()
        results.append(dict(duplicates.firsts()))
    assert results[0] == results[1]
    assert results[0]["list-own-0"] == "own-0"
    assert not any(name.startswith("own-") for name in results[0])


@pytest.mark.parametrize(
    ("one", "other", "is_duplicate"),
    [
        ("The ferry left at seven,\nwith the two of us.", "The ferry left at seven, with the two of us.", True),
        (SIGNS, SIGNS[:-2] + "。", True),
        (SIGNS, SIGNS[::-1], False),
        ("Thirty-one geese today.", "Thirty-one geese today.", False),  # too short to tell
        ("", "", False),
    ],
)
def test_texts_are_compared_by_their_words(one: str, other: str, is_duplicate: bool) -> None:
    duplicates = Duplicates()
    assert duplicates.meet(record("a", one)) == ""
    assert bool(duplicates.meet(record("b", other))) is is_duplicate


def test_post_is_no_duplicate_of_itself() -> None:
    duplicates, post = Duplicates(), record("a", " ".join(text_of(1, 50)))
    assert [duplicates.meet(post), duplicates.meet(post)] == ["", ""]
    assert duplicates.meet(post | {"id": "b"}) == "a"
