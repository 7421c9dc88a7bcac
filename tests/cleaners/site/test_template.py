"""What a template puts below or above a post's text, inside the element that holds it."""

from __future__ import annotations

import pytest
from tinroof import body, cleaned, page, paragraphs, sentence, simple, title

from blogsieve import Page, clean_page, learn

PAGES = range(12)


def others(number: int) -> list[int]:
    """Return the numbers of posts that no page of the sample is."""
    return [100 + 3 * number, 101 + 3 * number]


def excerpts(number: int) -> str:
    return "".join(
        f"<h5><a href=/{one}/>{title(one)}</a></h5><p>{' '.join(body(one)[:2])}</p>" for one in others(number)
    )


def test_a_box_that_links_to_posts_below_the_same_line_goes_with_their_excerpts() -> None:
    def make(number: int) -> Page:
        box = f"<div class=q2><h4>From the same shed</h4>{excerpts(number)}</div>"
        return page(number, f"<div class=k9>{paragraphs(body(number))}{box}</div>")

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]


def test_a_box_of_that_name_that_holds_something_else_stays() -> None:
    def make(number: int) -> Page:
        more = f"<p>{sentence((number, 'takes'))} <a href=/{number + 1}/>More</a></p>"
        box = f"<div class=q2><h4>What it takes</h4>{more}</div>"
        own = f"<div class=q2>{paragraphs(body(number))}</div>"
        return page(number, f"<div class=k9>{own}{box}<p>{sentence(number)}</p></div>")

    texts = cleaned([make(number) for number in PAGES])
    assert all(sentence((number, "takes")) in "\n".join(texts[number]) for number in PAGES)


@pytest.mark.parametrize("label", ["Elsewhere on this site", "More like this one"])
def test_links_to_unknown_posts_below_a_line_of_most_pages_go(label: str) -> None:
    def make(number: int) -> Page:
        links = "".join(f"<p><a href=/{one}/>{title(one)}</a></p>" for one in others(number))
        return page(number, f"<div class=k9>{paragraphs(body(number))}<h4>{label}</h4>{links}</div>")

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]


def test_the_authors_links_at_the_end_stay() -> None:
    def make(number: int) -> Page:
        links = "".join(f"<li><a href=/{one}/>{title(one)}</a></li>" for one in others(number)) if number == 4 else ""
        return page(number, f"<div class=k9>{paragraphs(body(number))}<ul>{links}</ul></div>")

    assert cleaned([make(number) for number in PAGES])[4] == [*body(4), *map(title, others(4))]


def test_titles_that_the_model_is_told_are_found_in_teasers() -> None:
    teased = "".join(f"<b>{title(one)}</b><p>{body(one)[0][:90]}…</p>" for one in others(3))
    teasing = page(40, f"<div class=k9>{paragraphs(body(40))}{teased}</div>")
    model = learn([simple(number) for number in PAGES])
    told = model.with_titles(title(one) for one in others(3))
    assert clean_page(teasing, model).record.text != clean_page(teasing, told).record.text
    assert clean_page(teasing, told).record.text.split("\n")[:5] == body(40)
    assert not [one for one in others(3) if title(one) in clean_page(teasing, told).record.text]


def test_labels_beside_the_title_go_with_it() -> None:
    def make(number: int) -> Page:
        label = ("travel", "kitchen", "notes", "city")[number % 4]
        head = f"<div class=q1><h2>{title(number)}</h2><p>{label}</p></div>"
        return page(number, f"<div class=k9>{head}{paragraphs(body(number))}</div>")

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]


def test_a_single_comment_goes_where_other_pages_tell_the_heading() -> None:
    def make(number: int) -> Page:
        count = 1 if number % 3 == 0 else 3
        said = "".join(
            f"<div><b>Reader {one}</b><p>{sentence((number, one, 'said'))}</p></div>" for one in range(count)
        )
        heard = f"<div><h4>{count} answers</h4><div>{said}</div></div>"
        return page(number, f"<div class=k9>{paragraphs(body(number))}{heard}</div>")

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]


def test_a_post_of_one_teased_line_keeps_it() -> None:
    line = "The kettle is mended."

    def make(number: int) -> Page:
        teaser = f"<div class=q3><p>{line}</p></div>" if number in (1, 2, 3) else ""
        return page(number, f"<div class=k9>{paragraphs(body(number))}{teaser}</div>")

    model = learn([make(number) for number in range(20)])
    short = page(50, f"<div class=k9><p>{line}</p></div>")
    assert clean_page(short, model).record.text == line


def test_a_link_that_cannot_be_read_costs_nothing() -> None:
    broken = '<a href="http://[broken"><h5>A harbour</h5><p>And all the lamps that were lit in it for us.</p></a>'
    pages = [simple(number) for number in PAGES]
    assert clean_page(page(60, f"<div class=k9>{paragraphs(body(60))}{broken}</div>"), learn(pages)).record.text


def test_posts_that_differ_in_a_number_only_keep_it() -> None:
    def make(number: int) -> Page:
        return page(
            number, f"<div class=k9><img src=/{number}.jpg><p>Day {number} on the ice</p></div><p>12 comments</p>"
        )

    assert cleaned([make(number) for number in PAGES]) == [[f"Day {number} on the ice"] for number in PAGES]


@pytest.mark.parametrize("address", ["/{}/", "/?p={}"])
def test_a_list_of_links_with_excerpts_below_a_post_of_a_line_goes(address: str) -> None:
    def make(number: int) -> Page:
        links = "".join(
            f"<div><a href='{address.format(one)}'>{title(one)}</a></div><p>{' '.join(body(one)[:1])[:40]}…</p>"
            for one in others(number)
        )
        own = paragraphs(body(number)[:1])
        made = page(number, f"<div class=k9>{own}<h3>Stay in touch</h3><h4>Read on</h4>{links}</div>")
        return Page(f"https://tinroof.example{address.format(number)}", made.body, made.content_type, made.fetched)

    assert cleaned([make(number) for number in PAGES]) == [body(number)[:1] for number in PAGES]


def test_a_box_of_one_of_two_authors_is_no_opening_of_a_post() -> None:
    def make(number: int) -> Page:
        name = ("Robin", "Kim")[number % 2]
        box = f"<h4>{name} Tin</h4><p>{name} repairs roofs of tin, and writes about what the rain does to them.</p>"
        return page(number, f"<div class=k9><p>How to mend roof {title(number)}:</p>{box}</div>")

    texts = cleaned([make(number) for number in PAGES])
    assert not any("repairs roofs" in line for text in texts for line in text)


def test_a_byline_of_what_the_record_says_goes() -> None:
    def make(number: int) -> Page:
        day, author = f"2021-03-{number + 1:02}", "<meta name=author content='Robin Tin'>"
        line = f"<div><a rel=tag href=/t/>roofs</a><span>Robin Tin</span><b>{day}</b>2021-11-25</div>"
        made = page(number, f"<div class=k9>{line}{paragraphs(body(number))}</div>")
        return Page(
            made.url, made.body.replace(b"<title>", author.encode() + b"<title>"), made.content_type, made.fetched
        )

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]


def test_a_line_of_names_and_words_stays() -> None:
    def make(number: int) -> Page:
        line = f"<p>{number} roofs, <a rel=tag href=/t/>roofs</a> and more roofs of {title(number)}</p>"
        return page(number, f"<div class=k9>{line}{paragraphs(body(number))}</div>")

    assert all(len(text) == 1 + len(body(number)) for number, text in enumerate(cleaned([make(n) for n in PAGES])))


def test_the_title_behind_a_label_below_the_text_goes() -> None:
    def make(number: int) -> Page:
        licence = f"<div>Title: {title(number)}</div><div>Licence: free to copy</div>"
        return page(number, f"<div class=k9>{paragraphs(body(number))}{licence}</div>")

    assert cleaned([make(number) for number in PAGES]) == [body(number) for number in PAGES]
