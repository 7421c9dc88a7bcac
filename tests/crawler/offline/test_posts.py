"""The posts of a site in an archive: learned from as many of its pages as it takes, and from no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from warcs import answer, post, url_of

from blogsieve.cleaners.corpus.jobs import Work
from blogsieve.cleaners.engine import Limits
from blogsieve.cleaners.engine.inplace import InPlace
from blogsieve.cleaners.engine.serial import SerialExecutor
from blogsieve.cleaners.forms import Wanted
from blogsieve.cleaners.site.policy import ARCHIVE
from blogsieve.crawler.offline.index import Index, catalog
from blogsieve.crawler.offline.posts import Posts

HOST = "a.example"


def list_page(number: int) -> bytes:
    titles = "".join(f"<h2><a href={url_of(HOST, one)}>Post {one}</a></h2>" for one in range(9))
    return answer(f"http://{HOST}/about-boats-{number}", f"<title>Boats</title><body>{titles}", "text/html")


@pytest.mark.parametrize(("posts", "lists", "looked_at"), [(60, 0, ARCHIVE.sample), (9, 60, 69), (9, 3, 12)])
def test_pages_that_are_no_posts_are_made_up_for(tmp_path: Path, posts: int, lists: int, looked_at: int) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join([*(post(HOST, number) for number in range(posts)), *map(list_page, range(lists))]))
    index = Index()
    index.add(catalog(path))
    (contents,) = index.sites()
    work = Work(SerialExecutor(InPlace(Limits()), Limits(), Wanted()), print)
    assert len(Posts.of(contents, work).visits) == looked_at
