"""The step for datatrove's executors that docs/corpora.md shows, run as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT
from warcs import post

PAGE = (ROOT / "docs" / "corpora.md").read_text("utf-8")
SITES = [f"s{number}.example" for number in range(3)]


def test_sites_as_steps_of_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs datatrove: pip install 'blogsieve[consumers]'")
    found = re.search(r"<!-- datatrove -->\n```python\n(.*?)```", PAGE, re.DOTALL)
    assert found
    (tmp_path / "recipe.py").write_text(found[1])
    (tmp_path / "all.warc").write_bytes(b"".join(post(host, number) for number in range(4) for host in SITES))
    done = subprocess.run([sys.executable, "recipe.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "12 posts"
    parts = [path.read_text("utf-8").splitlines() for path in (tmp_path / "posts" / "posts").glob("*/*.jsonl")]
    sources = [{json.loads(line)["source"] for line in lines} for lines in parts]
    assert sorted(map(sorted, sources)) == [[site] for site in SITES]
    assert list(tmp_path.rglob("*.tmp")) == []
