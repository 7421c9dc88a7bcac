"""Pages of a template that a site's model was not learned from teach a model of their own."""

from __future__ import annotations

from tinroof import body, cleaned, page, paragraphs, title

from blogsieve import Page, SiteModel, learn
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.site.templates import is_strange, marks_of, template_of, with_template

NEW, OLD = range(8), range(30, 38)
# The body has the same name in both, what is around it another one.
NOW = "<div class=bar><a href=/>Roof</a></div><div id=page class='wide calm'>{}</div><div id=foot class=low></div>"
THEN = "<div class=sign>Then</div><div id=outer class=col><div id=main class=text>{}</div></div><i class='end gap'></i>"


def made(number: int, frame: str, inner: str) -> Page:
    """Return the page of a post in a template."""
    html = f"<html><head><title>{title(number)}</title></head><body>{frame.format(inner)}</body></html>"
    return Page(page(number, "").url, html.encode(), "text/html")


def old(number: int) -> Page:
    """Return a post as it was before the redesign: below its title stands how many have read it."""
    text = f"<h3>{title(number)}</h3><b class=count>{number % 3}</b><div class=was>{paragraphs(body(number))}</div>"
    return made(number, THEN, text)


def new(number: int) -> Page:
    return made(number, NOW, f"<h2>{title(number)}</h2><div id=main>{paragraphs(body(number))}</div>")


def marks(one: Page) -> frozenset[str]:
    return marks_of(parse(one))


def test_pages_of_another_template_are_strange() -> None:
    site = learn([new(number) for number in NEW])
    assert {"#main", "#page", ".calm"} <= site.marks
    assert [is_strange(site, marks(one)) for one in (new(9), old(39))] == [False, True]


def test_each_page_is_cleaned_by_the_template_that_made_it() -> None:
    known, other = learn([new(number) for number in NEW]), learn([old(number) for number in OLD])
    both = SiteModel.from_json(with_template(known, other).to_json())
    assert both == with_template(known, other)
    assert template_of(both, parse(old(39))).wrappers == other.wrappers
    assert template_of(both, parse(new(9))) == both
    assert cleaned([old(38), new(9)], both) == [body(38), body(9)]
    # Of posts all templates know: a teaser may lead from one to another.
    assert both.others[0].posts == both.posts == known.posts | other.posts


def test_without_marks_no_page_is_strange() -> None:
    assert not is_strange(SiteModel(), marks(old(39)))
