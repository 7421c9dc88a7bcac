"""A report on millions of lines: what is held does not grow with them, and what is frequent is found all the same."""

from __future__ import annotations

from records import records

from blogsieve.cleaners.corpus.survey import Survey
from blogsieve.cleaners.corpus.top import Top

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
