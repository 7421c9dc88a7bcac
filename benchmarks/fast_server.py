"""Serves an archive that is not packed from memory that the system maps: next to none of the machine's time is its own.

python -m benchmarks.fast_server ARCHIVE PORT
"""

from __future__ import annotations

import asyncio
import mmap
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from blogsieve.cleaners.address import split_url

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def read_places(archive: Path, data: mmap.mmap) -> dict[bytes, tuple[int, int]]:
    """Return where the answer of each path stands in an archive, and its length: head and body as they are sent."""
    places = {}
    with archive.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
            start = data.find(b"\r\n\r\n", record.stream_pos) + 4
            parts = split_url(record.headers["WARC-Target-URI"] or "")
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            places[path.encode()] = (start, int(record.headers["Content-Length"] or 0))
    return places


class Answering(asyncio.Protocol):
    """One connection, kept alive; `answer` gives what is sent for the head of a request."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self.answer = answer
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            self.transport.write(self.answer(head))


async def serve(archive: Path, port: int) -> None:
    """Serve until the process is ended."""
    with archive.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        places = read_places(archive, data)

        def answer(head: bytes) -> bytes:
            place = places.get(head.split(b" ", 2)[1])
            return data[place[0] : sum(place)] if place else MISSING

        server = await asyncio.get_running_loop().create_server(lambda: Answering(answer), "127.0.0.1", port)
        print("ready", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
