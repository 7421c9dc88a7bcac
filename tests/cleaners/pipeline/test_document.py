"""Only a document takes something away, and it notes each piece of text once, with its reason."""

from __future__ import annotations

from stepping import document_of, lines, page_of

from blogsieve.cleaners.dom.locators import select
from blogsieve.cleaners.model import Finding, Removal
from blogsieve.cleaners.pipeline.document import Document


def found(document: Document, selector: str, text: str | None = None) -> Finding:
    element = select(document.root, selector)
    assert element is not None
    return Finding(element, "share/made-up", selector, text)


def test_what_is_within_something_dropped_is_noted_once() -> None:
    document = document_of(page_of("<div id=a>One<b id=b>two</b></div><p>Three</p>"))
    document.drop([found(document, "#a"), found(document, "#b")])
    assert document.removals == [Removal("share/made-up", "Onetwo", "#a")]
    assert [block.text for block in document.read()] == ["Three"]


def test_a_block_that_is_found_twice_is_noted_once() -> None:
    document = document_of(page_of(lines("One", "Two")))
    document.drop([Finding(document.blocks[1], "share/made-up"), Finding(document.blocks[1], "meta/made-up")])
    assert document.removals == [Removal("share/made-up", "Two")]
    assert [block.text for block in document.blocks] == ["One"]


def test_a_text_that_a_step_has_read_is_taken_from_it() -> None:
    document = document_of(page_of("<div id=a>One<b>two</b></div>"))
    document.drop([found(document, "#a", "One\ntwo")])
    assert [removal.text for removal in document.removals] == ["One\ntwo"]


def test_what_has_no_text_goes_without_a_note() -> None:
    document = document_of(page_of("<p>One <img id=a> two</p><i id=b> </i>"))
    document.drop([found(document, "#a"), found(document, "#b")])
    assert document.removals == []
    assert [block.text for block in document.read()] == ["One two"]


def test_blocks_that_stay_become_the_body_and_runs_of_the_others_removals() -> None:
    document = document_of(page_of(lines("a", "b", "One", "c", "Two", "d", "e")))
    blocks = document.blocks
    document.keep(blocks, {block for block in blocks if block.text.istitle()}, "extract/outside", "wrapper")
    assert [block.text for block in document.blocks] == ["One", "Two"]
    assert [removal.text for removal in document.removals] == ["a\nb", "c", "d\ne"]
    assert document.method == "wrapper"


def test_another_page_of_the_post_is_added_with_what_went_from_it() -> None:
    first, second = document_of(page_of(lines("One"))), document_of(page_of("<p>Two</p><p id=a>more</p>"))
    second.drop([found(second, "#a")])
    second.blocks = second.read()
    first.append(second)
    assert [block.text for block in first.blocks] == ["One", "Two"]
    assert [removal.text for removal in first.removals] == ["more"]
