"""Serves the demo blog on loopback: `python -m demo.serve [PORT]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from demo.blogger import Answer, Blog
from demo.posts import read_posts

HOST = "127.0.0.1"


def handler(answer: Callable[[str], Answer]) -> type[BaseHTTPRequestHandler]:
    """Return a request handler that answers paths by a function."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send the answer to a path."""
            found = answer(self.path)
            body = found.body if isinstance(found.body, bytes) else found.body.encode("utf-8")
            self.send_response(found.status)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing, so that the crawl's own lines can be read."""

    return Handler


def listen(make: Callable[[str], Callable[[str], Answer]], port: int = 0) -> ThreadingHTTPServer:
    """Return a server on loopback, not started yet; what it answers is made from its address. Port 0 is a free one."""
    server = ThreadingHTTPServer((HOST, port), BaseHTTPRequestHandler)
    server.RequestHandlerClass = handler(make(address(server)))
    return server


def address(server: ThreadingHTTPServer) -> str:
    """Return the address of a server, without a slash at its end."""
    return f"http://{HOST}:{server.server_address[1]}"


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """Run a server in a thread, and give its address."""
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def demo_server(port: int = 0) -> ThreadingHTTPServer:
    """Return a server of the demo blog."""
    posts = read_posts()
    return listen(lambda base: Blog(posts, base).answer, port)


if __name__ == "__main__":
    with demo_server(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as server:
        print(f"{address(server)}/", flush=True)
        server.serve_forever()
