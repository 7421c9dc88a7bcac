"""What a user chooses holds where it was chosen, and in the workers that were started there."""

from __future__ import annotations

import pytest

from blogsieve import Page
from blogsieve.cleaners.engine import open_executor
from blogsieve.cleaners.options import Options, chosen, options

TEXT = "The ferry came in at noon, and nobody was on it but the dog, who looked as if he had paid for the trip. "
BODY = f"<title>Noon</title><article><p>{TEXT * 3}</p><figure><figcaption>A dog</figcaption></figure><p>{TEXT * 2}</p>"
PAGE = Page("https://shore.example/2021/05/noon", BODY.encode(), "text/html")


def test_choice_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="captions 'hide': give one of keep, drop"):
        Options(captions="hide")


def test_choice_ends_with_its_context() -> None:
    with chosen(Options(learned=False)):
        assert not options().learned
    assert options() == Options()


def test_workers_clean_by_what_was_chosen_where_they_were_started() -> None:
    with chosen(Options(captions="drop")):
        executor = open_executor(workers=1)
    with executor:
        record = executor.submit_clean(PAGE).result().record
    assert "A dog" not in record.text.splitlines()
    assert record.metadata.removed["caption"] == len("A dog")
