"""The text of a page that shows none is found in the feed or in the page's own data, and no other text is."""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from lxml.html import document_fromstring

from blogsieve import FeedEntry, NoText, Page, clean_page
from blogsieve.cleaners.extraction.page_data import find_post

URL = "https://orchard.example/notes/grafting-the-old-pear/"
TITLE = "Grafting the old pear"
LINES = [
    "The pear behind the pump house was planted by somebody who left no name, and has borne hard green fruit since.",
    "In March I cut two scions from the tree at the mill and carried them home in a hat box, wrapped in damp moss.",
    "One of the two took; the other was eaten by a goat that nobody on the lane would admit to owning.",
]
OTHER = [
    "The cider press came from a barn sale, and its screw had rusted into the beam so that two of us hung on the bar.",
    "We pressed the windfalls first and learned that a wasp can live in an apple for longer than anybody expects.",
]
HTML = "".join(f"<p>{line}</p>" for line in LINES)
OTHER_HTML = "".join(f"<p>{line}</p>" for line in OTHER * 3)
TEXT = "\n\n".join(LINES)
POST = {"title": TITLE, "slug": "grafting-the-old-pear"}
RELATED = {"title": "Pressing the windfalls", "slug": "pressing-the-windfalls", "content": OTHER_HTML}


def shell(*scripts: str, body: str = "<div id=app>Loading…</div>") -> bytes:
    """Return a page without text."""
    head = f"<meta charset=utf-8><title>{TITLE} | The Orchard</title>"
    return f"<html lang=en><head>{head}</head><body>{body}{''.join(scripts)}</body></html>".encode()


def script(text: str, more: str = "") -> str:
    """Return a script as pages have it."""
    return f"<script {more}>" + text.replace("</", "<\\/") + "</script>"


def data(value: Any, more: str = "type=application/json") -> bytes:
    """Return a page without text, with a script of data."""
    return shell(script(json.dumps(value), more))


def code(before: str, value: Any, after: str = "") -> bytes:
    """Return a page without text, with a script of code around a value."""
    return shell(script(before + json.dumps(value) + after))


def push(text: str) -> str:
    """Return a piece of React's flight in a script."""
    return script(f"self.__next_f.push({json.dumps([1, text])})")


def nodes(inside: Any) -> list[Any]:
    """Return the lines as nodes."""
    return [inside(line) for line in LINES]


FLIGHT = (
    '1:I[12,["static/chunks/a.js"],"default"]\n'
    '0:["$","html",null,{"children":[["$","header",null,{"children":"Orchard"}],["$","$L1",null,{"post":"$2"}]]}]\n'
    f'2:{{"title":{json.dumps(TITLE)},"html":"$3"}}\n3:T{len(HTML.encode()):x},{HTML}'
)
ELEMENTS = ["$", "main", None, {"children": [["$", "p", str(n), {"children": x}] for n, x in enumerate(LINES)]}]
NUXT = [
    ["Reactive", 1], {"data": 2}, {"post": 3, "more": 7}, {"title": 4, "slug": 5, "content": 6}, TITLE,
    "grafting-the-old-pear", HTML, {"title": 8, "slug": 9, "content": 10}, "Pressing", "pressing", OTHER_HTML,
]  # fmt: skip
ARTICLE = {"@type": "BlogPosting", "headline": TITLE, "articleBody": TEXT, "datePublished": "2021-03-20"}
CONTENTFUL = nodes(lambda line: {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": line}]})
PROSEMIRROR = nodes(lambda line: {"type": "paragraph", "content": [{"type": "text", "text": line}]})
LEXICAL = nodes(lambda line: {"type": "paragraph", "children": [{"type": "text", "text": line, "format": 0}]})
NOTION = nodes(lambda line: {"type": "paragraph", "paragraph": {"rich_text": [{"plain_text": line}]}})
HAST = nodes(lambda line: {"type": "element", "tag": "p", "children": [{"type": "text", "value": line}]})
QUILL = {"ops": [{"insert": {"image": "a.jpg"}}, *nodes(lambda line: {"insert": line + "\n"})]}
WIX = nodes(lambda line: {"type": "PARAGRAPH", "nodes": [{"type": "TEXT", "textData": {"text": line}}]})
ASTRO = {"post": [0, {"title": [0, TITLE], "tags": [1, [[0, "pears"]]], "content": [0, HTML]}]}
TURBO = [{"_1": 2}, "post", {"_3": 4, "_5": 6}, "title", TITLE, "content", HTML]
BBCODE = "".join(f"[p]{line}[/p]" for line in LINES) + "[img]pear.jpg[/img]"
PORTABLE = nodes(lambda line: {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": line}]})
PARTS = {f"Paragraph:{n}": {"__typename": "Paragraph", "type": "P", "text": line} for n, line in enumerate(LINES)}
MEDIUM = {
    "Post:7": {"__typename": "Post", **POST, "body": {"paragraphs": [{"__ref": name} for name in PARTS]}},
    **PARTS,
}
EDITORJS = nodes(lambda line: {"type": "paragraph", "data": {"text": line}})

PAGES = {
    "html beside another post's": data({"props": {"post": {**POST, "content": HTML}, "nextPost": RELATED}}),
    "one of several posts": data({"posts": [RELATED, {**POST, "content": HTML}, RELATED]}),
    "plain text": data({"article": {**POST, "body": TEXT}}),
    "comments below it": data({"post": {**POST, "html": HTML, "comments": [{"title": TITLE, "body": OTHER_HTML}]}}),
    "json in json": data({"status": 200, "body": json.dumps({"post": {**POST, "content": HTML}})}),
    "portable text": data({"post": {**POST, "body": PORTABLE}}),
    "editorjs": data({"post": {**POST, "body": {"blocks": EDITORJS}}}),
    "contentful": data({"post": {**POST, "body": {"nodeType": "document", "content": CONTENTFUL}}}),
    "prosemirror": data({"post": {**POST, "doc": {"type": "doc", "content": PROSEMIRROR}}}),
    "lexical": data({"post": {**POST, "content": {"root": {"type": "root", "children": LEXICAL}}}}),
    "notion": data({"post": POST, "results": NOTION}),
    "hast": data({"post": {**POST, "body": {"type": "root", "children": HAST}}}),
    "apollo": code("window.__APOLLO_STATE__ =", {"Post:7": {**POST, "html": HTML}, "Comment:9": {"html": OTHER_HTML}}),
    "apollo's references": code("window.__APOLLO_STATE__ =", MEDIUM),
    "a list of paragraphs": data({"post": {**POST, "paragraphs": LINES}}),
    "a decoded string": code("state = decodeURIComponent(", quote(json.dumps({**POST, "content": HTML})), ")"),
    "a parsed string": code("window._preloads = JSON.parse(", json.dumps({"post": {**POST, "body_html": HTML}}), ")"),
    "an object's code": code("window.__NUXT__=(function(a){return {data:[{post:{title:a,content:", HTML, "}}]}}('x'))"),
    "devalue": data(NUXT, "type=application/json id=__NUXT_DATA__"),
    "flight data": shell(push(FLIGHT[:90]), push(FLIGHT[90:])),
    "flight elements": shell(push(f"0:{json.dumps(ELEMENTS)}\n")),
    "turbo-stream": code("window.__remixContext.streamController.enqueue(", json.dumps(TURBO), ");"),
    "quill": data({"post": {**POST, "content": QUILL}}),
    "wix": data({"post": {**POST, "richContent": {"nodes": WIX}}}),
    "bbcode": data({"headline": TITLE, "body": BBCODE}),
    "a state with undefined": shell(script(f"window.__STATE__={{me:undefined,post:{json.dumps({'content': HTML})}}}")),
    "a string of code": code("document.getElementById('app').innerHTML=", HTML, ";"),
    "base64": code("JSON.parse(atob(", b64encode(json.dumps({**POST, "content": HTML}).encode()).decode(), "))"),
    "an encoded string": code("JSON.parse(decodeURIComponent(", quote(json.dumps({**POST, "content": HTML})), "))"),
    "a script of another type": data({**POST, "content": HTML}, "type=fastboot/shoebox"),
    "an attribute": shell(f"<div data-page='{escape(json.dumps({'props': {**POST, 'body': HTML}}))}'></div>"),
    "astro": shell(f"<astro-island props='{escape(json.dumps(ASTRO))}'></astro-island>"),
    "a template": shell(f"<template id=post>{HTML}</template>"),
    "a script of a template": shell(f"<script type=text/template>{HTML}</script>"),
    "a script of Markdown": shell(f"<script type=text/markdown>{HTML}</script>"),
    "a field of text": shell(f"<textarea hidden>{escape(HTML)}</textarea>"),
    "a frame": shell(f"<iframe srcdoc='{escape(HTML)}'></iframe>"),
    "json-ld": data(ARTICLE, "type=application/ld+json"),
    "a shadow": shell(body=f"<x-a><template shadowrootmode=open><article>{HTML}</article></template></x-a>"),
}


@pytest.mark.parametrize("name", PAGES)
def test_find_the_body_in_the_data(name: str) -> None:
    record = clean_page(Page(URL, PAGES[name])).record
    assert record.text.splitlines() == LINES
    assert record.title in (TITLE, f"{TITLE} | The Orchard")
    assert record.metadata.method == ("page" if name == "a shadow" else "data")


def test_keep_what_json_ld_says_besides() -> None:
    assert clean_page(Page(URL, PAGES["json-ld"])).record.date == "2021-03-20"


@pytest.mark.parametrize(
    "page",
    [
        data({"posts": [{"title": "One", "body": HTML}, {"title": "Two", "body": OTHER_HTML}]}),
        data({"post": {**POST, "relatedPosts": [RELATED]}}),
        data({"messages": {"privacy": {"content": OTHER_HTML}}}),
        data({"post": {**POST, "description": f"https://orchard.example/img/{'pearpump' * 20}.jpg"}}),
        code("var css =", ".post { margin: 0; padding: 1px } " * 20),
        code("window.cookieconsent.initialise(", {"position": "top", "content": {"message": " ".join(OTHER)}}, ")"),
        code("CookieConsent.run({content:{message:", " ".join(OTHER), "}})"),
        shell(),
        shell(f"<template><p>{{{{ greeting }}}}</p>{OTHER_HTML}</template>"),
        shell(f"<div data-page='{escape(json.dumps({'related': RELATED}))}'></div>"),
    ],
)
def test_take_nothing_that_is_not_the_post(page: bytes) -> None:
    try:
        text = clean_page(Page(URL, page)).record.text
    except NoText:
        return
    assert text == "Loading…"


def test_leave_a_page_that_shows_its_text() -> None:
    shown = f"<main><article><h1>{TITLE}</h1>{HTML}</article></main>"
    page = shell(
        script(json.dumps({"post": {**POST, "content": HTML + OTHER_HTML}}), "type=application/json"), body=shown
    )
    record = clean_page(Page(URL, page)).record
    assert (record.text.splitlines(), record.metadata.method) == (LINES, "page")


def test_leave_a_short_post_whose_page_is_in_its_data_once_more() -> None:
    said = "The pear fell in the night."
    frame = ["The Orchard", "Saturday, 20 March 2021", TITLE, said, "Filed under", *OTHER]
    rows = json.dumps(["$", "div", None, {"children": [["$", "p", None, {"children": one}] for one in frame]}])
    inner = "".join(f"<p>{one}</p>" for one in frame if one != said)
    body = f"<div><h1>{TITLE}</h1></div><article>{said}</article><footer>{inner}{push(f'0:{rows}')}</footer>"
    assert clean_page(Page(URL, shell(body=body))).record.metadata.method != "data"


def test_take_the_full_text_of_the_feed() -> None:
    record = clean_page(Page(URL, shell(), entry=FeedEntry(URL, TITLE, published="2021-03-20", html=HTML))).record
    assert (record.text.splitlines(), record.date, record.metadata.method) == (LINES, "2021-03-20", "entry")


@pytest.mark.parametrize("end", [" […]</p>", "</p><p>Read more</p>"])
def test_take_no_summary_for_the_text(end: str) -> None:
    with pytest.raises(NoText):
        clean_page(Page(URL, shell(body="<div id=app></div>"), entry=FeedEntry(URL, TITLE, html=f"<p>{LINES[0]}{end}")))


def test_the_pages_description_is_no_body() -> None:
    page = shell(script(json.dumps(ARTICLE), "type=application/ld+json"))
    meta = f"<meta name=description content='{TEXT}'></head>".encode()
    assert find_post(document_fromstring(page), URL) is not None
    assert find_post(document_fromstring(page.replace(b"</head>", meta)), URL) is None
