"""What is not fetched: private addresses that a public page leads to; and the slot that hosts of one service share."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest

from blogsieve.cleaners.address import split_url

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request

# RFC 6052: an address of IPv4 in the last bits of one of IPv6.
TRANSLATED, LAST_32_BITS = ipaddress.ip_network("64:ff9b::/96"), 0xFFFFFFFF
PRIVATE = "leads to a private address"


class Guard:
    """Refuses requests to private addresses, unless the person who started the crawl named the host."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = crawler.settings.getbool("BLOGSIEVE_PRIVATE_ADDRESSES")
        self.groups: list[str] = crawler.settings.getlist("BLOGSIEVE_HOST_GROUPS")
        self.known: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for a private address; let hosts of one service share a slot."""
        parts = split_url(request.url)
        host = parts.hostname or ""
        if group := next((group for group in self.groups if host.endswith(group)), ""):
            request.meta["download_slot"] = group
        if self.allowed or parts.scheme not in ("http", "https") or parts.netloc in self.named_hosts():
            return
        if host not in self.known:
            self.known[host] = await is_private(host)
        if self.known[host]:
            raise IgnoreRequest(PRIVATE)

    def named_hosts(self) -> frozenset[str]:
        """Return the hosts that the crawl was started with."""
        return getattr(self.crawler.spider, "named_hosts", frozenset())


async def is_private(host: str) -> bool:
    """Say whether a host is on this machine or in a private network, by any of its addresses."""
    try:
        return is_inside(host)
    except ValueError:
        pass
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        # The download will fail for the same reason, and say so.
        return False
    return any(is_inside(str(info[4][0]).partition("%")[0]) for info in found)


def is_inside(said: str) -> bool:
    """Say whether an address is not one of the public internet, also by the one of IPv4 that it stands for.

    >>> is_inside("127.0.0.1"), is_inside("::ffff:10.0.0.1"), is_inside("64:ff9b::a00:1"), is_inside("1.1.1.1")
    (True, True, True, False)
    """
    address = ipaddress.ip_address(said)
    if isinstance(address, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(address) & LAST_32_BITS) if address in TRANSLATED else None
        address = address.ipv4_mapped or address.sixtofour or translated or address
    return not address.is_global or address.is_multicast
