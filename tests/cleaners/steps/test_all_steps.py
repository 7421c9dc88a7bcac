"""What holds for every step: it changes nothing, what it finds is in the page and has a reason, nothing goes twice."""

from __future__ import annotations

import inspect
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from every_page import CASES, NAMES
from lxml.html import tostring
from stepping import URL, lines

from blogsieve import Page, SiteModel
from blogsieve.cleaners import steps as package
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.model import GROUPS
from blogsieve.cleaners.pipeline.clean import (
    AROUND_TEXT,
    BEFORE_METADATA,
    IN_WRAPPER,
    LAST,
    ON_BLOCKS,
    ON_TREE,
    read_metadata,
)
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.pipeline.locate import locate, wrappers_on
from blogsieve.cleaners.site.fingerprints import title_of
from blogsieve.cleaners.site.model import Wrapper
from blogsieve.cleaners.steps import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS: tuple[Step, ...] = (*BEFORE_METADATA, *ON_TREE, *IN_WRAPPER, *AROUND_TEXT, *ON_BLOCKS, *LAST)
PILOT = (
    "The pilot of the second boat saw them first, and he rang the bell until all of the harbour stood on the wall. " * 2
)
# A post on which each step finds something, and its site.
POST = f"""<html><head><title>The day of the seals</title><meta name=author content="Ove Lund"></head><body>
<ul id=shelf><li>The shore, the sea<li>All that was ever written of them</ul>
<div class=entry><h1>The day of the seals</h1><p>Ove Lund, 2021</p><p>Posted by Ove</p><p class=mood>Mood: salty</p>
<p><a href=/tags/seals>#seals</a></p>
<ul><li><a href=#bar>The bar</a><li><a href=#noon>Noon</a><li><a href=#after>After</a></ul>
<h2 id=bar>The bar</h2><p>They lay on the bar in a row, and the smallest of them sang.</p><p hidden>Seals</p>
<h2 id=noon>Noon</h2><p>By noon the water had them back, and the bar was only a bar.</p><h2 id=after>After</h2>
<a href=/cat><h4>Another day</h4><p>It came with the last keeper and it outlived him.</p></a>
<p>Ove Lund: The day of the seals, {URL}</p><p>Set in type by hand, each week</p><p>The lighthouse cat returns</p>
<h3>Letters</h3>{lines("Ana, 3 May 2021", "I heard them too!")}</div>
<div><div><p>{PILOT}</p></div><div><p>{PILOT}</p></div></div>
<div><p>Sign up for our weekly newsletter</p></div>
<div><h4>Zapisz się do listu</h4><form><input type=email></form></div>
<h4>Related posts</h4><ul><li><a href=/gulls>Gulls</a></ul>
<nav><a href=/>Home</a></nav></body></html>"""
SITE = SiteModel(
    pages=20,
    supervision="feed",
    wrappers=(Wrapper("div.entry", 0.98, 20),),
    repeated={"p:set in type by hand each week": 20, "h3:letters": 18},
    slots={"head body/div/p all site": 16},
    excluded={"p.mood": 17},
    template_boxes={"#shelf": ("navigation/menus", "#shelf")},
    posts=frozenset(((title_of("The lighthouse cat returns"), 0),)),
)
MADE = Page(URL, POST.encode(), "text/html")
EVERY = parse_selector("*")


def name_of(step: object) -> str:
    return str(getattr(step, "__name__", "")).rpartition(".")[2]


def walk(page: Page, site: SiteModel) -> Iterator[tuple[Step, Document]]:
    """Yield each step with the page's document as it gets it; what it finds is dropped before the next one."""
    document = Document(page, parse(page))
    for steps, prepare in (
        (BEFORE_METADATA, lambda: None),
        (ON_TREE, lambda: read_metadata(document, site)),
        (IN_WRAPPER, lambda: setattr(document, "wrapper", next(wrappers_on(document, site), None))),
        (AROUND_TEXT, lambda: locate(document, site, IN_WRAPPER)),
        (ON_BLOCKS, lambda: None),
        (LAST, lambda: None),
    ):
        prepare()
        for step in steps:
            yield step, document
            # Those within the wrapper `locate` drops itself.
            if steps is not IN_WRAPPER:
                document.drop(step.find(document, site))


@pytest.mark.parametrize(("page", "learned"), [(MADE, lambda: SITE), *CASES], ids=["made", *NAMES])
def test_finding_changes_nothing_and_lies_in_the_page(page: Page, learned: Callable[[], SiteModel]) -> None:
    site = learned()
    for step, document in walk(page, site):
        tree, blocks, removals = tostring(document.root), list(document.blocks), list(document.removals)
        # What an earlier step has dropped may be found again: `drop` passes over it.
        elements = document.root.iter() if step in BEFORE_METADATA else document.index.select(EVERY)
        targets = {*elements, *blocks}
        found = list(step.find(document, site))
        assert (tostring(document.root), document.blocks, document.removals) == (tree, blocks, removals), step
        for finding in found:
            group, _, name = finding.reason.partition("/")
            assert finding.target in targets, step
            assert group in GROUPS, step
            assert name, step


@pytest.mark.parametrize(("page", "learned"), [(MADE, lambda: SITE), *CASES], ids=["made", *NAMES])
def test_what_was_dropped_is_not_found_again(page: Page, learned: Callable[[], SiteModel]) -> None:
    site = learned()
    for step, document in walk(page, site):
        document.drop(step.find(document, site))
        left = list(document.removals)
        document.drop(step.find(document, site))
        assert document.removals == left, step


def test_each_step_finds_something_on_the_page_made_for_them() -> None:
    idle = [step for step, document in walk(MADE, SITE) if not list(step.find(document, SITE))]
    # Those of the last list find nothing in a wrapper, unless that is asked for.
    assert idle == list(LAST)


def test_every_module_is_a_step_in_a_list_once_with_a_test_of_its_own() -> None:
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    assert sorted(map(name_of, STEPS)) == modules
    assert [name for name in modules if not Path(__file__).with_name(f"test_{name}.py").exists()] == []


def test_signature_is_the_same_everywhere() -> None:
    signatures = {str(inspect.signature(step.find)).partition(" -> ")[0] for step in STEPS}
    assert signatures == {"(document: 'Document', site: 'SiteModel')"}
