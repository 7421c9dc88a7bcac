"""A crawl kept as WARC while it goes on, so that its pages can be cleaned again without being fetched again."""
