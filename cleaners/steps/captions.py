"""Captions of pictures and their credits; they are the author's, and go only where that is asked for."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.options import options

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


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the captions of the body, where they are to go."""
    if options().captions == "drop":
        yield from (Finding(block, "caption/picture", "captions.py") for block in document.blocks if is_caption(block))


def is_caption(block: Block) -> bool:
    """Tell whether a block stands in a caption, or in the credit of a picture."""
    around = (block.element, *islice(block.element.iterancestors(), LEVELS))
    return any(one.tag == "figcaption" or NAMED.search((one.get("class") or "").lower()) for one in around)
