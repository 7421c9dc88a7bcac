"""How long a second is on a busy machine, for limits of the processor's time that no other process may break."""

from __future__ import annotations

import time
from collections import Counter

# Words that are counted in a twentieth of a second where nothing else is done; a slower machine has a longer second.
WORDS = 350_000


def second() -> float:
    """Return the processor's seconds for what takes one where nothing else is done; one at least."""
    start = time.process_time()
    Counter(str(number % 1000) for number in range(WORDS))
    return max(1.0, 20 * (time.process_time() - start))
