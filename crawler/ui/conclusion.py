"""What a crawl came to: a line a blog, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.crawler.blogs.accounts import UNEXPLAINED
from blogsieve.crawler.frontier.states import Trait, states_with
from blogsieve.crawler.output.giving_up import is_given_up
from blogsieve.crawler.snapshot import HasSnapshot
from blogsieve.crawler.ui.kept import warning
from blogsieve.crawler.ui.saying import FAILED, STOPPED, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler

    from blogsieve.crawler.snapshot import BlogSnapshot

QUIET, LEFT_OUT = states_with(Trait.QUIET), states_with(Trait.LEFT_OUT)
# What the stats are called that tell of failures for which no blog can be blamed.
FAILURES = ("feedexport/failed_count", "spider_exceptions/count", "blogsieve/item_errors")


def conclude(crawler: Crawler, *, says_all: bool) -> int:
    """Say what was wrong, and what became of each blog or of those that gave nothing; return the exit code."""
    assert crawler.stats is not None
    if not isinstance(crawler.spider, HasSnapshot):
        return 0
    crawl = crawler.spider.snapshot()
    for trouble in crawl.troubles:
        say(trouble)
    if is_given_up(crawler):
        # Why was said when it happened; how many posts are in a file that is not whole, nobody knows.
        return FAILED
    if not (reason := crawler.stats.get_value("finish_reason")):
        say("stopped at once")
        return STOPPED
    for blog in crawl.blogs:
        if says_all or not has_given(blog):
            nothing = "no posts found"
            if blog.is_known or reason == "shutdown":
                nothing = "nothing new" if blog.is_known else "no posts written yet"
            elif has_left_out(blog):
                nothing = "no posts written"
            tally = {**blog.tally, UNEXPLAINED: blog.unexplained}
            say(sum_up(blog.name, tally, blog.trouble, nothing))
    if says_all and (line := warning(crawler.stats.get_stats())):
        say(line)
    if reason == "shutdown":
        return STOPPED
    return 0 if is_good(crawler) else FAILED


def is_good(crawler: Crawler) -> bool:
    """Say whether every blog gave what could be wanted of it, and nothing else failed; of other spiders that is so."""
    assert crawler.stats is not None
    if not isinstance(crawler.spider, HasSnapshot):
        return True
    crawl = crawler.spider.snapshot()
    has_failed = any(name.startswith(FAILURES) for name in crawler.stats.get_stats())
    return bool(crawl.blogs) and all(map(has_given, crawl.blogs)) and not crawl.troubles and not has_failed


def has_given(blog: BlogSnapshot) -> bool:
    """Say whether a blog gave what could be wanted of it: posts, or the word that there are no new ones."""
    return bool(blog.tally.get("written")) or has_left_out(blog) or (blog.is_known and not blog.trouble)


def has_left_out(blog: BlogSnapshot) -> bool:
    """Say whether posts of a blog were found that are not wanted."""
    return any(blog.tally.get(state) for state in LEFT_OUT)


def sum_up(name: str, tally: Mapping[str, int], trouble: str = "", nothing: str = "no posts found") -> str:
    """Return the line for a blog: what was written, else why nothing could be.

    >>> from collections import Counter
    >>> sum_up("https://a.example/", Counter(written=3, list=2, duplicate=9))
    'https://a.example/: 3 posts written (2 list)'
    """
    others = ", ".join(f"{count} {state}" for state, count in sorted(tally.items()) if count and state not in QUIET)
    rest = f" ({others})" if others else ""
    written = tally.get("written", 0)
    if not written:
        return f"{name}: {trouble or nothing + rest}"
    return f"{name}: {written} {'post' if written == 1 else 'posts'} written{rest}"
