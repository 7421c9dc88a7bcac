"""One step alone on a page: what goes, and with which reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from blogsieve.cleaners.dom.locators import select
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.pipeline.clean import read_metadata
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import Step

URL = "https://shore.example/2021/05/low-water"
ALONE = SiteModel()


def page_of(body: str, title: str = "") -> Page:
    """Return a page with this body."""
    return Page(URL, f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), "text/html")


def document_of(page: Page, site: SiteModel = ALONE, method: str = "page", **facts: Any) -> Document:
    """Return a page's document from which nothing has gone, with all its blocks for the body's."""
    document = Document(page, parse(page), method)
    read_metadata(document, site)
    document.facts = replace(document.facts, **facts)
    document.wrapper = select(document.root, site.wrappers[0].selector) if site.wrappers else None
    document.blocks = document.read()
    return document


def gone(step: Step, document: Document, site: SiteModel = ALONE) -> list[tuple[str, str]]:
    """Return the reason and the text of all that a step takes from a document."""
    document.drop(step.find(document, site))
    return [(removal.reason, removal.text) for removal in document.removals]


def lines(*texts: str) -> str:
    """Return a paragraph for each text."""
    return "".join(f"<p>{text}</p>" for text in texts)
