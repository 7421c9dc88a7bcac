"""The pipeline that a user of datatrove would write: its local executor, its reader of WARC, its trafilatura.

python -m benchmarks.datatrove_script ARCHIVE OUTPUT [PROCESSES]

A task of datatrove's reads whole archives, so the one archive is cut into as many as there are processes before.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import JsonlWriter

from benchmarks.archives import write_archive
from benchmarks.plain_script import pages


def cut(archive: str, folder: Path, parts: int) -> None:
    """Write the pages of an archive into several, page by page in turn."""
    found = list(pages(archive))
    for part in range(parts):
        own = ((url, "text/html; charset=utf-8", body) for url, body in found[part::parts])
        write_archive(folder / f"{part}.warc", own)


def main(archive: str, output: str, processes: int = 2) -> None:
    """Clean an archive."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        cut(archive, folder / "in", processes)
        pipeline = [
            WarcReader(str(folder / "in"), glob_pattern="*.warc", compression=None),
            Trafilatura(),
            JsonlWriter(str(folder / "out"), compression=None),
        ]
        LocalPipelineExecutor(pipeline, tasks=processes, workers=processes, logging_dir=str(folder / "log")).run()
        with open(output, "w", encoding="utf-8") as lines:
            for path in sorted((folder / "out").glob("*.jsonl")):
                for row in map(json.loads, path.read_text("utf-8").splitlines()):
                    lines.write(json.dumps({"url": row["metadata"]["url"], "text": row["text"]}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
