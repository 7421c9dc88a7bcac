"""What is said of the posts that are wanted is understood, or refused by its name."""

from __future__ import annotations

import pytest

from blogsieve.crawler.blogs.selection import Selection, WrongArgument


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("limit", "many"),
        ("limit", "\u00b2"),  # a digit to `isdigit`, no number to `int`
        ("limit", "9" * 5000),
        ("since", "\u0662\u0660\u0662\u0660"),  # sorts behind all days of records
        ("until", "2020-05\n"),
        ("include", "("),
    ],
)
def test_argument_that_cannot_be_meant_is_refused(name: str, said: str) -> None:
    with pytest.raises(WrongArgument, match=f"^{name}="):
        Selection.read({name: said})
