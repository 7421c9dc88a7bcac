"""A post's body in the data that its page carries for its own scripts, for where the page shows none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.blocks import text_of
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.extraction.element_data import element_values
from blogsieve.cleaners.extraction.rich_text import HTML, is_element, is_rich_text, names, text_to_html, to_html
from blogsieve.cleaners.extraction.script_data import parsed, script_values
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

# A string of fewer characters is a label, unless its owner is known for the post.
PROSE, SHORT_PROSE = 200, 40
# No other title has one of so many characters in it by chance.
LONG_TITLE = 15
# Text is letters and spaces; code, settings and addresses are not.
LETTERS, SIGNS = 0.6, 0.05
PARAGRAPHS = re.compile(r"<p\b")
CODE = re.compile(r"[{};=<>|\\_$]")
ADDRESS = re.compile(r"\s*\w+://\S+\s*")
# One string in HTML is worth a longer one without.
MARKED_UP = 1.3
DEEPEST, MOST_CANDIDATES = 60, 2000
WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|@\w+")
SUMMARIES = "//meta[@name='description' or @property='og:description' or @name='twitter:description']/@content"
TITLES = "//title|//h1|//meta[@property='og:title' or @name='twitter:title']/@content"


@dataclass(frozen=True, slots=True)
class PostData:
    """A body, and what stands beside it in the data."""

    html: str
    title: str = ""
    published: str = ""
    is_of_post: bool = False  # what it stands in names the post: by title or address
    path: tuple[str, ...] = ()
    size: int = 0  # characters of its text


def find_post(root: HtmlElement, url: str, titles: Sequence[str] = ()) -> PostData | None:
    """Return the body of the post at an address in its page's data; None where there is none, or no telling which."""
    shown = [text if isinstance(text, str) else text.text_content() for text in root.xpath(TITLES)]
    keys = [key for title in (*titles, *shown) if (key := text_key(title))]
    carried = chain(script_values(root), element_values(root))
    values = (found for value in carried for found in candidates(value, (), {}, 0))
    # What the page gives as its description is one in its data as well, whatever it is called there.
    summaries = frozenset(map(text_key, root.xpath(SUMMARIES)))
    bodies = (raw for raw in islice(values, MOST_CANDIDATES) if not is_one_of(raw[0], summaries))
    found = [one for raw in bodies if (one := judged(raw, keys, url))]
    own = [one for one in found if one.is_of_post]
    return max(own or without_siblings(found), key=weight, default=None)


def is_one_of(value: Any, texts: Collection[str]) -> bool:
    """Tell whether a value is one of some texts, given by their keys."""
    return isinstance(value, str) and text_key(value) in texts


def weight(one: PostData) -> float:
    """Return what a candidate counts for."""
    return one.size * (MARKED_UP if HTML.search(one.html) else 1)


def without_siblings(found: Sequence[PostData]) -> list[PostData]:
    """Return the candidates that stand alone at their place: of several posts in a list none is the page's."""
    paths = Counter(one.path for one in found)
    return [one for one in found if paths[one.path] == 1]


Owner = dict[str, Any]
Raw = tuple[Any, tuple[str, ...], Owner]


def candidates(value: Any, path: tuple[str, ...], owner: Owner, depth: int) -> Iterator[Raw]:
    """Yield the texts in a value, each with the names on the way to it and the object that it is a part of."""
    if depth > DEEPEST or (path and set(words_of(path[-1])) & names()["not_the_post"]):
        return
    if isinstance(value, str):
        if (inner := parsed(value)) is not None:
            yield from candidates(inner, path, owner, depth + 1)
        elif len(value) >= SHORT_PROSE:
            yield value, path, owner
    elif isinstance(value, dict):
        own = value if any(name.lower() in names()["title"] | names()["address"] for name in value) else owner
        if operations := value.get("ops"):
            yield inserted(operations), path, own
        for name, part in value.items():
            yield from candidates(part, (*path, name), own, depth + 1)
    elif isinstance(value, list):
        yield from in_list(value, path, owner, depth)


def inserted(operations: Any) -> str:
    """Return the text that Quill's operations put into an empty one.

    >>> inserted([{"insert": "a"}, {"insert": {"image": "b"}}, {"insert": "c\\n"}])
    'ac\\n'
    """
    parts = (
        [part.get("insert") for part in operations if isinstance(part, dict)] if isinstance(operations, list) else []
    )
    return "".join(part for part in parts if isinstance(part, str))


def in_list(value: list[Any], path: tuple[str, ...], owner: Owner, depth: int) -> Iterator[Raw]:
    """Yield the texts in a list: all of it where it is one of a text's nodes or of React's elements."""
    if is_element(value) or any(map(is_element, value)):
        yield value, path, owner
        parts: Iterator[Any] = properties_in(value, depth)
    elif is_rich_text(value):
        yield value, path, owner
        return
    elif len(value) > 1 and all(isinstance(part, str) for part in value) and is_named_body(path):
        yield "\n\n".join(value), path, owner
        return
    else:
        parts = iter(value)
    for part in parts:
        yield from candidates(part, path, owner, depth + 1)


def is_named_body(path: Sequence[str]) -> bool:
    """Tell whether the last name on the way to a text is that of a body."""
    return bool(path) and bool({path[-1].lower(), *words_of(path[-1])} & names()["body"])


def properties_in(value: Any, depth: int) -> Iterator[Owner]:
    """Yield what React's elements in a list are given besides the elements in them."""
    if depth > DEEPEST or not isinstance(value, list):
        return
    if is_element(value):
        properties = value[3] if isinstance(value[3], dict) else {}
        yield {name: part for name, part in properties.items() if name != "children" and isinstance(part, dict | list)}
        yield from properties_in(properties.get("children"), depth + 1)
    else:
        for part in value:
            yield from properties_in(part, depth + 1)


def words_of(name: str) -> list[str]:
    """Return the words of a name, in lower case.

    >>> words_of("nextPost"), words_of("related_posts"), words_of("Comment:12")
    (['next', 'post'], ['related', 'posts'], ['comment', '12'])
    """
    return [word.lower() for word in WORDS.findall(name)]


def judged(raw: Raw, titles: Sequence[str], url: str) -> PostData | None:
    """Return a text as a candidate, None where it is no prose or nothing says that it may be a body."""
    value, path, owner = raw
    is_string = isinstance(value, str)
    named = is_named_body(path)
    # A string in code that has no name is one where it is written as paragraphs: `innerHTML = "<p>…"`.
    is_body = not is_string or named or (path[-1:] == ("",) and len(PARAGRAPHS.findall(value)) > 1)
    is_own = is_of(owner, titles, url)
    if not is_body and not (is_own and len(value) >= PROSE):
        return None
    markup = text_to_html(value) if is_string else to_html(value)
    text = text_of(parse_text(markup)) if markup.strip() else ""
    if len(text) < (SHORT_PROSE if is_own else PROSE) or not is_prose(text):
        return None
    place = tuple(name for name in path if not any(char.isdigit() for char in name))
    title, published = (next(values_of(owner, names()[name]), "") for name in ("title", "published"))
    return PostData(markup, title, published, is_own, place, len(text))


def is_prose(text: str) -> bool:
    """Tell whether a text reads as one: letters and spaces, few signs of code, and not an address alone."""
    letters = sum(char.isalpha() or char.isspace() for char in text)
    is_code = letters < LETTERS * len(text) or len(CODE.findall(text)) > SIGNS * len(text)
    return not is_code and not ADDRESS.fullmatch(text)


def is_of(owner: Owner, titles: Sequence[str], url: str) -> bool:
    """Tell whether an object names the post: by its address, or by the title that the page has."""
    slug = unquote(split_url(url).path).rstrip("/").rpartition("/")[2].lower()
    addresses = (unquote(value).rstrip("/").rpartition("/")[2] for value in values_of(owner, names()["address"]))
    if slug and any(address.lower() == slug for address in addresses):
        return True
    own = [text_key(value) for value in values_of(owner, names()["title"])]
    return any(key and any(is_titled(title, key) for title in titles) for key in own)


def is_titled(page: str, post: str) -> bool:
    """Tell whether a page's title, given by its key, is a post's, with the blog's name behind it or names around it.

    >>> is_titled("a mast the slip", "a mast"), is_titled("on how a mast is made", "a mast")
    (True, False)
    """
    return page == post or page.startswith(f"{post} ") or (len(post) >= LONG_TITLE and f" {post} " in f"{page} ")


def values_of(owner: Owner, wanted: frozenset[str]) -> Iterator[str]:
    """Yield the strings that an object has by some names; one may be kept as `{"rendered": …}` or `{"current": …}`."""
    for name, value in owner.items():
        if name.lower() in wanted:
            inner = value.values() if isinstance(value, dict) else (value,)
            yield from (part for part in inner if isinstance(part, str) and part)
