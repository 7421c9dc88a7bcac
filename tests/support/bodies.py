"""Bodies that hypothesis makes up: every kind of block and of run, in words that look like Markdown and HTML."""

from __future__ import annotations

from hypothesis import strategies as st

from blogsieve.cleaners.body.model import (
    Block,
    Body,
    Break,
    Cell,
    Checkbox,
    Code,
    Embed,
    Figure,
    Formula,
    Heading,
    Image,
    InlineCode,
    InlineFormula,
    Link,
    List,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Run,
    Span,
    Table,
    Text,
)

SIGNS = (
    r"* _ ** __ ~ ~~ ` `` # ## - + > < <b> </b> [ ] [a](b) [^1] [^1]: ! ![ $ $$ $x$ | \ \* & &amp; 1. 2) = === --- "
    ": ( ) . , ! ?"
)
WORDS = f"a bc geese. Über 日本語 。重点。 مرحبا שלום x1 3 http://a.example/_b_ snake_case a*b* {SIGNS}".split()
GLUE = ("", " ")
words = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)), min_size=1, max_size=5).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
addresses = st.sampled_from(
    (
        "https://a.example/",
        "https://a.example/b_(c)",
        "https://a.example/a%20b?c=d&e=f#g",
        "mailto:a@a.example",
        "https://a.example/*x*",
        "https://a.example/日本/%5B3%5D.png",
        "https://a.example/$1_2",
    )
)
titles = st.sampled_from(("", "", 'a "b"', "c \\ d", "日本"))
tex = st.sampled_from(("x", "a_b^{2}", r"\frac{1}{2}", "a < b & c", "*x*", "a|b", r"5\$"))
codes = st.sampled_from(("a", "`a`", "``", "a `b", "<b>", "a|b", "*x*", "\\", "a  b".replace("  ", " "), "$x$"))
texts = words.map(Text)
leaves: st.SearchStrategy[Run] = st.one_of(
    texts,
    texts,
    codes.map(InlineCode),
    tex.map(InlineFormula),
    st.builds(Image, addresses.filter(lambda address: address.startswith("http")), words.map(str.strip), titles),
    st.builds(Ruby, st.just("漢字"), st.just("かんじ")),
)


def marked(inside: st.SearchStrategy[Run]) -> st.SearchStrategy[Run]:
    """Return spans and links over runs."""
    runs = st.lists(inside, min_size=1, max_size=3).map(tuple)
    return st.builds(Span, st.sampled_from(("strong", "emphasis", "strike", "sub", "sup")), runs)


spans = st.recursive(leaves, marked, max_leaves=4)
links = st.builds(Link, addresses, st.lists(spans, min_size=1, max_size=2).map(tuple), titles)
runs = st.lists(st.one_of(spans, spans, links, st.just(Break())), min_size=1, max_size=5).map(tuple)
code_lines = st.lists(
    st.sampled_from(("a = 1", "  b", "```", "````", "", "# c", "    d", "<e>", "$$", "| f |")), min_size=1, max_size=5
)
lines: st.SearchStrategy[Block] = st.one_of(
    runs.map(Paragraph),
    runs.map(Paragraph),
    st.builds(Heading, st.integers(1, 6), runs),
    st.builds(Code, code_lines.map("\n".join), st.sampled_from(("", "python", "c++"))),
    tex.map(Formula),
    st.just(Rule()),
    st.builds(Embed, st.just("https://www.youtube.com/embed/x"), st.sampled_from(("", "A film"))),
    st.builds(
        Table,
        st.lists(
            st.lists(
                st.builds(Cell, runs, st.booleans(), st.integers(1, 2), st.integers(1, 2)), min_size=1, max_size=3
            ).map(tuple),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ),
)


def held(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return blocks that hold others."""
    blocks = st.lists(inside, min_size=1, max_size=3).map(tuple)
    tasks = st.builds(
        lambda box, own, rest: (Paragraph((box, *own)), *rest), st.builds(Checkbox, st.booleans()), runs, blocks
    )
    items = st.lists(st.one_of(blocks, tasks), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        blocks.map(Quote),
        st.builds(List, items, st.booleans(), st.integers(0, 12)),
        st.builds(Figure, blocks, runs, st.booleans()),
    )


blocks = st.recursive(lines, held, max_leaves=6)
bodies = st.lists(blocks, min_size=1, max_size=4).map(lambda found: Body(tuple(found)))
