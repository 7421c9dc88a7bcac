"""The first opinion: py3langid, 139 languages, a fraction of a millisecond; the only file that imports it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from collections.abc import Mapping

# Labels that are one language in the record: both standards of Norwegian, every Chinese.
SAME = {"nb": "no", "nn": "no", "yue": "zh", "wuu": "zh"}
# Shares below this are not worth carrying on.
SMALLEST = 0.005


@cache
def _identifier() -> LanguageIdentifier:
    """Return the model, loaded once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def likeliest(text: str) -> Mapping[str, float]:
    """Return the likeliest language of a text and its probability, in two thirds of the time of all of them."""
    label, share = _identifier().classify(text)
    return {SAME.get(label, label): share}


def weigh(text: str) -> Mapping[str, float]:
    """Return the probability of each language that a text can be in: ISO 639-1, else ISO 639-3."""
    weights: dict[str, float] = {}
    for label, share in _identifier().rank(text):
        if share < SMALLEST:
            break
        code = SAME.get(label, label)
        weights[code] = weights.get(code, 0.0) + share
    return weights
