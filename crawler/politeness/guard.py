"""What is not fetched: other schemes than the web's, private addresses; and the slot that hosts of a service share."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future

from blogsieve.cleaners.address import is_web, split_url
from blogsieve.crawler.politeness.resolver import CheckedResolver, PrivateAddress, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.crawler import Crawler
    from scrapy.http import Request

PRIVATE = "leads to a private address"
NOT_WEB = "is no address of the web (http, https)"
# An answer that the crawl makes itself; nothing is asked for it.
OWN = "data"


class Guard:
    """Refuses requests to private addresses, unless the person who started the crawl named the host."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = crawler.settings.getbool("BLOGSIEVE_PRIVATE_ADDRESSES")
        self.groups: list[str] = crawler.settings.getlist("BLOGSIEVE_HOST_GROUPS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for what is not to be fetched; let hosts of one service share a slot."""
        parts = split_url(request.url)
        host = parts.hostname or ""
        if parts.scheme == OWN and "redirect_urls" not in request.meta:
            return
        if not is_web(request.url):
            raise IgnoreRequest(NOT_WEB)
        if service := service_of(host, self.groups):
            request.meta["download_slot"] = service
        if parts.netloc in self.named_hosts():
            CheckedResolver.trusted.add(host)
        elif not self.allowed and await is_private(host):
            raise IgnoreRequest(PRIVATE)

    def named_hosts(self) -> frozenset[str]:
        """Return the hosts that the crawl was started with."""
        return getattr(self.crawler.spider, "named_hosts", frozenset())


def service_of(host: str, groups: Iterable[str]) -> str:
    """Return the ending that hosts of the same service have, of those in BLOGSIEVE_HOST_GROUPS; "" where none fits."""
    return next((group for group in groups if host.endswith(group)), "")


async def is_private(host: str) -> bool:
    """Say whether a host is on this machine or in a private network, by the address that would be connected to."""
    from twisted.internet import reactor

    try:
        return is_inside(str(ipaddress.ip_address(host)))
    except ValueError:
        pass
    try:
        return is_inside(await maybe_deferred_to_future(reactor.resolve(host)))  # type: ignore[arg-type]
    except PrivateAddress:
        return True
    except (OSError, ValueError):
        # The download will fail for the same reason, and say so; next time it may be another.
        return False
