"""Sites that put a session into each address: what is there once is written once, and not asked for again and again."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from big_blog import BigBlog
from hosts import Handler, host, send
from running import crawl

SIZE = 4
SESSIONS = ("?sid={}", ";jsessionid=1A{}", "?sid={0}&t=9{0}", ";jsessionid=1A{0}?ref=p{0}")
LINK = re.compile(r"(href='/[^']*?)(?='|\?|#)")
# Requests of a blog: a few dozen, until it is known that the session makes no other page; a thousand where it never is.
MOST = 200


def with_sessions(blog: BigBlog, session: str, asked: list[str]) -> Callable[[Handler], bool]:
    """Return who answers for a blog, and gives each link of each answer a session of its own."""
    numbers = count()

    def answer(handler: Handler) -> bool:
        found = blog.answer(re.split("[;?]", handler.path)[0])
        asked.append(handler.path)
        # Each page leads to all others, as a sidebar does.
        links = "".join(f"<p><a href='{blog.path(number)}'>Post {number}</a></p>" for number in range(SIZE))
        html = str(found.body).replace("</main>", f"</main><div class='sidebar'>{links}</div>")
        html = LINK.sub(lambda link: link[1] + session.format(next(numbers)), html)
        return send(handler, html, found.content_type, found.status)

    return answer


def test_posts_with_a_session_in_their_addresses_are_there_once(tmp_path: Path) -> None:
    wanted, asked = set(), [list[str]() for _ in SESSIONS]
    with ExitStack() as stack:
        for session, own in zip(SESSIONS, asked, strict=True):
            blog = BigBlog(size=SIZE, with_sitemap=False, with_feed=False)
            blog.base = stack.enter_context(host(blog.answer, with_sessions(blog, session, own)))
            wanted |= {f"{blog.base}{blog.path(number)}" for number in range(SIZE)}
        homes = {url.partition("/20")[0] for url in wanted}
        run = crawl(" ".join(f"{home}/" for home in homes), tmp_path)
    assert sorted(record["url"] for record in run.records) == sorted(wanted), run.said
    assert max(map(len, asked)) <= MOST
