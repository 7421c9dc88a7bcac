"""Captions of pictures are the author's, and go where that is asked for; but for those of the picture's maker."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize

from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.options import options
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# WordPress, Drupal, Squarespace, and what news sites call the line with the photographer's name.
NAMED = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption-text|image-?caption(?:-text)?|photo-?caption|img-?caption|picture-?caption|"
    r"figure-?caption|media-?caption|image-?credits?|photo-?credits?|img-?credits?|media-?credits?|image-?source)(?:$|\s)"
)
# A caption is words of a sentence or two, each at most in an element of its own.
LEVELS = 3
DATA = "captions.toml"


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the captions of the body where they are to go; else, on a page alone, those that are not its author's."""
    drops = options().captions == "drop"
    if not drops and document.method != "page":
        return
    for block in document.blocks:
        if not is_caption(block):
            continue
        if drops:
            yield Finding(block, "caption/picture", "captions.py")
        elif is_credit(block.text) and not document.own_entry.holds(block.text):
            yield Finding(block, "caption/credit", DATA)


def is_caption(block: Block) -> bool:
    """Tell whether a block stands in a caption, or in the credit of a picture."""
    around = (block.element, *islice(block.element.iterancestors(), LEVELS))
    return any(one.tag == "figcaption" or NAMED.search((one.get("class") or "").lower()) for one in around)


def is_credit(text: str) -> bool:
    """Tell whether a caption is nothing but a credit, or ends with the credit of an agency, which wrote it.

    >>> [is_credit(text) for text in ("(Photo: Ana Ilić)", "The ferry at noon. Photo: Ana Ilić", "Source: the harbour")]
    [True, False, False]
    >>> [is_credit(text) for text in ("The ferry at noon (Picture: Getty)", "Reuters' office, where we met the pilot")]
    [True, False]
    """
    alone, agency = load_credits()
    text = normalize("NFKC", text)
    return bool(alone.fullmatch(text) or agency.search(text))


@cache
def load_credits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches a line that is a credit, and the credit of an agency at the end of a line."""
    table = load_toml(__package__, DATA)
    labels, phrases, agencies = ("|".join(map(re.escape, table[name])) for name in ("labels", "phrases", "agencies"))
    alone = rf"\W*(?:(?i:(?:{labels})\s?(?:[:|]|\W?©)|(?:{phrases})\s|©|\(c\)\s).{{1,60}}|(?:{agencies})\W*)"
    # It stands behind a sign and a name, or a sentence and a name; what follows is another name.
    before = r"(?:[(\[|/:©=–—]|\s-\s|\b(?:via|by)\s)[^.]{0,40}?|[.!?]\s?(?:[A-Z]\w*\s+){0,3}"
    after = r"(?:\W+(?:[A-Z]\w*|via|file|photo|images?|pool|and|und|dpa))*\W*$"
    return re.compile(alone), re.compile(rf"(?:{before})(?<!\w)(?:{agencies})(?!\w){after}")
