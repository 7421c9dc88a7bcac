"""The queue of blogs in Redis, or in Valkey; the only file that uses redis-py."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.queue.leases import Holding, Lease, Outcome, Status, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GROUP = "workers"
SCHEMES = ("redis", "rediss")
HOW = "pip install 'blogsieve[queue]'"
# Seconds after which a server that says nothing counts as away.
SILENCE = 10.0
# Leases that are told of in one answer of `status`.
MANY = 1000


class QueueError(Exception):
    """A queue that cannot be used; the message is one line that names it."""


class QueueAway(QueueError):
    """A queue that cannot be reached now, and may be later."""


class LeaseLost(Exception):
    """The lease is another worker's by now."""


class BlogQueue:
    """A queue by its address, `redis://HOST[:PORT]/NAME`; methods raise QueueError.

    Its keys begin with `blogsieve:{NAME}:`. `hosts` is a stream, an entry for each host with blogs that are not done,
    whose pending list says which worker has which; `host:HOST` the list of these blogs, the first of which is crawled
    first; `blogs` tells of each blog what it came to, "" until then; `tries` how often it was begun.
    """

    def __init__(self, url: str) -> None:
        parts = split_url(url)
        name = parts.path.strip("/")
        if parts.scheme not in SCHEMES or not parts.hostname or not name or "/" in name:
            raise QueueError(f"{without_password(url)}: is no queue: give redis://HOST/NAME")
        try:
            import redis
        except ModuleNotFoundError as error:
            raise QueueError(f"{without_password(url)}: to use it, {HOW}") from error
        self.name, self.shown, self._errors = name, without_password(url), redis.exceptions
        try:
            self._redis: Any = redis.Redis.from_url(
                parts._replace(path="").geturl(),
                decode_responses=True,
                socket_timeout=SILENCE,
                socket_connect_timeout=SILENCE,
            )
        except ValueError as error:
            raise QueueError(f"{self.shown}: {error}") from error
        self._hosts, self._blogs, self._tries = self._key("hosts"), self._key("blogs"), self._key("tries")
        folder = Path(__file__).parent / "scripts"
        self._scripts = {path.stem: self._redis.register_script(path.read_text()) for path in folder.glob("*.lua")}

    def open(self) -> None:
        """Make the queue where there is none of that name."""
        with self._telling():
            try:
                self._redis.xgroup_create(self._hosts, GROUP, "0", mkstream=True)
            except self._errors.ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise

    def check(self) -> None:
        """Raise QueueError where there is no queue of that name."""
        with self._telling():
            if not self._redis.exists(self._hosts):
                raise QueueError(f"{self.shown}: there is no such queue; blogsieve queue add makes one")

    def add(self, blog: str, host: str, *, again: bool = False) -> bool:
        """Add a blog behind the others of its host; say False where it is known, and not to be crawled again."""
        keys = [self._hosts, self._blogs, self._list_of(host)]
        return bool(self._run("add", keys, host, site_of(blog), blog, "again" if again else ""))

    def take(self, worker: str, most: int) -> list[Lease]:
        """Lease hosts that nobody has yet."""
        return self._take(worker, most, "new")

    def take_own(self, worker: str, most: int) -> list[Lease]:
        """Return the leases that a worker held when it was ended, renewed."""
        return self._take(worker, most, "own")

    def take_over(self, worker: str, most: int, seconds: float) -> list[Lease]:
        """Lease hosts whose workers have not renewed their lease for so long, the worker's own among them."""
        return self._take(worker, most, round(seconds * 1000))

    def renew(self, worker: str, entries: Sequence[str]) -> list[str]:
        """Renew leases; return those that the worker does not hold any more."""
        lost: list[str] = self._run("renew", [self._hosts], GROUP, worker, *entries) if entries else []
        return lost

    def begin(self, lease: Lease) -> int:
        """Count that a blog is begun; return how often it was, and never came to an end."""
        with self._telling():
            return int(self._redis.hincrby(self._tries, lease.site, 1))

    def pause(self, lease: Lease) -> None:
        """Note that a blog is left by a worker that ends as it should: it does not count as begun."""
        with self._telling():
            self._redis.hincrby(self._tries, lease.site, -1)

    def finish(self, worker: str, lease: Lease, outcome: Outcome) -> Lease | None:
        """Take a blog off the queue; return the lease on the next one of its host, None where there is none.

        Raises LeaseLost, and notes nothing, where the worker does not hold the lease any more.
        """
        keys = [self._hosts, self._blogs, self._list_of(lease.host), self._tries]
        noted = json.dumps(asdict(outcome), ensure_ascii=False)
        following = self._run("finish", keys, GROUP, worker, lease.entry, lease.site, lease.blog, noted)
        if following is None:
            raise LeaseLost
        return Lease(lease.entry, lease.host, following) if following else None

    def is_empty(self) -> bool:
        """Say whether all blogs are done."""
        with self._telling():
            return not self._redis.xlen(self._hosts)

    def status(self) -> Status:
        """Return how the queue stands."""
        with self._telling():
            outcomes = {
                site: Outcome(**json.loads(said)) if said else None
                for site, said in self._redis.hscan_iter(self._blogs, count=MANY)
            }
            holdings = tuple(self._holdings())
        done = {site: outcome for site, outcome in sorted(outcomes.items()) if outcome}
        return Status(max(0, len(outcomes) - len(done) - len(holdings)), holdings, done)

    def _holdings(self) -> Iterator[Holding]:
        """Yield what is leased to whom."""
        from_entry = "-"
        while leased := self._redis.xpending_range(self._hosts, GROUP, from_entry, "+", MANY):
            for entry in leased:
                found = self._redis.xrange(self._hosts, entry["message_id"], entry["message_id"])
                blog = self._redis.lindex(self._list_of(found[0][1]["host"]), 0) if found else None
                if blog:
                    yield Holding(entry["consumer"], blog, entry["time_since_delivered"] / 1000)
            from_entry = f"({leased[-1]['message_id']}"

    def _take(self, worker: str, most: int, what: str | int) -> list[Lease]:
        found = self._run("take", [self._hosts], GROUP, worker, most, self._list_of(""), what) if most else []
        return [Lease(*lease) for lease in found]

    def _run(self, script: str, keys: list[str], *arguments: str | int) -> Any:
        with self._telling():
            return self._scripts[script](keys=keys, args=arguments)

    def _key(self, name: str) -> str:
        # What stands in braces decides on which node of a cluster a key is: all of a queue are on one.
        return f"blogsieve:{{{self.name}}}:{name}"

    def _list_of(self, host: str) -> str:
        return self._key(f"host:{host}")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell in one line, which names the queue, what is wrong with it."""
        try:
            yield
        except (self._errors.AuthenticationError, self._errors.AuthorizationError) as error:
            raise QueueError(f"{self.shown}: {error}") from error
        except (self._errors.ConnectionError, self._errors.TimeoutError) as error:
            raise QueueAway(f"{self.shown}: {error}") from error
        except self._errors.RedisError as error:
            raise QueueError(f"{self.shown}: {error}") from error


def without_password(url: str) -> str:
    """Return the address of a queue as it may be shown.

    >>> without_password("redis://me:secret@queue.example/blogs")
    'redis://queue.example/blogs'
    """
    parts = split_url(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
