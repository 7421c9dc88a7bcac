"""Personal data is masked by its kind, and what looks like it stays."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.corpus.masks import KINDS, mask, masked


@pytest.mark.parametrize(
    ("kind", "text", "left"),
    [
        ("email", "Write to me.two+x@mail.example.org, or not.", "Write to [email], or not."),
        ("email", "jürgen@bücher.example", "[email]"),
        ("email", "@nobody at a@b, and 3 @ 4.example", "@nobody at a@b, and 3 @ 4.example"),
        ("phone", "Call +44 20 7946 0958 or +49 (0)30 901820 today.", "Call [phone] or [phone] today."),
        ("phone", "In 2019 we sold 1 234 567 890 of them.", "In 2019 we sold 1 234 567 890 of them."),
        ("ip", "It came from 8.8.8.8, then 2001:4860:4860::8888.", "It came from [ip], then [ip]."),
        ("ip", "127.0.0.1 and 192.168.1.1 at 10:30:45, version 1.2.3.4.5", None),
        ("iban", "To DE89 3704 0044 0532 0130 00, please: GB29NWBK60161331926819.", "To [iban], please: [iban]."),
        ("iban", "DE89 3704 0044 0532 0130 01", None),
        ("card", "Paid with 4111 1111 1111 1111.", "Paid with [card]."),
        ("card", "4111 1111 1111 1112, and 1234567890123", None),
    ],
)
def test_what_is_of_a_kind_is_masked(kind: str, text: str, left: str | None) -> None:
    assert mask(text, [kind]) == (text if left is None else left)


def test_only_the_kinds_that_are_named_are_masked() -> None:
    text = "a@blog.example 8.8.8.8 +44 20 7946 0958"
    assert mask(text, []) == text
    assert mask(text, ["ip"]) == "a@blog.example [ip] +44 20 7946 0958"
    assert mask(text, KINDS) == "[email] [ip] [phone]"


def test_titles_and_texts_of_records_are_masked() -> None:
    names = ("title", "text", "markdown", "html")
    record = dict.fromkeys(names, "By a@blog.example") | {"url": "https://a@blog.example/"}
    assert list(masked([record], ["email"])) == [
        dict.fromkeys(names, "By [email]") | {"url": "https://a@blog.example/"}
    ]
