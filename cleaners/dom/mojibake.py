"""Text that was UTF-8, was read as windows-1252 or 1251 and was written as UTF-8 again: `cafÃ©`, `РґР°`."""

from __future__ import annotations

import re

# What windows-1252 (and, where it has none, latin-1) shows for the bytes that go on a character in UTF-8.
GOING_ON = {
    bytes((byte,)).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte): byte
    for byte in range(0x80, 0xC0)
} | {chr(byte): byte for byte in range(0x80, 0xA0)}
_GOING_ON = f"[{''.join(map(re.escape, GOING_ON))}]"
TWICE = re.compile(f"[\xc2-\xdf]{_GOING_ON}|[\xe0-\xef]{_GOING_ON}{{2}}|[\xf0-\xf4]{_GOING_ON}{{3}}")
# The same in the bytes of UTF-8. It begins with a byte that most pages have few of: to look for it takes no time. "é »"
# is no such sequence.
_BYTES = (
    rb"(?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|"
    rb"\xe2(?:\x80[\x93\x94\x98-\x9a\x9c-\x9e\xa0-\xa2\xa6\xb0\xb9\xba]|\x82\xac|\x84\xa2))"
)
SUSPECT = re.compile(
    rb"\xc3(?:[\x82-\x9f]%b|[\xa0-\xaf]%b{2}|[\xb0-\xb4]%b{3})" % (_BYTES, _BYTES, _BYTES),
)
# Of Cyrillic the same, as windows-1251 shows it: each letter is one of two, and a sign or letter that Russian has not.
IN_1251 = {bytes((byte,)).decode("cp1251"): byte for byte in range(0x80, 0xC0) if byte != 0x98} | {"\x98": 0x98}
LEADS_IN_1251 = {"Р": 0xD0, "С": 0xD1}
CYRILLIC = re.compile(f"[РС][{''.join(map(re.escape, IN_1251))}]")
_SIGN = rb"[\xa0\xa1](?:\xc2[\xa0-\xbb]|\xe2\x80[\x93-\xa6]|\xd1[\x91-\x9f]|\xd0[\x82-\x8f])"
# They begin with a byte: what begins with a group is looked for at every byte, which takes as long as to parse a page.
SUSPECT_CYRILLIC = re.compile(rb"\xd0%b(?:\xd0%b){2}" % (_SIGN, _SIGN))
# Words of another alphabet, read as western European: no language has so many of these letters in a row.
WESTERN = re.compile("[\xc0-\xff]{4,}")
SUSPECT_WESTERN = re.compile(rb"\xc3[\x80-\xbf](?:\xc3[\x80-\xbf]){5}")
# To look for the byte that they begin with takes next to no time, and most pages of English have none.
SUSPECTS = ((b"\xc3", SUSPECT), (b"\xd0", SUSPECT_CYRILLIC), (b"\xc3", SUSPECT_WESTERN))
# A space without break is often a plain one by now, and ended an `à`.
LOST_SPACE = re.compile("\xc3(?= )")
LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
# A page may tell what this fault looks like; it has it more often than letters that are right.
FEWEST = 3
FEWEST_WESTERN = 8


def is_suspect(body: bytes) -> bool:
    """Tell whether bytes in UTF-8 may hold such text.

    >>> is_suspect("d\xc3\xa9j\xc3\xa0".encode()), is_suspect("le caf\xe9\xa0!".encode())
    (True, False)
    """
    return any(first in body and pattern.search(body) for first, pattern in SUSPECTS)


def mend(text: str) -> str:
    """Return a text as it was meant; as it is where most of its letters are right.

    >>> mend("Caf\xc3\xa9, d\xc3\xa9j\xc3\xa0 \u00e2\u20ac\u201d NO\xc3\u2039L")
    'Café, déjà — NOËL'
    >>> mend("\xe9t\xe9: \xc3\xa9, \xe0: \xc3\xa0, \xe8: \xc3\xa8")
    'été: Ã©, à: Ã\\xa0, è: Ã¨'
    >>> mend("Паром".encode().decode("cp1251")), mend("Руб. и СССР")
    ('Паром', 'Руб. и СССР')
    """
    if is_mostly(CYRILLIC, text):
        return CYRILLIC.sub(lambda found: meant(found[0]), text)
    return LOST_SPACE.sub("\xe0", TWICE.sub(lambda found: meant(found[0]), text)) if is_mostly(TWICE, text) else text


def bytes_read_as_western(text: str) -> bytes:
    """Return the bytes of a text of another alphabet that was read as western European, none of any other text.

    >>> bytes_read_as_western("Паром отошёл".encode("cp1251").decode("latin-1")).decode("cp1251")
    'Паром отошёл'
    >>> bytes_read_as_western("ÀÉÈÙ, é à è"), bytes_read_as_western("Das Öl")
    (b'', b'')
    """
    in_words = sum(map(len, WESTERN.findall(text)))
    if in_words <= len(LETTER.findall(text)) / 2 or in_words <= FEWEST_WESTERN:
        return b""
    has_controls = any("\x80" <= char <= "\x9f" for char in text)
    return text.encode("latin-1" if has_controls else "cp1252", "xmlcharrefreplace")


def is_mostly(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether more letters of a text are of this fault than not."""
    wrong = [found for found in pattern.findall(text) if meant(found) != found]
    return len(wrong) >= FEWEST and len(wrong) > len(LETTER.findall(pattern.sub("", text)))


def meant(found: str) -> str:
    """Return the character that a sequence stands for; the sequence where it stands for none."""
    if found[0] in LEADS_IN_1251:
        data = bytes((LEADS_IN_1251[found[0]], IN_1251[found[1]]))
    else:
        data = bytes((ord(found[0]), *(GOING_ON[char] for char in found[1:])))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return found
