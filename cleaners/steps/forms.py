"""Forms in which readers leave an address of mail, with the few lines above them, whatever those say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, is_longer, read_blocks, squash
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.steps.boxes import BOXES, around_post
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Fields that readers do not fill in; a name stands beside the address at times, more is a form of another kind.
UNSEEN, FEW_FIELDS = frozenset(("hidden", "submit", "button", "checkbox", "image")), 3
# Characters of a box that asks and says why; a post in the same box has more.
LONGEST = 320
# Boxes within each other around a form; words of a line that is no label.
MOST_BOXES, SENTENCE = 4, 5
# Of a page so many times the box's paragraphs stand elsewhere, or the post may be in it.
ELSEWHERE = 3


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the boxes around such forms that hold little else, the forms alone where there is none."""
    forms = [form for form in document.root.iter("form") if asks_for_address(form)]
    held = around_post(document, site) if forms else set()
    for box in dict.fromkeys(box_around(form, held, document, site) for form in forms):
        yield Finding(box, "newsletter/form", "forms.py")


def asks_for_address(form: HtmlElement) -> bool:
    """Tell whether a form asks for an address of mail and little else: comments have a text, logins a password.

    >>> from lxml.html import fromstring
    >>> [asks_for_address(fromstring(f"<form><input type=email>{rest}</form>")) for rest in ("", "<textarea>")]
    [True, False]
    """
    fields = [field for field in form.iter("input") if field.get("type", "text").lower() not in UNSEEN]
    is_mail = any(field.get("type") == "email" or "mail" in (field.get("name") or "").lower() for field in fields)
    is_small = len(fields) <= FEW_FIELDS and len(squash(form.text_content())) <= LONGEST
    return is_mail and is_small and next(form.iter("textarea"), None) is None


def box_around(form: HtmlElement, held: Container[HtmlElement], document: Document, site: SiteModel) -> HtmlElement:
    """Return the box that holds a form and a few lines, and none of the post; the form where there is none.

    Grids set a box around the form, and others around that and the lines.
    """
    found = form
    for above in islice(form.iterancestors(), MOST_BOXES):
        if above.tag not in BOXES or above.tag == "article" or above in held:
            break
        if is_longer(above, LONGEST) or not is_beside_post(above, document):
            break
        if found is not form and not is_of_template(above, site):
            break
        found = above
    return found


def is_of_template(box: HtmlElement, site: SiteModel) -> bool:
    """Tell whether the site repeats what a box says; of a site that is not known one line at most may be a sentence."""
    sentences = [block for block in read_blocks(box) if len(words(block.text)) >= SENTENCE]
    return len(sentences) <= 1 if not site.pages else all(block_key(block) in site.repeated for block in sentences)


def is_beside_post(box: HtmlElement, document: Document) -> bool:
    """Tell whether the lines of a box are the form's: they have a heading, or the page's paragraphs stand elsewhere."""
    if document.own_entry.holds_most(squash(line.text_content()) for line in box.iterchildren("*")):
        return False
    prose = document.index.prose
    is_small = ELSEWHERE * prose.get(box, 0) <= prose[document.index.root] - prose.get(box, 0)
    return is_small or next(box.iter(*HEADINGS), None) is not None
