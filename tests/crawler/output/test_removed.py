"""An output that is removed while it is written: the run ends, and says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from big_blog import BigBlog
from hosts import Handler, host
from running import BLOGSIEVE, NO_DELAY


def test_crawl_whose_folder_is_removed_ends(tmp_path: Path) -> None:
    blog, out = BigBlog(size=200), tmp_path / "out" / "posts.jsonl"

    def misbehave(handler: Handler) -> bool:
        if out.exists() and out.stat().st_size:
            shutil.rmtree(out.parent)
        return False

    with host(blog.answer, misbehave) as url:
        blog.base = url
        command = [BLOGSIEVE, "crawl", f"{url}/", "-O", out, *NO_DELAY, "-s", "BLOGSIEVE_SAMPLE=3"]
        command += ["-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"]
        crawl = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert crawl.returncode == 1
    assert crawl.stderr == f"blogsieve: {out}: was removed while it was written, and its records with it\n"
