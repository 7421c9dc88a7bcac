"""What holds of every body: a form read back is the body that was written, and says what its text says."""

from __future__ import annotations

from bodies import bodies
from hypothesis import given, settings

from blogsieve.cleaners.body.model import Body
from blogsieve.cleaners.forms import html, markdown
from blogsieve.cleaners.forms.reading import read_html, read_markdown
from blogsieve.cleaners.forms.simplified import simplified


def as_read(made_up: Body) -> Body:
    """Return a body as pages have it: spaces and marks in order."""
    return read_html(html.write(made_up))


@given(bodies)
@settings(deadline=None, max_examples=40)
def test_html_read_back_is_the_same_body(made_up: Body) -> None:
    body = as_read(made_up)
    assert read_html(html.write(body)) == body


@given(bodies)
@settings(deadline=None, max_examples=40)
def test_markdown_read_back_is_the_same_body(made_up: Body) -> None:
    body = as_read(made_up)
    written = markdown.write(body)
    assert read_markdown(written) == simplified(body), written
    assert markdown.write(read_markdown(written)) == written
