"""The candidates for a post's date: each place that can name it, with how far it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.dates.declared import from_entry, from_jsonld, from_metas, from_url
from cleaners.dates.shown import from_header, from_lines, from_marks, from_selectors, from_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaners.dates.candidate import DateCandidate, Reader


def read_candidates(reader: Reader) -> Iterator[DateCandidate]:
    """Give all candidates of a page, in the order of the sources, those of one source in document order."""
    sources: tuple[Callable[[Reader], Iterator[DateCandidate]], ...] = (
        from_entry,
        from_jsonld,
        from_metas,
        from_times,
        from_selectors,
        from_header,
        from_marks,
        from_url,
    )
    found = [candidate for source in sources for candidate in source(reader)]
    yield from found
    if all(candidate.modified or candidate.precision == "month" for candidate in found):
        yield from from_lines(reader)
