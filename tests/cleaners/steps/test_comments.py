"""Comments without a name in the markup go from a heading that the site repeats; other lists below a heading stay."""

from __future__ import annotations

import time

import pytest
from stepping import ALONE, document_of, gone, lines, page_of

from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import comments

SITE = SiteModel(
    pages=20, repeated={"h3:answers": 18, "h3:0 replies": 20, "h3:letters": 9, "tr:answers": 9}, endings={"h3:letters"}
)
PROSE = "Nobody had seen the old jetty since the storm of that year."


@pytest.mark.parametrize(
    ("below", "size"),
    [
        (f"<h3>Answers</h3>{lines('Ana, 3 May 2021', 'I have!', 'Bo, 4 May 2021', 'So have I.')}", 5),
        ("<h3>2 replies</h3><div>I have!</div><div>So have I.</div>", 3),
        ("<h3>2 replies</h3><ul><li>I have!</li><li>So have I.</li></ul>", 3),
        (f"<h3>Letters</h3>{lines('I have!')}", 2),
        (f"<h3>Answers</h3>{lines('I have!', 'So have I.')}", 0),
        (f"<h3>Questions</h3>{lines('Ana, 3 May 2021', 'Have you?')}", 0),
        ("<h3>5 replies</h3><div>I have!</div><div>So have I.</div>", 0),
        ("<h3>1 reply</h3><div>I have!</div>", 0),
        (f"<table><tr><td>Answers</td></tr></table>{lines('Ana, 3 May 2021', 'I have!')}", 0),
    ],
)
def test_all_from_the_heading_goes(below: str, size: int) -> None:
    document = document_of(page_of(lines(PROSE) + below), SITE)
    wanted = [block.text for block in document.blocks[len(document.blocks) - size :]]
    assert gone(comments, document, SITE) == [("comments/nameless", text) for text in wanted]


@pytest.mark.parametrize(("body", "site"), [(lines(PROSE), ALONE), ("", SITE)])
def test_heading_that_is_unknown_or_has_no_text_above_stays(body: str, site: SiteModel) -> None:
    html = f"{body}<h3>Answers</h3>{lines('Ana, 3 May 2021', 'I have!')}"
    assert gone(comments, document_of(page_of(html), site), site) == []


def test_the_posts_own_day_below_its_text_is_no_readers() -> None:
    foot = "<h3>Answers</h3>" + lines("I have!", "Posted on 3 May 2021 by Ana")
    text = f"<div class=entry-content>{lines(PROSE * 4, PROSE * 5)}</div>"
    document = document_of(page_of(f"<h1>The jetty</h1>{text}<div>{foot}</div>"), SITE)
    assert (document.date.date, document.date.source) == ("2021-05-03", "below")
    assert gone(comments, document, SITE) == []


def test_row_with_the_posts_own_day_below_a_list_is_no_readers() -> None:
    text = f"<div class=entry-content>{lines(PROSE * 4)}<h3>Answers</h3><ul><li>It was rot.</li></ul></div>"
    row = "<p>3 May 2021 20:06 · Ana · 1 comment</p>"
    document = document_of(page_of(f"<h1>The jetty</h1>{text}<div>{row}</div>"), SITE, author="Ana")
    assert document.date.date == "2021-05-03"
    assert gone(comments, document, SITE) == []


def test_day_of_the_last_change_below_a_list_is_no_readers() -> None:
    text = f"<div class=entry-content>{lines(PROSE * 4)}<h3>Answers</h3><ul><li>It was rot.</li></ul></div>"
    foot = "<p>Last edited by Ana on 8 May 2021</p>"
    kinds = (("published", 3), ("modified", 8))
    times = "".join(f"<meta property=article:{kind}_time content=2021-05-0{day}>" for kind, day in kinds)
    document = document_of(page_of(f"{times}<h1>The jetty</h1>{text}<div>{foot}</div>"), SITE)
    assert (document.date.date, document.date.modified[:10]) == ("2021-05-03", "2021-05-08")
    assert gone(comments, document, SITE) == []


def test_a_day_heads_no_comments_and_is_the_posts_own_in_either_order() -> None:
    site = SiteModel(pages=20, repeated={"h2:<date>": 20, "h3:answers": 20})
    foot = "<p>Posted by Ana at 03/05/2021 07:08</p>"
    time_of_post = "<meta property=article:published_time content=2021-05-03>"
    for heading in ("<h2>03/05/2021</h2>", "<h3>Answers</h3>"):
        html = f"{time_of_post}<p>Low water | Home</p>{heading}{lines(PROSE)}{foot}"
        assert gone(comments, document_of(page_of(html), site), site) == []


@pytest.mark.parametrize(("day", "size"), [("12 May 2021", 3), ("12 May 1998", 0)])
def test_nobody_answers_long_before_the_post(day: str, size: int) -> None:
    time_of_post = "<meta property=article:published_time content=2021-05-03>"
    html = f"{time_of_post}{lines(PROSE)}<h3>Answers</h3>{lines(f'Ole Vik, {day}', 'He built it.')}"
    assert len(gone(comments, document_of(page_of(html), SITE), SITE)) == size


def test_a_count_among_other_counts_of_a_paragraph_heads_no_comments() -> None:
    site = SiteModel(pages=20, repeated={"p:curlew 0": 12, "p:0 replies": 12}, endings={"p:curlew 0", "p:0 replies"})
    birds = f"{lines(PROSE)}<p>Teal 4<br>Curlew 2<br>Wren 1</p>"
    assert gone(comments, document_of(page_of(birds + lines(PROSE[::-1])), site), site) == []
    replies = f"{lines(PROSE)}<p>2 replies<br>I have seen it.<br>So have I.</p>"
    assert len(gone(comments, document_of(page_of(replies), site), site)) == 3


def test_heading_of_a_script_without_spaces_is_short_as_well() -> None:
    site = SiteModel(pages=20, repeated={"h3:0 件 の コ メ ン ト": 20})
    html = f"{lines(PROSE)}<h3>2 件のコメント</h3>{lines('見ました。', 'Ana, 2021-05-04')}"
    document = document_of(page_of(html), site)
    assert {"h3:0 件 の コ メ ン ト"} == {key for key, _ in comments.headings(document, site)}
    assert len(gone(comments, document, site)) == 3


def test_what_stands_below_a_byline_is_the_post_and_no_comments() -> None:
    site = SiteModel(pages=3, repeated={"p:<date>": 3, "h3:0 replies": 3})
    html = lines("3 May 2021") + f"<h3>2 replies</h3><div>{PROSE}</div><div>{PROSE[::-1]}</div>"
    assert gone(comments, document_of(page_of(html), site), site) == []


def test_line_that_stands_on_a_page_a_thousand_times_is_asked_about_once() -> None:
    site = SiteModel(pages=20, repeated={"p:answer": 20})
    html = lines(PROSE) + "".join(lines("Answer", f"{number} metres, on a calm day") for number in range(1_500))
    document = document_of(page_of(html), site)
    start = time.process_time()
    assert gone(comments, document, site) == []
    # Where each was compared with all that follows it, this took minutes.
    assert time.process_time() - start < 10
