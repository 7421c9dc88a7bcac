"""What a body is written as: one file a form, behind one protocol, and what a record is to have of them.

A form is a module with `write(body)`, which returns a text; its name in `BODY_FORMS` makes it a key of the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from blogsieve.cleaners.forms.options import without

if TYPE_CHECKING:
    from blogsieve.cleaners.body.model import Body

# The forms that are keys of a record; each is "" where it is not asked for.
BODY_FORMS = ("markdown", "html")


class Form(Protocol):
    """Writes a body."""

    def write(self, body: Body) -> str:
        """Return a body as a text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which forms a record is to have besides its text, and what they are to show."""

    names: tuple[str, ...] = ()
    links: bool = True
    images: bool = True
    tables: bool = True

    def of(self, body: Body) -> dict[str, Any]:
        """Return the forms of a body, texts, by their names: fields of a record."""
        shown = without(body, links=not self.links, images=not self.images, tables=not self.tables)
        return {name: form(name).write(shown) for name in self.names}


def form(name: str) -> Form:
    """Return the form of a name: "text", "markdown", "html" or "tei"."""
    return cast("Form", import_module(f"{__name__}.{name}"))
