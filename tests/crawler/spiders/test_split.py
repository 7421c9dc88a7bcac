"""Posts that are split over several pages: one record each, whatever becomes of the pages."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from big_blog import BigBlog
from hosts import Handler, host, send
from running import Run, crawl

SIZE = 8
TEXTS = {2: "The second page is about the oars.", 3: "On the third page they are found."}


def part(blog: BigBlog, number: int, links: str) -> str:
    """Return a later page of the post that is split, with links below its text."""
    own = BigBlog(size=SIZE, texts={3: f"{TEXTS[number]}</p><p class='page-links'>{links}"})
    own.base = blog.base
    return own.post(3)


def crawl_split(folder: Path, third: int = HTTPStatus.OK, escape: str = "-", before: str = "") -> tuple[Run, BigBlog]:
    """Crawl a blog with a post of three pages, each of which links to the next one only."""
    blog = BigBlog(size=SIZE)
    path = blog.path(3).replace("-", escape)
    blog.texts[3] = f"They left without the oars.</p><p class='page-links'><a href='{path}/2/'>2</a>"

    def answer(handler: Handler) -> bool:
        if handler.path == f"{path}/2/":
            return send(handler, part(blog, 2, f"<a href='{path}/3/'>3</a>"))
        if handler.path == f"{path}/3/":
            return send(handler, before + part(blog, 3, f"<a href='{path}/4/'>4</a>"), status=third)
        if handler.path == f"{path}/4/":
            return send(handler, "", status=HTTPStatus.MOVED_PERMANENTLY, Location=blog.path(3))
        return False

    with host(blog.answer, answer) as url:
        blog.base = url
        return crawl(f"{url}/", folder, "-s", "RETRY_TIMES=0"), blog


def test_pages_that_only_the_page_before_names_are_joined(tmp_path: Path) -> None:
    run, _ = crawl_split(tmp_path)
    assert len(run.records) == SIZE, run.said
    assert run.by_title["Post 3"]["text"].splitlines() == ["They left without the oars.", *TEXTS.values()]


def test_a_page_that_is_not_there_does_not_cost_the_others(tmp_path: Path) -> None:
    run, blog = crawl_split(tmp_path, third=HTTPStatus.INTERNAL_SERVER_ERROR)
    assert run.by_title["Post 3"]["text"].splitlines() == ["They left without the oars.", TEXTS[2]]
    assert f"{blog.path(3)}/3/: the host answers 500" in run.said


def test_a_page_that_is_binary_does_not_cost_the_others(tmp_path: Path) -> None:
    run, blog = crawl_split(tmp_path, before="\x00\x00\x01\x02\x03" * 600)
    assert run.by_title["Post 3"]["text"].splitlines() == ["They left without the oars.", TEXTS[2]]
    assert f"{blog.path(3)}/3/: is binary, no text" in run.said


def test_a_page_is_asked_for_by_the_address_as_it_is_written(tmp_path: Path) -> None:
    run, _ = crawl_split(tmp_path, escape="%2d")
    assert run.by_title["Post 3"]["text"].splitlines()[1:] == list(TEXTS.values()), run.said
