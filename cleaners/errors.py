"""What can be wrong with a page; each message is one line that goes behind the page's address."""

from __future__ import annotations

import traceback
from pathlib import Path


class CleaningError(Exception):
    """A page from which no record can be made."""


class NotHtml(CleaningError):
    """The bytes are no HTML and no text: an image, an archive, nothing at all."""


class UnknownEncoding(NotHtml):
    """The bytes look like text, but in no encoding that gives one."""


class NoText(CleaningError):
    """After all that is boilerplate was removed, no text of a post was left."""


class Broken(CleaningError):
    """The cleaners have a fault that the page brings out; the message says where."""


def broken(error: BaseException) -> CleaningError:
    """Return what was raised over a page as what costs that page only: an error of ours, or a fault of ours as one.

    >>> broken(NoText("has no text")), broken(KeyError("a\\nb"))
    (NoText('has no text'), Broken("KeyError: 'a\\\\nb'"))
    """
    if isinstance(error, CleaningError):
        return error
    said = " ".join(f"{type(error).__name__}: {error}".split())
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return Broken(said + where)
