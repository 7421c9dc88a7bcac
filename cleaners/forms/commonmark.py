"""Markdown as HTML, as generators of sites and GitHub read it; the only file that imports markdown-it.

It is loaded where it is needed: next to no command does.
"""

from __future__ import annotations

import html
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def plain() -> MarkdownIt:
    """Return what makes HTML of Markdown, with the tables that all generators know."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def whole() -> MarkdownIt:
    """Return the same with footnotes, tasks, and formulas, which become code in the language "math"."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    class AsWritten(MarkdownIt):
        """Leaves the letters of addresses as they are written."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
            return url

    parser = AsWritten("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.use(tasklists_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_labels=False)
    parser.add_render_rule("math_inline", inline_formula)
    parser.add_render_rule("math_block", formula)
    return parser


def inline_formula(renderer: object, tokens: Sequence[Token], place: int, *_: Any) -> str:
    """Return a formula in a line as HTML."""
    return f'<code class="language-math">{html.escape(tokens[place].content)}</code>'


def formula(renderer: object, tokens: Sequence[Token], place: int, *_: Any) -> str:
    """Return a formula on lines of its own as HTML."""
    return f'<pre><code class="language-math">{html.escape(tokens[place].content)}</code></pre>\n'
