"""The names of months, as the libraries give them."""

from __future__ import annotations

from blogsieve.cleaners.metadata.dates.months import month_names


def test_no_language_has_the_names_of_another_that_was_read_before() -> None:
    hebrew = {name for name in month_names("he") if "\u0590" <= name[0] <= "\u05ff"}
    assert hebrew
    assert hebrew.isdisjoint(month_names("th"))
