"""Faults of ours, made: what a worker is to load besides the cleaners, so that a step fails over every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from blogsieve.cleaners.steps import lists

if TYPE_CHECKING:
    from blogsieve import Page


def fail(*_: object, **__: object) -> NoReturn:
    """Fail as code does that has a fault."""
    raise KeyError("boat")


def break_lists(_: Page) -> None:
    """Have the step on lists fail."""
    lists.find = fail
