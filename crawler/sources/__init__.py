"""Where the posts of a blog are: feeds, sitemaps, interfaces of platforms, links."""
