"""Pages that send on by an element of their head: followed as Scrapy does, and read on where that cannot be told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from typing import Any

    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

# Bytes, four to a character, in which Scrapy looks for it after it has decoded all of a page, which few need.
LOOKED_AT = 4 * 4096


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's middleware, for which a base that is no address, or an encoding that is none, ended the page."""

    def process_response(self, request: Request, response: Response, *more: Any) -> Request | Response:
        """Return where a page sends on to; the page, where it does not, or what it says cannot be read."""
        if b"refresh" not in response.body[:LOOKED_AT].replace(b"\0", b"").lower():
            return response
        try:
            return super().process_response(request, response, *more)
        except IgnoreRequest:
            raise
        except (ValueError, LookupError) as error:
            logger.debug("%s: where it sends on to cannot be read: %s", response.url, error)
            return response
