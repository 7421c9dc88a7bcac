"""The script of a text: told by the names that Unicode gives to its letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from blogsieve.cleaners.toml import load_toml

# What a character of these scripts is worth in letters: a Han character is a word or half of one, a kana or a Hangul
# syllable stands for two or three letters. Without it a Chinese post full of commands would count as Latin.
WORTH = {"Hani": 3, "Jpan": 2, "Kana": 2, "Hang": 2}
# A Japanese text has a third of its characters in kana; a Chinese one that quotes a の stays far below this.
KANA_OF_JAPANESE = 0.08
# Characters of simplified Chinese stand in GB 2312 only, of traditional Chinese in Big5, of Japanese in JIS only.
# Source: the three character sets, as Python's codecs hold them.
CHARACTER_SETS = {"Hans": "gb2312", "Hant": "big5", "Jpan": "shift_jis"}
# Letters of the first blocks of Unicode are Latin, but for two signs of ordinals and one of a measure; punctuation and
# signs of currencies are no letters.
LATIN = re.compile(r"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f]")
LATIN_ONLY = re.compile(r"[\x00-\xa9\xab-\xb4\xb6-\xb9\xbb-\u024f\u2000-\u206f\u20a0-\u20bf]*")


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its ISO 15924 code, the language it decides (or `""`), and others that share it."""

    code: str
    language: str = ""
    others: tuple[str, ...] = ()


@cache
def load_scripts() -> dict[str, Script]:
    """Return the scripts by the first word of Unicode's names for their letters."""
    table = load_toml(__package__, "scripts.toml")
    return {
        name: Script(row["code"], row.get("language", ""), tuple(row.get("others", ()))) for name, row in table.items()
    }


@cache
def script_by_code(code: str) -> Script:
    """Return the script of an ISO 15924 code, without a language where the table does not hold it."""
    return next((script for script in load_scripts().values() if script.code == code), Script(code))


@lru_cache(maxsize=65536)
def script_of(char: str) -> str:
    """Return the ISO 15924 code of a letter's script, `""` for what is no letter or is in no script of today.

    >>> [script_of(char) for char in "aж字ひ한1"]
    ['Latn', 'Cyrl', 'Hani', 'Kana', 'Hang', '']
    """
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "").removeprefix("HALFWIDTH ").partition(" ")[0]
    script = load_scripts().get(name)
    return script.code if script else ""


def worth(code: str) -> int:
    """Return how many letters of an alphabet a character of a script stands for."""
    return WORTH.get(code, 1)


def weigh_scripts(text: str) -> Counter[str]:
    """Return the letters of a text by script, a Han character counted as the letters that it stands for."""
    weights: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if code := script_of(char):
            weights[code] += count * worth(code)
    return weights


def main_script(text: str) -> str:
    """Return the script in which a text mainly is: `Jpan` where it holds kana, `""` where it holds no letter.

    >>> main_script("在 Debian 里面运行 apt-get"), main_script("新しい記事"), main_script("42")
    ('Hani', 'Jpan', '')
    """
    if LATIN_ONLY.fullmatch(text):
        return "Latn" if LATIN.search(text) else ""
    weights = weigh_scripts(text)
    kana, han = weights.pop("Kana", 0), weights.get("Hani", 0)
    if kana:
        weights["Hani"] += kana
    if not weights:
        return ""
    best = weights.most_common(1)[0][0]
    return "Jpan" if best == "Hani" and kana > KANA_OF_JAPANESE * (kana + han) else best


@lru_cache(maxsize=65536)
def vote_of(char: str) -> str:
    """Return the script that a Han character speaks for, `""` for one that several write so, and for any other.

    >>> [vote_of(char) for char in "关關関山a"]
    ['Hans', 'Hant', 'Jpan', '', '']
    """
    if script_of(char) != "Hani":
        return ""
    holders = [name for name, codec in CHARACTER_SETS.items() if char.encode(codec, "ignore")]
    # 連, 記: not simplified; Japanese only where 関 or 駅 stand beside them.
    return holders[0] if len(holders) == 1 or holders == ["Hant", "Jpan"] else ""


def han_script(text: str) -> str:
    """Return `Hans`, `Hant` or `Jpan` by the characters that only one of their character sets has, `""` where none is.

    >>> han_script("关联的文章"), han_script("關聯的文章"), han_script("関連記事"), han_script("大山")
    ('Hans', 'Hant', 'Jpan', '')
    """
    votes = Counter(map(vote_of, text))
    del votes[""]
    # One character of Japanese standard forms among traditional ones decides: Chinese does not have them at all.
    if votes["Jpan"] and votes["Jpan"] * 12 > votes["Hant"] and not votes["Hans"]:
        return "Jpan"
    return max(("Hans", "Hant"), key=votes.__getitem__) if votes else ""
