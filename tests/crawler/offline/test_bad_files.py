"""Files that cannot be cleaned, or not easily: each named, the rest still done, never a traceback."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run, clean

SENTENCE = "The cellar holds apples until March, and after that it holds the smell of apples until the next October."
BODY = f"<article><h1>Cellar</h1><p>{SENTENCE}</p></article>"
HTML = f"<html lang='en'><head><title>Cellar</title></head><body>{BODY}</body></html>"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def check_named(run: Run, name: str) -> None:
    """Check that a run names a file on one of its lines, and shows no traceback."""
    assert "Traceback" not in run.said, run.said
    assert any(name in line for line in run.said.splitlines()), run.said


LD = "<script type='application/ld+json'>%s</script></head>"
# Words that are none, in pages that hold a post all the same.
HOSTILE = {
    "half-a-character.html": HTML.replace("</head>", LD % '{"@type": "Article", "author": {"name": "Ann \\ud83d"}}'),
    "no-end.html": HTML.replace("</head>", LD % ("[" * 100_000)),
    "no-address.html": HTML.replace("</head>", "<link rel=canonical href='http://[x'><base href='http://['></head>"),
    "no-encoding.html": HTML.replace("</head>", "<meta charset=idna></head>").replace("smell", "sm\xe4ll"),
    "controls.html": HTML.replace("smell", "smell&#1;\x02&#xFFFF;"),
    "no-address.md": "---\ntitle: Cellar\nurl: http://[x\ndate: 99999-99-99\n---\n" + SENTENCE,
}
BAD = {
    "comment.html": b"<!-- -->",
    "no-address.xml": b"<rss version='2.0'><channel><link>http://[x</link><item><link>http://[::1</link></item></channel></rss>",
    "missing.html": None,
    "empty.html": b"",
    "blank.txt": b" \n\n",
    "no-text.html": b"<html><body><nav></nav></body></html>",
    "picture.html": PNG,
    "cut.html.gz": gzip.compress(HTML.encode())[:-12],
    "no-gzip.html.gz": HTML.encode(),
}


def write_bad(folder: Path) -> list[Path]:
    """Write the bad files; return where they are, or would be."""
    paths = [folder / name for name in BAD]
    for path in paths:
        if (body := BAD[path.name]) is not None:
            path.write_bytes(body)
    return paths


@pytest.mark.parametrize("name", ["missing.html", "empty.html", "no-text.html", "cut.html.gz"])
def test_bad_file_alone(name: str, tmp_path: Path) -> None:
    write_bad(tmp_path)
    run = clean(tmp_path, tmp_path / name)
    check_named(run, name)
    assert run.code != 0
    assert run.records == []


def test_bad_files_alone_are_named_each(tmp_path: Path) -> None:
    run = clean(tmp_path, *write_bad(tmp_path))
    for name in BAD:
        check_named(run, name)
    assert run.code != 0
    assert run.records == []


def test_bad_files_beside_a_good_one(tmp_path: Path) -> None:
    # A page without a post is nothing to worry about; a file that is not there is.
    bad = [path for path in write_bad(tmp_path) if path.exists()]
    (tmp_path / "good.html").write_text(HTML)
    run = clean(tmp_path, *bad, tmp_path / "good.html")
    for path in bad:
        check_named(run, path.name)
    assert [record["text"] for record in run.records] == [SENTENCE]
    assert run.code == 0


def test_missing_file_beside_a_good_one_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(HTML)
    run = clean(tmp_path, tmp_path / "missing.html", tmp_path / "good.html")
    check_named(run, "missing.html")
    assert [record["text"] for record in run.records] == [SENTENCE]
    assert run.code == 1


def test_words_that_are_none_cost_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, (name, body) in enumerate(HOSTILE.items()):
        # Each its own text, or it would be a template's.
        (folder / name).write_bytes(body.replace("October", f"October {number}").encode("latin1"))
    for name in ("comment.html", "no-address.xml"):
        (folder / name).write_bytes(BAD[name] or b"")
    run = clean(tmp_path, folder)
    check_named(run, "comment.html")
    check_named(run, "no-address.xml")
    assert run.code == 0
    assert len(run.records) == len(HOSTILE), run.said
    assert {"Ann"} == {record["author"] for record in run.records} - {""}
    assert not [record for record in run.records if "\x01" in record["text"] or "\uffff" in record["text"]]


def test_copies_of_a_page_are_no_template(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(
            HTML.replace("<head>", "<head><link rel='canonical' href='https://a.example/x'>")
        )
    run = clean(tmp_path, *(tmp_path / f"{name}.html" for name in "abc"))
    assert [record["text"] for record in run.records] == [SENTENCE] * 3


def test_folder_is_cleaned_around_what_is_no_page(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "2020").mkdir(parents=True)
    for name in ("a.html", "2020/b.htm"):
        (folder / name).write_text(HTML.replace("The cellar", f"My cellar {name[-6]}"))
    (folder / "c.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (folder / "dump.txt").write_text(
        f"Monday, January 10, 2022\n\nCellar\n\n{SENTENCE}\n\nNo comments:\n\nPost a Comment\n"
    )
    (folder / "photo.jpg").write_bytes(PNG)
    (folder / "picture.html").write_bytes(PNG)
    run = clean(tmp_path, folder)
    check_named(run, "picture.html")
    assert run.code == 0, run.said
    assert sorted(record["text"].split()[0] for record in run.records) == ["My", "My", "The", "The"]


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    run = clean(tmp_path, tmp_path / "nothing")
    check_named(run, "nothing")
    assert run.code != 0


GERMAN = "Größe, Straße und Überfahrt sind für Fußgänger möglich, solange das Eis auf dem alten Kanal noch trägt."
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 that declares another": lambda html: html.replace("<head>", "<head><meta charset='iso-8859-1'>").encode(),
    "UTF-16": lambda html: html.encode("utf-16"),
    "declared": lambda html: html.replace("<head>", "<head><meta charset='cp1252'>").encode("cp1252"),
    "not declared": lambda html: html.encode("cp1252"),
}


def test_files_are_decoded(tmp_path: Path) -> None:
    pages = [tmp_path / f"{number}.html" for number in range(len(ENCODINGS))]
    for path, encode in zip(pages, ENCODINGS.values(), strict=True):
        path.write_bytes(encode(HTML.replace(SENTENCE, GERMAN)))
    broken = tmp_path / "broken.html"
    broken.write_bytes(HTML.replace(SENTENCE, GERMAN).encode().replace("ü".encode(), b"\xc3", 1))
    run = clean(tmp_path, *pages, broken)
    assert run.code == 0, run.said
    texts = [record["text"] for record in run.records]
    # Broken UTF-8 costs only the broken character.
    assert texts == [GERMAN] * len(ENCODINGS) + [GERMAN.replace("ü", "\ufffd", 1)]


def test_an_archive_under_a_page_s_name_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    folder = clean(tmp_path, tmp_path)
    assert folder.records == []
    assert "page.html: is a WARC archive, and no page" in folder.said


def test_seed_dump_from_the_command_line(tmp_path: Path) -> None:
    run = clean(tmp_path, Path(__file__).parents[2] / "pages" / "text" / "putin" / "page.txt")
    assert run.code == 0, run.said
    assert [record["title"] for record in run.records] == ["Putin declared victory in Kazakhstan"]
    assert len(run.records[0]["text"].split("\n")) == 12


def test_folder_of_the_output_is_cleaned_without_a_word_on_what_the_run_writes(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    own = ("-s", "BLOGSIEVE_BOILERPLATE=cut.jsonl", "-s", "JOBDIR=job")
    for _ in range(2):
        assert clean(tmp_path, ".", options=own).said == "blogsieve: .: 1 post written\n"


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "parquet"])
def test_nothing_is_left_where_no_record_was_written(ending: str, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "picture.html").write_bytes(PNG)
    older = tmp_path / "older.jsonl"
    older.write_text("{}\n")
    run = clean(tmp_path, "saved", options=("-O", f"new.{ending}", "-O", older.name))
    assert run.code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["older.jsonl", "saved"]
    assert older.read_text() == "{}\n", "what another run wrote stays"
