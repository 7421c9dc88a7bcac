"""What owners say of the use of their posts, crawled and cleaned again: licences, objections, and posts left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import Run, clean, crawl

from blogsieve.crawler.politeness.host_signals import AI, ROBOTS, TDM

BY_SA, ZERO = "https://creativecommons.org/licenses/by-sa/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/"
RSS_MODULE = "http://backend.userland.com/creativeCommonsRssModule"
CREDIT = f"<p>The ferry. Photo by a passenger, <a rel=license href='{ZERO}'>CC0</a>.</p>"
# What is put into the page of a post: before its end of the head, of the text, or of the body.
HEADS = {
    2: "<meta name=robots content=noai>",
    3: f"<meta name=dc.rights content='{BY_SA}'>",
    7: "<meta name=tdm-reservation content=1>",
}
TEXTS = {
    4: f"<figure><img src=/f.jpg><figcaption>The ferry, <a rel=license href='{ZERO}'>CC0</a></figcaption></figure>",
    5: CREDIT,
    6: f"<p>This post is licensed under <a href='{BY_SA}'>CC BY-SA 4.0</a>.</p>",
}
FEET = {
    1: f"<footer><a rel=license href='{BY_SA}'>Some rights reserved</a></footer>",
    8: f"<div id=comments><p>My poem is <a rel=license href='{ZERO}'>CC0</a>.</p></div>",
}
HEADERS = {0: {"X_Robots_Tag": "noimageai"}, 9: {"TDM_Reservation": "1"}, 10: {"Content_Usage": "train-ai=n"}}
SIZE, IN_FEED = 12, 11
LICENSED = {1, 3, 6, IN_FEED}
SIGNALS = {0: ["noimageai"], 2: ["noai"], 4: ["ai-agents"], 5: ["tdm"], 7: ["tdm"], 9: ["tdm"], 10: ["ai-train"]}

# The other blog has a badge on each page.
BADGED = 8
BADGE = f"<div class=sidebar><h3>Reuse</h3><a href='{BY_SA}'><img src='https://licensebuttons.net/l/by-sa/4.0/8.png'></a></div>"
OBJECTS = "User-agent: *\nAllow: /\nContent-Signal: search=yes, ai-input=no\n"


@dataclass
class Owners:
    """Two blogs in one crawl, and in its archive."""

    urls: tuple[str, str]
    found: Run
    archive: Path
    asked: list[str]


def says_a_lot(handler: Handler, blog: BigBlog) -> bool:
    """Answer for a blog each of whose posts has something of its own to say."""
    if handler.path == TDM:
        return send(handler, json.dumps([{"location": blog.path(5), "tdm-reservation": 1}]), "application/json")
    if handler.path == "/feed.xml":
        first, _, rest = blog.feed().replace("<rss ", f"<rss xmlns:cc='{RSS_MODULE}' ").partition("</item>")
        return send(handler, f"{first}<cc:license>{BY_SA}</cc:license></item>{rest}", "application/rss+xml")
    number = blog.number(handler.path)
    if number is None:
        return False
    html = blog.post(number).replace("</head>", HEADS.get(number, "") + "</head>")
    html = html.replace("</div></article>", TEXTS.get(number, "") + "</div></article>")
    html = html.replace("</body>", FEET.get(number, "") + "</body>")
    return send(handler, html, **HEADERS.get(number, {}))


def has_a_badge(handler: Handler, blog: BigBlog) -> bool:
    """Answer for a blog whose template states a licence, and whose host objects for all pages."""
    if handler.path == AI:
        return send(handler, "User-Agent: *\nDisallow: *.txt\n", "text/plain")
    number = blog.number(handler.path)
    if number is None:
        return False
    return send(handler, blog.post(number).replace("</body>", BADGE + "</body>"))


@pytest.fixture(scope="module")
def owners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owners]:
    """Return two blogs that were crawled into an archive, and are served still."""
    folder = tmp_path_factory.mktemp("owners")
    archive = folder / "owners.warc.gz"
    with ExitStack() as stack:
        much = BigBlog(size=SIZE)
        much.robots = f"User-agent: GPTBot\nDisallow: {much.path(4)}\n"
        badge = BigBlog(size=BADGED, robots=OBJECTS)
        for blog, odd in (much, says_a_lot), (badge, has_a_badge):
            blog.base = stack.enter_context(host(blog.answer, lambda handler, of=blog, odd=odd: odd(handler, of)))
        found = crawl(f"{much.base}/ {badge.base}/", folder, "--archive", str(archive))
        yield Owners((much.base, badge.base), found, archive, [path for _, path in much.asked])


def said(run: Run, blog: str, name: str) -> dict[int, object]:
    """Return what the records of a blog have under a name of their metadata, by the numbers of the posts."""
    own = [record for record in run.records if record["url"].startswith(blog)]
    return {int(record["title"].removeprefix("Post ")): record["metadata"][name] for record in own}


def test_each_post_has_its_own_licence_and_objections(owners: Owners) -> None:
    much, _ = owners.urls
    assert said(owners.found, much, "license") == {n: "CC-BY-SA-4.0" if n in LICENSED else "" for n in range(SIZE)}
    assert said(owners.found, much, "signals") == {n: SIGNALS.get(n, []) for n in range(SIZE)}
    assert [owners.asked.count(path) for path in (ROBOTS, TDM, AI)] == [1, 1, 1]


def test_posts_of_a_blog_have_what_its_template_and_its_host_say(owners: Owners) -> None:
    _, badge = owners.urls
    posts = range(BADGED)
    assert said(owners.found, badge, "license") == dict.fromkeys(posts, "CC-BY-SA-4.0")
    assert said(owners.found, badge, "signals") == {post: ["ai-input", "ai-txt"] for post in posts}


def test_archive_says_the_same_and_objections_are_obeyed(owners: Owners, tmp_path: Path) -> None:
    again = clean(tmp_path, owners.archive)
    for blog in owners.urls:
        for name in ("license", "signals"):
            assert said(again, blog, name) == said(owners.found, blog, name)
    obeying = clean(tmp_path, owners.archive, options=("-s", "BLOGSIEVE_OBEY=tdm,noai,ai-txt"))
    left = {number for number, slugs in SIGNALS.items() if {"tdm", "noai"} & set(slugs)}
    assert said(obeying, owners.urls[0], "signals").keys() == set(range(SIZE)) - left
    assert not said(obeying, owners.urls[1], "signals")
    assert f"{SIZE - len(left)} posts written ({len(left) + BADGED} objected)" in obeying.said
