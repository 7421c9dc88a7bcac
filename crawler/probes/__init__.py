"""Spiders of commands that look at a blog and write no records."""
