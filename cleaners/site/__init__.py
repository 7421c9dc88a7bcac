"""What a site's pages have in common: `learn(pages)` returns a `SiteModel`, with which `clean_page` sees all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.site.model import ModelError, SiteModel, Wrapper

if TYPE_CHECKING:
    from blogsieve.cleaners.site.learning import learn

__all__ = ["ModelError", "SiteModel", "Wrapper", "learn"]


def __getattr__(name: str) -> Any:
    """Load `learn` when it is asked for: a model alone needs none of the extractors that teach it."""
    if name != "learn":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from blogsieve.cleaners.site.learning import learn

    return learn
