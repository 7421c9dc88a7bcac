"""What a site's pages have in common: `learn(pages)` returns a `SiteModel`, with which `clean_page` sees the whole site."""

from cleaners.site.learning import learn
from cleaners.site.model import ModelError, SiteModel, Wrapper

__all__ = ["ModelError", "SiteModel", "Wrapper", "learn"]
