"""Signals of our own, sent as Scrapy's are."""

# A page was cleaned. Arguments: page, model (of its site, or None), record (its id).
page_cleaned = object()
