"""Tables, code and headings are read a line each: markup, and the lines that come of it."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.dom.blocks import read_blocks
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.steps.hidden import read_shown

LONG = "The pilot's launch went out before it was light, and came back with nobody on board but a dog. " * 4
ROWS = "<tr><th><p>Boat</p></th><th><p>Crew</p></th></tr>"

TABLES = [
    ("<table><tr><td>Gull</td><td>3</td></tr></table>", ["Gull | 3"]),
    (f"<table>{ROWS}<tr><td><p>Gull</p></td><td><p>3</p></td></tr></table>", ["Boat | Crew", "Gull | 3"]),
    (f"<table>{ROWS}<tr><td><div>Gull<br>old</div></td><td>3</td></tr></table>", ["Boat | Crew", "Gull old | 3"]),
    (f"<table><tr><td><p>{LONG}</p><p>b</p></td><td><p>Home</p></td></tr></table>", [LONG.strip(), "b", "Home"]),
    (f"<table>{ROWS}<tr><td><p>{LONG}</p></td><td>c</td></tr></table>", ["Boat | Crew", f"{LONG.strip()} | c"]),
    ("<table><tr><td><p>One</p><p>two</p></td></tr></table>", ["One", "two"]),
    ("<table><tr><td><pre>a\n b</pre></td><td>c</td></tr></table>", ["a", " b", "c"]),
]
CODE = [
    ("<pre><code><span class=line>if a:</span><span class=line>  b()</span></code></pre>", ["if a:", "  b()"]),
    ("<pre><code>if a:</code><code>  b()</code></pre>", ["if a:", "  b()"]),
    (
        '<div class="highlight"><pre class="chroma"><code><span class="line"><span class="ln">1</span>'
        '<span class="cl">if a:\n'
        '</span></span><span class="line"><span class="ln">2</span><span class="cl">  b()\n</span></span>'
        '</code></pre></div>',
        ["if a:", "  b()"],
    ),
    ('<pre><span class="lnt">1\n</span><span class="lnt">2\n</span></pre><pre>a\nb</pre>', ["a", "b"]),
    (
        '<pre><code><table class="hljs-ln"><tr><td class="hljs-ln-numbers" data-line-number="1">'
        '<div class="hljs-ln-n">1</div>'
        '</td><td class="hljs-ln-code">if a:</td></tr><tr><td class="hljs-ln-numbers">2</td><td>  b()</td></tr>'
        '</table></code>'
        "</pre>",
        ["if a:", "  b()"],
    ),
    (
        '<pre class="line-numbers"><code>a\n  b<span class="line-numbers-rows"><span>1</span><span>2</span>'
        '</span></code></pre>',
        ["a", "  b"],
    ),
    (
        '<pre><code><span class="linenumber react-syntax-highlighter-line-number">1\n</span><span>a\n</span>'
        '</code></pre>',
        ["a"],
    ),
    (
        '<table class="rouge-table"><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>'
        '<td class="rouge-code"><pre>a\n  b\n</pre></td></tr></table>',
        ["a", "  b"],
    ),
    (
        '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre>a\n  b'
        '</pre></td></tr>'
        "</table>",
        ["a", "  b"],
    ),
    ('<pre><span class="linenos">1</span>a\n<span class="linenos">2</span>  b\n</pre>', ["a", "  b"]),
    (
        '<table class="highlight"><tr><td class="blob-num js-line-number" data-line-number="1">1</td>'
        '<td class="blob-code js-file-line">if a:</td></tr><tr><td class="blob-num" data-line-number="2">2</td>'
        '<td class="blob-code">  b()</td></tr></table>',
        ["if a:", "  b()"],
    ),
    (
        '<pre class="prettyprint linenums"><ol class="linenums"><li class="L0">if a:</li><li class="L1">  b()'
        '</li></ol></pre>',
        ["if a:", "  b()"],
    ),
    (
        '<pre><code><div class="ec-line"><div class="gutter"><div class="ln" aria-hidden="true">1</div></div>'
        '<div class="code">a</div></div></code></pre>',
        ["a"],
    ),
    (
        '<div class="syntaxhighlighter"><table><tr><td class="gutter"><div class="line">1</div></td><td class="code">'
        '<div class="container"><div class="line"><code>&nbsp;&nbsp;</code><code>b()</code></div></div></td>'
        '</tr></table></div>',
        ["  b()"],
    ),
]  # fmt: skip
HEADINGS = [
    ('<h2 id="总结"><a class="header-anchor" href="#总结">#</a> 总结</h2>', ["总结"]),
    ('<h2><a class="headerlink" href="#x">总结</a></h2>', ["总结"]),
    ('<h2>Tide <a href="#tide">¶</a></h2>', ["Tide"]),
    ("<p>By <b><meta itemprop=name content=B><link itemprop=url href=/b>the ferry</b> on.</p>", ["By the ferry on."]),
    ('<h2>Tide <a href="#tide" aria-label="Link to heading"><span class="sr-only">Link</span>🔗</a></h2>', ["Tide"]),
]


@pytest.mark.parametrize(("html", "lines"), [*TABLES, *CODE, *HEADINGS])
def test_reads_lines(html: str, lines: list[str]) -> None:
    assert read_shown(parse_text(html)).splitlines() == lines


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ('<h2><a href="#tide">The tide</a></h2>', 0.0),
        ('<h2><a href="/tide/">The tide</a></h2>', 1.0),
        ('<p><a href="#tide">The tide</a></p>', 1.0),
        ("<p>\n\t\t\t\t<a href=/tide/> Tide </a>\n\t\t\t\t</p>", 1.0),
        ("<p>\n\t\t\t\t<a href=/tide/> Tide </a>\n\t\t\t\tmuds</p>", 4 / 9),
    ],
)
def test_a_line_is_as_much_of_links_as_is_seen_and_a_heading_that_links_to_itself_is_none(
    html: str, linked: float
) -> None:
    assert [block.linked for block in read_blocks(parse_text(html))] == [linked]


@pytest.mark.parametrize(
    ("html", "is_links"),
    [
        ("<p><a href=/gull>The gull</a></p>", True),
        ("<p><a>The gull</a></p>", False),
        ("<div><a name=top><p>The gull</p></a></div>", False),
        ("<p><a name=top></a><a href=/gull>The gull</a></p>", True),
    ],
)
def test_a_place_on_the_page_is_no_link(html: str, is_links: bool) -> None:
    assert [block.is_links for block in read_blocks(parse_text(html))] == [is_links]
