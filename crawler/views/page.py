"""The lines of a page as HTML: what was kept stands plain, what was removed in boxes that say why."""

from __future__ import annotations

from itertools import count, groupby
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, Block
from blogsieve.cleaners.rules.rule import load_rules
from blogsieve.crawler.views.groups import WORDS, group_of, hue
from blogsieve.crawler.views.markup import Html, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.model import Finding
    from blogsieve.cleaners.pipeline.trace import Line, Piece
    from blogsieve.crawler.views.markup import Child

ITEMS = frozenset(("li", "dt", "dd"))
ROWS = frozenset(("tr", "td", "th"))
DEEPEST = 5


class PageView:
    """Writes lines, and counts the findings so that each can be described by a text of its own."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def boxes(self, lines: Iterable[Line]) -> Iterator[Html]:
        """Yield what was kept line by line, and what was removed together as one box."""
        for box, run in groupby(lines, key=box_of):
            together = list(run)
            finding = together[0].pieces[0].finding if box else None
            yield self.cut(finding, together) if finding else self.write(together)

    def cut(self, finding: Finding, lines: Sequence[Line]) -> Html:
        """Return the box of lines that were removed together."""
        number = next(self.numbers)
        why = el("button", finding.reason, type="button", class_="why", aria_describedby=f"tip-{number}")
        return boxed("div", "cut", finding, why, tip(finding, number), el("div", self.write(lines, ""), class_="gone"))

    def write(self, lines: Iterable[Line], kept: str = "kept") -> Html:
        """Return lines one below the other; neighbouring lines of code as one."""
        written: list[Html] = []
        for code, run in groupby(lines, key=lambda line: line.code):
            if code:
                inside = [[self.pieces(line, kept), "\n"] for line in run]
                written.append(el("pre", inside, class_=kept, tabindex=0))
            else:
                written += (self.line(line, kept) for line in run)
        return Html("".join(written))

    def line(self, line: Line, kept: str) -> Html:
        """Return one line in the looks of its element."""
        looks = next((name for name, tags in LOOKS.items() if line.tag in tags), "line")
        style = f"--depth:{min(line.depth, DEEPEST)}" if line.depth else ""
        more = f" {line.tag}" if looks == "heading" else ""
        if all(piece.finding for piece in line.pieces):
            more += " lost"
        return el(
            "p", self.pieces(line, kept), class_=f"{looks}{more} {kept}".strip(), dir="auto", style=style or False
        )

    def pieces(self, line: Line, kept: str) -> list[Child]:
        """Return the pieces of a line, those marked that were removed from what was kept of it."""
        return [self.bit(piece) if kept and piece.finding else piece.text for piece in line.pieces]

    def bit(self, piece: Piece) -> Html:
        """Return a piece that was removed from a line."""
        number = next(self.numbers)
        assert piece.finding is not None
        words = el("del", piece.text, tabindex=0, aria_describedby=f"tip-{number}")
        return boxed("span", "bit", piece.finding, words, tip(piece.finding, number))


LOOKS = {"heading": HEADINGS, "item": ITEMS, "row": ROWS}


def box_of(line: Line) -> tuple[object, ...]:
    """Return what lines have in common that were removed together; nothing for a line that was kept, or in part."""
    findings = {id(piece.finding): piece.finding for piece in line.pieces}
    finding = next(iter(findings.values())) if len(findings) == 1 else None
    if finding is None:
        return ()
    own = None if isinstance(finding.target, Block) else id(finding)
    return (finding.reason, finding.source, own)


def boxed(tag: str, kind: str, finding: Finding, *children: Child) -> Html:
    """Return a box in the colour of a finding's group."""
    group = group_of(finding.reason)
    return el(tag, *children, class_=f"{kind} of-{group}", style=hue(group))


def tip(finding: Finding, number: int) -> Html:
    """Return what is said of a finding: its reason, the rule, its source, the element that it took."""
    group = group_of(finding.reason)
    facts = {"rule": rule_of(finding), "source": finding.source, "element": element_of(finding)}
    said = [el("span", el("i", name), " ", fact) for name, fact in facts.items() if fact]
    return el(
        "span", el("b", finding.reason), el("span", WORDS.get(group, "")), said,
        class_="tip", role="tooltip", id=f"tip-{number}",
    )  # fmt: skip


def rule_of(finding: Finding) -> str:
    """Return the selector or the phrases of the rule that found it, "" where it was none."""
    rule = next((rule for rule in load_rules() if rule.reason == finding.reason), None)
    if rule is None:
        return ""
    what = rule.css.css if rule.css and not isinstance(finding.target, Block) else ""
    return f"rules/{rule.group}.toml [{rule.name}] {shorten(what)}".strip()


def element_of(finding: Finding) -> str:
    """Return the tag, id and classes of the element that was removed."""
    if isinstance(finding.target, Block):
        return ""
    identity = f"#{name}" if (name := finding.target.get("id")) else ""
    classes = "".join(f".{name}" for name in finding.target.get("class", "").split())
    return shorten(f"{finding.target.tag}{identity}{classes}", 120)


def shorten(text: str, most: int = 240) -> str:
    """Return a text with its end left out where it is long.

    >>> shorten("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"
