"""How the crawl treats its hosts, and what it does not let them do to it."""
