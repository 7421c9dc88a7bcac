"""A small web of several hosts on one machine: a proxy that answers for each address that it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from threading import Thread

from hosts import Server, send


@dataclass(frozen=True)
class Page:
    """What stands at an address: a body, or where to go instead."""

    body: str = ""
    kind: str = "text/html; charset=utf-8"
    moved: str = ""
    status: int = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = ()


NOWHERE = Page("<title>Not found</title><p>There is no such page.</p>", status=HTTPStatus.NOT_FOUND)


@contextmanager
def web(pages: Mapping[str, Page], asked: list[str]) -> Iterator[str]:
    """Serve pages by their whole addresses, and note what is asked for; give the proxy's address."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path, NOWHERE)
            if page.moved:
                send(self, "", status=HTTPStatus.MOVED_PERMANENTLY, Location=page.moved)
            else:
                send(self, page.body, page.kind, page.status, **dict(page.headers))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with Server(("127.0.0.1", 0), Proxy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
