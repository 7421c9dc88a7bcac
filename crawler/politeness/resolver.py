"""Names to addresses, resolved once: what was checked is what is connected to, whatever the name leads to later."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, Self
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from blogsieve.cleaners.address import split_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

# RFC 6052: an address of IPv4 in the last bits of one of IPv6.
TRANSLATED, LAST_32_BITS = ipaddress.ip_network("64:ff9b::/96"), 0xFFFFFFFF


class PrivateAddress(DNSLookupError):
    """A name leads to this machine, or into a private network, and nobody who may say so has named it."""


class CheckedResolver(CachingThreadedResolver):
    """Gives addresses of the public internet only, but for the names that are trusted.

    The reactor asks it for every connection, those of redirects, robots.txt and sitemaps too.
    """

    # Of the hosts that the crawl was started with, and of proxies; the reactor of a process has one resolver.
    trusted: set[str] = set()  # noqa: RUF012
    allows_all = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver; where private addresses are allowed, it gives them."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allows_all = crawler.settings.getbool("BLOGSIEVE_PRIVATE_ADDRESSES")
        cls.trusted.update(split_url(url).hostname or "" for url in getproxies().values())
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Return the address of a name, once it is resolved; it fails with PrivateAddress where it is one."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self.checked, name)

    def checked(self, address: str, name: Any) -> str:
        """Return an address that may be connected to under a name."""
        if not self.allows_all and name not in self.trusted and is_inside(address):
            raise PrivateAddress(f"{name} leads to {address}")
        return address


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
