"""Sites that learning must see through, each made of posts of our own in a template that nothing is known of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tinroof import body, cleaned, comments, page, paragraphs, sentence, simple, title

from blogsieve import Page, SiteModel, clean_page, learn


@pytest.mark.parametrize("full", [True, False], ids=["feed", "no feed"])
def test_learns_the_body(full: bool) -> None:
    pages = [simple(number, full=full) for number in range(12)]
    model = learn(pages)
    assert model.supervision == ("feed" if full else "consensus")
    assert [wrapper.selector for wrapper in model.wrappers] == ["div.k9"]
    assert cleaned(pages, model) == [body(number) for number in range(12)]


@pytest.mark.parametrize("glue", ["\n", ""], ids=["a line a line", "glued"])
def test_what_an_entry_without_tags_may_hold_is_not_taken_for_lacking(glue: str) -> None:
    """As the search indexes of static sites have posts: without marks, cells and lines glued to each other."""

    def make(number: int) -> Page:
        first, *rest = body(number)
        head = f"<h2 id=found>Found</h2><dl><dt>Price</dt><dd>{number + 3} pence</dd></dl><p>Nut {number}/12</p>"
        foot = f"<p>Salt {number}</p><div class=w2>Filed away</div>"
        inner = f"<div class=k9><p>{first}</p>{head}{paragraphs(rest)}{foot}</div>"
        said = glue.join([first, f"FoundPrice{number + 3} pence", f"Nut {number}/12", *rest, f"Salt {number}"])
        return page(number, inner, said.replace("FoundPrice", f"Found{glue}Price"))

    pages = [make(number) for number in range(12)]
    wanted = []
    for number in range(12):
        first, *rest = body(number)
        wanted.append([first, "Found", "Price", f"{number + 3} pence", f"Nut {number}/12", *rest, f"Salt {number}"])
    assert cleaned(pages) == wanted


def test_leaves_out_comments_that_the_best_container_holds() -> None:
    def make(number: int) -> Page:
        inner = f"<div class=k9>{paragraphs(body(number))}{comments(number)}</div>"
        return page(number, inner, paragraphs(body(number)))

    pages = [make(number) for number in range(12)]
    assert learn(pages).excluded.keys() >= {"div.q5"}
    assert cleaned(pages) == [body(number) for number in range(12)]


def test_sentence_under_a_picture_is_no_box_of_the_theme() -> None:
    def make(number: int) -> Page:
        text = f"<div>{sentence(f'under the picture {number}')}</div>"
        picture = "" if number % 3 else f"<div class=w2><a><img src=/{number}.jpg></a>{text}</div>"
        return page(number, f"<div class=k9>{paragraphs(body(number))}{picture}</div>")

    pages = [make(number) for number in range(12)]
    wanted = [[] if number % 3 else [sentence(f"under the picture {number}")] for number in range(12)]
    assert cleaned(pages) == [[*body(number), *wanted[number]] for number in range(12)]


def test_how_to_cite_a_picture_is_no_body_though_nothing_on_the_page_is_longer() -> None:
    def make(number: int) -> Page:
        said = f"Ana Nowak of the ferry house at the old mill, 2006. {title(number)}. https://tinroof.example/{number}/"
        box = f"<div class=w2><h4>Cite this post</h4><p>{said}</p></div>"
        text = f"<div class=k9><p><img src=/{number}.jpg></p><p>{captions[number]}</p></div>"
        return page(number, f"<h2>{title(number)}</h2>{text}{box}")

    captions = [" ".join(sentence(number).split()[1:4]) for number in range(12)]
    assert cleaned([make(number) for number in range(12)]) == [[caption] for caption in captions]


def redesigned(number: int) -> Page:
    html = (
        f"<html lang=en><head><title>{title(number)}</title></head><body><main id=paper><h1>{title(number)}</h1>"
        f"<section class=leaf>{paragraphs(body(number))}</section></main>"
        f"<ul class=k9><li>{sentence('old')}</li></ul><footer>New clothes since spring.</footer></body></html>"
    )
    return Page(f"https://tinroof.example/{number}/", html.encode(), "text/html")


def test_learns_a_wrapper_for_each_of_two_templates() -> None:
    pages = [simple(number) if number % 2 else redesigned(number) for number in range(16)]
    assert {wrapper.selector for wrapper in learn(pages).wrappers} == {"div.k9", "section.leaf"}
    assert cleaned(pages) == [body(number) for number in range(16)]


def test_copies_of_a_page_are_one_witness() -> None:
    post = f"<title>Cellar</title><article><h1>Cellar</h1><p>{sentence('cellar')}</p></article>"
    # Bytes differ, what is read does not.
    pages = [
        Page(f"https://tinroof.example/{copy}/", f"<!-- {copy} -->{post}".encode(), "text/html") for copy in range(3)
    ]
    assert cleaned(pages) == [[sentence("cellar")]] * 3


def test_cleans_a_blog_of_three_posts() -> None:
    pages = [simple(number) for number in range(3)]
    assert cleaned(pages) == [body(number) for number in range(3)]


def test_says_that_it_learned_nothing_from_one_page() -> None:
    model = learn([simple(1)])
    assert (model.supervision, model.wrappers) == ("none", ())


def test_copes_with_a_redesign_half_way() -> None:
    pages = [simple(number) if number < 8 else redesigned(number) for number in range(16)]
    assert cleaned(pages) == [body(number) for number in range(16)]


def test_forgets_a_model_after_a_redesign_and_keeps_it_otherwise() -> None:
    old = learn([simple(number) for number in range(12)])
    same = learn([simple(number) for number in range(20, 23)], known=old)
    assert same.wrappers == old.wrappers
    assert same.pages == 15
    assert len(same.posts) > len(old.posts)
    new = learn([redesigned(number) for number in range(20, 26)], known=old)
    assert [wrapper.selector for wrapper in new.wrappers] == ["section.leaf"]


def test_tells_summaries_from_full_texts() -> None:
    def make(number: int) -> Page:
        inner = f"<div class=k9>{paragraphs(body(number))}</div>"
        return page(number, inner, f"<p>{body(number)[0]}</p>")

    pages = [make(number) for number in range(12)]
    assert learn(pages).supervision == "consensus"
    assert cleaned(pages) == [body(number) for number in range(12)]


def test_tells_what_stands_above_read_more_from_full_texts() -> None:
    def make(number: int) -> Page:
        size = 3 if number % 2 else 9
        above, below = paragraphs(body(number, size)[:3]), paragraphs(body(number, size)[3:])
        return page(number, f"<div class=k9><div class=k8>{above}</div><div class=k7>{below}</div></div>", above)

    assert cleaned([make(number) for number in range(12)]) == [
        body(number, 3 if number % 2 else 9) for number in range(12)
    ]


def test_learns_from_feeds_that_differ_from_the_page() -> None:
    def make(number: int) -> Page:
        text = paragraphs(body(number))
        pixel = '<img src="https://stats.example/p.gif" width=1 height=1>'
        tail = f'<p>The post <a href="#">{title(number)}</a> appeared first on <a href="/">Tin Roof Notes</a>.</p>'
        return page(number, f"<div class=k9>{text}</div>", text.replace("lamp", "<em>lamp</em>") + pixel + tail)

    pages = [make(number) for number in range(12)]
    assert learn(pages).supervision == "feed"
    assert cleaned(pages) == [body(number) for number in range(12)]


@pytest.mark.parametrize("full", [True, False], ids=["feed", "no feed"])
def test_line_above_every_post_stays_where_the_feed_has_it_else_goes_and_is_told(full: bool) -> None:
    dedication = "For Marta, who taught me how to mend a kettle and much besides."

    def make(number: int) -> Page:
        text = paragraphs([dedication, *body(number)])
        return page(number, f"<div class=k9>{text}</div>", text if full else "")

    pages = [make(number) for number in range(12)]
    result = clean_page(pages[3], learn(pages))
    assert result.record.text.split("\n") == ([dedication] if full else []) + body(3)
    assert (("repeated/block", dedication) in [(one.reason, one.text) for one in result.removals]) is not full


def test_keeps_the_refrain_of_a_poem() -> None:
    refrain = "And the rain on the roof says come in, come in."

    def poem(number: int) -> list[str]:
        return [line for verse in range(4) for line in (sentence(f"{number} {verse}"), refrain)]

    pages = [
        page(number, f"<div class=k9>{paragraphs(poem(number) if number in (2, 9) else body(number))}</div>")
        for number in range(14)
    ]
    assert cleaned(pages)[2] == poem(2)


def test_keeps_code_that_many_posts_share() -> None:
    def make(number: int) -> Page:
        code = "<pre><code>int main(void) {\n    return 0;\n}</code></pre>"
        return page(number, f"<div class=k9>{paragraphs(body(number))}{code}<p>{sentence(number)}</p></div>")

    texts = cleaned([make(number) for number in range(12)])
    assert all("    return 0;" in text and "}" in text for text in texts)


def test_keeps_the_captions_of_a_photo_blog() -> None:
    def make(number: int) -> Page:
        shots = "".join(f"<figure><img><figcaption>{sentence((number, one))}</figcaption></figure>" for one in range(3))
        return page(number, f"<div class=k9>{shots}</div>", shots)

    pages = [make(number) for number in range(12)]
    assert cleaned(pages) == [[sentence((number, one)) for one in range(3)] for number in range(12)]


def test_takes_the_first_of_two_posts_on_a_page() -> None:
    def make(number: int) -> Page:
        own, other = paragraphs(body(number)), paragraphs(body(number + 1))
        return page(number, f"<div class=k9>{own}</div><div class=k9>{other}</div>", own)

    pages = [make(number) for number in range(12)]
    assert cleaned(pages) == [body(number) for number in range(12)]


def teased(kind: str, number: int) -> str:
    others = [(number + step) % 12 for step in (3, 5)]
    if kind == "titles":
        return "<h5>Nearby</h5>" + "".join(f"<p><a href=/{one}/>{title(one)}</a></p>" for one in others)
    return "".join(f"<b>{title(one)}</b><p>{body(one)[0][:90]}…</p>" for one in others)


@pytest.mark.parametrize("kind", ["titles", "openings"])
def test_finds_teasers_of_other_posts(kind: str) -> None:
    def make(number: int) -> Page:
        return page(number, f"<div class=k9>{paragraphs(body(number))}{teased(kind, number)}</div>")

    pages = [make(number) for number in range(12)]
    assert cleaned(pages) == [body(number) for number in range(12)]


def test_comments_without_a_name_go_by_their_dates() -> None:
    def make(number: int) -> Page:
        rows = "".join(
            f"<p><i>Reader {one}, {one + 1} May 20{10 + number}:</i></p><p>{sentence((number, one, 'said'))}</p>"
            for one in range(5)
        )
        return page(number, f"<div class=k9>{paragraphs(body(number))}<p>What they wrote</p>{rows}</div>")

    pages = [make(number) for number in range(12)]
    assert cleaned(pages) == [body(number) for number in range(12)]


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [simple(number) for number in range(12)]
    assert learn(pages) == learn(pages[::-1])


def test_a_model_is_small_and_survives_storage() -> None:
    model = learn([simple(number, full=True) for number in range(12)])
    assert SiteModel.from_json(model.to_json()) == model
    many = SiteModel(posts=frozenset((number, number * 7919 % 2**32) for number in range(10_000)))
    assert len(many.to_json()) < 200_000


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:40],
        lambda text: text.replace('"version": 2', '"version": 9'),
        lambda text: text.replace('"platform": ""', '"platform": "parchment"'),
    ],
)
def test_refuses_a_model_that_is_damaged_or_of_another_version(damage: Callable[[str], str]) -> None:
    from blogsieve.cleaners.site import ModelError

    with pytest.raises(ModelError, match="model"):
        SiteModel.from_json(damage(SiteModel().to_json()))


def made_by(generator: str, number: int) -> Page:
    one = simple(number)
    return replace(one, body=one.body.replace(b"<head>", f"<head><meta name=generator content='{generator}'>".encode()))


@pytest.mark.parametrize(
    ("generators", "platform"),
    [
        (["Hugo 0.120"] * 4 + ["Hexo 6"] * 2, "hugo"),
        (["Hugo 0.120"] * 3 + ["Hexo 6"] * 3, ""),
        (["Hugo 0.120"] * 2, ""),
        ([""] * 3, "generic"),
    ],
)
def test_learns_the_platform_of_most_pages(generators: list[str], platform: str) -> None:
    model = learn([made_by(generator, number) for number, generator in enumerate(generators)])
    assert model.platform == platform
    assert clean_page(made_by("Hexo 6", 9), model).record.metadata.platform == (platform or "hexo")


def test_more_pages_leave_the_platform_as_it_was_learned() -> None:
    known = learn([made_by("Hugo 0.120", number) for number in range(6)])
    assert learn([made_by("Hexo 6", number) for number in range(6, 12)], known=known).platform == "hugo"


def test_a_heading_that_begins_many_posts_stays() -> None:
    # Extractors leave it out, and its id is the same on all of these pages; it is no part of the theme.

    def make(number: int) -> Page:
        heading = "<h2 id=the-premise>The premise</h2>" if number % 2 else ""
        return page(number, f"<h1>{title(number)}</h1><div class=k9>{heading}{paragraphs(body(number))}</div>")

    pages = [make(number) for number in range(12)]
    assert cleaned(pages) == [["The premise"] * (number % 2) + body(number) for number in range(12)]


def test_a_list_of_whole_posts_makes_no_template_of_them() -> None:
    pages = [page(number, paragraphs(body(number))) for number in range(3)]
    listed = page(7, "".join(f"<h2>{title(number)}</h2>{paragraphs(body(number))}" for number in range(3)))
    site = learn([*pages, listed])
    assert [clean_page(one, site).record.text.splitlines() for one in pages] == [body(number) for number in range(3)]


def test_a_byline_goes_below_a_heading_of_the_authors_that_seems_to_end_the_post() -> None:
    def make(number: int) -> Page:
        first, *rest = body(number)
        byline = f"<p>Written by Ove Lund in boats on Sat {number + 3} January 2019.</p>"
        return page(number, f"<div class=k9><p>{first}</p><h2>About the author</h2>{paragraphs(rest)}{byline}</div>")

    wanted = [[first, "About the author", *rest] for first, *rest in map(body, range(3))]
    assert cleaned([make(number) for number in range(3)]) == wanted


def test_long_texts_of_other_posts_on_each_page_teach_no_wrapper() -> None:
    """As in a grid of the newest posts, with a paragraph of each: together they are more text than any post."""
    grid = "".join(f"<h4>{title(one)}</h4><p>{' '.join(body(one) * 10)}</p>" for one in range(20, 40))
    inner = [f"<div class=k9>{paragraphs(body(number))}</div><div class=w2>{grid}</div>" for number in range(12)]
    model = learn([page(number, one) for number, one in enumerate(inner)])
    assert [wrapper.selector for wrapper in model.wrappers] == ["div.k9"]
