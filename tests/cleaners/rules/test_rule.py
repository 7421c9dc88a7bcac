"""Every rule's own examples, and what a rule's table may hold."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest
from lxml.html import document_fromstring

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.model import GROUPS
from blogsieve.cleaners.rules.phrase import PhraseBook, fold_line, fold_phrase
from blogsieve.cleaners.rules.rule import PLACES, Rule, RuleError, css_findings, load_rules, match_line, read_rules

RULES = load_rules()
ELEMENT_RULES = [rule for rule in RULES if rule.css]
LINE_RULES = [rule for rule in RULES if not rule.css]
SENTENCE = "<p>A sentence of the post, one of many that its author wrote on a rainy day in May.</p>"


def reasons(html: str) -> list[str]:
    """Return the reasons of what goes from a page's body."""
    return [rule.reason for _, rule in css_findings(Index(document_fromstring(f"<html><body>{html}</body></html>")))]


def is_found(rule: Rule, html: str) -> bool:
    """Tell whether the rule finds anything on a page with this body."""
    body = html if html.startswith("<body") else f"<body>{html}</body>"
    return any(True for _ in css_findings(Index(document_fromstring(f"<html>{body}</html>")), [rule]))


def places(rule: Rule) -> list[str]:
    """Return the places that a line rule applies to."""
    return [place for place, at in PLACES.items() if rule.at in at]


@pytest.mark.parametrize(("rule", "html"), [pytest.param(r, h, id=r.reason) for r in ELEMENT_RULES for h in r.goes])
def test_element_goes(rule: Rule, html: str) -> None:
    assert is_found(rule, html)


@pytest.mark.parametrize(("rule", "html"), [pytest.param(r, h, id=r.reason) for r in ELEMENT_RULES for h in r.stays])
def test_element_stays(rule: Rule, html: str) -> None:
    assert not is_found(rule, html)


@pytest.mark.parametrize(("rule", "line"), [pytest.param(r, x, id=r.reason) for r in LINE_RULES for x in r.goes])
def test_line_goes(rule: Rule, line: str) -> None:
    assert {match_line(line, place) for place in places(rule)} == {rule}


@pytest.mark.parametrize(("rule", "line"), [pytest.param(r, x, id=r.reason) for r in LINE_RULES for x in r.stays])
def test_line_stays(rule: Rule, line: str) -> None:
    assert rule not in {match_line(line, place) for place in PLACES}


def test_line_rules_leave_the_other_places_alone() -> None:
    assert match_line("Reply", "tail") is not None
    assert match_line("Reply", "head") is None
    assert match_line("Table of contents", "tail") is None
    with pytest.raises(ValueError, match="place 'middle': give one of head, tail, inside"):
        match_line("Reply", "middle")


def test_every_group_of_rules_is_a_group_of_removals() -> None:
    assert {rule.group for rule in RULES} <= set(GROUPS)


def test_no_selector_stands_twice() -> None:
    selectors = Counter(css for rule in ELEMENT_RULES if rule.css for css in rule.css.css.split(", "))
    assert [css for css, count in selectors.items() if count > 1] == []


def test_no_phrase_belongs_to_two_rules() -> None:
    owners: dict[str, set[str]] = {}
    for rule in LINE_RULES:
        for phrase in chain.from_iterable(rule.phrases.values()):
            owners.setdefault(fold_phrase(phrase), set()).add(rule.reason)
    assert {phrase: names for phrase, names in owners.items() if len(names) > 1} == {}


def test_phrases_are_long_enough_and_their_languages_are_codes() -> None:
    for rule in LINE_RULES:
        for language, phrases in rule.phrases.items():
            assert re.fullmatch("[a-z]{2}|any", language), rule.reason
            assert all(fold_line(phrase, keep="").strip("# ") for phrase in phrases), rule.reason


TWENTY = "en de fr es pt it nl ru uk pl tr ar fa hi zh ja ko vi id sv da no fi cs el he mk sr".split()


@pytest.mark.parametrize(
    "reason", ["comments/count", "comments/form", "related/heading", "share/heading", "meta/byline"]
)
def test_the_most_common_lines_are_known_in_the_most_written_languages(reason: str) -> None:
    rule = next(rule for rule in RULES if rule.reason == reason)
    assert [language for language in TWENTY if language not in rule.phrases] == []


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="wrapper"><main class="sidebar">{SENTENCE}</main></div>',
        f'<article class="share">{SENTENCE}</article>',
        '<pre><code><span class="sidebar">x</span><div class="comment">y</div></code></pre>',
        f"<nav><main>{SENTENCE}</main></nav>",
        f'<div class="sidebar-content">{SENTENCE * 30}</div>',
        '<p>Of all the yards on the river <b class="author-name">the one at Saltby</b> still has a slip.</p>',
        '<p>She rowed to <a class="catalog" href="/seeds">the seed shop</a> and back before the tide turned.</p>',
    ],
)
def test_what_holds_the_post_stays(html: str) -> None:
    assert reasons(html) == []


def test_readers_may_write_more_than_the_author() -> None:
    assert reasons(f'<p>Short.</p><ol class="commentlist">{SENTENCE * 30}</ol>') == ["comments/wordpress"]


def test_a_dialog_about_cookies_may_be_longer_than_the_post() -> None:
    assert reasons(f'<p>Short.</p><div class="cli-modal">{SENTENCE * 30}</div>') == ["notice/cookie-dialog"]
    assert reasons(f'<div class="cli-modal"><h1>A boat</h1>{SENTENCE * 30}</div>') == []
    assert reasons(f'<p>Short.</p><section class="cookies">{SENTENCE * 30}</section>') == []


def test_an_open_tag_does_not_swallow_the_page() -> None:
    assert reasons('<div class="addthis_toolbox"><a>Tweet</a></div>') == ["share/services"]
    assert reasons(f'<div class="addthis_toolbox"><a>Tweet</a><br>{SENTENCE * 15}') == []


def test_an_element_goes_once() -> None:
    assert reasons('<div id="comments" class="comments-area comment-list">Yes</div>') == ["comments/blogger"]


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("[disqus", "comments.toml: "),
        ("disqus = 1", "comments.toml, rule 'disqus': give a table, not 1"),
        ('[a]\nsource = "x"\ncss = ["p"]\nstays = ["y"]', "comments.toml, rule 'a': give goes"),
        ("[a]\n{}", "give either css or phrases and patterns"),
        ('[a]\n{}\ncss = ["p"]\npatterns = ["x"]\nat = "tail"', "give either css or phrases and patterns"),
        ('[a]\n{}\ncss = ["p"]\nclass = 1', "unknown key 'class'; the keys are source, css, keep_if_holds"),
        ('[a]\n{}\ncss = "p"', "give a list of strings, not 'p'"),
        ('[a]\n{}\ncss = ["p >"]', "selector 'p >'"),
        ('[a]\n{}\ncss = ["p"]\nat = "tail"', "at belongs to phrases and patterns"),
        ('[a]\n{}\ncss = ["p"]\nmax_text = 0', "max_text is a number of characters, not 0"),
        ('[a]\n{}\npatterns = ["x"]', "give at, one of head, tail, edge, anywhere"),
        ('[a]\n{}\npatterns = ["x"]\nat = "end"', "at = 'end'; it is one of head, tail, edge, anywhere"),
        ('[a]\n{}\npatterns = ["("]\nat = "tail"', "pattern '\\('"),
        ('[a]\n{}\npatterns = ["(x)"]\nat = "tail"', "write \\(\\?:…\\) for \\(…\\)"),
        ('[a]\n{}\npatterns = ["x"]\nat = "tail"\nmax_text = 3', "max_text belongs to css"),
        ('[a]\n{}\npatterns = ["x"]\nat = "tail"\nrest = 1', "give true or false, not 1"),
        ('[a]\n{}\nphrases = ["x"]\nat = "tail"', "write phrases.en"),
    ],
)
def test_a_faulty_rule_is_named(toml: str, fault: str) -> None:
    filled = toml.replace("{}", 'source = "x"\ngoes = ["x"]\nstays = ["y"]')
    with pytest.raises(RuleError, match=fault):
        list(read_rules("comments.toml", filled))


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("Posted by * at *", "posted by Ana  at 10:15 "),
        ("share this", "» Share this: ❤️"),
        ("# comments", "1,204 Comments »"),
        ("# 条评论", "3条评论"),
        ("延伸阅读: *", "延伸阅读：系统升级"),
        ("lire aussi: *", "Lire aussi : la pluie"),
        ('# thoughts on "*"', "3 thoughts on “Rain”"),
        ("обновлен", "Обновлён"),
        ("l'auteur", "L’auteur"),
    ],
)
def test_phrases_match_as_lines_are_written(phrase: str, line: str) -> None:
    assert PhraseBook([(phrase, "found")]).find(line) == "found"


@pytest.mark.parametrize(
    ("phrase", "line"), [("share this", "Share this view"), ("by *", "by"), ("# comments", "comments"), ("x", "")]
)
def test_phrases_stand_for_whole_lines(phrase: str, line: str) -> None:
    assert PhraseBook([(phrase, "found")]).find(line) is None


def test_patterns_are_tried_after_phrases() -> None:
    book = PhraseBook([("reading time *", "phrase")], [(r"reading time .*", "pattern"), (r"\d+ words?", "words")])
    assert [book.find(line) for line in ("Reading time 3", "20 words", "words")] == ["phrase", "words", None]
