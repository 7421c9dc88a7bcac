"""The second opinion: langdetect, 54 languages, good at few words; the only file that imports it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from langdetect import DetectorFactory, LangDetectException, detector_factory

if TYPE_CHECKING:
    from collections.abc import Mapping

# langdetect draws at random; without a seed the same text gets another answer each time.
DetectorFactory.seed = 0


@cache
def _factory() -> DetectorFactory:
    """Return the profiles of all languages, loaded once a process."""
    detector_factory.init_factory()
    return detector_factory._factory


@cache
def known() -> frozenset[str]:
    """Return the languages that langdetect can tell, every Chinese as one."""
    return frozenset(name.partition("-")[0] for name in _factory().get_lang_list())


def weigh(text: str) -> Mapping[str, float]:
    """Return the probability of each of its languages; none where the text has no letters.

    Languages that it does not know are given to a neighbour with a probability near 1.
    """
    detector = _factory().create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return {}
    weights: dict[str, float] = {}
    for guess in found:
        code = guess.lang.partition("-")[0]
        weights[code] = weights.get(code, 0.0) + guess.prob
    return weights
