"""What the interfaces of platforms have in common: addresses that tell whose they are, and answers in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.json_text import read_json
from blogsieve.crawler.sources.source import Addresses, Listing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.sources.source import Answer


class PlatformApi:
    """An interface that answers in JSON at the paths that the platform's file gives."""

    name = ""
    kind = "api"
    marks: tuple[str, ...] = ()  # what stands in its addresses, and in no others

    def addresses(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return where it may be asked, none where the platform has another interface or none."""
        return self.asked_at(root, home, platform) if platform.api.kind == self.name else Addresses()

    def asked_at(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return the addresses for a blog of the platform."""
        return Addresses(usual=tuple(join_url(home, path) for path in platform.api.paths))

    def recognises(self, answer: Answer) -> bool:
        """Say whether an answer's address is one of the interface's."""
        return any(mark in answer.url for mark in self.marks)

    def read(self, answer: Answer) -> Listing:
        """Return the posts of an answer; a Listing that is not known where it is not as the interface's are."""
        try:
            return self.read_posts(self.decode(answer.body), answer)
        except (ValueError, KeyError, TypeError, AttributeError):
            return Listing()

    def decode(self, body: bytes) -> Any:
        """Return the data of an answer; raise ValueError where there are none."""
        return read_json(body)

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return the posts in the data; raise KeyError, TypeError or AttributeError where they are of another kind."""
        raise NotImplementedError

    def next(self, listing: Listing, url: str, platform: Platform) -> str:
        """Return the address of the page that follows, as the answer gives it."""
        return listing.next
