"""A rule that would take several posts is off on their site; one that takes a box on most pages holds on all."""

from __future__ import annotations

import pytest
from stepping import document_of, page_of

from blogsieve.cleaners.site.rules import learn_rules_held, learn_rules_off

NAME = "share/buttons .share"


@pytest.mark.parametrize(
    ("texts", "off"),
    [
        (["The gulls", "The eider"], {NAME: "entry"}),
        (["The gulls", "The gulls"], {}),
        (["The gulls"], {}),
    ],
)
def test_a_rule_is_off_where_it_would_take_the_texts_of_several_posts(texts: list[str], off: dict[str, str]) -> None:
    documents = [document_of(page_of("<p>A</p>")) for _ in texts]
    for document, text in zip(documents, texts, strict=True):
        document.vetoed = {NAME: ("entry", text)}
    assert learn_rules_off(documents) == off


@pytest.mark.parametrize(("taken", "vetoed", "held"), [(3, 0, True), (3, 1, True), (2, 0, False), (5, 2, False)])
def test_a_rule_holds_where_it_is_kept_from_few_of_the_boxes_that_it_takes(taken: int, vetoed: int, held: bool) -> None:
    documents = [document_of(page_of("<p>A</p>")) for _ in range(taken + vetoed)]
    for document in documents[:taken]:
        document.ruled = {NAME}
    for document in documents[taken:]:
        document.vetoed = {NAME: ("prose", "The gulls")}
    assert learn_rules_held(documents) == ({NAME} if held else set())
