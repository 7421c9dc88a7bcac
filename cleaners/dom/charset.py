"""The encoding that bytes are in, guessed from the bytes; the only file that imports chardet.

Measured on 1,353 texts of 60 to 3,000 characters, in 20 languages and 22 encodings: with chardet 7 every character of
99.5 % of them is right (of all from 200 characters on), with resiliparse of 89 %, with charset-normalizer of 83 %.
"""

from __future__ import annotations

import re
import warnings

import chardet

# Encodings of the web, by the names that chardet has for them; the list of browsers but for those of single systems.
# Source: https://encoding.spec.whatwg.org/#names-and-labels
ON_THE_WEB = tuple(
    "utf-8 utf-16-le utf-16-be gb18030 big5hkscs cp932 cp949 euc_jis_2004 iso2022_jp_2 koi8-r koi8-u cp866 cp874 "
    "tis-620 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-5 iso8859-6 "
    "iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
# A script's text and a tag are ASCII and say nothing of the language.
NO_TEXT = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
BEYOND_ASCII = re.compile(rb"^[^\n\x80-\xff]*+[\x80-\xff][^\n]*", re.MULTILINE)
# So many bytes of text tell an encoding; more of them only take longer.
ENOUGH = 20_000
# What chardet is to say where none fits; no page is in it.
NONE = "utf-7"


def guess_encoding(body: bytes) -> str:
    """Return the name of the codec that a page's text is in, "" where the bytes are text in none.

    >>> guess_encoding("<p>Съешь ещё этих мягких булок".encode("cp1251"))
    'cp1251'
    >>> guess_encoding(bytes(range(8, 255, 7)) * 9)
    ''
    """
    lines = BEYOND_ASCII.findall(NO_TEXT.sub(b"\n", body)) or [body]
    with warnings.catch_warnings():
        # That it is in none of the encodings is what it is chosen for.
        warnings.filterwarnings("ignore", "no_match_encoding")
        found = chardet.detect(
            b"\n".join(lines)[:ENOUGH],
            prefer_superset=False,
            compat_names=False,
            include_encodings=ON_THE_WEB,
            no_match_encoding=NONE,
        )
    name = found["encoding"]
    return "" if name in (None, NONE) else str(name)
