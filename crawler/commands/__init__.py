"""The commands that blogsieve adds to those of Scrapy."""

# What the list of commands says of each, which is printed without loading them.
DESCRIPTIONS = {
    "clean": "Clean what is on disk: archives, saved pages, exports, text dumps",
    "crawl": "Find every post of the blogs at these addresses",
    "detect": "Say what made a blog, and where its posts would come from",
    "doctor": "Show what is installed, and how a blog answers from here",
    "export": "Write records in another format, or as a dataset to publish",
    "inspect": "Show what is kept of a post, what is removed and why, as HTML",
    "queue": "Add blogs to the queue of several workers, or show how far it is",
    "report": "Show what a corpus is made of and what looks wrong, as HTML",
    "schema": "Print the JSON Schema that every line of output is valid against",
    "site": "Show what was learned of a blog: its body, and its template",
}
