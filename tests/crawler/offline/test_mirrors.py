"""A site that lies in a folder file by file gives its posts, each once; a folder of saved pages gives all of them."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from made_site import Site
from mirrors import MIRRORS
from warcs import again

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.mirror import base_of, find_mirrors
from blogsieve.cleaners.engine import Executor

NAMES = ("wordpress", "hexo", "movable type")


def write(site: Site, root: Path) -> Path:
    """Write the pages of a site into a folder, as wget does."""
    for url, page in site.pages.items():
        if page.moved:
            continue
        path = root / split_url(url).path.lstrip("/")
        path = path / "index.html" if url.endswith("/") else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.body, "utf-8")
    (root / "style.css").write_text("p { color: navy }")
    return root


@pytest.mark.parametrize("name", NAMES)
def test_the_posts_of_a_mirror_are_written_once_and_nothing_else(name: str, pool: Executor, tmp_path: Path) -> None:
    site = MIRRORS[name]()
    found = again(pool, write(site, tmp_path / "a.test"))
    assert sorted(one["url"] for one in found.records) == sorted(post.url for post in site.posts)
    assert {one["title"] for one in found.records} == {post.title for post in site.posts}


def test_it_is_found_below_the_folder_that_is_named_and_beside_saved_pages(pool: Executor, tmp_path: Path) -> None:
    site = MIRRORS["hexo"]()
    write(site, tmp_path / "project" / "a.test")
    (tmp_path / "saved.html").write_text(
        "<title>Ice</title><h1>Ice</h1><p>" + "The harbour froze in one night, and nobody had seen it do so. " * 3
    )
    found = again(pool, tmp_path)
    assert len(found.records) == len(site.posts) + 1
    assert "Ice" in found.titles


def test_a_packed_mirror_is_read_as_one(pool: Executor, tmp_path: Path) -> None:
    site = MIRRORS["hexo"]()
    with tarfile.open(tmp_path / "site.tar.gz", "w:gz") as tar:
        tar.add(write(site, tmp_path / "a.test"), "a.test")
    found = again(pool, tmp_path / "site.tar.gz")
    assert sorted(one["url"] for one in found.records) == sorted(post.url for post in site.posts)


@pytest.mark.parametrize(
    ("folder", "home", "pages", "base"),
    [
        ("blog.example", "", ["a/index.html"] * 5, "http://blog.example/"),
        ("localhost+8000", "", ["a/index.html"] * 5, "http://localhost:8000/"),
        ("public", "https://a.example/notes/", ["{}/index.html"] * 5, "https://a.example/notes/"),
        ("public", "", ["{}/index.html"] * 5, ""),
        ("public", "https://a.example/", ["{}/index.html"] * 2, ""),
        ("saved", "https://a.example/one/", ["x-{}.html"] * 5, ""),
        ("blog.example", "", ["x-{}.html"] * 5, ""),
    ],
)
def test_a_site_is_told_by_its_home_page_and_by_where_its_files_lie(
    folder: str, home: str, pages: list[str], base: str, tmp_path: Path
) -> None:
    def put(path: Path, url: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((f"<link rel=canonical href='{url}'>" if url else "") + "<p>The ferry left at seven.")

    root = tmp_path / folder
    put(root / "index.html", home)
    for number, name in enumerate(pages):
        is_told = "{}" in name
        path = name.format(number) if is_told else f"{number}{name}"
        put(root / path, f"{home or 'https://a.example/'}{number}/" if is_told else "")
    assert base_of(root) == base
    assert list(find_mirrors(tmp_path)) == ([root] if base else [])


def test_pages_without_a_home_page_are_saved_ones(pool: Executor, tmp_path: Path) -> None:
    site = MIRRORS["hexo"]()
    root = write(site, tmp_path / "a.test")
    (root / "index.html").unlink()
    assert base_of(root) == ""
    assert len(again(pool, root).records) > len(site.posts)
