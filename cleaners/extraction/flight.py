"""React's flight, in which servers of its frameworks send a page once more: rows of values that name each other.

Source: react/packages/react-client/src/ReactFlightClient.js
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.extraction.budget import Budget
from blogsieve.cleaners.json_text import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rows of a number and a value, or of a text whose length in bytes is told; `$1a` is what row 1a holds.
NAMED = rb"([0-9a-fA-F]*+):(?:T([0-9a-fA-F]+),|[A-Z]{0,2}(?=[\[{\"\d tfn-]))"
# A row begins where the one before it ends, which may be behind any letter, or else with a name of its own.
NEXT_ROW, ROW = re.compile(NAMED), re.compile(rb"(?<![0-9a-fA-F])" + NAMED)
REFERENCE = re.compile(r"\$[L@Q]?([0-9a-fA-F]+)")
DEEPEST = 60


def flight_values(text: str) -> Iterator[Any]:
    """Yield the values in the rows of React's flight, what they name put in their place.

    >>> list(flight_values('0:["$","p",null,{"children":"$1"}]\\n1:T3,abc2:["x"]\\n'))
    [['$', 'p', None, {'children': 'abc'}], ['x']]
    """
    data, rows, place = text.encode("utf-8", "replace"), {}, 0
    while row := NEXT_ROW.match(data, place) or ROW.search(data, place):
        if row[2]:
            place = min(row.end() + int(row[2], 16), len(data))
            rows[row[1].decode()] = data[row.end() : place].decode("utf-8", "replace")
            continue
        end = data.find(b"\n", row.end())
        place = end + 1 if end >= 0 else len(data)
        try:
            rows[row[1].decode()] = read_json(data[row.end() : place])
        except ValueError:
            continue
    named, budget = set[str](), Budget()
    values = {name: _resolve(value, rows, named, budget) for name, value in rows.items()}
    yield from (value for name, value in values.items() if name not in named and not isinstance(value, str))


def _said(value: str) -> str | None:
    """Return what a string of React's flight says; what begins with a dollar is a mark, but for days and for two.

    >>> [_said(value) for value in ("$undefined", "$Sreact.suspense", "$D2020-03-27", "$$5 each", "$")]
    [None, None, '2020-03-27', '$5 each', '$']
    """
    if not value.startswith("$") or value == "$":
        return value
    return {"$": value[1:], "D": value[2:]}.get(value[1])


def _resolve(value: Any, rows: dict[str, Any], named: set[str], budget: Budget, depth: int = 0) -> Any:
    """Return a value with what it names in other rows in its place."""
    if depth > DEEPEST or not budget.spend():
        return None
    if isinstance(value, str):
        reference = REFERENCE.fullmatch(value)
        if reference and reference[1] in rows:
            named.add(reference[1])
            return _resolve(rows[reference[1]], rows, named, budget, depth + 1)
        return _said(value)
    if isinstance(value, list):
        return [_resolve(part, rows, named, budget, depth + 1) for part in value]
    if isinstance(value, dict):
        return {name: _resolve(part, rows, named, budget, depth + 1) for name, part in value.items()}
    return value
