"""Blocks that recur are the author's where feeds have them or their figures differ, a plugin's where they are links."""

from __future__ import annotations

from tinroof import body, page, paragraphs

from blogsieve import Page, clean_page, learn

JOIN = "<p>Like the rain? <a href=/join/>Join the readers of these notes</a></p>"


def make(number: int) -> Page:
    text = body(number)
    walked = f"Walked: {number + 3} miles"
    own = paragraphs([text[0], walked, "Notes from the shed:", *text[1:]])
    return page(number, f"<div class=k9>{own}{JOIN}<p>Set by hand in lead</p></div>", own + JOIN)


def with_source(number: int) -> Page:
    """Return a page whose author names in its first line where it was read, in the same words each time."""
    own = f"<p><a href=https://press.example/{number * 7}/>Read there</a></p>{paragraphs(body(number))}"
    share = (
        f'<p><a href="https://net.example/?u=https%3A%2F%2Ftinroof.example%2F{number}%2F">Tell others of this</a></p>'
    )
    return page(number, f"<div class=k9>{own}{share}</div>", own + share)


MODEL = learn([make(number) for number in range(12)])


def test_what_feeds_hold_is_the_authors() -> None:
    assert "p:notes from the shed" in MODEL.authored
    assert "p:set by hand in lead" not in MODEL.authored


def test_figures_that_differ_are_told() -> None:
    assert MODEL.varied == {"p:walked 0 miles"}


def test_links_on_most_pages_are_a_plugins_though_feeds_hold_them() -> None:
    assert {name for name in MODEL.plugins if name.startswith("p:")} == {
        "p:like the rain join the readers of these notes"
    }


def test_a_line_that_leads_elsewhere_on_each_page_is_its_authors() -> None:
    pages = [with_source(number) for number in range(12)]
    model = learn(pages)
    assert "p:read there" in model.varied
    assert "p:read there" not in model.plugins
    assert "p:tell others of this" in model.plugins
    for number, one in enumerate(pages):
        assert clean_page(one, model).record.text.split("\n") == ["Read there", *body(number)]


def rated(number: int) -> Page:
    """Return a page whose author rates what he read on some of them, most often alike; the theme counts on all."""
    rating = [f"Rating: {1 if number == 4 else 5}/5"] if number % 2 == 0 else []
    return page(
        number, f"<div class=k9>{paragraphs([*body(number), *rating])}<p>Read {7 if number else 6} times</p></div>"
    )


def test_what_stands_on_some_pages_with_a_second_figure_is_told() -> None:
    assert learn([rated(number) for number in range(12)]).varied == {"p:rating 0 0"}


def test_what_feeds_hold_goes_where_it_stands_apart_from_the_paragraphs_and_stays_below_them() -> None:
    farewell, box = "Until the next rain, from under the roof", "Ada mends clocks and writes of what they missed"

    def printed(number: int) -> Page:
        own = paragraphs([*body(number), farewell])
        return page(number, f"<div class=k9>{own}</div><div class=k8><p>{box}</p></div>", f"{own}<p>{box}</p>")

    pages = [printed(number) for number in range(12)]
    model = learn(pages)
    assert [clean_page(one, model).record.text.split("\n") for one in pages] == [
        [*body(number), farewell] for number in range(12)
    ]


def test_a_greeting_that_teasers_of_other_posts_begin_with_too_is_the_authors() -> None:
    greeting = "Good morning to all of you under a roof"
    cards = f"<div class=k7>{paragraphs([f'{greeting}…'] * 3)}</div>"

    def greeted(number: int) -> Page:
        own = paragraphs([greeting, *body(number)])
        return page(number, f"<div class=k9>{own}</div>{cards}", own)

    pages = [greeted(number) for number in range(12)]
    model = learn(pages)
    assert all(clean_page(one, model).record.text.split("\n")[0] == greeting for one in pages)


def priced(number: int) -> Page:
    """Return a page of a shop's blog that begins with a price, and ends with the card of another that begins so."""
    price = f"<p>Price: {number + 3} pounds</p>"
    card = f"<a href=/{number + 40}/><p>Price: {number + 9} pounds</p></a>" if number % 3 == 0 else ""
    own = price + paragraphs(body(number))
    return page(number, f"<div class=k9>{own}{card}</div>", own)


def test_field_that_a_card_begins_with_as_well_is_no_box_of_a_plugins() -> None:
    pages = [priced(number) for number in range(12)]
    model = learn(pages)
    assert "p:price 0 pounds" in model.repeated
    assert "p:price 0 pounds" not in model.plugins
    assert clean_page(pages[1], model).record.text.split("\n")[0] == "Price: 4 pounds"


def test_stars_that_differ_are_the_authors() -> None:
    def starred(number: int) -> Page:
        stars = "\u2605" * (number % 5 + 1) + "\u2606" * (4 - number % 5)
        return page(
            number, f"<div class=k9>{paragraphs([*body(number), f'Warmth: {stars}'])}<div>Likes: \u2665</div></div>"
        )

    pages = [starred(number) for number in range(12)]
    model = learn(pages)
    assert model.varied == {"p:warmth"}
    assert all(clean_page(one, model).record.text.split("\n")[-1].startswith("Warmth: \u2605") for one in pages)
