"""A corpus at a glance: when its posts are from, in which languages, how long, what was removed, what looks wrong."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.views.charts import bars, columns, figure, months
from blogsieve.crawler.views.groups import group_of, hue
from blogsieve.crawler.views.markup import Html, document, el, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.corpus.survey import Survey

SHEETS = ("base.css", "report.css")
REPEATED = 25
# A line that stands in this share of the posts, and in so many at least, may be template that was not recognised.
LEAK, FEWEST_LEAKS = 0.02, 3
TITLES = {"date_source": "Where dates come from", "method": "How bodies were found", "platform": "Platforms"}
# By the names of MEASURED in the survey.
MEASURES = {
    "punct_lines": "Lines that end as a sentence",
    "c4_lines": "Lines that C4 keeps",
    "dup_line_chars": "Characters in repeated lines",
    "top_2_gram": "Most frequent pair of words",
    "dup_5_gram": "Repeated runs of five words",
    "alpha_words": "Words with a letter",
}
ODD = {
    "shortest": "Shortest",
    "longest": "Longest",
    "doubtful": "Least sure of the language",
    "undated": "Without a date",
    "shortened": "Less than the feed has",
}


def render(survey: Survey, names: list[str]) -> Html:
    """Return the page about a corpus."""
    main = el(
        "main",
        el("div", time(survey), lengths(survey), class_="wide"),
        el("div", [*counts(survey)], class_="grid"),
        quality(survey),
        fates(survey),
        repeated(survey),
        leaks(survey),
        odd(survey),
        el("section", el("h2", "A sample"), el("div", map(card, survey.sample.chosen), class_="grid")),
    )
    return document(f"{', '.join(names)} · blogsieve report", SHEETS, header(survey, names), main)


def header(survey: Survey, names: list[str]) -> Html:
    """Return the head: the files, and the numbers that are asked for first."""
    dated = sorted(survey.months)
    years = f"{dated[0][:4]} to {dated[-1][:4]}" if dated else "no dates"
    numbers = {
        "posts": f"{survey.posts:,}",
        "words": f"{survey.words:,}",
        "characters": f"{survey.characters:,}",
        "blogs": f"{len(survey.blogs.counts):,}",
        "languages": f"{len(survey.languages.counts):,}",
        "years": years,
    }
    if survey.duplicates:
        numbers["posts say nearly what another says"] = f"{survey.duplicates:,}"
    if survey.fed:
        numbers[f"of {survey.fed:,} posts lack a tenth or more of what the feed has"] = f"{survey.cut:,}"
    facts = [el("p", el("b", number), f" {name}") for name, number in numbers.items()]
    return el(
        "header",
        el("p", "blogsieve report", class_="brand"),
        el("h1", ", ".join(names)),
        el("div", facts, class_="facts"),
    )


def time(survey: Survey) -> Html:
    """Return the plot of posts by month."""
    if not survey.months:
        return figure("Posts by month", el("p", "No post has a date.", class_="note"))
    month, most = max(survey.months.items(), key=lambda pair: (pair[1], pair[0]))
    said = f"Posts by month from {min(survey.months)} to {max(survey.months)}; most in {month}: {most:,}"
    note = f"Most in {month}: {most:,}. Without a date: {survey.dateless:,}."
    return figure("Posts by month", months(survey.months, said), note)


def lengths(survey: Survey) -> Html:
    """Return the plot of the texts' lengths."""
    found = survey.lengths
    rows = [(short(2**power), found[power]) for power in range(min(found), max(found) + 1)] if found else []
    middle = survey.words / max(1, survey.posts)
    said = "Posts by length, up to so many words: " + ", ".join(f"{name}: {size:,}" for name, size in rows)
    return figure("Length of texts", columns(rows, said), f"Up to so many words. Mean: {middle:,.0f}.")


def short(number: int) -> str:
    """Return a number in few characters.

    >>> short(512), short(2048)
    ('512', '2k')
    """
    return str(number) if number < 1024 else f"{number // 1024}k"


def counts(survey: Survey) -> list[Html]:
    """Return the plots of shares."""
    removed = [(group, size) for group, size in survey.removed.most_common() if size]
    share = sum(survey.removed.values()) / max(1, survey.characters + sum(survey.removed.values()))
    note = f"{share:.0%} of all characters of the pages."
    plots = [
        figure("Languages", bars(survey.languages.most_common(), ("language", "posts"))),
        figure("Removed, by reason", bars(removed, ("reason", "characters"), colours=True), note),
        figure("Blogs", bars(survey.blogs.most_common(), ("blog", "posts"))),
        rights(survey),
    ]
    if survey.signals.counts:
        note = f"A post may bear several; {survey.unsigned:,} bear none."
        plots.append(figure("Objections of owners", bars(survey.signals.most_common(), ("signal", "posts")), note))
    return plots + [
        figure(TITLES[name], bars(found.most_common(), (TITLES[name], "posts"))) for name, found in survey.facts.items()
    ]


def rights(survey: Survey) -> Html:
    """Return the plot of licences."""
    found = [(name or "none stated", size) for name, size in survey.licenses.most_common()]
    return figure("Licences", bars(found, ("licence", "posts")))


def quality(survey: Survey) -> Html:
    """Return the plots of the numbers of quality, nothing where nobody asked for them."""
    plots = []
    for name, title in MEASURES.items():
        tenths = survey.quality[name]
        rows = [(f"{place / 10:.1f}", tenths[place]) for place in range(10)] if tenths else []
        said = f"{title}, posts by tenths: " + ", ".join(f"{at}: {size:,}" for at, size in rows)
        plots += [figure(title, columns(rows, said), name)] if rows else []
    return el("section", el("h2", "Numbers of quality"), el("div", plots, class_="grid")) if plots else Html("")


def fates(survey: Survey) -> Html:
    """Return the table of what became of the addresses of the blogs, nothing where nobody noted it."""
    rows = [
        (fate, f"{count:,}", el("div", [el("div", link(url)) for url in first]))
        for fate, (count, first) in sorted(survey.fates.items(), key=lambda one: -one[1][0])
    ]
    note = "Each address of the blogs that a page links to, or a source lists; the first of each kind are named."
    head = ("as", "addresses", "the first")
    return listed("What became of the addresses", note, head, rows) if rows else Html("")


def repeated(survey: Survey) -> Html:
    """Return the table of the blocks that were removed from most pages."""
    rows = [
        (
            link(one.url, f"{one.pages:,}"),
            el("span", one.reason, class_="reason", style=hue(group_of(one.reason))),
            one.text,
        )
        for one in islice(survey.repeated(), REPEATED)
    ]
    note = "The template as it was removed, most frequent first; the number of pages leads to the first of them."
    if not rows:
        note = (
            "Give report the file of BLOGSIEVE_BOILERPLATE too, and the blocks that were removed most often are here."
        )
    return listed("What was removed from most pages", note, ("pages", "reason", "text"), rows)


def leaks(survey: Survey) -> Html:
    """Return the table of lines that stand in several texts."""
    least = max(FEWEST_LEAKS, LEAK * survey.posts)
    rows = [(f"{size:,}", line) for line, size in survey.lines.most_common(REPEATED) if size >= least]
    note = "Lines that stand in several texts: a blogger's refrain, or template that was not recognised."
    return listed(
        "What repeats in the texts", note if rows else "No line stands in many texts.", ("posts", "line"), rows
    )


def listed(title: str, note: str, head: tuple[str, ...], rows: Sequence[tuple[str | Html, ...]]) -> Html:
    """Return a table with its title; nothing but the title and the note where there are no rows."""
    names = el("tr", [el("th", name, scope="col") for name in head])
    body = [el("tr", [el("td", cell, dir="auto") for cell in row]) for row in rows]
    table = el("div", el("table", el("thead", names), el("tbody", body)), class_="listed", tabindex=0, role="group",
               aria_label=title)  # fmt: skip
    return el("section", el("h2", title), el("p", note, class_="note"), table if rows else "")


def odd(survey: Survey) -> Html:
    """Return the posts that are worth a look."""
    found = {title: getattr(survey, name).items() for name, title in ODD.items()}
    lists = [el("div", el("h3", title), map(card, posts)) for title, posts in found.items() if posts]
    return el("section", el("h2", "Worth a look"), el("div", lists, class_="grid odd"))


def card(post: dict[str, Any]) -> Html:
    """Return a post in short."""
    facts = (
        post["date"] or "no date",
        f"{post['language']} {post['language_score']:.2f}",
        f"{post['word_count']:,} {'word' if post['word_count'] == 1 else 'words'}",
    )
    return el(
        "article",
        el("p", el("b", link(post["url"], post["title"] or "No title")), dir="auto"),
        el("p", " · ".join(facts), class_="note"),
        el("p", post["text"], class_="opening", dir="auto"),
    )
