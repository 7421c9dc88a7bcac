"""Inline content is read once, as a screen reader would say it: markup, and the lines that come of it."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.steps.hidden import read_shown
from blogsieve.cleaners.text import words

TEX = '<annotation encoding="application/x-tex">v^2 = 2gh</annotation>'
MATH = f"<math><semantics><mrow><msup><mi>v</mi><mn>2</mn></msup></mrow>{TEX}</semantics></math>"
DRAWN = '<span class="katex-html" aria-hidden="true"><span class="base"><span>v</span><span>2</span></span></span>'
KATEX = f'<span class="katex"><span class="katex-mathml">{MATH}</span>{DRAWN}</span>'
MJX = (
    '<mjx-container class="MathJax" jax="SVG"><svg><text>v2</text></svg><mjx-assistive-mml><math><mi>k</mi>'
    "<mo>&lt;</mo>"
    "<mn>7</mn></math></mjx-assistive-mml></mjx-container>"
)

CHARACTERS = [
    ("<p>Dampf\u00adschiff\u00adfahrt</p>", ["Dampfschifffahrt"]),
    ("<p>Dampf&shy;schiff&#8203;fahrt&NoBreak;s\ufeff</p>", ["Dampfschifffahrts"]),
    ("<p>keel<wbr>_plan<wbr>.txt</p>", ["keel_plan.txt"]),
    ("<pre>let\u200b x = 1;</pre>", ["let x = 1;"]),
    ("<p>نمی\u200cدانم</p>", ["نمی\u200cدانم"]),
    ("<p>He said <q>go <q>now</q></q>.</p>", ["He said “go ‘now’”."]),
    ("<p><ruby>蟹<rt>かに</rt></ruby>を食べた</p>", ["蟹(かに)を食べた"]),
    ("<p><ruby>蟹<rp>（</rp><rt>かに</rt><rp>）</rp></ruby>を食べた</p>", ["蟹（かに）を食べた"]),
    ('<p>Ahoy <img class="emoji" alt="⚓" src="a.svg">!</p>', ["Ahoy ⚓!"]),
    ('<p>Wet <img class="wp-smiley" alt=";)" src="w.gif"></p>', ["Wet ;)"]),
    ('<p>Dry <img src="https://cdn.example/emoji/u1f600.png" alt="😀"></p>', ["Dry 😀"]),
    ('<p>A <img class="photo" alt="two boats"> b</p>', ["A b"]),
    ('<p>Mail <a class="__cf_email__" data-cfemail="2a494b5a5e4b43446a59424f0459">[email&#160;protected]</a>.</p>',
     ["Mail captain@she.s."]),
    ('<p>Mail <a href="/cdn-cgi/l/email-protection#2a494b5a5e4b43446a59424f0459"><span>[email protected]</span>'
     '</a></p>',
     ["Mail captain@she.s"]),
    ("<p>Press <button>Hoist</button>, then wait.</p>", ["Press Hoist, then wait."]),
    ("<p><button>Share</button></p><p>Text.</p>", ["Text."]),
    ('<p><img src="w.png" alt="W">hen it froze.</p>', ["When it froze."]),
    ('<p><img src="w.png" alt="W"> hen party.</p>', ["hen party."]),
    ('<div class="cap">“T</div><p>he mole is shut.</p>', ["“The mole is shut."]),
    ("<p>A</p><p>Boats are listed by letter.</p>", ["A", "Boats are listed by letter."]),
    ("<div><button>Share</button> <button>Like</button></div><p>Text.</p>", ["Text."]),
]  # fmt: skip
RAISED = [
    ("<p>about 10<sup>6</sup> litres</p>", ["about 10⁶ litres"]),
    ("<p>x<sup>2</sup> + x<sup>n</sup> + e<sup>-x/2</sup></p>", ["x² + xⁿ + e^(-x/2)"]),
    ("<p>the 1<sup>st</sup> and the XX<sup>e</sup></p>", ["the 1st and the XXe"]),
    ("<p>CO<sub>2</sub>, log<sub>2</sub>8, 101<sub>2</sub></p>", ["CO2, log₂8, 101₂"]),
    ("<p>Kiel.<sup>3</sup> Then</p>", ["Kiel.³ Then"]),
]
OWN_ELEMENTS = [
    ("<p>The <relative-time>3 months ago</relative-time> opened mole</p>", ["The 3 months ago opened mole"]),
    # A name that the parser lets through, and that cannot be given to an element.
    ('<div><post-7">Low water</post-7"></div>', ["Low water"]),
    ("<p>The mole<x-box><p>Gulls</p></x-box></p>", ["The mole", "Gulls"]),
]
NOTES = [
    ('<p>Kiel.<span class="fn"><a href="#note2">2</a></span> Then</p>', ["Kiel. Then"]),
    ('<p>Kiel <a href="#note2">2</a>, (<a href="#fn3">3</a>)</p>', ["Kiel 2, (3)"]),
    (
        '<p>Kiel.<span class="n">1<span class="c" style="display:none">In May.</span></span> Then</p>',
        ["Kiel. Then", "In May."],
    ),
    (
        '<p>Kiel.<span data-definition="n1"><a href="#">*</a></span></p><aside style="display:none" id="n1">In May.'
        "</aside>",
        ["Kiel.*", "In May."],
    ),
    ('<p>Kiel.<sup id="r1"><a href="#fn1">1</a></sup> Then</p>', ["Kiel. Then"]),
    ('<p>In 14<sup class="footnote-ref"><a href="#fn:21">[21]</a></sup> boats</p>', ["In 14 boats"]),
    ('<p>Kiel.<a href="https://b.example/p#note-2"><sup>2</sup></a></p>', ["Kiel."]),
    ('<p>Kiel.<a class="footnote-anchor" href="#footnote-1" id="footnote-anchor-1">1</a></p>', ["Kiel."]),
    ('<p>Kiel.<span class="littlefoot"><button class="littlefoot__button">1</button></span></p>', ["Kiel."]),
    ('<p>As <sup><a href="#km">km</a></sup> is</p>', ["As km is"]),
    ('<ol><li id="fn1">Or so. <a href="#r1">↩</a></li></ol>', ["Or so."]),
    ('<ol><li>Or so. <a href="#r1" class="footnote-backref">↩\ufe0e</a></li></ol>', ["Or so."]),
    ('<ol><li><p>Or so. <a href="#r1">Back to text</a></p></li></ol>', ["Or so."]),
    (
        '<p>It sank<label for="s1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="s1">'
        '<span class="sidenote">Twice.</span> in May.</p><p>Then</p>',
        ["It sank in May.", "Twice.", "Then"],
    ),
    (
        '<p>It sank<label class="margin-toggle">⊕</label><span class="marginnote">Once.</span> in <i>May'
        '<span class="sidenote"><span class="sidenote-number">2</span> Twice.</span></i>.</p>',
        ["It sank in May.", "Once.", "Twice."],
    ),
    (
        '<ul><li>It sank<sup>1</sup><span style="display: none">Twice.</span> in May.</li><li>b</li></ul>',
        ["It sank in May.", "Twice.", "b"],
    ),
]
LINES = [
    ("<h1>Best boats<span class='mt-2 block'>And harbours</span></h1>", ["Best boats And harbours"]),
    ("<p>Best boats<span class='d-block'>And harbours</span></p>", ["Best boats And harbours"]),
    ("<p><span style='display: block'>Boats</span><span style='color:red;display:block'>Ice</span></p>", ["Boats Ice"]),
    ("<p>re<span class='blocked'>boot</span>, A<span class='block'>B</span></p>", ["reboot, AB"]),
]
FORMULAS = [
    (f"<p>If {KATEX} holds</p>", ["If v^2 = 2gh holds"]),
    (f'<p>So <span class="katex-display">{KATEX}</span> holds</p>', ["So", "v^2 = 2gh", "holds"]),
    (f'<p><span class="katex-display">{KATEX}</span></p>', ["v^2 = 2gh"]),
    (f"<p>If {MJX}, we row</p>", ["If k<7, we row"]),
    (f"<p>If {MATH} holds</p>", ["If v^2 = 2gh holds"]),
    ("<p>If <math><msub><mi>a</mi><mi>i</mi></msub><mo>=</mo><msqrt><mn>2</mn></msqrt></math></p>", ["If a_i=√2"]),
    ('<p>If <script type="math/tex">k_1</script> holds</p>', ["If k_1 holds"]),
    ('<p>So</p><script type="math/tex; mode=display">% <![CDATA[\nk < 1 %]]></script>', ["So", "k < 1"]),
    (
        '<p>If <span class="MathJax_Preview">k1</span><span class="MathJax" id="m"><nobr><span>k1</span></nobr></span>'
        '<script type="math/tex" id="m1">k_1</script> holds</p>',
        ["If k_1 holds"],
    ),
    (r'<p>So <img class="latex" alt="\frac{a}{b}" src="https://s0.wp.com/latex.php?latex=a"> is'
     r'</p>', [r"So \frac{a}{b} is"]),
    ('<p>So <img class="ql-img-inline-formula" alt="a^2" src="q.png"> is</p>', ["So a^2 is"]),
    (r'<p>So <img src="https://latex.codecogs.com/png.latex?%5Csqrt%7Bk%7D"> is</p>', [r"So \sqrt{k} is"]),
    (
        r'<p>So <img src="https://latex.codecogs.com/gif.latex?\sqrt{k}&amp;plus;&amp;space;1"> is</p>',
        [r"So \sqrt{k}+ 1 is"],
    ),
    (r'<p>So <img src="https://chart.example/chart?cht=tx&chl=%5Calpha%2B1"> is</p>', [r"So \alpha+1 is"]),
    (r'<p>So <img alt="\frac{k}{2}" src="eq.svg"> is</p>', [r"So \frac{k}{2} is"]),
    (r'<p>So <img alt="On C:\boats" src="/boats%5Cold.png"> is</p>', ["So is"]),
    (f'<p>If <span data-math="k^2"><span class="katex">{DRAWN}</span></span> holds</p>', ["If k^2 holds"]),
    ('<p>If <mjx-container class="MathJax"><mjx-math><mjx-mfrac><mjx-frac><mjx-num><mjx-mi><mjx-c class="mjx-c1D458">'
     '</mjx-c></mjx-mi></mjx-num><mjx-dbox><mjx-den><mjx-mn><mjx-c class="mjx-c32"></mjx-c></mjx-mn></mjx-den>'
     '</mjx-dbox></mjx-frac></mjx-mfrac></mjx-math></mjx-container> holds</p>', ["If k/2 holds"]),
    ("<p>If <math><mroot><mn>8</mn><mn>3</mn></mroot></math> is 2</p>", ["If ³√8 is 2"]),
    ("<p>If <math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr>"
     "</mtable></math></p>", ["If 1 2; 3"]),
    (
        '<p>So <span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none">'
        r'<math alttext="{\displaystyle k_2}"><mi>k</mi></math></span><img class="mwe-math-fallback-image-inline" '
        r'alt="{\displaystyle k_2}"></span> is</p>',
        ["So k_2 is"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("html", "lines"), [*CHARACTERS, *RAISED, *LINES, *OWN_ELEMENTS, *NOTES, *FORMULAS])
def test_reads_inline_content(html: str, lines: list[str]) -> None:
    assert read_shown(parse_text(html)).splitlines() == lines


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("நான் கடலில் மீன் பிடித்தேன்", 4),
        ("हम नदी में तैरते हैं", 5),
        ("a\u0301e\u0301 b", 2),
        ("می\u200cرویم خانه", 2),
        ("ตลาด", 4),
        ("漁村", 2),
    ],
)
def test_counts_words(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    "other", ["Dampfer Hüt\u00adte", "Dam\u200bpfer Hütte", "dampfer hütte", "Dam\u200cpfer Hüt\u200dte"]
)
def test_compares_what_is_heard(other: str) -> None:
    assert words(other) == words("Dampfer Hütte")


def test_reads_the_deepest_formula() -> None:
    assert read_shown(parse_text(f"<p>So <math>{'<mrow>' * 1500}k{'</mrow>' * 1500}</math></p>")) == "So k"
