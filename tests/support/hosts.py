"""Hosts that misbehave: a server whose answers are written out by hand, with headers, slowly or without end."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from big_blog import BigBlog

from demo.blogger import Answer

Handler = BaseHTTPRequestHandler
# Writes the whole answer itself, and says that it has.
Misbehave = Callable[[Handler], bool]


class Server(ThreadingHTTPServer):
    """A server that is not waited for."""

    daemon_threads = True
    # With Python's own five, a sixth connection at once waits for a second.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def host(
    answer: Callable[[str], Answer],
    misbehave: Misbehave,
    certificate: tuple[Path, Path] | None = None,
    name: str = "127.0.0.1",
) -> Iterator[str]:
    """Serve answers, but let `misbehave` answer what it wants to; give the address."""

    class OddHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = answer(self.path)
            if not misbehave(self):
                send(self, found.body, found.content_type, found.status)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with Server((name, 0), OddHandler) as server:
        scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            scheme = "https"
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"{scheme}://{name}:{server.server_address[1]}"
        finally:
            server.shutdown()


@contextmanager
def serving(blog: BigBlog) -> Iterator[str]:
    """Serve a blog that behaves; give the address."""
    with host(blog.answer, lambda handler: False) as url:
        blog.base = url
        yield url


def send(
    handler: Handler, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> bool:
    """Send an answer; the underscores of header names stand for hyphens."""
    sent = body.encode() if isinstance(body, str) else body
    handler.send_response(status)
    for name, value in {"Content-Type": kind, **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(sent)))
    handler.end_headers()
    handler.wfile.write(sent)
    return True


def drip(handler: Handler, seconds: float = 60) -> bool:
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            handler.wfile.write(b"<")
            handler.wfile.flush()
            time.sleep(0.3)
    except OSError:
        pass
    return True


def pour(handler: Handler, most: int = 200_000_000) -> bool:
    """Send a page that has no end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        for _ in range(most // 100_000):
            handler.wfile.write(b"<p>and so on</p>" * 6250)
    except OSError:
        pass
    handler.close_connection = True
    return True


def bomb(handler: Handler, size: int = 300_000_000) -> bool:
    """Send a few kilobytes that unpack to very many."""
    return send(handler, gzip.compress(b"\0" * size, 1), Content_Encoding="gzip")
