"""Which blocks of a page its truth has: the chain of blocks, in the order of both, that holds most words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.align import Reference
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHINGLE = 4
# Words of a block that is known by its shingles; a shorter one has to stand in the truth as it is.
LONG = 8
# Of a long block's shingles so many are the truth's; it begins where these say most often.
SHARE, VOTES, STARTS = 0.5, 0.25, 3
# A label may stand in a truth hundreds of times.
MOST_HITS = 200
# Words by which a long block may overlap with the one above: the truth has lost a word or two.
SLACK = 3

Span = tuple[int, int, int]  # begin and end in the truth, words that are the same


def held_by(texts: Sequence[str], truth: str) -> list[bool]:
    """Return of each block's text whether the truth has it, at its place among the others.

    >>> held_by(["Menu", "A dog sat on a mat", "Menu", "It was red"], "A dog sat on a mat\\n\\nMenu\\n\\nIt was red")
    [False, True, True, True]
    """
    tokens = [tuple(words(text)) for text in texts]
    held = chain([list(spans) for spans in spans_of(tokens, truth)])
    # What the truth has elsewhere: a lead, a box beside the text.
    reference, used = Reference(truth), Counter(texts[place] for place in held)
    for place, own in enumerate(tokens):
        if place not in held and len(own) >= LONG and not used[texts[place]] and reference.holds(own):
            held.add(place)
            used[texts[place]] += 1
    return [place in held for place in range(len(texts))]


def spans_of(blocks: Sequence[tuple[str, ...]], truth: str) -> Iterator[Iterator[Span]]:
    """Yield where in the truth each block may stand."""
    whole = tuple(word for line in truth.splitlines() for word in words(line))
    places, shingles = defaultdict[str, list[int]](list), defaultdict[tuple[str, ...], list[int]](list)
    for place, word in enumerate(whole):
        places[word].append(place)
        shingles[whole[place : place + SHINGLE]].append(place)
    for own in blocks:
        if len(own) >= LONG:
            yield long_spans(own, shingles)
        else:
            starts = shingles[own[:SHINGLE]] if len(own) >= SHINGLE else places[own[0]] if own else []
            hits = [start for start in starts if whole[start : start + len(own)] == own]
            yield ((start, start + len(own), len(own)) for start in hits[:MOST_HITS])


def long_spans(own: tuple[str, ...], shingles: dict[tuple[str, ...], list[int]]) -> Iterator[Span]:
    """Yield where a long block may stand, by where its shingles do."""
    runs = [own[place : place + SHINGLE] for place in range(len(own) - SHINGLE + 1)]
    same = sum(run in shingles for run in runs)
    if same < SHARE * len(runs):
        return
    starts = Counter(start - place for place, run in enumerate(runs) for start in shingles.get(run, ()))
    for start, count in starts.most_common(STARTS):
        if count >= VOTES * len(runs):
            yield max(0, start), max(0, start) + len(own), len(own) * same // len(runs)


def chain(blocks: Sequence[Sequence[Span]]) -> set[int]:
    """Return the places of the blocks that follow one another in the truth and have most words together."""
    size = max((end for spans in blocks for _, end, _ in spans), default=0) + 1
    best: list[tuple[float, int]] = [(0, -1)] * (size + 1)  # a Fenwick tree: the best chain that ends so early
    links: list[tuple[int, int]] = []  # the one before, the block
    for place, spans in enumerate(blocks):
        found = []
        for begin, end, same in spans:
            before = begin + 1 + (SLACK if same >= LONG else 0)
            score, link = max((best[at] for at in below(min(before, size))), default=(0, -1))
            found.append((score + same, link, end + 1))
        for score, link, end in found:
            links.append((link, place))
            at = min(end, size)
            while at <= size:
                best[at] = max(best[at], (score, len(links) - 1))
                at += at & -at
    held, link = set(), max((best[at] for at in below(size)), default=(0, -1))[1]
    while link >= 0:
        link, place = links[link]
        held.add(place)
    return held


def below(place: int) -> Iterator[int]:
    """Yield the nodes of a Fenwick tree that hold all up to a place."""
    while place > 0:
        yield place
        place -= place & -place
