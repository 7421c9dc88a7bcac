"""Files that hold no page, and what is told of them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from blogsieve.cleaners.corpus import readers

PACKED: dict[str, Callable[[bytes], bytes]] = {"a.html": bytes, "b.html.gz": gzip.compress}


@pytest.mark.parametrize("name", PACKED)
def test_file_that_is_larger_than_any_page_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 1000)
    (tmp_path / name).write_bytes(PACKED[name](b"<p>" + b"a" * 997))
    assert len(readers.read_page(tmp_path / name).body) == 1000
    (tmp_path / name).write_bytes(PACKED[name](b"<p>" + b"a" * 998))
    with pytest.raises(readers.Unreadable, match="has more than 1000 bytes"):
        readers.read_page(tmp_path / name)
