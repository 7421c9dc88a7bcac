"""What a site's pages have in common: `learn(pages)` returns a `SiteModel`, with which `clean_page` sees the whole site."""
