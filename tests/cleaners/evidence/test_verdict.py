"""A removal holds where no witness speaks for the author, and falls where one does."""

from __future__ import annotations

import pytest
from stepping import URL, document_of, lines, page_of

from blogsieve import FeedEntry, Page, SiteModel
from blogsieve.cleaners.evidence.verdict import uphold
from blogsieve.cleaners.evidence.witnesses import Witnesses
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.site.fingerprints import block_key

PROSE = (
    "Nobody had seen the old jetty since the storm of that year, and few asked.",
    "In spring the planks came up one by one, each with its own barnacles on it.",
)
LINE = "Walked: 12 miles"
KEY = "p:walked 0 miles"


def with_entry(page: Page, *texts: str) -> Page:
    return Page(page.url, page.body, page.content_type, entry=FeedEntry(URL, html=lines(*texts)))


def goes(page: Page, site: SiteModel, text: str, reason: str, testimony: str = "") -> bool:
    document = document_of(page, site, method="wrapper")
    target = next(block for block in document.blocks if block.text == text)
    return bool(list(uphold([Finding(target, reason, testimony=testimony)], Witnesses(document, site))))


EDGE = page_of(lines(*PROSE, LINE))
FOOT = page_of(f"{lines(*PROSE)}<p class=foot>{LINE}</p>")
AMID = page_of(lines(PROSE[0], LINE, PROSE[1]))
# Most of its prose is another's, in a box of its own.
QUOTES = page_of(f"{lines(PROSE[0])}<blockquote>{lines(PROSE[1], PROSE[1][::-1])}</blockquote>{lines(LINE)}")
# The fields of a book; below a link, they are the theme's.
FIELDS = page_of(f"<p>Title: The Low Jetty<br>{LINE}</p>{lines(*PROSE)}")
LINKS = page_of(f"<p>Title: <a href='/low-jetty'>The Low Jetty</a><br>{LINE}</p>{lines(*PROSE)}")
ROWS = "<tbody><tr><td>Quay</td><td>Low</td></tr><tr><td>Mole</td><td>High</td></tr></tbody>"
TABLE = page_of(f"<table><thead><tr><th>Place</th><th>Tide</th></tr></thead>{ROWS}</table>{lines(*PROSE)}")
# A builder's boxes: each paragraph in two of its own.
BOXES = [f"<div class='part'><div class='text'><p>{text}</p></div></div>" for text in (*PROSE, LINE)]
BUILT = page_of("".join(BOXES))
OTHERS = page_of("".join(BOXES[:2]) + f"<div class='foot'><div class='text'><p>{LINE}</p></div></div>")
VARIED = SiteModel(pages=20, repeated={KEY: 20}, varied=frozenset({KEY}))
FULL = SiteModel(pages=20, supervised=18, fed=20)


@pytest.mark.parametrize(
    ("page", "site", "wanted"),
    [
        (FOOT, SiteModel(pages=20, repeated={KEY: 20}), True),
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}), False),
        (AMID, SiteModel(pages=20, repeated={KEY: 20}), False),
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}, varied=frozenset({KEY})), False),
        (QUOTES, SiteModel(pages=20, repeated={KEY: 20}, varied=frozenset({KEY})), False),
        (EDGE, SiteModel(pages=20, repeated={KEY: 20}, authored=frozenset({KEY})), False),
        (with_entry(EDGE, *PROSE, LINE), SiteModel(pages=20, repeated={KEY: 20}), False),
        (with_entry(EDGE, *PROSE, "Walked: 13 miles"), SiteModel(pages=20, repeated={KEY: 20}), True),
        (with_entry(EDGE, *PROSE), FULL, True),
        (Page(EDGE.url, EDGE.body, entry=FeedEntry(URL, html="".join((*PROSE, LINE)))), FULL, False),
        (Page(EDGE.url, EDGE.body, entry=FeedEntry(URL, html="".join(PROSE))), FULL, True),
        (AMID, SiteModel(pages=20, repeated={KEY: 20}, plugins=frozenset({KEY})), True),
    ],
    ids=[
        "at the edge",
        "there, made as the text",
        "amid",
        "other figures",
        "below a long quotation",
        "authored",
        "in the entry",
        "other facts in it",
        "not in it",
        "glued to others in it",
        "not in one that is glued",
        "plugin",
    ],
)
def test_line_that_recurs(page: Page, site: SiteModel, wanted: bool) -> None:
    assert goes(page, site, LINE, "repeated/block") is wanted


def test_lines_of_a_paragraph_or_a_table_belong_together() -> None:
    site = SiteModel(pages=20, repeated={KEY: 20, "tr:place tide": 20})
    assert not goes(FIELDS, site, LINE, "repeated/block")
    assert goes(LINKS, site, LINE, "repeated/block")
    assert not goes(TABLE, site, "Place | Tide", "repeated/block")


@pytest.mark.parametrize(
    ("lines_of", "text"),
    [
        ("<dl><dt>Pages</dt><dd>312</dd><dt>House</dt><dd>Low Jetty</dd></dl>", "House"),
        (
            "<blockquote><p>The tide was low that day, and lower yet on the next.</p><cite>Ida</cite></blockquote>",
            "Ida",
        ),
        ("<pre>planks = 12\nprint(planks)</pre>", "print(planks)"),
    ],
    ids=["definitions", "quotation", "program"],
)
def test_lines_that_belong_together_stay_where_others_are_the_authors(lines_of: str, text: str) -> None:
    keys = {"dt:pages": 20, "dt:house": 20, "dd:0": 20, "dd:low jetty": 9, "cite:ida": 6, "blockquote:ida": 6}
    keys |= {"pre:planks 0": 20, "pre:print planks": 20}
    site = SiteModel(pages=20, repeated=keys, varied=frozenset(("dd:0", "pre:planks 0")))
    assert not goes(page_of(f"{lines(*PROSE)}{lines_of}"), site, text, "repeated/block")


def test_label_stays_with_what_it_stands_above() -> None:
    site = SiteModel(pages=20, repeated={"p:in short": 20, "li:the jetty": 20})
    of_post = "<li>No planks are left</li><li>The tide was low</li>"
    for items, wanted in (
        (of_post, False),
        ("<li>The jetty</li>", True),
        ("<li><a href='/low-tide'>The tide was low</a></li>", True),
    ):
        page = page_of(f"{lines(PROSE[0])}<aside><p>In short</p><ul>{items}</ul></aside><i>Low</i>")
        assert goes(page, site, "In short", "repeated/block") is wanted


@pytest.mark.parametrize(("link", "wanted"), [("", False), ("<a href=/boats>All boats</a>", True)])
def test_heading_of_every_post_stays_above_a_list_of_its_own(link: str, wanted: bool) -> None:
    boats = f"<h3>Boats that came in</h3><ul><li>Ida, 12 boxes</li><li>Mole, 7 boxes</li><li>{link}</li></ul>"
    site = SiteModel(pages=20, repeated={"h3:boats that came in": 20})
    assert goes(page_of(lines(*PROSE) + boats), site, "Boats that came in", "repeated/block") is wanted


def test_boxes_that_a_builder_nests_are_one_flow() -> None:
    assert not goes(BUILT, VARIED, LINE, "repeated/block")
    assert goes(OTHERS, VARIED, LINE, "repeated/block")


@pytest.mark.parametrize(
    ("reason", "testimony", "wanted"),
    [("comments/heading", "", True), ("related/more", "below", False), ("related/teaser", "elsewhere", True)],
)
def test_prose_of_no_other_page(reason: str, testimony: str, wanted: bool) -> None:
    assert goes(EDGE, SiteModel(pages=20), PROSE[1], reason, testimony) is wanted


def test_everything_holds_where_there_is_no_witness() -> None:
    document = document_of(EDGE)
    found = [Finding(block, "repeated/block") for block in document.blocks]
    assert list(uphold(found, None)) == found


def test_a_label_right_in_what_holds_the_flow_heads_no_box_beside_it() -> None:
    document = document_of(page_of(f"<span>4 min</span><div class=text>{lines(*PROSE)}</div>"), SiteModel(pages=20))
    witnesses = Witnesses(document, SiteModel(pages=20))
    assert document.blocks[0].text == "4 min"
    assert not witnesses.heads_box(document.blocks[0])


@pytest.mark.parametrize(("text", "wanted"), [("Dear readers,", False), ("Dear readers,…", True)])
def test_an_excerpt_beside_the_flow_is_another_posts_though_the_entry_begins_alike(text: str, wanted: bool) -> None:
    cards = "<div class=cards><div><p>Dear readers,…</p></div></div>"
    page = with_entry(
        page_of(f"<div class=text>{lines('Dear readers,', *PROSE)}</div>{cards}"), "Dear readers,", *PROSE
    )
    key = "p:dear readers"
    site = SiteModel(pages=20, repeated={key: 20}, authored=frozenset({key}))
    assert goes(page, site, text, "repeated/block") is wanted


def test_paragraphs_that_an_editor_sets_as_boxes_are_one_flow() -> None:
    head = "About the author"
    page = page_of(f"<div class=k9><div>{PROSE[0]}</div><h2>{head}</h2><div>{PROSE[1]}</div></div>")
    site = SiteModel(pages=20, repeated={"h2:about the author": 9})
    assert not goes(page, site, head, "author/heading", "below")
    assert not goes(page, site, PROSE[1], "author/heading", "below")


BOLD_LABEL = "<p><b>To read on</b></p>"


@pytest.mark.parametrize(
    ("label", "link", "wanted"),
    [
        (BOLD_LABEL, "https://quay.example/12", False),
        (BOLD_LABEL, "/the-other-jetty", True),
        ("<p><b>To</b> read on</p>", "https://quay.example/12", True),
    ],
    ids=["bold above links away", "above links to the site", "not all bold"],
)
def test_bold_line_above_a_list_of_links_to_elsewhere_is_a_heading(label: str, link: str, wanted: bool) -> None:
    page = page_of(f"{lines(*PROSE)}{label}<ul><li><a href='{link}'>The jetty as it was</a></li></ul>")
    site = SiteModel(pages=20, repeated={"p:to read on": 19})
    assert goes(page, site, "To read on", "repeated/block") is wanted


@pytest.mark.parametrize(("count", "pages", "wanted"), [(12, 20, False), (13, 20, True), (2, 3, False), (3, 3, True)])
def test_farewell_of_some_posts_stays(count: int, pages: int, wanted: bool) -> None:
    page = page_of(f"{lines(*PROSE)}<p class=foot>Yours from the quay</p>")
    site = SiteModel(pages=pages, repeated={"p:yours from the quay": count})
    assert goes(page, site, "Yours from the quay", "repeated/block") is wanted
    assert goes(page, site, "Yours from the quay", "meta/byline")


ASKED = "We ask all who come aboard to be there by half past six, for the gangway is taken in with the tide."


@pytest.mark.parametrize(
    ("above", "count", "wanted"),
    [("", 5, False), ("", 13, True), ("<p>Dear friends,</p>", 5, False), ("<h4>Ida Moen</h4>", 5, True),
     ("<h4>About the author</h4>", 5, True), ("<p>Ida Moen</p>", 5, True)],
    ids=["alone", "in most posts", "below a greeting of more", "below a heading of as many", "of more", "in a box"],
)  # fmt: skip
def test_sentence_of_some_posts_stays_where_no_box_is_around_it(above: str, count: int, *, wanted: bool) -> None:
    keys = {"p:dear friends": 16, "h4:ida moen": 5, "h4:about the author": 20, "p:ida moen": 5}
    site = SiteModel(
        pages=20, repeated=keys | {block_key(document_of(page_of(lines(ASKED)), SiteModel()).blocks[0]): count}
    )
    assert goes(page_of(lines(*PROSE) + above + lines(ASKED)), site, ASKED, "repeated/block") is wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("src/jetty.c", False), ("Makefile.am", False), ("python", True), ("Fig. 12", True)],
)
def test_name_of_a_file_stays_above_its_code(line: str, *, wanted: bool) -> None:
    code = f"<div class=k><div class=top>{line}</div><pre><code>int planks;\nint main;</code></pre></div>"
    page = page_of(f"{lines(PROSE[0])}{code}{lines(PROSE[1])}")
    site = SiteModel(pages=20, repeated=dict.fromkeys(map(block_key, document_of(page, SiteModel()).blocks[1:4]), 20))
    assert goes(page, site, line, "repeated/block") is wanted


def test_a_post_of_one_short_line_is_a_flow_as_well() -> None:
    key = "p:f 0 0 0 s"
    page = page_of(
        "<div class=k9><p>The mole at dusk</p><p class=exif>f/8, 1/125 s</p></div><div><p>f/8, 1/250 s</p></div>"
    )
    site = SiteModel(pages=20, repeated={key: 20}, varied=frozenset({key}))
    assert not goes(page, site, "f/8, 1/125 s", "repeated/block")
    assert goes(page, site, "f/8, 1/250 s", "repeated/block")


def test_boxes_of_short_lines_are_fields_where_some_are_of_this_post() -> None:
    rows = "<div class=film><div>Director: Ida Moen</div><div>Length: 102 min</div><div>With: {}</div></div>"
    key = "div:length 0 min"
    site = SiteModel(pages=20, repeated={key: 20}, varied=frozenset({key}))
    for other, wanted in (("Ole Vik", False), ("<a href=/ole>Ole Vik</a>", True)):
        page = page_of(rows.format(other) + lines(*PROSE))
        assert goes(page, site, "Length: 102 min", "repeated/block") is wanted


def test_button_in_a_line_of_some_posts_is_no_authors() -> None:
    boxes = "<div>Was it so?{}</div>"
    for button, wanted in (("", False), ("<button></button>", True)):
        site = SiteModel(pages=20, repeated={"div:was it so": 9})
        assert goes(page_of(lines(*PROSE) + boxes.format(button)), site, "Was it so?", "repeated/block") is wanted


def test_number_alone_beside_the_flow_is_a_counters() -> None:
    site = SiteModel(pages=20, repeated={"div:0": 20}, varied=frozenset({"div:0"}))
    page = page_of(f"<div class=k9>{lines(*PROSE)}<div class=clap><div><button></button>42</div></div></div>")
    assert goes(page, site, "42", "repeated/block")


def test_button_of_many_pages_goes_though_the_feed_has_it() -> None:
    page = with_entry(page_of(lines(*PROSE, "Share this")), *PROSE, "Share this")
    for count, wanted in ((20, True), (8, True), (5, False)):
        site = SiteModel(pages=20, repeated={"p:share this": count}, authored=frozenset({"p:share this"}))
        assert goes(page, site, "Share this", "share/heading") is wanted


def test_list_is_no_flow_of_its_own() -> None:
    items = "<ul><li>" + "</li><li>".join(text[::-1] for text in PROSE) + "</li></ul>"
    assert not goes(page_of(lines(PROSE[0], LINE) + items), VARIED, LINE, "repeated/block")


def test_boxes_of_one_paragraph_each_are_one_flow() -> None:
    boxes = "".join(f"<div class=x><p class=y>{text}</p></div>" for text in PROSE)
    page = page_of(f"<main>{boxes}<div><h2>In short</h2></div><div class=x><p>{PROSE[0][::-1]}</p></div></main>")
    assert not goes(page, SiteModel(pages=3, repeated={"h2:in short": 2}), "In short", "repeated/block")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("Dear mudlarks,", False), ("— Ada", False), ("Read by hand", True), ("— Advertisement —", True)],
)
def test_lines_set_as_in_a_letter_stay_on_all_pages(line: str, *, wanted: bool) -> None:
    site = SiteModel(pages=20, repeated={block_key(document_of(page_of(lines(line)), SiteModel()).blocks[0]): 20})
    assert goes(page_of(f"<p class=top>{line}</p>{lines(*PROSE)}"), site, line, "repeated/block") is wanted
    beside = page_of(f"<div class='top'><p>{line}</p></div><div class='text'>{lines(*PROSE)}</div>")
    assert goes(beside, site, line, "repeated/block")


AMEN_LONG = "Amen be with us, all on the water and on the land."


@pytest.mark.parametrize(
    ("page", "text", "wanted"),
    [
        (lines("Amen.", *PROSE), "Amen.", False),
        (lines(*PROSE, "Amen.", "Low"), "Amen.", False),
        (lines(*PROSE) + "<p><b>Amen.</b></p>", "Amen.", True),
        (lines(*PROSE) + "<p class=foot>Amen.</p>", "Amen.", True),
        (lines(*PROSE) + "<p>Amen. <a href=/pay>Pay</a></p>", "Amen. Pay", True),
        (lines(*PROSE) + "<div><p>Amen.</p></div>", "Amen.", True),
        (lines(*PROSE) + f"<p>{AMEN_LONG}</p>", AMEN_LONG, True),
    ],
    ids=["above", "below", "bold", "made otherwise", "with a link", "in a box", "a sentence"],
)
def test_short_line_of_all_posts_stays_where_it_is_made_as_the_text(page: str, text: str, *, wanted: bool) -> None:
    keys = map(block_key, document_of(page_of(page), SiteModel()).blocks)
    site = SiteModel(pages=20, repeated={key: 20 for key in keys if "amen" in key or key == "p:low"})
    assert goes(page_of(page), site, text, "repeated/block") is wanted


def test_the_entry_tells_better_than_how_a_line_is_made() -> None:
    site = SiteModel(pages=20, repeated={"p:amen": 20})
    assert goes(with_entry(page_of(lines(*PROSE, "Amen.")), PROSE[0]), site, "Amen.", "repeated/block")
    assert not goes(with_entry(page_of(lines(*PROSE, "Amen.")), f"{PROSE[0]} […]"), site, "Amen.", "repeated/block")


@pytest.mark.parametrize(("line", "wanted"), [("Yours, as ever, Ida", False), ("Posted by Ida", True), ("Ida", True)])
def test_a_line_that_its_author_signs_stays_on_all_pages(line: str, *, wanted: bool) -> None:
    page = page_of(f"<meta name=author content='Ida Moen'>{lines(*PROSE)}<p class=foot>{line}</p>")
    site = SiteModel(pages=20, repeated={block_key(document_of(page, SiteModel()).blocks[-1]): 20})
    assert goes(page, site, line, "repeated/block") is wanted
