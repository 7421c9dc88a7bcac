"""A report on millions of lines: what is held does not grow with them, and what is frequent is found all the same."""

from __future__ import annotations

from typing import Any

from records import records

from blogsieve.cleaners.corpus.quality import quality_of
from blogsieve.cleaners.corpus.survey import Survey
from blogsieve.cleaners.corpus.top import Top
from blogsieve.crawler.views.report import render

ROWS, KEPT = 20_000, 200


def test_survey_holds_no_more_for_more_lines() -> None:
    survey = Survey(lines=Top(KEPT), removals=Top(KEPT), blogs=Top(KEPT))
    record = records()[0]
    for number in range(ROWS):
        text = f"The tide table of day {number} hangs by the door.\nPost {number % 3} is a refrain of this blog."
        survey.add(record | {"text": text, "source": f"blog-{number}.example"})
        page = {"url": f"https://a.example/{number}", "reason": "comments/blogger", "source": "x"}
        survey.add_removal(page | {"text": f"Comment number {number}"})
        survey.add_removal(page | {"text": "Post a Comment"})
    for top in (survey.lines, survey.removals, survey.blogs):
        assert len(top.counts) <= 2 * KEPT
    assert len(survey.pages) <= 4 * KEPT
    assert survey.posts == ROWS
    assert [line for line, _ in survey.lines.most_common(3)] == [
        f"Post {n} is a refrain of this blog." for n in range(3)
    ]
    most = next(iter(survey.repeated()))
    assert (most.text, most.url) == ("Post a Comment", "https://a.example/0")


def with_metadata(**more: object) -> dict[str, Any]:
    """Return a record with other metadata."""
    record = records()[0]
    return record | {"metadata": record["metadata"] | more}


def test_report_shows_licences_objections_duplicates_and_quality() -> None:
    survey = Survey()
    survey.add(with_metadata(license="CC-BY-4.0", quality=quality_of(records()[0]["text"])))
    survey.add(with_metadata(signals=["noai", "tdm"], duplicate_of=records()[0]["id"]))
    survey.add(with_metadata())
    page = render(survey, ["posts.jsonl"])
    for said in ("CC-BY-4.0", "none stated", "Objections of owners", "2 bear none", "Numbers of quality", "c4_lines"):
        assert said in page
    assert "<b>1</b> posts say nearly what another says" in page
    assert sum(survey.quality["c4_lines"].values()) == 1
    plain = Survey()
    plain.add(with_metadata())
    for said in ("Objections of owners", "Numbers of quality", "nearly what another says"):
        assert said not in render(plain, ["posts.jsonl"])
