"""A small blog to try the crawler on: posts of our own, served on loopback in the form in which Blogger serves them."""
