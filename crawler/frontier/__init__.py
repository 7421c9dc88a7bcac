"""What is to be fetched, what became of it, and what the next crawl is to know of it."""
