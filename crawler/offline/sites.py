"""A site of an archive on its way to records: learned once, then cleaned as a whole, or in shares of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from blogsieve.crawler.offline.noted import Noted
from blogsieve.crawler.offline.posts import Posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.corpus.readers import Refusal
    from blogsieve.crawler.offline.contents import Contents


class SitePosts(Protocol):
    """The posts of a site, or what may be posts; all that the site teaches is known."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def share(self, start: int, end: int, work: Work) -> Self:
        """Return some of them, with no more than what it takes to clean these elsewhere."""
        ...

    def jobs(self, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of each, in the order of the archives."""
        ...


def learn_site(contents: Contents, work: Work) -> SitePosts:
    """Return the posts of a site, learned; the work is told what is wrong with what tells of them."""
    if contents.notes:
        return Noted(contents)
    for refusal in contents.read_data():
        work.refuse(str(refusal))
    return Posts.of(contents, work)
