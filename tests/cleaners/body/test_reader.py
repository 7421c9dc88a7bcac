"""What the elements of a page become, shown as Markdown, which has a sign for nearly all of it."""

from __future__ import annotations

import pytest
from stepping import page_of

from blogsieve import clean_page
from blogsieve.cleaners.body.model import Body, Cell, Code, Figure, Note, Table, Text
from blogsieve.cleaners.body.reader import read_blocks
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.forms import markdown

URL = "https://blog.example/2021/geese"
PROSE = "<p>Thirty-one geese came over the church at six this morning, and nobody on the wall had counted them.</p>"


def written(html: str) -> str:
    """Return a piece of a page as Markdown."""
    return markdown.write(Body(tuple(read_blocks([parse_text(html).find("body")], URL))))


CASES = {
    "levels": ("<h2>A</h2><h4>B</h4>", "## A\n\n#### B"),
    "a heading that leads to itself": ("<h2><a href='#a'>A</a></h2>", "## A"),
    "marks": ("<p>a <b>b </b>c <i>d</i> <del>e</del>", "a **b** c *d* ~~e~~"),
    "marks within their like": ("<p><b>a <strong>b</strong></b>", "**a b**"),
    "marks by style": (
        "<p><span style='font-weight:bold'>a</span> <font style='font-style: italic'>b</font>",
        "**a** *b*",
    ),
    "a mark that its style takes back": ("<b style='font-weight:normal'>a</b>", "a"),
    "a mark over blocks": ("<b><div>a</div><div>b</div></b>", "**a**\n\n**b**"),
    "a mark in a word": ("<p>un<em>believ</em>able", "un*believ*able"),
    "a mark that ends with a stop": ("<p>重<b>点。</b>后", "重<strong>点。</strong>后"),
    "a link": ("<p><a href='/a b' title='c \"d\"'>e</a>", '[e](https://blog.example/a%20b "c \\"d\\"")'),
    "a link that shows its address": ("<p><a href='https://a.example/'>https://a.example/</a>", "<https://a.example/>"),
    "an address with a backslash": ("<p><a href='/#a\\b'>c</a>", "[c](https://blog.example/#a%5Cb)"),
    "an address that looks like a character": (
        "<p><a href='/?a&amp;amp;b'>c</a>",
        "[c](https://blog.example/?a&amp;amp;b)",
    ),
    "a link that shows an encoded address": (
        "<p><a href='https://a.example/%C3%A9'>https://a.example/%C3%A9</a>",
        "[https://a.example/%C3%A9](https://a.example/%C3%A9)",
    ),
    "a title that looks like a character": (
        "<p><a href=/a title='b&amp;amp;c'>d</a>",
        '[d](https://blog.example/a "b&amp;amp;c")',
    ),
    "a link to nowhere": ("<p><a href='javascript:x()'>a</a> <a>b</a>", "a b"),
    "breaks at the edges of marks": ("<p><b>a<br></b><i><br>b</i><em><br></em>c", "**a**\\\n*b*\\\nc"),
    "an ideographic space behind a break": ("<p>\u3000a<br>\u3000b", "a\\\n\u3000b"),
    "letters in two parts": ("<p>Ka\u030are", "K\u00e5re"),
    "parts of a link": ("<p><a href=/a><span>a</span><span>b</span></a>.", "[a b](https://blog.example/a)."),
    "breaks": ("<p>a<br>b<br><br>c<br>", "a\\\nb\n\nc"),
    "lists": (
        "<ul><li>a<ol start=3><li>b</ol><li><p>c</p><p>d</p></ul>",
        "- a\n\n  3. b\n\n- c\n\n  d",
    ),
    "a list without items of its own": ("<ul><li>a<ul><li>b</ul></ul>", "- a\n  - b"),
    "a list whose first item has a number": ("<ol><li value=4>a<li>b</ol>", "4. a\n5. b"),
    "terms": ("<dl><dt>a<dd>b<dt>c <b>d</b><dd>e</dl>", "**a**\n\nb\n\n**c d**\n\ne"),
    "tasks": (
        "<ul><li><input type=checkbox disabled> a<li><input type=checkbox checked disabled><p>b<li>[ ] c</ul>",
        "- [ ] a\n- [x] b\n- \\[ ] c",
    ),
    "a task in a label": ("<ul><li><p><label><input type=checkbox> a</label></ul>", "- [ ] a"),
    "a box that is no task": ("<ul><li>a <input type=checkbox></ul><p><input type=checkbox> b", "- a\n\nb"),
    "a list in a list": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    "two lists in a row": ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n+ b"),
    "a quotation": ("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
    "code": ("<pre>\n  a\n\n    b  \n</pre>", "```\n  a\n\n    b\n```"),
    "code with fences": ("<pre>```\na\n```</pre>", "````\n```\na\n```\n````"),
    "code in a line": ("<p>a <code> b`c </code>d", "a ``b`c`` d"),
    "code on lines of its own": ("<p><code>a<br>b  c</code>", "`a`\\\n`b c`"),
    "a space of code": ("<p><code>a</code><code> </code><code>b</code>", "`a` `b`"),
    "code with breaks at its edges": ("<p>a<br><code><br>b<br></code><br>c", "a\\\n`b`\\\nc"),
    "code with odd ends of lines": ("<pre>a\u2028b</pre>", "```\na\nb\n```"),
    "code that docutils marks": ("<p>a <span class='docutils literal'>b <span class=pre>-c</span></span>", "a `b -c`"),
    "a button in code": ("<pre>a<button>Copy</button>\nb</pre>", "```\na\nb\n```"),
    "a language of highlight.js": ("<pre><code class='hljs rust'>a", "```rust\na\n```"),
    "a language of Sphinx": ("<div class='highlight-bash notranslate'><div class=highlight><pre>a", "```bash\na\n```"),
    "a language of Hexo": (
        "<figure class='highlight python'><table><tr><td><pre><span>a</span><br><span>b</span></pre></table>",
        "```python\na\nb\n```",
    ),
    "a language of Rouge": (
        "<div class='language-ruby highlighter-rouge'><div class=highlight><pre class=highlight><code>a",
        "```ruby\na\n```",
    ),
    "no language": ("<pre class='highlight plaintext'><code>$ a", "```\n$ a\n```"),
    "a line an element": (
        "<div class=highlight><table><tr><td class=blob-code>a<tr><td class=blob-code>b</table></div>",
        "```\na\nb\n```",
    ),
    "a table": (
        "<table><thead><tr><th>a<th>b<tbody><tr><td>c | d<td><b>e</b></table>",
        "| a | b |\n| --- | --- |\n| c \\| d | **e** |",
    ),
    "a table without a head": ("<table><tr><td>a<td>b</table>", "|  |  |\n| --- | --- |\n| a | b |"),
    "wide and high cells": (
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        "| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g |",
    ),
    "a table in a table": (
        "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>",
        "|  |  |\n| --- | --- |\n| a | b |\n\nc",
    ),
    "an image": ("<p><img src=/a.png alt='b [c]' title=d>", '![b \\[c\\]](https://blog.example/a.png "d")'),
    "an image that waits": ("<p><img src=data:x data-src=/a.png>", "![](https://blog.example/a.png)"),
    "an image that only a script shows": (
        "<p><img src=data:x data-nimg=1 alt=a><noscript><img src=/a.png alt=a></noscript>",
        "![a](https://blog.example/a.png)",
    ),
    "an image that is there twice": (
        "<p><img data-src=/a.png><noscript><img src=/a.png></noscript>",
        "![](https://blog.example/a.png)",
    ),
    "an image that is enlarged": ("<a href=/a.png><img src=/a.png alt=b></a>", "![b](https://blog.example/a.png)"),
    "an image that Gatsby enlarges": (
        "<a class=gatsby-resp-image-link href=/b.png><img src=/a.png alt=c></a>",
        "![c](https://blog.example/a.png)",
    ),
    "an image that leads to another": (
        "<a href=/b.png><img src=/a.png alt=c></a>",
        "[![c](https://blog.example/a.png)](https://blog.example/b.png)",
    ),
    "an image that counts readers": ("<p>a<img src=/b.gif width=1 height=1>", "a"),
    "a caption": (
        "<figure><img src=/a.png alt=b><figcaption>c <em>d</em></figcaption></figure>",
        "![b](https://blog.example/a.png)\n\n*c d*",
    ),
    "a caption of Blogger's": (
        "<table class=tr-caption-container><tr><td><img src=/a.png alt=b><tr><td class=tr-caption>c</table>",
        "![b](https://blog.example/a.png)\n\n*c*",
    ),
    "a caption above": (
        "<figure class='highlight c'><figcaption>b</figcaption><pre>a</pre></figure>",
        "*b*\n\n```c\na\n```",
    ),
    "a gallery of WordPress'": (
        "<dl class=gallery-item><dt><img src=/a.png></dt><dd class=wp-caption-text>b</dd></dl>",
        "![](https://blog.example/a.png)\n\n*b*",
    ),
    "a table with a list": (
        "<table><tr><th>a<th>b<tr><td>c<td>d<tr><td>e<td><ul><li>f</ul><tr><td>g<td>h</table>",
        "| a | b |\n| --- | --- |\n| c | d |\n\ne\n\n- f\n\n|  |  |\n| --- | --- |\n| g | h |",
    ),
    "a row without cells": (
        "<table><tr>a<tr><td>b<td>c</table>",
        "a\n\n|  |  |\n| --- | --- |\n| b | c |",
    ),
    "a caption within a table": (
        "<table><tr><th>a<th>b</tr><caption>c</caption><tr><td>d<td>e</table>",
        "| a | b |\n| --- | --- |\n\nc\n\n|  |  |\n| --- | --- |\n| d | e |",
    ),
    "a table of one column with a head": ("<table><tr><th>a<tr><td>b</table>", "| a |\n| --- |\n| b |"),
    "a table of one column": ("<table><tr><td>a<tr><td>b</table>", "a\n\nb"),
    "a formula": (
        "<p>a <span class=katex><math><annotation encoding='application/x-tex'>x_1</annotation></math></span>",
        "a $x_1$",
    ),
    "a formula with a dollar in it": ("<p>a <code class=language-math>x $ y</code> b", "a x $ y b"),
    "a formula that is displayed": ("<p>a</p><script type='math/tex; mode=display'>x^2</script>", "a\n\n$$\nx^2\n$$"),
    "raised": ("<p>10<sup>6</sup>, 1<sup>st</sup>, H<sub>2</sub>O", "10⁶, 1<sup>st</sup>, H<sub>2</sub>O"),
    "a reading": ("<p><ruby>漢<rt>かん</rt></ruby>字", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字"),
    "a line across": ("<p>a<hr><p>b", "a\n\n***\n\nb"),
    "a film": (
        "<p>a</p><iframe src='https://www.youtube.com/embed/x' title=B></iframe>",
        "a\n\n[B](https://www.youtube.com/embed/x)",
    ),
    "a film that a script loads": (
        "<lite-youtube videoid=x title=B></lite-youtube>",
        "[B](https://www.youtube.com/watch?v=x)",
    ),
    "a frame of somebody else's": ("<p>a</p><iframe src='https://ads.example/x'></iframe>", "a"),
    "right to left": ("<p>שלום <b>עולם</b>", "שלום **עולם**"),
    "what looks like Markdown": (
        "<p># a<br>- b<br>1. c<br>> d<br>*e* _f_ `g` [h](i) &lt;j> &amp;amp; ~~k~~ a_b_c 2 * 3</p>",
        "\\# a\\\n\\- b\\\n1\\. c\\\n\\> d\\\n\\*e\\* \\_f\\_ \\`g\\` [h\\](i) \\<j> \\&amp; \\~\\~k\\~\\~ a_b_c 2 * 3",
    ),
    "dollars": ("<p>$5</p><p>$5 and $6", "$5\n\n\\$5 and \\$6"),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_is_written(html: str, expected: str) -> None:
    assert written(html) == expected


def body_of(html: str) -> Body:
    """Return the body of a page that holds nothing but a post."""
    return clean_page(page_of(f"<article>{html}</article>", title="Geese")).body


def test_footnotes_of_a_page_keep_their_marks() -> None:
    back = "<a class=footnote-backref href=#fnref:1>↩</a>"
    note = f"<section class=footnotes><hr><ol><li id=fn:1><p>Or so. {back}</ol></section>"
    mark = "<sup id=fnref:1><a class=footnote-ref href=#fn:1>1</a></sup>"
    body = body_of(PROSE.replace("them", f"them{mark}") + PROSE.replace("church", f"chapel{mark}") + note)
    assert "nobody on the wall had counted them[^1]." in markdown.write(body)
    assert "over the chapel[^1] at six" in markdown.write(body)
    assert markdown.write(body).endswith("\n\n[^1]: Or so.")
    assert [block.name for block in body.blocks if isinstance(block, Note)] == ["1"]


NOTES = {
    "Sphinx": (
        "<a class=footnote-reference href=#n role=doc-noteref>1</a>",
        "<aside class=footnote-list><aside class=footnote id=n><span class=label>[<a role=doc-backlink href=#m>1</a>]"
        "</span><p>Or so.</aside></aside>",
    ),
    "docutils": (
        "<a class=footnote-reference href=#n>[1]</a>",
        "<table class=footnote id=n><tr><td class=label><a class=fn-backref href=#m>[1]</a><td>Or so.</table>",
    ),
    "Org": (
        "<sup><a class=footref href=#n role=doc-backlink>1</a></sup>",
        "<div class=footdef><sup><a id=n class=footnum href=#m role=doc-backlink>1</a></sup> <p>Or so.</div>",
    ),
    "Substack": (
        "<a class=footnote-anchor id=footnote-anchor-1 href=#footnote-1>1</a>",
        "<div class=footnote><a id=footnote-1 href=#footnote-anchor-1 class=footnote-number>1</a><p>Or so.</div>",
    ),
    "Tufte CSS": (
        "<label for=n class='margin-toggle sidenote-number'></label><input type=checkbox id=n class=margin-toggle>"
        "<span class=sidenote>Or so.</span>",
        "",
    ),
    "Modern Footnotes": (
        "<sup class=modern-footnotes-footnote><a href='javascript:void(0)'>1</a></sup>"
        "<span id=n role=tooltip class=modern-footnotes-footnote__note>Or so.</span>",
        "",
    ),
}


@pytest.mark.parametrize(("mark", "note"), NOTES.values(), ids=NOTES)
def test_footnotes_are_read_as_engines_print_them(mark: str, note: str) -> None:
    shown = markdown.write(body_of(PROSE.replace("them", f"them{mark}") + PROSE.replace("church", "chapel") + note))
    assert "nobody on the wall had counted them[^1]." in shown
    assert shown.endswith("\n\n[^1]: Or so.")


def test_blank_lines_of_code_stay_where_their_numbers_go() -> None:
    lines = "".join(
        f"<span class=line><span class=ln>{number}</span><span class=cl>{line}\n</span></span>"
        for number, line in enumerate(("a", "", "b"), 1)
    )
    body = body_of(f"{PROSE}<pre class=chroma><code>{lines}</code></pre>{PROSE.replace('church', 'chapel')}")
    assert Code("a\n\nb") in body.blocks


def test_notes_are_numbered_by_their_marks() -> None:
    first, second = (f"<sup><a href=#{name}>1</a></sup>" for name in "ab")
    notes = "<ol class=footnotes><li id=b>Or less.<li id=a>Or more.</ol>"
    body = body_of(PROSE.replace("them", f"them{first}") + PROSE.replace("church", f"chapel{second}") + notes)
    shown = markdown.write(body)
    assert "counted them[^1]." in shown
    assert "the chapel[^2] at six" in shown
    assert shown.endswith("[^1]: Or more.\n\n[^2]: Or less.")


def test_a_note_in_a_cell_is_a_part_of_its_line() -> None:
    mark, note = "<sup><a href=#n>1</a></sup>", "<table><tr><td>a<td><p id=n>b</p><tr><td>c<td>d</table>"
    table = next(
        block for block in body_of(PROSE.replace("them", f"them{mark}") + note).blocks if isinstance(block, Table)
    )
    assert table.rows[0] == (Cell((Text("a"),)), Cell((Text("b"),)))


def test_a_mark_whose_note_is_not_there_is_none() -> None:
    body = body_of(PROSE.replace("them", "them<sup><a href=#fn1>1</a></sup>"))
    assert "[^" not in markdown.write(body)


def test_what_was_removed_leaves_neither_text_nor_image() -> None:
    gone = "<div class=sharedaddy><img src=/share.png>Share</div>"
    assert "share" not in markdown.write(body_of(PROSE * 3 + gone)).lower()


def test_blocks_bear_what_markdown_has_no_sign_for() -> None:
    cells = "<table><tr><th colspan=2>a<tr><td>b<td>c</table>"
    blocks = read_blocks(
        [parse_text(f"<body>{cells}<figure><pre class=language-c>x</pre><figcaption>y").find("body")], URL
    )
    table, figure = blocks
    assert isinstance(table, Table)
    assert table.rows[0] == (Cell(table.rows[0][0].runs, head=True, columns=2),)
    assert isinstance(figure, Figure)
    assert figure.blocks == (Code("x", "c"),)


def test_parts_of_a_post_have_notes_of_their_own() -> None:
    from dataclasses import replace

    note = "<ol class=footnotes><li id=n>{}</ol>"
    page = page_of(f"<article>{PROSE * 3}<p>a<sup><a href=#n>1</a></sup></p>{note.format('first')}</article>")
    part = page_of(f"<article>{PROSE * 3}<p>b<sup><a href=#n>1</a></sup></p>{note.format('second')}</article>")
    shown = markdown.write(clean_page(replace(page, parts=(part,))).body)
    assert "a[^1]" in shown
    assert "b[^2-1]" in shown
    assert "[^1]: first\n\n[^2-1]: second" in shown
