"""Finds and fetches the posts of a blog, politely; cleaning is left to `cleaners`."""
