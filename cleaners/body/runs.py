"""The runs of a line: gathered while marks are opened and closed, then their spaces put in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import Break, Checkbox, InlineCode, InlineFormula, Link, Ruby, Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.body.model import Run, Runs

    Make = partial[Link] | partial[Span]  # to be called with the runs

# Marks within each other; deeper ones are a template's, or a fault of its author's.
DEEPEST = 12


class RunBuilder:
    """Gathers the runs of one line after the other; a mark that is open where a line ends goes on in the next."""

    def __init__(self) -> None:
        self.open_marks: list[Make | None] = []  # None is one that says nothing
        self.levels: list[tuple[Make | None, list[Run]]] = [(None, [])]

    def add(self, run: Run) -> None:
        """Add a run within the marks that are open."""
        self.levels[-1][1].append(run)

    def has_broken(self) -> bool:
        """Tell whether nothing stands behind the last line break; the break is then taken back."""
        runs = self.levels[-1][1]
        while runs and isinstance(last := runs[-1], Text) and not last.text.strip():
            runs.pop()
        if not runs or not isinstance(runs[-1], Break):
            return False
        runs.pop()
        return True

    def is_empty(self) -> bool:
        """Tell whether the line has neither text nor anything else yet."""
        return all(is_empty(runs) for _, runs in self.levels)

    def is_open(self, make: Make) -> bool:
        """Tell whether a mark of a kind is open: a link in a link, bold text in bold text."""
        return any(open_one is not None and kind_of(open_one) == kind_of(make) for open_one in self.open_marks)

    def open(self, make: Make | None) -> None:
        """Begin a mark; one within its like, or very deep, says nothing."""
        if len(self.levels) > DEEPEST or (make and self.is_open(make)):
            make = None
        self.open_marks.append(make)
        if make:
            self.levels.append((make, []))

    def close(self) -> None:
        """End the mark that was begun last."""
        if self.open_marks.pop():
            self._fold()

    def take(self) -> Runs:
        """Return the runs of the line that ends here."""
        if len(self.levels) == 1 and not self.levels[0][1]:
            return ()
        again = [make for make, _ in self.levels[1:]]
        while len(self.levels) > 1:
            self._fold()
        runs = tidy(self.levels[0][1])
        self.levels = [(None, []), *((make, []) for make in again)]
        return runs

    def _fold(self) -> None:
        make, runs = self.levels.pop()
        if make and runs:
            self.levels[-1][1].append(make(tuple(runs)))


def kind_of(make: Make) -> object:
    """Return what marks have in common that are not set within each other."""
    return make.args if make.func is Span else make.func


def make_link(address: str, title: str, runs: Runs) -> Link:
    """Return a link."""
    return Link(address, runs, title)


def tidy(runs: Iterable[Run]) -> Runs:
    """Return runs with single spaces, none at the ends of lines or of marks, and without marks of nothing.

    >>> tidy([Text(" a "), Span("strong", (Text(" b "),)), Text(" c")])
    (Text(text='a '), Span(mark='strong', runs=(Text(text='b'),)), Text(text=' c'))
    >>> tidy([Text("a"), Span("strong", (Text(" "),)), Text("b"), Break(), Break()])
    (Text(text='a b'),)
    >>> tidy([Span("sub", (Text("a"),)), Span("sub", (Text("b"),)), InlineCode("c"), InlineCode("d")])
    (Span(mark='sub', runs=(Text(text='ab'),)), InlineCode(text='cd'))
    """
    groups: list[list[Run]] = []  # of runs that are one
    for run in _spaced(runs, groups):
        if groups and _are_one(groups[-1][-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return tuple(_trimmed(list(map(_joined, groups))))


def plain(runs: Iterable[Run]) -> str:
    """Return what runs say, as the record's text has it; a break is the end of a line.

    >>> plain((Text("a "), Link("b", (InlineCode("c"),)), Break(), Ruby("漢", "かん")))
    'a c\\n漢(かん)'
    """
    return "".join(map(_plain, runs))


def _plain(run: Run) -> str:
    match run:
        case Text(text) | InlineCode(text) | InlineFormula(text):
            return text
        case Span(_, runs) | Link(_, runs):
            return plain(runs)
        case Ruby(text, reading):
            return f"{text}({reading})"
        case Break():
            return "\n"
    return ""


def is_empty(runs: Sequence[Run]) -> bool:
    """Tell whether runs neither say nor show anything."""
    return all(
        not run.text.strip()
        if isinstance(run, Text)
        else is_empty(run.runs)
        if isinstance(run, Span | Link)
        else isinstance(run, Break | Checkbox)
        for run in runs
    )


def _spaced(runs: Iterable[Run], before: Sequence[Sequence[Run]]) -> Iterator[Run]:
    """Yield runs with the spaces at the edges of marks put outside; a space behind a space or a break is none.

    `before` has what was yielded so far, in groups.
    """
    for run in runs:
        for part in _parted(run) if isinstance(run, Span | Link) else (run,):
            if isinstance(part, Text):
                # An ideographic space behind a break is the author's indentation.
                text = part.text.lstrip(None if not before else " ") if _ends_open(before) else part.text
                if text:
                    yield Text(text)
            elif not (isinstance(part, Break) and before and isinstance(before[-1][-1], Break | Checkbox)):
                yield part


def _parted(run: Span | Link) -> Iterator[Run]:
    """Yield a mark that holds no spaces and breaks at its edges, with those that it had beside it."""
    text = plain(run.runs)
    yield from _edge(text[: len(text) - len(text.lstrip())])
    inside = tidy(run.runs)
    if is_empty(inside):
        return
    alone = inside[0] if len(inside) == 1 else None
    is_twice = isinstance(run, Span) and isinstance(alone, Span) and alone.mark == run.mark
    yield alone if alone is not None and is_twice else replace(run, runs=inside)
    yield from _edge(text[len(text.rstrip()) :])


def _edge(space: str) -> Iterator[Run]:
    if "\n" in space:
        yield Break()
    elif space:
        yield Text(" ")


def _ends_open(groups: Sequence[Sequence[Run]]) -> bool:
    """Tell whether a space would stand at the head of a line, or behind another one."""
    last = groups[-1][-1] if groups else Break()
    return isinstance(last, Break | Checkbox) or (isinstance(last, Text) and last.text.endswith(" "))


def _are_one(one: Run, other: Run) -> bool:
    """Tell whether two runs beside each other are one: of text, of code, of the same mark."""
    if isinstance(one, Span) and isinstance(other, Span):
        return one.mark == other.mark
    return type(one) is type(other) and isinstance(one, Text | InlineCode)


def _joined(group: Sequence[Run]) -> Run:
    """Return runs that are one as one."""
    match group:
        case [run]:
            return run
        case [Span(mark), *_]:
            return Span(mark, tidy(run for one in group if isinstance(one, Span) for run in one.runs))
    text = "".join(one.text for one in group if isinstance(one, Text | InlineCode))
    return Text(text) if isinstance(group[0], Text) else InlineCode(text)


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Yield runs without breaks and spaces at their end, and without spaces before a break."""
    start, end = 0, len(runs)
    while end and (isinstance(runs[end - 1], Break) or is_blank(runs[end - 1])):
        end -= 1
    while start < end and isinstance(runs[start], Break):
        start += 1
    for place in range(start, end):
        run = runs[place]
        if isinstance(run, Text) and (place + 1 == end or isinstance(runs[place + 1], Break)):
            if text := run.text.rstrip(None if place + 1 == end else " "):
                yield Text(text)
        else:
            yield run


def is_blank(run: Run) -> bool:
    """Tell whether a run is nothing but spaces."""
    return isinstance(run, Text) and not run.text.strip()
