"""Which posts are wanted, as the spider's arguments say: by address, by date, by number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from blogsieve.cleaners.number import whole_number

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z", re.ASCII)


class WrongArgument(ValueError):
    """An argument of a spider that cannot be meant; the message names it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The posts that are wanted; all of them where nothing is said."""

    since: str = ""  # the first day, "2020", "2020-05" or "2020-05-17"
    until: str = ""  # the last day
    limit: int = 0  # so many posts of each blog, 0 for all
    include: re.Pattern[str] | None = None
    exclude: re.Pattern[str] | None = None

    @classmethod
    def read(cls, arguments: dict[str, Any]) -> Selection:
        """Return what the arguments ask for, and take them out; raise WrongArgument."""
        since, until = (read_day(name, str(arguments.pop(name, ""))) for name in ("since", "until"))
        limit = str(arguments.pop("limit", "0"))
        if (most := whole_number(limit)) is None:
            raise WrongArgument(f"limit={limit}: is no number, or too large a one")
        include, exclude = (read_pattern(name, str(arguments.pop(name, ""))) for name in ("include", "exclude"))
        return cls(since, until, most, include, exclude)

    def has_url(self, url: str) -> bool:
        """Say whether a post may stand at url."""
        return bool((not self.include or self.include.search(url)) and not (self.exclude and self.exclude.search(url)))

    def has_date(self, date: str) -> bool:
        """Say whether a post of that day is wanted; one without a day is, unless days are asked for.

        >>> Selection(since="2020-05", until="2020-06").has_date("2020-06-30T10:00:00Z")
        True
        """
        if not date:
            return not (self.since or self.until)
        return date[: len(self.since)] >= self.since and (not self.until or date[: len(self.until)] <= self.until)


def read_day(name: str, said: str) -> str:
    """Return a day as it is said; raise WrongArgument where it is none."""
    if said and not DAY.match(said):
        raise WrongArgument(f"{name}={said}: is no date like 2020, 2020-05 or 2020-05-17")
    return said


def read_pattern(name: str, said: str) -> re.Pattern[str] | None:
    """Return a regular expression; raise WrongArgument where it is none."""
    try:
        return re.compile(said) if said else None
    except re.error as error:
        raise WrongArgument(f"{name}={said}: is no regular expression ({error})") from error
