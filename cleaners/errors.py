"""What can be wrong with a page; each message is one line that goes behind the page's address."""

from __future__ import annotations

import traceback
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


# What is told of a page that a part of the work was done without, with the part behind it.
DONE_WITHOUT = "is cleaned, for a fault of ours, without its"


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


class WrongData(ValueError):
    """The package's own data is not as it should be: nothing can be cleaned before that is mended."""


class FaultWarning(RuntimeWarning):
    """The cleaners have a fault that a page brings out, and it was cleaned without a part of the work."""


@contextmanager
def sparing(part: str, faults: list[str]) -> Iterator[None]:
    """Let a fault of ours cost what a part of the work would have found, and not the page; it is noted, and warned of.

    >>> faults: list[str] = []
    >>> with warnings.catch_warnings(action="ignore"), sparing("dates", faults):
    ...     {}["day"]
    >>> faults[0].partition(" (")[0]
    "dates: KeyError: 'day'"
    """
    try:
        yield
    except (CleaningError, WrongData, MemoryError):
        raise
    except Exception as error:
        fault = f"{part}: {broken(error)}"
        faults.append(fault)
        warnings.warn(fault, FaultWarning, stacklevel=3)


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
