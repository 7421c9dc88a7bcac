"""Pages that are on disk, cleaned: archives and files go in, records come out."""

from blogsieve.crawler.blogs import PRELOAD as PAGES

# What workers load before the first page, or the first archive.
PRELOAD = (*PAGES, "blogsieve.crawler.offline.site_tasks")
