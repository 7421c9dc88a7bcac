"""The language of texts, by language and length."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from blogsieve.cleaners.language import detect
from blogsieve.cleaners.language.choose import base

UDHR: dict[str, str] = tomllib.loads(Path(__file__).with_name("udhr.toml").read_text("utf-8"))
# Without a word of the page it is not told from its neighbours, hr and bs.
NEIGHBOURS = {"sr-Latn": {"und"}}
SURE = 0.9
ENGLISH = "The quick brown fox is jumping over the lazy dog while the sun is going down behind the hills of the town."
GERMAN = "Der schnelle braune Fuchs springt über den faulen Hund, während die Sonne hinter den Hügeln untergeht."
CODE = [
    "for (int i = 0; i < length; i++) { printf(\"%d\\n\", values[i]); }",
    "$ sudo apt-get install --yes build-essential && ./configure --prefix=/usr/local",
    "[ok] /dev/sda1 on / type ext4 (rw,relatime,errors=remount-ro)",
]  # fmt: skip


def beginning(text: str, size: int) -> str:
    """Return whole words of about a number of characters; the half of it in scripts without spaces."""
    words = text[: size + 12].rpartition(" ")[0]
    return words or text[: size // 2]


@pytest.mark.parametrize("tag", UDHR)
def test_detect_a_paragraph(tag: str) -> None:
    assert detect([UDHR[tag]]).code in NEIGHBOURS.get(tag, {base(tag)})


@pytest.mark.parametrize("size", [20, 40, 80])
@pytest.mark.parametrize("tag", UDHR)
def test_few_words_are_never_surely_wrong(tag: str, size: int) -> None:
    found = detect([beginning(UDHR[tag], size)])
    assert found.code in (base(tag), "und") or found.score < SURE


@pytest.mark.parametrize(("size", "least"), [(20, 0.7), (40, 0.88), (80, 0.95)])
def test_most_few_words_are_told(size: int, least: float) -> None:
    right = [detect([beginning(text, size)]).code == base(tag) for tag, text in UDHR.items()]
    assert sum(right) >= least * len(right)


@pytest.mark.parametrize("tag", UDHR)
def test_page_helps_with_few_words(tag: str) -> None:
    assert detect([beginning(UDHR[tag], 40)], [tag]).code == base(tag)


@pytest.mark.parametrize("tag", [tag for tag in UDHR if tag != "sr-Latn"])
def test_page_that_says_english_wrongly_does_not_turn_a_paragraph(tag: str) -> None:
    assert detect([UDHR[tag]], ["en-US", "en_US"]).code == base(tag)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("rm", "Tuts umans naschan libers ed eguals en dignitad ed en dretgs. Els èn dotads cun raschun e conscienza."),
        ("sc", "Totu sos èsseres umanos naschint lìberos e eguales in dinnidade e in deretos. Issos tenent sa resone."),
        ("bm", "Hadamaden bɛɛ danmakɛɲɛnen bɛ bange, danbe ni josira la. Hakili ni taasi b'u bɛɛ la."),
        ("ee", "Wodzi amegbetɔwo katã ablɔɖeviwoe eye wodzena bubu kple gomekpɔkpɔ sɔsɔe."),
    ],
)
def test_unknown_language_is_not_surely_another(tag: str, text: str) -> None:
    found = detect([text])
    assert found.code in (tag, "und") or found.score < SURE


@pytest.mark.parametrize(
    ("text", "hints", "code"),
    [
        ("", [], "und"),
        ("2022, 17:30", ["en"], "und"),
        ("Hello world", [], "und"),
        ("Hello world", ["en"], "en"),
        ("Guten Tag", ["de-DE", "de_DE"], "de"),
        ("Добрый день", ["ru"], "ru"),
        ("Привет, мир", [], "und"),
        ("関連記事", [], "ja"),
        ("東京", ["ja"], "ja"),
        ("相关文章", ["ja"], "zh"),
        ("안녕하세요", [], "ko"),
        ("Γεια σου", [], "el"),
    ],
)
def test_detect_few_words(text: str, hints: list[str], code: str) -> None:
    assert detect([text], hints).code == code


@pytest.mark.parametrize(("tag", "script"), [("zh-Hans", "Hans"), ("zh-Hant", "Hant"), ("ja", ""), ("ru", "")])
def test_script_of_chinese(tag: str, script: str) -> None:
    assert detect([UDHR[tag]]).script == script


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "ko", "ru", "de", "fr"])
def test_code_is_left_out(tag: str) -> None:
    assert detect([*CODE, UDHR[tag], *CODE * 3]).code == base(tag)


@pytest.mark.parametrize("tag", ["de", "eu", "hi", "id", "no", "pt-BR", "uk", "zh-Hant"])
def test_more_of_a_text_does_not_change_the_answer(tag: str) -> None:
    tag = tag if tag in UDHR else "nb"
    assert detect([UDHR[tag]] * 400).code == detect([UDHR[tag]] * 4).code == base(tag)


def test_same_text_same_answer() -> None:
    text = beginning(UDHR["ca"], 20)
    assert len({detect([text]) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("blocks", "shares"),
    [
        ([ENGLISH] * 9 + [GERMAN] * 3, [("en", 0.74), ("de", 0.26)]),
        ([GERMAN, ENGLISH] * 6, [("en", 0.5), ("de", 0.5)]),
        ([UDHR["ru"]] * 3 + [ENGLISH] * 2, [("ru", 0.7), ("en", 0.3)]),
        ([ENGLISH] * 4, [("en", 1.0)]),
    ],
)
def test_shares_of_languages(blocks: list[str], shares: list[tuple[str, float]]) -> None:
    found = {share.language: share.share for share in detect(blocks).shares}
    assert found == pytest.approx(dict(shares), abs=0.04)
