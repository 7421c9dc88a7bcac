"""`blogsieve queue add|show redis://HOST/NAME`: the blogs that several workers crawl, and how far they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.crawler.blogs.address_list import blog_address, read_list
from blogsieve.crawler.blogs.selection import WrongArgument
from blogsieve.crawler.queue.leases import paced_as
from blogsieve.crawler.queue.redis_queue import BlogQueue, QueueError
from blogsieve.crawler.ui.command import ToolCommand, add_quiet
from blogsieve.crawler.ui.saying import Misuse, Trouble, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from blogsieve.crawler.queue.leases import Status

USAGE = "queue takes add or show: queue add redis://HOST/NAME blogs.txt, or queue show redis://HOST/NAME"


class Command(ToolCommand):
    """Adds blogs to a queue, or shows how it stands."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] add redis://HOST/NAME <list of blogs …> | show redis://HOST/NAME"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--again", action="store_true", help="add: blogs that are done are crawled once more")
        add_quiet(parser)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Add, or show."""
        what, url, *lists = [*args, "", ""][: max(2, len(args))]
        if what not in ("add", "show") or not url or bool(lists) != (what == "add"):
            raise Misuse(USAGE)
        try:
            queue = BlogQueue(url)
            if what == "show":
                queue.check()
                show(queue.status())
            else:
                self.add(queue, lists, opts)
        except (WrongArgument, QueueError) as error:
            raise Trouble(str(error)) from error

    def add(self, queue: BlogQueue, lists: list[str], opts: argparse.Namespace) -> None:
        """Add the blogs of lists."""
        assert self.settings is not None
        groups = self.settings.getlist("BLOGSIEVE_HOST_GROUPS")
        blogs, counts = list(read_blogs(lists)), Counter[bool]()
        if not blogs:
            raise Trouble(f"{', '.join(lists)}: no address of a blog in it")
        queue.open()
        for blog in blogs:
            counts[queue.add(blog, paced_as(blog, groups), again=opts.again)] += 1
        if not opts.quiet:
            rest = f"; {counts[False]} are there already (--again crawls anew what is done)" if counts[False] else ""
            say(f"{counts[True]} {'blog' if counts[True] == 1 else 'blogs'} added to {queue.shown}{rest}")


def read_blogs(lists: list[str]) -> Iterator[str]:
    """Yield the addresses in lists, one a line; `-` is standard input, and a line that is none is told of."""
    for name in lists:
        for number, line in read_list(name):
            if address := blog_address(line):
                yield address
            else:
                say(f"{name}, line {number}: {line}: is no address of a blog")


def show(status: Status) -> None:
    """Print how a queue stands: counts, what each worker does, and the blogs that gave nothing."""
    given = [outcome for outcome in status.outcomes.values() if outcome.posts]
    posts = sum(outcome.posts for outcome in given)
    print(f"waiting     {status.waiting:>9,}")
    print(f"under way   {len(status.holdings):>9,}")
    print(f"done        {len(status.outcomes):>9,}  {len(given):,} with {posts:,} posts")
    workers = Counter(holding.worker for holding in status.holdings)
    for worker, count in sorted(workers.items()):
        heard = min(holding.seconds for holding in status.holdings if holding.worker == worker)
        print(f"\nworker {worker}: {count:,} {'blog' if count == 1 else 'blogs'}, heard of {heard:.0f} s ago")
        for holding in status.holdings:
            if holding.worker == worker:
                print(f"  {holding.blog}")
    troubles = {site: outcome.trouble for site, outcome in status.outcomes.items() if outcome.trouble}
    if troubles:
        print("\nwithout posts:")
    for site, trouble in troubles.items():
        print(f"  {site}: {trouble}")
