"""Which language a block of code is in: what the markup of highlighters names, and what their marks tell."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from blogsieve.cleaners.body.languages import language_of

PYTHON = (
    "<span class='k'>def</span><span class='w'> </span><span class='nf'>count</span><span class='p'>(</span>"
    "<span class='n'>geese</span><span class='p'>):</span>"
)
SHELL = "sudo<span class='w'> </span>apt<span class='w'> </span>install<span class='w'> </span>geese"
OLD_SHELL = "<span class='nb'>cd</span> /srv <span class='o'>&amp;&amp;</span> <span class='nb'>echo</span> a"
NAMED = {
    "a theme's class before Hexo's": ("<figure class='iseeu highlight rust'><pre>a</pre></figure>", "rust"),
    "GeSHi": ("<div class=wp_syntax><pre class='php php'>a</pre></div>", "php"),
    "Octopress": ("<div class=highlight><pre><code class=ruby>a</code></pre></div>", "ruby"),
    "SyntaxHighlighter": ("<pre class='brush: js; toolbar: false'>a</pre>", "js"),
    "SyntaxHighlighter's short way": ("<pre class='brush:python;gutter:false'>a</pre>", "python"),
    "SyntaxHighlighter, when its script has run": (
        "<div class='syntaxhighlighter c'><table><tr><td><pre class=line>a</pre><pre class=line>b</pre></table></div>",
        "c",
    ),
    "Prism's other name": ("<pre class=language-markup>a</pre>", "html"),
    "a name that no one knows": ("<pre class='highlight geesescript'>a</pre>", "geesescript"),
    "a tool's classes": ("<div class='highlight tab-size js-file'><pre>a</pre></div>", ""),
    "a style sheet's classes": ("<pre class='nq bc nt'>a</pre>", ""),
    "none, says Enlighter": ("<pre data-enlighter-language=generic>$ a</pre>", ""),
    "none, says Notion": ("<pre class='code code-wrap'>a</pre>", ""),
}
MARKED = {
    "Python": (f"<pre><span></span><code>{PYTHON}</code></pre>", "python"),
    "words and spaces": (f"<pre class='code literal-block'>{SHELL}</pre>", "bash"),
    "before spaces were marked": (f"<pre>{OLD_SHELL}</pre>", "bash"),
    "a name says more": (f"<pre class=language-starlark>{PYTHON}</pre>", "starlark"),
    "no spans": ("<pre><b>$</b> ls</pre>", "bash"),
    "no marks": ("<pre><span></span><code>$ a</code></pre>", ""),
    "marked by style": ("<pre><span></span><span style='color: #008000'>$</span> ls</pre>", "bash"),
    "no lexer's": ("<pre><span class='zz'>a</span> <span class='k'>b</span></pre>", ""),
}


@pytest.mark.parametrize(("html", "language"), (NAMED | MARKED).values(), ids=NAMED | MARKED)
def test_is_told(html: str, language: str) -> None:
    root = fromstring(f"<body>{html}</body>")
    pre = next(root.iter("pre"))
    assert language_of(pre, pre.text_content()) == language
