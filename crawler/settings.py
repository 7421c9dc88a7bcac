"""Scrapy's settings for crawling blogs politely; ours come last and bear a prefix."""

from scrapy.settings import default_settings

from blogsieve import __version__
from blogsieve.cleaners.corpus import formats

BOT_NAME = "blogsieve"
SPIDER_MODULES = ["blogsieve.crawler.spiders"]
COMMANDS_MODULE = "blogsieve.crawler.commands"

# Manners: who we are, what the host allows, and how often we ask.
USER_AGENT = f"blogsieve/{__version__} (+https://pypi.org/project/blogsieve/)"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "blogsieve"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

DOWNLOADER_MIDDLEWARES = {
    "blogsieve.crawler.politeness.guard.Guard": 50,
    "blogsieve.crawler.politeness.robots.Robots": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "blogsieve.crawler.politeness.refresh.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    # Before Scrapy unpacks them.
    "blogsieve.crawler.politeness.packing.Packing": 595,
    # Sees redirects before Scrapy follows them.
    "blogsieve.crawler.politeness.cookies.LoopCookies": 650,
}
# Our spiders yield records only, and the frontier knows what they found: nobody asks for a depth.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
EXTENSIONS = {
    # Before the exporters: a record that is written has its note in the archive, and what was removed from it is kept.
    "blogsieve.crawler.archive.extension.Archiver": -1,
    "blogsieve.crawler.output.boilerplate.Boilerplate": -1,
    "blogsieve.crawler.output.extension.Output": 0,
    "blogsieve.crawler.ui.extension.ProgressExtension": 0,
    "blogsieve.crawler.ui.kept.KeptExtension": 0,
    "blogsieve.crawler.politeness.throttle.Pace": 0,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
}

# Only http and https leave the house (`data` asks nobody), and no name is resolved twice.
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "blogsieve.crawler.politeness.resolver.CheckedResolver"

# Bounds: what one answer may cost.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 8
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False
CONCURRENT_ITEMS = 4
TELNETCONSOLE_ENABLED = False
# A server on loopback that runs any Python for whoever reads a file of the user's. An extension that is off is loaded
# all the same, with all that its server stands on, unless it is not named.
REMOTE_CONTROL_ENABLED = False
EXTENSIONS_BASE = {
    name: order for name, order in default_settings.EXTENSIONS_BASE.items() if not name.endswith(".RemoteControl")
}

# The frontier knows each page by its canonical address; Scrapy's filter would only know it by its bytes.
SCHEDULER = "blogsieve.crawler.frontier.scheduler.FrontierScheduler"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

# One line of JSON a post, in UTF-8, whole lines only, or another of our formats.
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {key: f"blogsieve.crawler.output.exporters.{key}" for key in formats.BY_KEY}
LOG_LEVEL = "WARNING"
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"

# Where not to look for posts.
BLOGSIEVE_FEEDS = True
BLOGSIEVE_APIS = True
BLOGSIEVE_SITEMAPS = True
# Pages that a blog's template is learned from before the first post is written.
BLOGSIEVE_SAMPLE = 20
# A file that everything that was removed is written to, as JSON Lines; none where empty.
BLOGSIEVE_BOILERPLATE = ""
# The forms of the body that records have besides their text, "markdown,html"; none where empty. Whether they show
# links, images, and tables as such.
BLOGSIEVE_BODY = ""
BLOGSIEVE_BODY_LINKS = True
BLOGSIEVE_BODY_IMAGES = True
BLOGSIEVE_BODY_TABLES = True
# A file that what became of every linked address is written to at the end, as JSON Lines; none where empty.
BLOGSIEVE_ADDRESSES = ""
# Pages that may be asked of one blog in one crawl; 0 is no limit.
BLOGSIEVE_MAX_PAGES = 0
# Pages that may be asked of one blog beyond twenty for each post that it gave; then it has no end. 0 is no limit.
BLOGSIEVE_PATIENCE = 1000
# Seconds that are kept between requests, or waited for a busy host, however many it asks for.
BLOGSIEVE_MAX_WAIT = 60
# Services whose hosts share one pace, by the ending of the host.
BLOGSIEVE_HOST_GROUPS = [".livejournal.com", ".dreamwidth.org"]
# Each host is asked for the files in which it may object to the use of its pages: tdmrep.json and ai.txt.
BLOGSIEVE_SIGNALS = True
# Posts that bear one of these signals, "all" for any, are not written.
BLOGSIEVE_OBEY = ""
# Posts that say the same as an older one, or nearly, are told ("flag"), left out ("drop"), or not looked for ("keep").
BLOGSIEVE_DUPLICATES = "flag"
# Records bear the numbers that filters of large corpora judge by.
BLOGSIEVE_QUALITY = False
# Pages that say "noindex" or "noarchive", in a header or a meta element, are not written.
BLOGSIEVE_OBEY_NOINDEX = False
# Addresses of this machine and of private networks are followed from public pages.
BLOGSIEVE_PRIVATE_ADDRESSES = False
# Chromium for pages that hold no text until their scripts have run: "auto" where they are met, none where empty.
BLOGSIEVE_BROWSER = ""
# A folder for a file a blog, in which the next crawl finds what this one has seen; none where empty.
BLOGSIEVE_STATE = ""
# Of a page that no template explains, trees that were trained on other sites say what is hardly its author's.
BLOGSIEVE_LEARNED = True
# What stands under pictures: "keep" or "drop".
BLOGSIEVE_CAPTIONS = "keep"
# Processes that clean, 0 for one a core; what one page may cost them in seconds, and in bytes of HTML.
BLOGSIEVE_WORKERS = 0
BLOGSIEVE_PAGE_TIMEOUT = 10.0
BLOGSIEVE_PAGE_MAXSIZE = 10_000_000
# A WARC file that every answer is kept in; none where empty. It is split where it grows beyond so many bytes.
ARCHIVE = ""
BLOGSIEVE_ARCHIVE_MAXSIZE = 1_000_000_000
# How far a crawl has come: "live" (a table), "lines", "none", or "auto" (a table on a terminal, lines elsewhere).
BLOGSIEVE_PROGRESS = "auto"
# Seconds after which a host that its worker says nothing of is given to another, in a crawl over several workers.
BLOGSIEVE_LEASE = 120.0
