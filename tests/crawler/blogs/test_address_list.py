"""A list of addresses is read line by line, and what is none is refused by its name."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from blogsieve.crawler.blogs.address_list import LONGEST_LINE, read_list
from blogsieve.crawler.blogs.selection import WrongArgument


def test_lines_that_name_something_have_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "blogs.txt"
    file.write_text("\ufeffhttps://a.example/\n\n# mine\r\n  b.example \n", "utf-8")
    assert list(read_list(str(file))) == [(1, "https://a.example/"), (4, "b.example")]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a.example\n# no\nb.example"))
    assert list(read_list("-")) == [(1, "a.example"), (3, "b.example")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a.example\n\xff\xfe", ": is no text in UTF-8"),
        (b"a.example\n" + bytes(LONGEST_LINE + 1), ", line 2: has no end, and names no address"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "blogs.txt"
    file.write_bytes(content)
    with pytest.raises(WrongArgument) as error:
        list(read_list(str(file)))
    assert str(error.value) == f"{file}{said}"


def test_device_without_end_is_refused() -> None:
    with pytest.raises(WrongArgument, match=r"^/dev/zero, line 1: has no end"):
        list(read_list("/dev/zero"))


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongArgument, match=r"nowhere\.txt: No such file or directory$"):
        list(read_list(str(tmp_path / "nowhere.txt")))


def test_address_in_the_place_of_a_list_is_told_for_what_it_is() -> None:
    with pytest.raises(WrongArgument, match=r"^https://a\.example/: is an address; what is wanted is a file"):
        list(read_list("https://a.example/"))
