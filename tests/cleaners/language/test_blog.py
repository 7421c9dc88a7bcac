"""Short texts told by what their blog is written in."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.language import Language, detect, weigh_blog

JAPANESE = {"ja": 1.0}
PORTUGUESE = {"pt": 0.98, "en": 0.02}
BILINGUAL = {"de": 0.6, "en": 0.4}
ENGLISH = (
    "The quick brown fox is jumping over the lazy dog while the sun goes down behind the hills of the old town. " * 4
)
KOREAN = "이번 달에 읽은 논문과 그에 대한 짧은 생각을 적어 둡니다."
CAST = "主催 劇場友之會 出演 山本花子 佐藤廣大 鈴木國男 高橋澤子 渡邊靜江 伊藤萬吉\n" * 12 + "楽しい一日でした。\n" * 12
CAPTION = "“Walking with Dogs” por Ana Reis\n“Boats and Harbours” por Rui Melo"


@pytest.mark.parametrize(
    ("name", "text", "blog", "hints", "code"),
    [
        ("names of cameras on a Japanese blog", "Kodak Portra 400, Summicron 50mm, Shibuya", JAPANESE, [], "ja"),
        ("a place in characters that Chinese has too", "東京駅前", JAPANESE, [], "ja"),
        ("no letters at all", "2022, 17:30", JAPANESE, [], "ja"),
        ("a caption of few words", "Hello world", JAPANESE, [], "ja"),
        ("simplified characters, which Japanese does not have", "相关文章列表", JAPANESE, [], "zh"),
        ("a script of its own", "안녕하세요 여러분", JAPANESE, [], "ko"),
        ("Yiddish by its points", "דער אַלטער פֿון דער מיל", {"en": 1.0}, [], "yi"),
        ("Hebrew", "הזקן מן הטחנה", {"en": 1.0}, [], "he"),
        ("Cyrillic on an English blog", "Добрый день, дорогие друзья", {"en": 1.0}, [], "ru"),
        ("English titles in a Portuguese list", CAPTION, PORTUGUESE, [], "pt"),
        ("a whole post in English", ENGLISH, PORTUGUESE, [], "en"),
        ("a sentence of one of two languages", ENGLISH[:106], BILINGUAL, [], "en"),
        ("a short post that its page calls English", "Some notes on boats and the harbour", PORTUGUESE, ["en"], "en"),
        ("the same where the theme says it everywhere", "Boats and Harbours", {"ja": 1.0, "en": 0.0}, ["en"], "ja"),
        (
            "English titles between lines of the blog's own",
            f"{ENGLISH}\n{KOREAN}",
            {"ko": 0.9, "en": 0.1},
            ["en"],
            "ko",
        ),
        ("an English post with a word of the blog's own", f"{ENGLISH}\n안녕", {"ko": 0.9, "en": 0.1}, [], "en"),
        ("lists of names between lines in kana", CAST, JAPANESE, [], "ja"),
        ("the same that its page calls Chinese", CAST, JAPANESE, ["zh"], "zh"),
        ("no blog", ENGLISH, {}, [], "en"),
    ],
)
def test_detect_in_a_blog(name: str, text: str, blog: dict[str, float], hints: list[str], code: str) -> None:
    assert detect(text.split("\n"), hints, blog).code == code


def post(code: str, letters: int, *hints: str) -> tuple[Language, tuple[str, ...]]:
    return Language(code, 1.0, letters=letters), hints


@pytest.mark.parametrize(
    ("name", "posts", "shares"),
    [
        ("short posts count for little", [post("pt", 900)] * 3 + [post("en", 60)] * 6, {"pt": 0.9259, "en": 0.0741}),
        ("two languages", [post("de", 900)] * 3 + [post("en", 900)] * 3, {"de": 0.5, "en": 0.5}),
        ("what no post is in", [post("ja", 900, "en")] * 3, {"ja": 1.0, "en": 0.0}),
        ("captions alone say nothing", [post("en", 30)] * 5, {}),
        ("unknown languages have no say", [post("und", 900)] * 5, {}),
    ],
)
def test_weigh_blog(name: str, posts: list[tuple[Language, tuple[str, ...]]], shares: dict[str, float]) -> None:
    assert weigh_blog(posts) == shares
