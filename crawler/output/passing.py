"""What is known of a page that was cleaned, until its record passes: some never do, as those that are not news."""

from __future__ import annotations

from typing import Generic, TypeVar

Known = TypeVar("Known")
# More records are not on their way at once.
MOST_HELD = 1000


class UntilPassed(Generic[Known]):
    """Holds what is known by the ids of records; of too many the oldest goes."""

    def __init__(self) -> None:
        self._held: dict[str, Known] = {}

    def hold(self, record: str, known: Known) -> None:
        """Keep what is known until the record of an id passes.

        >>> held = UntilPassed[int]()
        >>> for number in range(MOST_HELD + 1):
        ...     held.hold(f"sha1:{number}", number)
        >>> held.take("sha1:0"), held.take("sha1:1"), held.take("sha1:1")
        (None, 1, None)
        """
        self._held[record] = known
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]

    def take(self, record: str) -> Known | None:
        """Return what is known of a record that passes, None where nothing is."""
        return self._held.pop(record, None)
