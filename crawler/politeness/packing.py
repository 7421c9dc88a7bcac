"""Answers that are packed otherwise than their host says: the first bytes tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.signatures import GZIP

if TYPE_CHECKING:
    from scrapy.http import Request, Response

NAMES = (b"gzip", b"x-gzip")


class Packing:
    """Sets right what an answer says of itself before it is unpacked: plain text called gzip, and gzip called text."""

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer, said to be packed where it is."""
        said = [
            name.strip().lower() for line in response.headers.getlist("Content-Encoding") for name in line.split(b",")
        ]
        is_packed = response.body.startswith(GZIP)
        if len(said) == 1 and said[0] in NAMES and not is_packed:
            del response.headers["Content-Encoding"]
        elif not said and is_packed and (response.headers.get("Content-Type") or b"").startswith(b"text/html"):
            response.headers["Content-Encoding"] = NAMES[0]
        return response
