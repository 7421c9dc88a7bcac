"""The commands that blogsieve adds to those of Scrapy."""
