"""Cookies for the hosts that give no page without one: they send to the same address until it comes back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.http.cookies import CookieJar

from blogsieve.cleaners.address import join_url, split_url

if TYPE_CHECKING:
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)
# A host that takes its cookie and still sends round is left to Scrapy's own bound on redirects.
MOST_ROUNDS = 2
ROUNDS = "blogsieve_cookie_rounds"


class LoopCookies:
    """Keeps cookies of the hosts whose redirects go round and set one; no other host gets or keeps any."""

    def __init__(self) -> None:
        self.jars: dict[str, CookieJar] = {}

    def process_request(self, request: Request) -> None:
        """Add the host's cookies, where it is one of those."""
        if jar := self.jars.get(split_url(request.url).netloc):
            request.headers.pop("Cookie", None)
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Ask again with the cookie where a redirect leads back to where the request has been."""
        place = response.headers.get("Location")
        if place is None or not response.headers.getlist("Set-Cookie"):
            return response
        been = {request.url, *request.meta.get("redirect_urls", ())}
        rounds = request.meta.get(ROUNDS, 0)
        host = split_url(request.url).netloc
        if host not in self.jars and join_url(request.url, place.decode("latin1")) not in been:
            return response
        jar = self.jars.setdefault(host, CookieJar())
        jar.extract_cookies(response, request)
        if rounds >= MOST_ROUNDS or join_url(request.url, place.decode("latin1")) != request.url:
            return response
        logger.info("%s: gives no page without a cookie, which it now gets back", request.url)
        return request.replace(meta={**request.meta, ROUNDS: rounds + 1}, dont_filter=True)
