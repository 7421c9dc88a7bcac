"""When a post was published and changed: candidates from all that names a date, weighed by how far each is trusted.

`stamp` reads dates of machines and `visible` dates of people, in any language with the names that `months` holds;
`place` tells where on the page the post's own date can stand; `sources` is the table of all that names a date, `gather`
reads the candidates of it, `choose` picks one.
"""

from blogsieve.cleaners.metadata.dates.candidate import DateCandidate
from blogsieve.cleaners.metadata.dates.choose import PostDate, candidates, choose, find_date
from blogsieve.cleaners.metadata.dates.site import order_of_numbers, source_weights
from blogsieve.cleaners.metadata.dates.visible import read_date, read_dates

__all__ = [
    "DateCandidate",
    "PostDate",
    "candidates",
    "choose",
    "find_date",
    "order_of_numbers",
    "read_date",
    "read_dates",
    "source_weights",
]
