"""Trees as a table of numbers: what they make of rows of features, and which features weighed most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Decision trees whose values are summed up.

    The two children of a node are neighbours, the left one first: `children` has its place, and a leaf its own. At a
    leaf no feature is above the threshold, so that a row which has arrived stays there.
    """

    features: tuple[str, ...]
    roots: NDArray[np.int32]  # of each tree, its first node
    feature: NDArray[np.uint8]  # of each node, the column that is asked
    threshold: NDArray[np.float32]  # the left child has what is not above it
    children: NDArray[np.int32]
    value: NDArray[np.float32]  # in log odds; that of an inner node is the mean of what is below it
    depth: int

    def predict(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability that the trees give each row.

        >>> tree = Forest(("size",), *map(np.array, ([0], [0, 0, 0], [5.0, np.inf, np.inf], [1, 1, 2], [0, -9, 9])), 1)
        >>> tree.predict(np.array([[4.0], [6.0]])).round(2).tolist()
        [0.0, 1.0]
        """
        place = self._start(rows)
        for _ in range(self.depth):
            place = self._step(rows, place)
        odds: NDArray[np.float32] = self.value.take(place).sum(axis=1)
        return (1 / (1 + np.exp(-odds))).astype(np.float32)

    def weights(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return of each row how much each feature added to its log odds, summed over the nodes that asked for it."""
        found = np.zeros((len(rows), len(self.features)))
        place = self._start(rows)
        for _ in range(self.depth):
            below = self._step(rows, place)
            change = self.value.take(below) - self.value.take(place)
            for own, asked, changed in zip(found, self.feature.take(place), change, strict=True):
                own += np.bincount(asked, changed, len(self.features))
            place = below
        return found

    def _start(self, rows: NDArray[np.float32]) -> NDArray[np.int32]:
        return np.repeat(self.roots[np.newaxis, :], len(rows), axis=0)

    def _step(self, rows: NDArray[np.float32], place: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return where the rows stand in each tree one level deeper."""
        # In one array, which is quicker than along an axis.
        starts = np.arange(0, rows.size, rows.shape[1], dtype=np.intp)[:, np.newaxis]
        asked = rows.take(self.feature.take(place) + starts)
        below: NDArray[np.int32] = self.children.take(place) + (asked > self.threshold.take(place))
        return below
