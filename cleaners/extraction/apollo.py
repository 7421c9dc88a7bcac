"""What Apollo keeps in a page: objects in a store, each by its name, and references to them in each other.

Source: https://www.apollographql.com/docs/react/caching/overview, normalization; Medium's pages have their posts so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.extraction.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

REFERENCE, TYPE = "__ref", "__typename"
DEEPEST = 30


def joined(value: Any, depth: int = 0) -> Any:
    """Return a value in which the objects of a store have what they refer to in its place; others as they are.

    >>> joined({"a": {"Post:1": {"__typename": "Post", "by": {"__ref": "User:2"}}, "User:2": {"__typename": "User"}}})
    {'a': {'Post:1': {'__typename': 'Post', 'by': {'__typename': 'User'}}, 'User:2': {'__typename': 'User'}}}
    """
    if not isinstance(value, dict) or depth > DEEPEST:
        return value
    if is_store(value):
        budget = Budget()
        return {name: _resolved(part, value, budget, 0) for name, part in value.items()}
    return {name: joined(part, depth + 1) for name, part in value.items()}


def is_store(value: Mapping[str, Any]) -> bool:
    """Tell whether an object is a store: its parts are called after their types."""
    return any(
        isinstance(part, dict) and isinstance(part.get(TYPE), str) and name.startswith(f"{part[TYPE]}:")
        for name, part in value.items()
    )


def _resolved(value: Any, store: Mapping[str, Any], budget: Budget, depth: int) -> Any:
    if not budget.spend() or depth > DEEPEST:
        return None
    if isinstance(value, list):
        return [_resolved(part, store, budget, depth + 1) for part in value]
    if not isinstance(value, dict):
        return value
    if isinstance(name := value.get(REFERENCE), str):
        return _resolved(store.get(name), store, budget, depth + 1)
    return {name: _resolved(part, store, budget, depth + 1) for name, part in value.items()}
