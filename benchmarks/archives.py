"""Archives made for measuring: answers in, a WARC out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_archive(path: Path, answers: Iterable[tuple[str, str, str | bytes]], packed: bool = False) -> None:
    """Write addresses, content types and bodies as the responses of sites, each gzipped where `packed`.

    A text is written in UTF-8.
    """
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for url, content_type, content in answers:
            body = content.encode() if isinstance(content, str) else content
            head = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
            http = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=http)
            )
