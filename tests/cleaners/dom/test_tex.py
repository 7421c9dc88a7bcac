"""Formulas between delimiters are formulas where a script of the page draws them, or a box says so."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.body.model import Body
from blogsieve.cleaners.body.reader import read_blocks
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.forms import markdown

SCRIPT = "<script src=https://cdn.example/mathjax/tex-chtml.js></script>"
DOLLARS = "<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>"
CASES = {
    "in a line": (rf"{SCRIPT}<p>Let \(x_1\) be <b>a</b> \(y\).", "Let $x_1$ be **a** $y$."),
    "a line of its own": (rf"{SCRIPT}<p>\[ a^2 \]</p>", "$$\na^2\n$$"),
    "between paragraphs, as kramdown has it": (rf"{SCRIPT}<div><p>a</p>\[b\]<p>c</p></div>", "a\n\n$$\nb\n$$\n\nc"),
    "displayed within a line": (f"{SCRIPT}<p>a $$b$$ c</p>", "a $b$ c"),
    "single dollars, where the page says so": (f"{DOLLARS}<p>Let $x$ be</p>", "Let $x$ be"),
    "money": (f"{SCRIPT}<p>It costs $5 or $6</p>", "It costs \\$5 or \\$6"),
    "code": (rf"{SCRIPT}<p><code>\(a\)</code></p><pre>\[b\]</pre>", "`\\(a\\)`\n\n```\n\\[b\\]\n```"),
    "no script": (r"<p>s/\(a\)/b/</p>", "s/\\\\(a\\\\)/b/"),
    "a box": (r"<p>Let <span class='math inline'>\(x\)</span> be</p>", "Let $x$ be"),
    "a box of its own": (r"<div class=arithmatex>\[x\]</div>", "$$\nx\n$$"),
    "a formula in a formula": (rf"{SCRIPT}<div class=math>\[x \(y\)\]</div>", "$$\nx \\(y\\)\n$$"),
    "a box of another kind": ("<p>Let <span class=math>x</span> be</p>", "Let x be"),
}


def written(html: str) -> str:
    return markdown.write(Body(tuple(read_blocks([parse_text(f"<body>{html}").find("body")], "https://blog.example/"))))


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_formulas_are_told(html: str, expected: str) -> None:
    assert written(html) == expected
