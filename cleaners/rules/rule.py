"""Rules: what is boilerplate on any blog, as data in `rules/*.toml`, one table a rule, one file a group.

    [disqus]                                       # reason: "comments/disqus"
    source = "https://help.disqus.com/…"           # where the fact is from
    css = ["#disqus_thread", "#dsq-content"]       # these elements go …
    keep_if_holds = ["article"]                    # … unless they hold one of these (where none is given: HOLDS_POST)
    max_text = 800                                 # … or more characters: a tag left open swallows the page
    long = true                                    # what may well have more prose than the post
    goes = ['<div id="disqus_thread">…</div>']     # examples, run by the tests
    stays = ['<p>Disqus</p>']

    [leave-a-comment]                              # or a line of text:
    source = "…"
    at = "tail"                                    # "head", "tail", "edge" (both) or "anywhere" in a body
    rest = true                                    # all that follows the line goes too
    phrases.en = ["Post a comment", "# thoughts on *"]      # see phrase.py; a language's code, or "any"
    patterns = ['regex over the folded line']
    goes = ["Post a Comment"]
    stays = ["I wish I could post a comment there."]

An element amid a sentence stays, whatever its class says: the rest of it would make no sense.
`css_findings(index)` yields the elements that go, with the rule; `match_line(text, place)` tells of one line.
To add a widget or a phrase, add it there; nothing else is to be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.index import Index, Shelf
from blogsieve.cleaners.dom.links import is_day_before_text, is_in_sentence
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.selector import Selector, matches_by_tag, parse_selector
from blogsieve.cleaners.errors import WrongData
from blogsieve.cleaners.rules.phrase import PhraseBook
from blogsieve.cleaners.rules.table import read_table
from blogsieve.cleaners.text import CACHED
from blogsieve.cleaners.toml import parse_toml

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Places in a body, and the `at` of the rules that apply there.
PLACES = {"head": ("head", "edge", "anywhere"), "tail": ("tail", "edge", "anywhere"), "inside": ("anywhere",)}

# An element that holds one of these holds the post, whatever its class says; a rule may name others.
HOLDS_POST = parse_selector("main, [role=main], [itemprop~=articleBody]")
# Themes put the names of widgets on these to say that the page has the widget; a rule that means the tag names it.
_PAGE_TAGS = frozenset({"html", "body", "main", "article"})
# An element with so many characters of paragraphs, and more than half of the page's, holds the post: a `div.share` that
# is never closed swallows all that follows it.
PROSE = 1000
# But readers may well have written more than the author.
_MAY_BE_MOST = frozenset({"comments"})
# Highlighters call their spans `comment`, `meta` or `tag`.
_CODE_TAGS = ("pre", "code")
_VISIBLE = XPath(".//text()[not(parent::script or parent::style or parent::noscript)]")


class RuleError(WrongData):
    """A rule in the package's data is not as it should be; the message names the file, the rule and the fault."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes and why: elements by `css`, or lines of text by `phrases` and `patterns`."""

    group: str
    name: str
    source: str
    css: Selector | None = None
    keep_if_holds: Selector | None = None
    max_text: int = 0
    long: bool = False
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    patterns: tuple[str, ...] = ()
    at: str = ""
    rest: bool = False
    goes: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Return the slug under which a removal is recorded: "comments/disqus"."""
        return f"{self.group}/{self.name}"

    @classmethod
    def from_dict(cls, group: str, name: str, data: object) -> Rule:
        """Return the rule that a table of a TOML file describes; raise RuleError where it is none."""
        try:
            return cls(group, name, **read_table(data))
        except ValueError as error:
            raise RuleError(f"{group}.toml, rule {name!r}: {error}") from error

    def taken(self, selected: Iterable[HtmlElement], index: Index) -> Iterator[HtmlElement]:
        """Yield those of the elements that this rule's selector selects which go by it."""
        return (element for element in selected if not self._keeps(element, index))

    def _keeps(self, element: HtmlElement, index: Index) -> bool:
        """Tell whether a selected element is the page, holds the post, or is a part of a sentence or of code."""
        if element.tag in _PAGE_TAGS and self.css and not matches_by_tag(element, self.css):
            return True
        if not index.keys.isdisjoint(_CODE_TAGS) and next(element.iterancestors(*_CODE_TAGS), None) is not None:
            return True
        if element in index.holders(self.keep_if_holds or HOLDS_POST):
            return True
        if element.tag in INLINE and is_in_sentence(element) and not is_day_before_text(element):
            return True
        may_be_most = self.long or self.group in _MAY_BE_MOST
        if not may_be_most and next(element.iter("p"), None) is not None and _is_most(element, index):
            return True
        return bool(self.max_text) and is_as_long(element, self.max_text + 1)


def _is_most(element: HtmlElement, index: Index) -> bool:
    """Tell whether an element holds most of the page's prose, and enough of it for a post; of several it holds none."""
    if index.prose.get(element, 0) <= max(PROSE, index.prose[index.root] / 2):
        return False
    return len(list(islice(element.iter("article"), 2))) < 2


def css_findings(index: Index, rules: Iterable[Rule] | None = None) -> Iterator[tuple[HtmlElement, Rule]]:
    """Yield each element that goes with the first rule that says so, in the order of the rules; nothing is changed."""
    seen: set[HtmlElement] = set()
    rules, shelf = load_shelf() if rules is None else _shelved(rules)
    for place, selected in shelf.found(index):
        for element in rules[place].taken((one for one in selected if one not in seen), index):
            seen.add(element)
            yield element, rules[place]


@lru_cache(maxsize=CACHED)  # several steps ask for the same lines
def match_line(text: str, place: str) -> Rule | None:
    """Return the rule by which a line of text at a place of a body goes, None where it stays.

    `place` is "head", "tail" or "inside"; a line is a block's text (a paragraph, heading or list item).
    """
    return _book(place).find(text)


def text_length(element: HtmlElement) -> int:
    """Return the number of characters of an element's visible text, runs of whitespace counted once.

    >>> from lxml.html import fromstring
    >>> text_length(fromstring("<p>ab <b> c</b><script>var x = 1</script></p>"))
    3
    """
    return sum(len(" ".join(text.split())) for text in cast("list[str]", _VISIBLE(element)))


def is_as_long(element: HtmlElement, size: float) -> bool:
    """Tell whether an element has at least so many characters of visible text."""
    # With what is not shown a text is no shorter, and to count it takes no time.
    return len(element.text_content()) >= size and text_length(element) >= size


@cache
def load_shelf() -> tuple[Sequence[Rule], Shelf]:
    """Return all rules of the package, and their selectors by what elements must bear."""
    return _shelved(load_rules())


def _shelved(rules: Iterable[Rule]) -> tuple[Sequence[Rule], Shelf]:
    rules = tuple(rules)
    return rules, Shelf(rule.css for rule in rules)


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return all rules of the package, by group and in file order; raise RuleError where one is not as it should be."""
    folder = files(__package__)
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(rule for path in paths for rule in read_rules(path.name, path.read_text(encoding="utf-8")))


def read_rules(file_name: str, toml: str) -> Iterator[Rule]:
    """Yield the rules that a file's text describes; raise RuleError where it is no TOML or a rule is faulty."""
    try:
        tables = parse_toml(f"{__package__}.{file_name}", toml)
    except ValueError as error:
        raise RuleError(f"{file_name}: {error}") from error
    for name, table in tables.items():
        yield Rule.from_dict(file_name.removesuffix(".toml"), name, table)


@cache
def _book(place: str) -> PhraseBook[Rule]:
    """Return the phrases of all rules that apply at a place; raise ValueError where there is no such place."""
    if place not in PLACES:
        raise ValueError(f"place {place!r}: give one of {', '.join(PLACES)}")
    rules = [rule for rule in load_rules() if rule.at in PLACES[place]]
    phrases = [(phrase, rule) for rule in rules for group in rule.phrases.values() for phrase in group]
    return PhraseBook(phrases, [(pattern, rule) for rule in rules for pattern in rule.patterns])
