"""Serves one blog at many addresses of loopback, from memory; it says of itself that it is the host that was asked.

python -m benchmarks.many_hosts HOSTS POSTS PORT

Prints the addresses when it listens, and when it is ended how many requests there were.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter

from benchmarks.fast_server import MISSING, Answering
from benchmarks.make_blog import make_answers
from blogsieve.cleaners.address import split_url

# Stands for the address in what is served.
HOME = "http://any.example/"


class Blog:
    """The answers by their paths, and how often each host was asked."""

    def __init__(self, posts: int) -> None:
        self.answers: dict[bytes, tuple[str, bytes]] = {}
        self.asked: Counter[bytes] = Counter()
        for url, kind, text in make_answers(posts, HOME):
            self.answers[split_url(url).path.encode()] = (kind, text.encode())

    def answer(self, head: bytes) -> bytes:
        """Return the answer to a request."""
        host = next(line[6:] for line in head.split(b"\r\n") if line.lower().startswith(b"host: "))
        self.asked[host] += 1
        found = self.answers.get(head.split(b" ", 2)[1])
        if found is None:
            return MISSING
        kind, text = found
        body = text.replace(HOME.encode(), b"http://" + host + b"/")
        return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def serve(hosts: int, posts: int, port: int) -> None:
    """Serve until the process is ended."""
    blog, ended, loop = Blog(posts), asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    for number in range(hosts):
        # All of 127.0.0.0/8 is this machine, on Linux.
        host = f"127.1.{number // 250}.{number % 250 + 1}"
        await loop.create_server(lambda: Answering(blog.answer), host, port)
        print(f"http://{host}:{port}/")
    print("ready", flush=True)
    await ended.wait()
    print(blog.asked.total())


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:4])))
