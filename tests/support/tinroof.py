"""A blog of our own in a template whose class names say nothing, written anew for each test."""

from __future__ import annotations

import random

from blogsieve import FeedEntry, Page, SiteModel, clean_page, learn

NOUNS = "harbour lamp bridge garden kettle river letter engine orchard window ladder market valley stove piano".split()
VERBS = "carries paints follows repairs forgets borrows measures finds opens loses".split()
PLACES = "behind the mill;on a grey morning;near the old station;before the first frost;under a tin roof".split(";")


def sentence(seed: object) -> str:
    draw = random.Random(str(seed))
    return f"The {draw.choice(NOUNS)} {draw.choice(VERBS)} the {draw.choice(NOUNS)} {draw.choice(PLACES)} {seed}."


def body(number: int, paragraphs: int = 5) -> list[str]:
    return [" ".join(sentence(f"{number}-{line}-{part}") for part in range(4)) for line in range(paragraphs)]


def title(number: int) -> str:
    draw = random.Random(number)
    return f"{draw.choice(NOUNS).title()} and {draw.choice(NOUNS)} number {number}"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def comments(number: int, count: int = 6) -> str:
    said = [sentence(f"comment {number} {one}") for one in range(count)]
    rows = "".join(f"<div class=q7><b>Reader {one}</b><p>{text}</p></div>" for one, text in enumerate(said))
    return f"<div class=q5><h4>What readers said</h4>{rows}</div>"


def page(number: int, inner: str, entry: str = "") -> Page:
    """Return a post's page in a template whose class names say nothing."""
    html = (
        f"<html lang=en><head><title>{title(number)} | Tin Roof Notes</title></head><body><div class=k1>"
        f"<div class=k2><a href=/>Tin Roof Notes</a></div><div class=k3>{inner}</div>"
        "<div class=k4><p>Written in a shed with a tin roof by somebody who likes rain.</p></div></div></body></html>"
    )
    url = f"https://tinroof.example/{number}/"
    return Page(url, html.encode(), "text/html", entry=FeedEntry(url, title(number), html=entry) if entry else None)


def cleaned(pages: list[Page], model: SiteModel | None = None) -> list[list[str]]:
    model = model or learn(pages)
    return [clean_page(one, model).record.text.split("\n") for one in pages]


def simple(number: int, *, full: bool = False) -> Page:
    inner = f"<h2>{title(number)}</h2><div class=k9>{paragraphs(body(number))}</div>"
    return page(number, inner, paragraphs(body(number)) if full else "")
