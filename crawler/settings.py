"""Scrapy's settings for crawling blogs politely; ours come last and bear a prefix."""

BOT_NAME = "blogsieve"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# Manners: who we are, what the host allows, and how often we ask.
USER_AGENT = "blogsieve/0.1 (+https://pypi.org/project/blogsieve/)"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "blogsieve"
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# Bounds: what one answer may cost.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 8
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False

# The frontier knows each page by its canonical address; Scrapy's filter would only know it by its bytes.
SCHEDULER = "crawler.scheduler.FrontierScheduler"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

# One line of JSON a post, in UTF-8, whole lines only.
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = dict.fromkeys(("jsonl", "jsonlines", "jl"), "crawler.exporters.WholeLines")
LOG_LEVEL = "WARNING"
RETRY_GIVE_UP_LOG_LEVEL = "INFO"

# Where not to look for posts.
BLOGSIEVE_FEEDS = True
BLOGSIEVE_APIS = True
BLOGSIEVE_SITEMAPS = True
# Pages that a blog's template is learned from before the first post is written.
BLOGSIEVE_SAMPLE = 20
# A file that everything that was removed is written to, as JSON Lines; none where empty.
BLOGSIEVE_BOILERPLATE = ""
# Pages that may be asked of one blog in one crawl; 0 is no limit.
BLOGSIEVE_MAX_PAGES = 0
# Processes that clean, 0 for one a core; what one page may cost them in seconds, and in bytes of HTML.
BLOGSIEVE_WORKERS = 0
BLOGSIEVE_PAGE_TIMEOUT = 10.0
BLOGSIEVE_PAGE_MAXSIZE = 10_000_000
