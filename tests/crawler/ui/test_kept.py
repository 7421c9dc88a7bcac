"""A crawl that gives less than the feed has of its posts says so at its end; one that gives all of it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_site import Site, posts_at
from running import BLOGSIEVE, NO_DELAY, run
from web import web


@pytest.mark.parametrize(("short", "said"), [(0, ""), (2, "2 of 12 posts lack a tenth or more of what their feed has")])
def test_crawl_tells_how_much_of_the_entries_it_kept(
    short: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site("http://a.test/", posts_at("http://a.test/{day:%Y/%m}/{slug}/", 12))
    site.put_feed("http://a.test/feed.xml", 12, full=True)
    site.put_posts()
    site.put_lists("http://a.test/", "http://a.test/page/{}/")
    # The longest of the posts are cut on their pages, as a site does that shows them to subscribers.
    for post in sorted(site.posts, key=lambda post: -len(post.body))[:short]:
        page = site.pages[post.url]
        site.pages[post.url] = replace(page, body=page.body.replace(post.body, post.body.split("</p>")[0] + "</p>"))
    out = tmp_path / "posts.jsonl"
    with web(site.pages, []) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        done = run(BLOGSIEVE, "crawl", site.home, "-O", out, *NO_DELAY, out=out, cwd=tmp_path)
    assert len(done.records) == 12
    assert ("posts lack" in done.said) == bool(said)
    assert said in done.said
    kept = sorted(record["metadata"]["entry_kept"] for record in done.records)
    assert (kept[short:], all(share < 0.9 for share in kept[:short])) == ([1.0] * (12 - short), True)
