"""Posts that stand at anchors of one page, as months of old weblogs do: which they are, and one of them alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lxml.etree import XPath

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.anchors import alike, own_anchors, target
from blogsieve.cleaners.dom.around import common
from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.text import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

# Characters: the line with the day that stands over one post or several, what is more than an empty anchor, and what
# may stand before the first post: with more text before them these are parts of a post.
DAY_LINE, EMPTY, WELCOME = 60, 20, 400
MOSTLY_LINK = 0.5
# So far above a post its day may stand.
ABOVE = 3

_about_the_page = cast(
    "Callable[[HtmlElement], list[HtmlElement]]",
    XPath(
        "//link[@rel='canonical'] | //script[contains(@type, 'ld+json')] | //meta[@name='description' or "
        "@name='twitter:title' or @property='og:title' or @property='og:url' or starts-with(@property, 'article:')]"
    ),
)

Post = tuple["HtmlElement", ...]  # siblings


def posts_at_anchors(root: HtmlElement, url: str) -> dict[str, Post]:
    """Return the elements of each post on a page that is made of several, or of one, by its fragment; else nothing.

    Each has a title that leads nowhere else, a day, and within itself a link to its own anchor.
    """
    for anchors in alike(own_anchors(root, url)):
        # Around the only one all elements are around no other.
        several = anchors.values() if len(anchors) > 1 else ()
        held = Counter(above for one in several for above in (one, *one.iterancestors()))
        posts = {name: post_at(anchor, held) for name, anchor in anchors.items()}
        found = list(posts.values())
        are_posts = all(is_post(*post, url) for post in posts.items())
        if are_posts and have_days(found) and is_all(root, found) and not all(is_list(post, url) for post in found):
            return posts
    return {}


def keep_one(root: HtmlElement, url: str) -> None:
    """Take all other posts from a page of several, where the fragment of the address names one of them."""
    posts = posts_at_anchors(root, url)
    if (post := posts.get(unquote(url.partition("#")[2]))) is None:
        return
    day = day_line(post, days_above)
    kept = {*post, *(() if day is None else (day,))}
    prune(common([one for found in posts.values() for one in found]), kept)
    for element in _about_the_page(root):
        element.getparent().remove(element)
    for title in root.iter("title"):
        title.text = title_of(post)


def prune(root: HtmlElement, kept: Collection[HtmlElement]) -> None:
    """Take all but some elements, and what is around them, out of a tree."""
    way = {above for element in kept for above in element.iterancestors()}
    todo = [root]
    while todo:
        for child in list(above := todo.pop()):
            if child in kept:
                continue
            if child in way:
                todo.append(child)
            else:
                above.remove(child)


def post_at(anchor: HtmlElement, held: Counter[HtmlElement]) -> Post:
    """Return what belongs to an anchor: the widest element around no other, else what follows it up to the next.

    `held` says of each element how many anchors it holds, or is.
    """
    post = anchor
    while (above := post.getparent()) is not None and held[above] == 1:
        post = above
    if len(text_in([post])) > EMPTY:
        return (post,)
    rest: list[HtmlElement] = []
    for sibling in post.itersiblings():
        if held[sibling]:
            break
        rest.append(sibling)
    while rest and is_day_line(rest[-1]):
        rest.pop()
    return (post, *rest)


def is_post(name: str, post: Post, url: str) -> bool:
    """Tell whether a part of a page is a post that stands nowhere else."""
    page = url.partition("#")[0]
    has_own = any(target(page, said_by(link)) == (page, name) for part in post for link in part.iter("a"))
    titles = [heading for part in post for heading in part.iter(*HEADINGS)]
    stays = all(target(page, said_by(link))[0] == page for title in titles[:1] for link in title.iter("a"))
    return has_own and stays and bool(title_of(post))


def is_list(post: Post, url: str) -> bool:
    """Tell whether most of what stands in a part of a page leads to other pages of the site, as below a tag's name."""
    page = url.partition("#")[0]
    onward = [link for part in post for link in part.iter("a") if is_onward(target(page, said_by(link))[0], page)]
    return len(text_in(onward)) > MOSTLY_LINK * len(text_in(post))


def is_onward(there: str, page: str) -> bool:
    """Tell whether an address is that of another page of the same site."""
    return there != page and split_url(there).netloc == split_url(page).netloc


def said_by(link: HtmlElement) -> str:
    """Return where a link says that it leads to."""
    return link.get("href") or ""


def have_days(posts: Sequence[Post]) -> bool:
    """Tell whether each post bears its day, or stands under a line with one; one line for all is that of one post."""
    above = cache(days_above)
    days = [day_line(post, above) if (own := own_day(post)) is None else own for post in posts]
    return None not in days and len(set(days)) >= min(2, len(posts))


def own_day(post: Post) -> HtmlElement | None:
    """Return the element of a post in which a day stands, as a line of its own; None where there is none."""
    return next((one for part in post for one in part.iter() if one.tag == "time" or has_day_text(one)), None)


def has_day_text(element: HtmlElement) -> bool:
    """Tell whether a short text of an element, or behind it, has a day."""
    return any(text and len(text) <= DAY_LINE and DAY.search(text) for text in (element.text, element.tail))


def day_line(post: Post, days: Callable[[HtmlElement], Mapping[HtmlElement, HtmlElement]]) -> HtmlElement | None:
    """Return the nearest line with a day above a post, which may be there for several; `days` gives `days_above`."""
    element = post[0]
    for _ in range(ABOVE):
        if (parent := element.getparent()) is None or element.tag == "body":
            return None
        if (line := days(parent).get(element)) is not None:
            return line
        element = parent
    return None


def days_above(parent: HtmlElement) -> Mapping[HtmlElement, HtmlElement]:
    """Return the nearest line with a day above each child of an element that has one above it."""
    found: dict[HtmlElement, HtmlElement] = {}
    last: HtmlElement | None = None
    for child in parent:
        if last is not None:
            found[child] = last
        last = child if is_day_line(child) else last
    return found


def is_day_line(element: HtmlElement) -> bool:
    """Tell whether an element is a line with a day, and nothing else."""
    text = text_in([element])
    return len(text) <= DAY_LINE and bool(DAY.search(text))


def title_of(post: Post) -> str:
    """Return the text of a post's first heading that is no day, "" where it has none."""
    headings = (one for part in post for one in part.iter(*HEADINGS) if not is_day_line(one))
    return next((text for one in headings if (text := text_in([one]))), "")


def is_all(root: HtmlElement, posts: Sequence[Post]) -> bool:
    """Tell whether the page holds hardly a text before the first of the posts."""
    body, before = root.find("body"), 0
    for element in () if body is None else body.iter():
        if element is posts[0][0]:
            return before <= WELCOME
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "a"):
            before += len((element.text or "").strip())
    return False


def text_in(elements: Iterable[HtmlElement]) -> str:
    """Return the text in elements, with single spaces."""
    return " ".join(" ".join(text for element in elements for text in element.itertext()).split())
