"""The card of a dataset: README.md with front matter that Hugging Face reads, and counts of what is really there."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.corpus.dataset.manifest import Manifest
    from blogsieve.cleaners.corpus.survey import Survey

# How the hub names sizes, by the number of records that they are below.
SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)
LARGEST = "100M<n<1B"
SHOWN = 20  # rows of a table
TEMPLATE = "card.md"


def write_card(manifest: Manifest, name: str, survey: Survey) -> str:
    """Return the card of a version of a dataset."""
    dated = sorted(survey.months)
    licenses = [(license_ or "none stated", posts) for license_, posts in survey.licenses.most_common()]
    languages, blogs = survey.languages.most_common(), survey.blogs.most_common()
    template = files(__package__).joinpath(TEMPLATE).read_text("utf-8")
    return template.format(
        name=name,
        hub_license=hub_license(survey),
        hub_languages=", ".join(language for language, _ in languages if language != "und"),
        size=size_of(survey.posts),
        posts=survey.posts,
        noun="post" if survey.posts == 1 else "posts",
        blogs="1 blog" if len(blogs) == 1 else f"{len(blogs):,} blogs",
        words=survey.words,
        years=f"{dated[0][:4]} to {dated[-1][:4]}" if dated else "without dates",
        version=manifest.version,
        made=manifest.made[:10],
        made_by=manifest.made_by,
        arguments=manifest.arguments,
        changes=change_line(manifest),
        licenses=table(("licence", "posts"), licenses),
        signals=table(("objection", "posts"), survey.signals.most_common()),
        languages=table(("language", "posts"), languages),
        sources=table(("blog", "posts"), ((blog or "no address", posts) for blog, posts in blogs)),
        months=table(("year", "posts"), sorted(years(survey))),
        removed=table(("removed, by reason", "characters"), survey.removed.most_common()),
        duplicates=survey.duplicates,
        dateless=survey.dateless,
        schema=manifest.schema_version,
    )


def change_line(manifest: Manifest) -> str:
    """Return a sentence on what has changed since the version before."""
    if not manifest.before:
        return "It is the first version."
    said = ", ".join(f"{count:,} {kind}" for kind, count in manifest.changes.items())
    return f"Since version {manifest.before}: {said}."


def hub_license(survey: Survey) -> str:
    """Return what the hub calls the licence that all posts are under, "other" where there is no such one."""
    names = [name for name, _ in survey.licenses.most_common()]
    is_one = len(names) == 1 and names[0].startswith("CC")
    return names[0].lower() if is_one else "other"


def size_of(posts: int) -> str:
    """Return the hub's word for a number of records.

    >>> size_of(999), size_of(1000)
    ('n<1K', '1K<n<10K')
    """
    return next((name for most, name in SIZES if posts < most), LARGEST)


def years(survey: Survey) -> Iterator[tuple[str, int]]:
    """Yield the years with the numbers of their posts."""
    counts: dict[str, int] = {}
    for month, count in survey.months.items():
        counts[month[:4]] = counts.get(month[:4], 0) + count
    yield from counts.items()


def table(head: tuple[str, str], rows: Iterable[tuple[str, int]]) -> str:
    """Return a table of names and numbers in Markdown, "" of none; of many the last row sums up the rest."""
    found = [(name, count) for name, count in rows if count]
    if not found:
        return ""
    if len(found) > SHOWN:
        rest = found[SHOWN:]
        found = [*found[:SHOWN], (f"{len(rest):,} others", sum(count for _, count in rest))]
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {name} | {count:,} |" for name, count in found)]
    return "\n".join(lines) + "\n"
