"""How many parts a page's data may have once what its values name is put in their place."""

from __future__ import annotations

# What values name may be named by many: no page's data has so many parts in all.
MOST_PARTS = 200_000


class Budget:
    """How many parts may still be put together."""

    def __init__(self) -> None:
        self.left = MOST_PARTS

    def spend(self) -> bool:
        """Take one away; tell whether there was one."""
        self.left -= 1
        return self.left >= 0
