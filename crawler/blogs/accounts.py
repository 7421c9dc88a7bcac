"""The addresses of a blog by what became of them, and in words: nothing that is linked stays without a word."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import isfile
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.blogs.address_list import read_list
from blogsieve.crawler.blogs.completeness import UNLISTED
from blogsieve.crawler.frontier.states import OTHER_KIND, STATES
from blogsieve.crawler.pages.address_kinds import kind_of_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.frontier.frontier import Account

# So many addresses of a group are shown.
SHOWN = 3
UNEXPLAINED = "not explained"


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses of which the same became."""

    count: int = 0
    first: tuple[str, ...] = ()

    def plus(self, url: str) -> Group:
        """Return the group with one more address."""
        return Group(self.count + 1, (*self.first, url)[:SHOWN])


def summed(accounts: Iterable[Account], blog: Blog) -> dict[str, Group]:
    """Return the addresses of a blog by what became of them."""
    groups: dict[str, Group] = {}
    for account in accounts:
        name = group_of(account, blog)
        groups[name] = groups.get(name, Group()).plus(account.url)
    return groups


def group_of(account: Account, blog: Blog) -> str:
    """Return what an address is counted as."""
    if account.state in ("waiting", "skipped"):
        # Its address may tell what nobody looked at; what is not in a list that is proven to be whole is no post.
        shapes = blog.profile.shapes
        is_below_a_post = shapes.telling and shapes.is_below(account.url)
        is_known = account.state == "skipped" and (account.why != UNLISTED or blog.proven or is_below_a_post)
        kind = kind_of_address(account.url, blog.platform).replace("static", "static page")
        return kind or (OTHER_KIND if is_known else UNEXPLAINED)
    return STATES[account.state].group if account.state in STATES else OTHER_KIND


def explain(url: str, account: Account | None) -> str:
    """Return in a line what became of an address, and why."""
    if account is None:
        return f"{url}: no page that was fetched links to it, and no source lists it"
    why = f" ({account.why})" if account.why else ""
    named = ", ".join(sorted(account.sources))
    return f"{url}: {words_for(account.state)}{why}; named by {named}"


def words_for(state: str) -> str:
    """Return what a state says of a page."""
    return STATES[state].words if state in STATES else f"is no post: {state}"


def row_of(name: str, account: Account, blog: Blog) -> dict[str, Any]:
    """Return what became of an address of the blog of a name, as a line of a file; `report` reads it."""
    return {
        "address": account.url,
        "blog": name,
        "fate": group_of(account, blog),
        "said": words_for(account.state),
        "why": account.why,
        "named_by": sorted(account.sources),
    }


def asked_about(said: str) -> list[str]:
    """Return the addresses that are asked about: each word of the text is one, or a file of them, one a line.

    Raises WrongArgument where such a file cannot be read.
    """
    found: list[str] = []
    for word in said.split():
        found += [line for _, line in read_list(word)] if "://" not in word and isfile(word) else [word]
    return found
