"""The author of a post as a bare name: declared, where the platform or the theme puts it, or in a byline."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.beside_day import COLONS, beside_day
from blogsieve.cleaners.metadata.bylines import (
    byline_start,
    called,
    from_signature,
    labelled,
    load_authors,
    load_labels,
    parted_text,
    signature,
    signed,
    weekday,
    without_day,
)
from blogsieve.cleaners.metadata.dates.byline import begins_byline
from blogsieve.cleaners.metadata.dates.place import is_prose, post_area_on
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.metadata.jsonld import text_of_value
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates.place import PostArea

LONGEST_NAME = 80
# A first name and a family name: what stands behind fewer words is a part of the name.
WORDS_OF_FULL_NAME = 2
# An account's name: small letters and figures without a space, of no script but Latin.
LOGIN = re.compile(r"(?=[a-z\d_.-]*[\d_.-])[a-z][a-z\d_.-]{2,}|[a-z]{9,}")
# A line under the title that begins like a byline and has more words is a sentence.
WORDS_OF_NAME = 6
# A signature names topics and the hour between the name and the day.
WORDS_OF_DATED = 24
# A mail address with the name behind it, as RSS has it, or before it.
MAIL = re.compile(r"^[^\s@]+@[^\s@]+\s+\((.+)\)$|^([^<]+?)\s*<[^\s@]+@[^\s@]+>$")
# What stands behind a name: a day or time, with its preposition, who made what is not the text, or anything behind a
# sign that parts bylines; a dash between spaces stands in no name.
BEHIND = re.compile(
    r"\s+(?:at|on|in|um|am|le|el|il|em|den|às|alle|à)\s+.*\d.*$|(?<=.)\s*(?:,\s*)?\b\d.*$|^\d+\s+[^A-Z].*$"
    r"|\s+@\s.*$|\s*[|·•●∙].*$|\s+[-–—]\s+.*$|\s*[,;，]\s*[^\W\d_]{2,12}[:：].*$"
    r"|[,;]?\s+(?:(?:and|with)\s+)?"
    r"(?i:photo(?:graph)?(?:s|y)?|pictures?|images?|illustrat(?:ions?|ed)|videos?|artwork|translated)\s+by\b.*$"
)
SENTENCE_ENDS = (".", "!", "?", "…", "。")
PARTED = re.compile(r"\s*[|·•●∙]|\s+[-–—]\s+")
# What stands between a name and a date: a preposition with any word behind it.
PREPOSITION = re.compile(r"\s+(?:at|on|am|den|le|el|em|il)(?:\s+[^\W\d]+)?[\s,]*$")
# What themes set a byline off with: "// Posted by Ana".
SIGNS = " /|·•●∙–—-»›→"
# Themes write "by" and the name into two boxes without a space between.
GLUED = re.compile(r"^[Bb]y(?=[A-Z][a-z])")
# The name of a field that a template did not fill in: site.data.author; a single letter before a stop is an initial.
FIELD = re.compile(r"\w{2,}(?:\.\w{2,}){2,}|[{<\[%].*[}>\]%]")
# What Hugo prints where a theme takes a table for a name.
GO_MAP = re.compile(r"^map\[(?:.*\s)?name:(.+?)(?:\s+\w+:.*)?\]$")
# What WordPress' themes of 2021 write below the author's portrait.
ALL_OF = re.compile(r"^view all of (.+?)['’]s?\s+posts\.?$", re.IGNORECASE)
ADDRESS = re.compile(r"://|@|^www\.")
BY_ADDRESS = "a[href*="
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|writers)/[^/?#]+/?(?:index\.\w+)?(?:[?#].*)?$|/(?:index\.php)?\?auth(?:or)?=[^&#]+$"
)
MOST_NAMES = 12
# The class of a box about the author, which has other dates than the post's.
BIO = "bio"
# What stands between names, or within one.
JOINING = frozenset("and & und et y e en i og och de da di del van von der den la le".split())


def clean_author(text: str) -> str:
    """Return the bare name in a byline, `""` where there is none but a platform's default.

    >>> clean_author("Posted by Ana Ilić at 5:00 PM"), clean_author("admin"), clean_author("https://example.org/ana")
    ('Ana Ilić', '', '')
    >>> clean_author("ana@example.org (Ana Ilić)"), clean_author("Von: Ana Ilić am 10. Januar 2022")
    ('Ana Ilić', 'Ana Ilić')
    >>> clean_author("作者:陈默 , 分类:旅行 , 浏览:15"), clean_author("作者简介"), clean_author("著者について")
    ('陈默', '', '')
    >>> clean_author("Words by Ana Ilić, photographs by Bo Ek"), clean_author("Ana Ilić with photos by Bo Ek")
    ('Ana Ilić', 'Ana Ilić')
    """
    name = ALL_OF.sub(r"\1", GO_MAP.sub(r"\1", clean_title(text)))
    if mail := MAIL.match(name):
        name = mail[1] or mail[2]
    name = name.lstrip(SIGNS)
    name = GLUED.sub("", byline_start().sub("", byline_start().sub("", name)))
    if len(name) <= 2 * LONGEST_NAME and (days := read_dates(name)):
        # "Ana at Friday, the 3rd": one stands before the day of the week, another behind it.
        name = PREPOSITION.sub("", weekday().sub("", PREPOSITION.sub("", name[: days[0].start])))
    name = BEHIND.sub("", name.strip(" ,|·•→")).strip(' ,;:&|-–—·"“”«»')
    name = without_role(label().sub("", name).strip(" ,;:|-–—·"))
    return name if is_name(name) else ""


def first_piece(line: str) -> str:
    """Return what stands before the first sign that parts a byline from what else its line tells; sentences have such.

    >>> first_piece("By Ana Ilić — Filed under Boats, Tar and Oars"), first_piece("By Easter — late — it thawed.")
    ('By Ana Ilić', 'By Easter — late — it thawed.')
    """
    return line if line.endswith(SENTENCE_ENDS) else PARTED.split(line.strip(SIGNS))[0]


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of what themes write behind or before a name that is none of it."""
    labels = "|".join(re.escape(word) for word in sorted(load_authors()["labels"], key=len, reverse=True))
    return re.compile(
        rf"\s*(?:^|(?<=\W))(?:{labels})(?:\s+by)?\s*(?:[:：]\s*)?$|^(?:{labels})\s*[:：]\s*", re.IGNORECASE
    )


@cache
def role() -> re.Pattern[str]:
    """Return the pattern of a role behind a name: "Ana Ilić Senior Editor", "Ana Ilić, staff writer"."""
    table = load_authors()
    roles = "|".join(re.escape(word) for word in sorted(table["roles"], key=len, reverse=True))
    ranks = "|".join(re.escape(word) for word in table["ranks"])
    # Between rank and role stands what it is about: "Senior Autos Reporter"; behind a comma that may be any words.
    bare = rf"(?:\s*[|–—-])?\s+\(?(?:(?:{ranks})\s+(?:\w+\s+)?)*(?:{roles})\)?"
    return re.compile(rf"(?:\s*,\s(?:[^,]*\s)?(?:{roles})|{bare})$", re.IGNORECASE)


def without_role(name: str) -> str:
    """Return a name without the role behind it; a name of one word is left whole.

    >>> [without_role(f"Ana Ilić{role}") for role in (" Senior Boats Editor", ", Staff Writer", ", Expert on Boats")]
    ['Ana Ilić', 'Ana Ilić', 'Ana Ilić, Expert on Boats']
    >>> without_role("Night Editor")
    'Night Editor'
    """
    bare = role().sub("", name)
    return bare if len(bare.split()) >= WORDS_OF_FULL_NAME else name


def is_name(name: str) -> bool:
    """Tell whether a text can be a name: no address, no platform's default, no field of a template."""
    table = load_authors()
    if name.lower() in (*table["no_names"], *table["bylines"], *table["days"]) or any(
        len(one) > LONGEST_NAME for one in name.split(",")
    ):
        return False
    return any(map(str.isalpha, name)) and not ADDRESS.search(name) and not FIELD.fullmatch(name)


def author_names(value: object) -> str:
    """Return the names in a JSON-LD author, of several with commas between.

    >>> author_names([{"name": "Ana"}, {"name": "By Bo"}, {"name": "Ana"}])
    'Ana, Bo'
    """
    values = value if isinstance(value, list) else [value]
    names = (clean_author(text_of_value(one)) for one in values[:MOST_NAMES])
    return ", ".join(dict.fromkeys(filter(None, names)))


def find_author(
    declared: Iterable[str], index: Index, url: str, places: Sequence[str], title: str, owners: Iterable[str]
) -> str:
    """Return the first name that is declared, else that shown with the post.

    The blog's own name, that of who has it, and that of an account, are taken only where there is no other; but where
    the platform itself puts its authors, a blog may bear the name of the one it has.
    """
    own = login = ""
    names_of_blog = frozenset(map(text_key, owners))
    for name in _all_names(declared, index, url, places, title):
        if text_key(name) in names_of_blog and name not in shown_names(index, post_area_on(index, url, title), places):
            own = own or name
        elif LOGIN.fullmatch(name):
            login = login or name
        else:
            return name
    beside = () if own else filter(is_name, beside_day(index, post_area_on(index, url, title)))
    return next(iter(beside), "") or login or own


def _all_names(declared: Iterable[str], index: Index, url: str, places: Sequence[str], title: str) -> Iterator[str]:
    """Yield the names that a page gives, the most trusted first."""
    yield from filter(None, map(clean_author, filter(None, declared)))
    place = post_area_on(index, url, title)
    yield from shown_names(index, place, (*places, *load_authors()["places"]))
    for whole in map(from_signature, place.header[0]):
        line = first_piece(rest := without_day(whole))
        if (start := byline_start().match(line)) and len(line.split()) <= WORDS_OF_NAME + len(start[0].split()):
            name = clean_author(line)
            # Behind a label and the day a name is one as far as it is written like one, or a login.
            is_labelled = rest != whole and begins_byline(whole)
            if name and (" " not in name if is_labelled else not name[0].islower()):
                yield name
    yield from _names_in(called(index), place)
    lines = list(signed(index, signature()))
    yield from _names_in((one for one in lines if read_dates(one.text_content())), place, WORDS_OF_DATED)
    yield from _names_in(labelled(index, load_labels()), place)
    for name in _names_in(lines, place, but_for=BIO):
        # Of a sentence the first words may be a name, and the second no more; a byline goes on with its day.
        if all(word[:1].isupper() for word in name.split() if word not in JOINING):
            yield name


def shown_names(index: Index, place: PostArea, places: Sequence[str]) -> Iterator[str]:
    """Yield the names that stand at places, in no box of others."""
    for css in places:
        found = index.select(parse_selector(css))
        yield from _names_in(filter(is_link_of_byline, found) if css.startswith(BY_ADDRESS) else found, place)


def is_link_of_byline(link: HtmlElement) -> bool:
    """Tell whether a link leads to an author's page, and stands in no paragraph: those name authors of other blogs."""
    return leads_to_author(link) and not any(map(is_prose, link.iterancestors("p")))


def leads_to_author(link: HtmlElement) -> bool:
    """Tell whether an address with a word for authors in it is one author's: the name stands right behind the word.

    >>> from lxml.html import fromstring
    >>> links = "/author/ana/", "../authors/ana/index.html", "/?author=3", "https://ams.example/authors/tex/amsmath"
    >>> [leads_to_author(fromstring(f"<a href='{link}'>Ana</a>")) for link in links]
    [True, True, True, False]
    """
    return AUTHOR_PAGE.search(link.get("href") or "") is not None


def _names_in(
    elements: Iterable[HtmlElement], place: PostArea, most: int = 2 * WORDS_OF_NAME, but_for: str = ""
) -> Iterator[str]:
    """Yield the names in elements of so many words at most that stand in no box of others."""
    for element in elements:
        if not place.is_own(element, but_for=but_for):
            continue
        text = parted_text(element) or squash(element.get("content") or "")
        # "Labels:" bears the class of bylines on some themes.
        if not text.endswith(COLONS) and len(text.split()) <= most and (name := clean_author(text)):
            yield name
