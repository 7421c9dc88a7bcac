"""What a reader sees of a post's own HTML: the lines that a crawl has to give, read without the project's code."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown

BREAKS = frozenset("p div br h1 h2 h3 h4 h5 h6 ul ol li blockquote table tbody thead tr pre".split())


class _Lines(HTMLParser):
    """Gathers the lines of the plain markup in which the posts of the tests are written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.in_code = False
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BREAKS:
            self.end_line()
        if tag == "pre":
            self.in_code = True
        elif tag == "tr":
            self.cells = 0
        elif tag in ("td", "th"):
            self.line += " | " if self.cells else ""
            self.cells += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.end_line()
        if tag == "pre":
            self.in_code = False

    def handle_data(self, data: str) -> None:
        self.line += data

    def end_line(self) -> None:
        lines = self.line.splitlines() if self.in_code else [" ".join(self.line.split())]
        self.lines += [line.rstrip() for line in lines if line.strip()]
        self.line = ""


def lines_of_html(html: str) -> list[str]:
    """Return the blocks of a post's HTML, a line each.

    >>> lines_of_html("<p>One,\\ntwo.</p><ul><li>a &amp; b</li></ul><pre>if x:\\n  y</pre>")
    ['One, two.', 'a & b', 'if x:', '  y']
    >>> lines_of_html("<table><tr><td>1</td><td>2</td></tr></table><div>end<br/>more</div>")
    ['1 | 2', 'end', 'more']
    """
    reader = _Lines()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


def lines_of_markdown(text: str) -> list[str]:
    """Return the blocks of a post's Markdown, a line each.

    >>> lines_of_markdown("# A\\n\\nOne *two*.\\n\\n    :::python\\n    x = 1")
    ['A', 'One two.', 'x = 1']
    """
    source = "\n".join(line for line in text.splitlines() if not line.strip().startswith(":::"))
    return lines_of_html(markdown.markdown(source, extensions=["extra"]))
