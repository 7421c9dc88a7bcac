"""The spiders: `blog` starts from a home page, `urls` from a list of posts."""
