"""Whole numbers from outside, read in this one place: `int` fails for some that `isdigit` takes, and for long ones."""

from __future__ import annotations

# No count, place or size of a page, a feed or an archive has more digits; and what has no more fits into a database.
LONGEST = 18


def whole_number(said: str) -> int | None:
    """Return the whole number that a text is, None where it is none, or beyond all bounds.

    >>> [whole_number(said) for said in ("12", " 7 ", "٣", "²", "-1", "", "9" * 5000)]
    [12, 7, 3, None, None, None, None]
    """
    digits = said.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST else None
