"""The body of a page that stands alone, by an extractor, and where on a page a known text stands."""
