"""Blogs that are like what people write, each made of posts of our own with what must stay of them and what must go.

A kind is a function that writes the post of a number; `make(kind, feed)` puts its posts into a template whose class
names say nothing, with their texts in a feed: of all posts ("full"), of the newest ten ("ten"), or of none ("none").
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from blogsieve import FeedEntry, Page

NOUNS = (
    "harbour lamp bridge garden kettle river letter engine orchard window ladder market valley stove piano anchor "
    "saddle barrel chimney meadow lantern ferry attic cellar rope bucket needle fence pantry sledge"
).split()
VERBS = "carries paints follows repairs forgets borrows measures finds opens loses polishes weighs".split()
PLACES = (
    "behind the mill;on a grey morning;near the old station;before the first frost;under a tin roof;after the market;"
    "along the canal;beside the quarry;without a word;for the third time"
).split(";")
ADJECTIVES = "green narrow patient hollow crooked quiet rusty borrowed painted early stubborn".split()
COUNT = 24
IN_SHORT_FEED = 10


@dataclass(frozen=True)
class Post:
    """What an author wrote, and what a template or a plugin puts around it."""

    html: str  # the author's part of the page
    lines: list[str]  # what must be the text
    boxes: list[str] = field(default_factory=list)  # what must not stand in it
    above: str = ""  # rows above the text, in the same element
    below: str = ""
    in_feed: str = ""  # what a plugin adds to the feed as well


Kind = Callable[[int], Post]
KINDS: dict[str, Kind] = {}


def kind(write: Kind) -> Kind:
    """Note a kind by its name."""
    KINDS[write.__name__.replace("_", " ")] = write
    return write


def sentence(seed: object) -> str:
    """Return a sentence that is the same for the same seed, and that no other seed gives."""
    draw = random.Random(str(seed))
    return (
        f"The {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} {draw.choice(VERBS)} the {draw.choice(NOUNS)} "
        f"{draw.choice(PLACES)}, and the {draw.choice(NOUNS)} {draw.choice(VERBS)} a {draw.choice(ADJECTIVES)} "
        f"{draw.choice(NOUNS)} {draw.choice(PLACES)}."
    )


def prose(seed: object, paragraphs: int = 3, size: int = 3) -> list[str]:
    """Return paragraphs."""
    return [" ".join(sentence(f"{seed}/{line}/{part}") for part in range(size)) for line in range(paragraphs)]


def marked(lines: list[str], tag: str = "p") -> str:
    """Return lines as elements."""
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def title(number: int) -> str:
    """Return the title of a post."""
    draw = random.Random(number)
    return f"{draw.choice(ADJECTIVES).title()} {draw.choice(NOUNS)} and {draw.choice(NOUNS)} {PLACES[number % 10]}"


def url(number: int) -> str:
    """Return the address of a post."""
    return f"https://hard.example/2021/{number % 12 + 1:02}/{number}-{title(number).lower().replace(' ', '-')}/"


def plain(number: int) -> Post:
    """Return a post of prose alone."""
    lines = prose(number, 2 + number % 4)
    return Post(marked(lines), lines)


@kind
def recipes(number: int) -> Post:
    """Ingredients and steps with numbers, which recur over the blog."""
    draw = random.Random(number)
    goods = [
        f"{draw.randint(2, 6)} {what}"
        for what in draw.sample(["eggs", "onions", "cups of flour", "carrots", "leeks", "lemons"], 4)
    ]
    head, steps = prose(number, 1), [prose(f"{number} step {n}", 2, 2) for n in range(draw.randint(2, 4))]
    html = marked(head) + "<h3>Ingredients</h3><ul>" + marked(goods, "li") + "</ul>"
    lines = [*head, "Ingredients", *goods]
    for n, step in enumerate(steps, 1):
        html += f"<h3>Step {n}</h3>" + marked(step)
        lines += [f"Step {n}", *step]
    return Post(html, lines)


@kind
def numbered_headings(number: int) -> Post:
    """Tips, days and kilometres: one such line a post, at any place."""
    draw = random.Random(number)
    name = ("Tip #{}", "Day {}", "km {}")[number % 3].format(draw.randint(2, 9))
    before, after = prose(number, 1 + number % 3), prose(f"{number} after", 2 + number % 2)
    return Post(marked(before) + f"<h3>{name}</h3>" + marked(after), [*before, name, *after])


@kind
def reviews(number: int) -> Post:
    """Fields of the author's own above and below the text."""
    draw = random.Random(number)
    above = [f"Publisher: {draw.choice(NOUNS).title()} Press", f"Pages: {draw.randint(90, 700)}"]
    below = [f"Price: {draw.randint(5, 40)} euros", f"Rating: {draw.randint(1, 5)}/5"]
    text = prose(number)
    return Post(marked([*above, *text, *below]), [*above, *text, *below])


@kind
def diaries(number: int) -> Post:
    """Figures of a day, one a line, below the prose on some days and above it on others."""
    draw = random.Random(number)
    data = [f"Distance: {draw.uniform(4, 30):.1f} km", f"Time: {draw.randint(0, 2)}:{draw.randint(10, 59)}:07"]
    data.append(f"Pulse: {draw.randint(120, 170)}")
    text = prose(number, 2)
    lines = [*data, *text] if number % 2 else [*text, *data]
    return Post(marked(lines), lines)


@kind
def headings_like_boxes(number: int) -> Post:
    """Headings of the text that name boxes elsewhere, in a third of the posts."""
    head, rest = prose(number, 2), prose(f"{number} about", 2)
    if number % 3:
        return Post(marked([*head, *rest]), [*head, *rest])
    name = "About the author" if number % 2 else "You may also like"
    return Post(marked(head) + f"<h2>{name}</h2>" + marked(rest), [*head, name, *rest])


@kind
def letters(number: int) -> Post:
    """A greeting and a farewell in every post."""
    lines = ["Dear friends of the orchard,", *prose(number), "Yours, from under the tin roof"]
    return Post(marked(lines), lines)


@kind
def poems(number: int) -> Post:
    """A refrain that every poem has, several times."""
    verses = [line for part in range(3) for line in (*prose(f"{number} {part}", 2, 1), "And the kettle sang again.")]
    return Post("".join(f"<p>{'<br>'.join(map(escape, verses[n : n + 3]))}</p>" for n in (0, 3, 6)), verses)


@kind
def weekly(number: int) -> Post:
    """The same headings in every post."""
    html, lines = "", []
    for name in ("What I read", "Weather on the hill", "Who came by"):
        text = prose(f"{number} {name}", 1 + number % 2)
        html += f"<h3>{name}</h3>" + marked(text)
        lines += [name, *text]
    return Post(html, lines)


@kind
def box_in_the_feed(number: int) -> Post:
    """A call to action that a plugin prints amid the text, on the page and in the feed."""
    text = prose(number, 4)
    box = "Enjoying this so far? Join the list of readers"
    html = (
        marked(text[:2])
        + "<p>Enjoying this so far? <a href='/join/'>Join the list of readers</a></p>"
        + marked(text[2:])
    )
    return Post(html, text, [box, "Join the list"])


@kind
def rows_without_names(number: int) -> Post:
    """Tags, a byline and the way to other posts, in elements that nothing names, with other words on each page."""
    text = prose(number, 2 + number % 3)
    tags = [NOUNS[(number * 3 + n) % len(NOUNS)] for n in range(2 + number % 2)]
    row = " ".join(f"<a href='/tags/{tag}/'>#{tag}</a>" for tag in tags)
    older, newer = title(number - 1), title(number + 1)
    near = f"<div><a href='{url(number - 1)}'>← {older}</a> <a href='{url(number + 1)}'>{newer} →</a></div>"
    return Post(marked(text), text, [f"#{tags[0]}", older, newer], below=f"<p>{row}</p>{near}")


@kind
def links_to_other_posts(number: int) -> Post:
    """Sentences and a list of the author's that lead to posts of the blog, and a teaser below that is none of his."""
    text, other = prose(number, 3), number - 3
    lead = f"The first part is here: {title(other)}"
    linked = f"<p>The first part is here: <a href='{url(other)}'>{title(other)}</a></p>"
    own = [title(number - n) for n in (5, 6, 7)]
    items = "".join(f"<li><a href='{url(number - n)}'>{title(number - n)}</a></li>" for n in (5, 6, 7))
    html = linked + marked(text[:2]) + f"<p>What I wrote of this before:</p><ul>{items}</ul>" + marked(text[2:])
    teaser = f"<section><a href='{url(number + 2)}'>{title(number + 2)}</a></section>"
    lines = [lead, *text[:2], "What I wrote of this before:", *own, text[2]]
    return Post(html, lines, [title(number + 2)], below=teaser)


@kind
def folded_answers(number: int) -> Post:
    """Questions that open their answers."""
    ask = [f"Can the {NOUNS[(number + n) % len(NOUNS)]} be mended?" for n in range(3)]
    says, head = prose(f"{number} answers", 3, 1), prose(number, 2)
    html = marked(head)
    html += f"<h2><button aria-controls=a1>{ask[0]}</button></h2><div id=a1 hidden><p>{says[0]}</p></div>"
    html += f"<details><summary>{ask[1]}</summary><p>{says[1]}</p></details>"
    html += f"<h3>{ask[2]}</h3><p>{says[2]}</p>"
    return Post(html, [*head, *(line for pair in zip(ask, says, strict=True) for line in pair)])


@kind
def notes_and_captions(number: int) -> Post:
    """Footnotes below the text, and a picture whose caption is the title."""
    text, notes = prose(number, 3), prose(f"{number} notes", 2, 1)
    html = marked(text[:1]) + f"<figure><img src=a.jpg alt=''><figcaption>{escape(title(number))}</figcaption></figure>"
    html += marked(text[1:]) + "<section class=footnotes><ol>" + marked(notes, "li") + "</ol></section>"
    return Post(html, [text[0], title(number), *text[1:], *notes])


@kind
def closed_posts(number: int) -> Post:
    """A notice below the first paragraphs of what only subscribers may read."""
    text = prose(number, 2)
    notice = "This content is restricted to subscribers"
    below = (
        f"<div><p>{notice}</p><p><a href='/login/'>Log in</a> or <a href='/join/'>subscribe</a> to read on.</p></div>"
    )
    return Post(marked(text), text, [notice, "to read on"], below=below if number % 2 else "")


@kind
def short_posts_in_japanese(number: int) -> Post:
    """A line or two in a script without spaces."""
    things, ends = "港船灯橋庭川手紙窓市場谷", ("を見た。", "を直した。", "が好きだ。", "は遠い。")
    draw = random.Random(number)
    lines = [
        f"今日は{draw.choice(things)}と{draw.choice(things)}{draw.choice(ends)}{number}番目の話。"
        for _ in range(1 + number % 2)
    ]
    lines = list(dict.fromkeys(lines))
    return Post(marked(lines), lines)


@kind
def disclosures(number: int) -> Post:
    """A sentence of the author's above every post."""
    lines = ["I bought everything that I write about with my own money.", *prose(number)]
    return Post(marked(lines), lines)


REPLIES = (
    "I had the same ladder once",
    "Please write more of this",
    "My aunt would not agree",
    "So true and so well said",
)


def comments(number: int) -> tuple[str, list[str]]:
    """Return comments in boxes without telling names, and what of them must go."""
    count = number % 4
    said = [f"{REPLIES[(number + n) % 4]}, says reader {number}-{n}, {sentence(f'c{number}{n}')}" for n in range(count)]
    boxes = "".join(
        f"<div class=z4><b>Reader {n}</b> <i>May {n + 3}, 2021</i><p>{text}</p></div>" for n, text in enumerate(said)
    )
    return f"<div class=z3><h4>{count} replies</h4>{boxes}</div>", [*said[:2], "replies"]


def page(number: int, post: Post, feed: str) -> tuple[Page, list[str]]:
    """Return a post's page with what the feed says of it, and what must go."""
    below, gone = comments(number)
    html = (
        f"<html><head><title>{escape(title(number))} | Notes of a hard year</title></head><body><div class=z1>"
        f"<div class=z2><a href='/'>Notes of a hard year</a></div><div class=z6><h1>{escape(title(number))}</h1>"
        f"<div class=z7>{post.above}{post.html}{post.below}{below}</div></div>"
        "<div class=z9><h3>Of late</h3><p>The shed has a new door since spring, and the cat approves of it.</p></div>"
        "</div></body></html>"
    )
    has_entry = feed == "full" or (feed == "ten" and number > COUNT - IN_SHORT_FEED)
    entry = FeedEntry(url(number), title(number), html=post.html + post.in_feed) if has_entry else None
    return Page(url(number), html.encode(), "text/html; charset=utf-8", entry=entry), gone


def make(name: str, feed: str, count: int = COUNT) -> list[tuple[Page, list[str], list[str]]]:
    """Return the pages of a blog, the newest last, each with the lines of its text and what must not stand in it."""
    made = []
    for number in range(COUNT - count + 1, COUNT + 1):
        post = KINDS[name](number)
        one, gone = page(number, post, feed)
        made.append((one, post.lines, [*post.boxes, *gone]))
    return made
