"""The names of months, as the libraries give them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from blogsieve.cleaners.metadata.dates.months import month_names
from blogsieve.cleaners.metadata.dates.named import languages_of


def test_no_language_has_the_names_of_another_that_was_read_before() -> None:
    hebrew = {name for name in month_names("he") if "\u0590" <= name[0] <= "\u05ff"}
    assert hebrew
    assert hebrew.isdisjoint(month_names("th"))


def test_a_name_that_only_translations_of_themes_have() -> None:
    assert month_names("fa")["آگوست"] == 8


@pytest.mark.parametrize("language", ["pl", "vi", "he", "cy"])
def test_words_of_months_tell_their_language(language: str) -> None:
    words = {word for name in month_names(language) for word in name.split() if not word.isdecimal()}
    known = {word for word in words if language in languages_of(word)}
    # Another version of the libraries may have a name more.
    assert len(known) >= 0.9 * len(words) > 0


def test_tables_of_months_are_read_without_all_that_dateparser_loads() -> None:
    program = (
        "import sys; from blogsieve.cleaners.metadata.dates.months import month_names;"
        "assert month_names('de')['feber'] == 2; sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
