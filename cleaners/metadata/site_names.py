"""The name of the blog, of a section or of the host in a full title: where it stands, and the title without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.metadata.headings import Heading

# What stands between a title and the blog's name. Quotation marks and the dot of Catalan's "l·l" do so between spaces
# only: "El paquete «equivs«" ends with none. Korean has a letter that is drawn as a bar, and typed as one.
# Chinese hosts write a low line between the two.
SEPARATOR = re.compile(r"\s*(?:\s[-–—－|·•~/:»«›‹→←⋆]+\s|[|•ㅣ｜]|::|: |：|—|(?<=\S)_(?=\S)|\s_\s|\s@\s)\s*")
# A host's name of fewer letters may be a word of a title.
SHORTEST_NAME = 5


def find_sitename(found: Sequence[Heading], full: str, host: str = "", links: Iterable[str] = ()) -> str:
    """Return the blog's name: the heading that links home, where a page's full title has it too, else such a link.

    A full title that is the host's name, while the one heading of the first level says something else, is it as well.

    >>> find_sitename([], "On time · My Blog", "", ["Home", "My Blog"]), find_sitename([], "At home", "", ["At"])
    ('My Blog', '')
    """
    folded = text_key(full)
    at_home = [one.text for one in found if one.home and text_key(one.text) and text_key(one.text) in folded]
    if at_home:
        return at_home[0]
    parts = {text_key(part) for pair in parts_at_separators(full) for part in pair}
    if linked := next((text for text in links if text_key(text) in parts), ""):
        return linked
    first = [one for one in found if one.first and not one.home]
    return full if len(first) == 1 and text_key(first[0].text) != folded and is_of_host(full, host) else ""


def believed_name(name: str, found: Iterable[Heading], full: str, host: str) -> str:
    """Return what a page gives as the blog's name, `""` where that is the title of its post.

    It is a heading of the first level then, which leads to the page that it stands on (some themes of Hugo give each
    page its own title so), or stands in the full title beside the name of the host.
    """
    key = text_key(name)
    if own := [one for one in found if one.first and not one.home and text_key(one.text) == key]:
        if any(one.itself for one in own):
            return ""
        parts = [pair for pair in parts_at_separators(full) if key in map(text_key, pair)]
        if any(is_of_host(part, host) for pair in parts for part in pair if text_key(part) != key):
            return ""
    return name


def strip_sitename(title: str, sitename: str) -> str:
    """Return a title without the blog's name before or behind it.

    >>> strip_sitename("On time | My Blog", "My Blog"), strip_sitename("My Blog: On time", "my blog")
    ('On time', 'On time')
    """
    if not sitename or text_key(title) == text_key(sitename):
        return title
    name = text_key(sitename)
    for before, after in parts_at_separators(title):
        if text_key(after) == name and before:
            return before
        if text_key(before) == name and after:
            return after
    return title


def strip_labels(title: str, sitename: str, sections: Iterable[str], host: str = "") -> str:
    """Return a title without the blog's name, or that of its section or its host, behind its last separator.

    Before its first one the host's name goes, too; with a number it is a series.

    >>> strip_labels("On time | Opinion", "My Blog", ["opinion"]), strip_labels("On time - by bus", "My Blog", [])
    ('On time', 'On time - by bus')
    >>> titles = ("On time | My Blog", "On time: My Blog", "MyBlog - On time", "My Blog 3 - On time")
    >>> [strip_labels(title, "", [], "www.myblog.example") for title in titles]
    ['On time', 'On time: My Blog', 'On time', 'My Blog 3 - On time']
    """
    names = {key for name in (sitename, *sections) if (key := text_key(name))}
    first, rest = next(parts_at_separators(title), ("", ""))
    if rest and not title.startswith(f"{first}:") and is_of_host(first, host) and not any(map(str.isdigit, first)):
        title = rest
    before, behind = max(parts_at_separators(title), key=lambda pair: len(pair[0]), default=("", ""))
    # What stands behind a colon says what the title is about.
    is_label = text_key(behind) in names or (
        not title.startswith(f"{before}:") and (is_of_host(behind, host) or is_short_name(behind, title, sitename))
    )
    return before if before and is_label else title


def is_short_name(name: str, title: str, sitename: str) -> bool:
    """Tell whether what stands behind a title's bar is a part of the blog's name: "My Blog" of "My Blog on Time".

    >>> [is_short_name(name, f"On time | {name}", "My Blog on Time") for name in ("My Blog", "Time zones")]
    [True, False]
    """
    own = set(words(name))
    return bool(own) and own <= set(words(sitename)) and title.endswith(f"| {name}")


def is_of_host(name: str, host: str) -> bool:
    """Tell whether a name is that of a site's host, or a part of it, or little more than it.

    >>> [is_of_host(name, "www.getmyblog.example") for name in ("My Blog", "myblog.example", "GetMyBlog Team", "Blog")]
    [True, False, True, False]
    """
    key = "".join(words(name))
    labels = [label.replace("-", "") for label in host.removeprefix("www.").split(".")[:-1]]
    return any(
        min(len(key), len(label)) >= SHORTEST_NAME
        and (key in label or label in key)
        and 2 * min(len(key), len(label)) >= max(len(key), len(label))
        for label in labels
    )


def parts_at_separators(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each separator of a title."""
    for match in SEPARATOR.finditer(title):
        yield title[: match.start()], title[match.end() :]
