"""What is known of one blog while it is crawled: where it lives, what its pages are, when it is learned."""

# What workers load before the first page.
PRELOAD = ("blogsieve.crawler.blogs.visit:load",)
