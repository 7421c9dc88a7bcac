"""Where records go: formats, files that survive kills, what a full disk does to a crawl."""
