"""Files that hold files: zip, tar, WACZ, EPUB, packed exports; they go into a folder that lasts as long as the work."""

from __future__ import annotations

import gzip
import shutil
import tarfile
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus import page_lines
from blogsieve.cleaners.corpus.readers import ARCHIVE_ENDINGS, MAX_BYTES, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack

WACZ = ".wacz"
# WebScrapBook and Firefox' MAFF keep a page and its pictures in a zip.
ZIPS = (".zip", ".epub", ".htz", ".maff", WACZ)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
# Exports that are packed alone; pages may be, too, and are read as they are.
GZIPS = (".xml.gz", ".atom.gz", ".rss.gz", ".json.gz")
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
ENCRYPTED = 0x1


def is_packed(path: Path) -> bool:
    """Tell whether a file holds other files, by its name."""
    return path.name.lower().endswith((*ZIPS, *TARS, *GZIPS)) or is_lines(path)


def is_lines(path: Path) -> bool:
    """Tell whether a file may be pages in JSON Lines, by its name."""
    return path.name.lower().endswith(page_lines.ENDINGS)


def find_packed(inputs: Iterable[str]) -> list[Path]:
    """Return the files that hold files, those named and those in folders that are named."""
    found = []
    for path in map(Path, inputs):
        if path.is_dir():
            inside = (one for one in path.rglob("*") if is_packed(one) and one.is_file())
            found += sorted(one for one in inside if not is_lines(one) or page_lines.is_of_pages(one))
        elif is_packed(path) and path.is_file():
            found.append(path)
    return found


class Unpacked:
    """The inputs with the folders that the files among them were unpacked into."""

    def __init__(self, inputs: Sequence[str], copies: ExitStack) -> None:
        packed = find_packed(inputs)
        self.inputs = [name for name in inputs if Path(name) not in packed]
        self.folders: dict[Path, Path] = {}
        self.refusals: list[Refusal] = []
        for path in packed:
            folder = Path(copies.enter_context(TemporaryDirectory(prefix="blogsieve-"))).resolve()
            self.folders[folder] = path
            try:
                self.refusals += unpack(path, folder)
            except BROKEN as error:
                self.refusals.append(
                    Refusal(path, f"cannot be unpacked: {(str(error) or type(error).__name__).splitlines()[0]}")
                )
            self.inputs.append(str(folder))

    def shown(self, line: str) -> str:
        """Return a line that names files by where the user has them."""
        for folder, path in self.folders.items():
            line = line.replace(f"{folder}/", f"{path}/")
        return line


def unpack(path: Path, folder: Path) -> Iterator[Refusal]:
    """Unpack a file into a folder; yield what in it is too large or encrypted."""
    name = path.name.lower()
    if is_lines(path):
        yield from page_lines.unpack_lines(path, folder)
        return
    how = unpack_tar if name.endswith(TARS) else unpack_gzip if name.endswith(GZIPS) else unpack_zip
    yield from how(path, folder)


def unpack_gzip(path: Path, folder: Path) -> Iterator[Refusal]:
    """Unpack a file that is packed alone."""
    with gzip.open(path) as packed:
        body = packed.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        yield Refusal(path, f"has more than {MAX_BYTES} bytes")
    else:
        (folder / path.stem).write_bytes(body)


def unpack_zip(path: Path, folder: Path) -> Iterator[Refusal]:
    """Unpack a zip; of a WACZ only the archives in it, which hold the pages."""
    with zipfile.ZipFile(path) as packed:
        for member in packed.infolist():
            is_archive = member.filename.lower().endswith(ARCHIVE_ENDINGS)
            if member.is_dir() or (path.name.lower().endswith(WACZ) and not is_archive):
                continue
            if member.flag_bits & ENCRYPTED:
                yield Refusal(path / member.filename, "is encrypted")
            elif member.file_size > MAX_BYTES and not is_archive:
                yield Refusal(path / member.filename, f"has {member.file_size} bytes, more than {MAX_BYTES}")
            else:
                packed.extract(member, folder)


def unpack_tar(path: Path, folder: Path) -> Iterator[Refusal]:
    """Unpack a tar; what would be written elsewhere than in the folder is refused."""
    with tarfile.open(path) as packed:
        for member in packed:
            place = (folder / member.name).resolve()
            if not member.isfile():
                continue
            if not place.is_relative_to(folder):
                yield Refusal(path / member.name, "would be unpacked outside of its folder")
            elif member.size > MAX_BYTES and not member.name.lower().endswith(ARCHIVE_ENDINGS):
                yield Refusal(path / member.name, f"has {member.size} bytes, more than {MAX_BYTES}")
            elif (file := packed.extractfile(member)) is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                with place.open("wb") as out:
                    shutil.copyfileobj(file, out)
