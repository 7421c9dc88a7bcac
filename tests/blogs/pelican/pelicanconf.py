"""Settings of the blog that the tests render; theme, feeds and address come from the command line."""

SITENAME = "Nine Doors Down"
SITESUBTITLE = "What happens on one street, in the language in which it happened"
AUTHOR = "Wanda Kessler"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"
LOCALE = ("C",)
PATH = "content"
SLUGIFY_SOURCE = "basename"
# A post in another language is no translation of one in the blog's own.
ARTICLE_LANG_URL = ARTICLE_URL = "{slug}.html"
ARTICLE_LANG_SAVE_AS = ARTICLE_SAVE_AS = "{slug}.html"
DEFAULT_PAGINATION = 6
FEED_ALL_ATOM = None
FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
LINKS = (("A neighbour who bakes", "https://bakes.example/"),)
SOCIAL = (("Mastodon", "https://social.example/@wanda"),)
