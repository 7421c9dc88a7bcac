"""The shape that the addresses of a blog's posts have in common, and days in addresses."""

from __future__ import annotations

import pytest

from blogsieve.crawler.pages.shapes import Shapes, is_dated

SHAPES = [
    (["https://a.example/2020/05/x.html", "https://a.example/2021/11/y.html"], ["https://a.example/1999/01/z.html"],
     ["https://a.example/x.html", "https://a.example/2020/05/"]),
    ([f"https://a.example/posts/{n}x/" for n in range(5)], ["https://a.example/posts/other/"],
     ["https://a.example/other/", "https://a.example/pages/other/"]),
    ([f"https://a.example/?p={n}" for n in range(5)], ["https://a.example/?p=99"],
     ["https://a.example/?page_id=3", "https://a.example/?cat=3"]),
    ([f"https://a.example/archives/{n}" for n in range(5)], ["https://a.example/archives/12345"],
     ["https://a.example/archives/", "https://a.example/archives/tag"]),
]  # fmt: skip


@pytest.mark.parametrize(("known", "alike", "unlike"), SHAPES)
def test_shape_of_addresses_is_learned(known: list[str], alike: list[str], unlike: list[str]) -> None:
    shapes = Shapes.of(known)
    assert shapes.telling
    assert all(url in shapes for url in known + alike)
    assert not any(url in shapes for url in unlike)


def test_plain_names_tell_nothing() -> None:
    assert not Shapes.of([f"https://a.example/{name}/" for name in ("one", "two", "three")]).telling


def test_a_script_that_shows_all_pages_tells_nothing() -> None:
    assert not Shapes.of([f"https://a.example/index.php/{name}/" for name in ("a/one", "b/two", "c/three")]).telling


def test_dated_addresses() -> None:
    assert is_dated("https://a.example/2022/01/10/x/")
    assert not is_dated("https://a.example/2022/01/10/")
    assert not is_dated("https://a.example/2022/x/")
