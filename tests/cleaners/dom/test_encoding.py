"""Bytes become the text that their author wrote, whatever they say or do not say of their encoding."""

from __future__ import annotations

import random
import time

import pytest

from blogsieve import Page, clean_page
from blogsieve.cleaners.dom.charset import guess_encoding
from blogsieve.cleaners.dom.encoding import decode
from blogsieve.cleaners.errors import NotHtml, UnknownEncoding

RUSSIAN = "Вчера мы чинили крышу сарая, и дождь начался раньше, чем кто-нибудь успел принести брезент со двора."
UKRAINIAN = "Їжак прийшов до нас під ґанок ще восени, і відтоді діти щовечора виносять йому миску з водою."
JAPANESE = "昨日は納屋の屋根を直していたが、誰かが庭から防水布を持ってくる前に雨が降り始めた。カメラも濡れてしまった。"
SIMPLIFIED = "昨天我们在修谷仓的屋顶，还没等有人从院子里拿来油布，雨就开始下了，相机也淋湿了。"
TRADITIONAL = "昨天我們在修穀倉的屋頂，還沒等有人從院子裡拿來油布，雨就開始下了，相機也淋濕了。"
KOREAN = "어제 우리는 헛간 지붕을 고치고 있었는데 누군가 마당에서 방수포를 가져오기도 전에 비가 내리기 시작했다."
POLISH = "Wczoraj naprawialiśmy dach stodoły i deszcz zaczął padać, zanim ktokolwiek zdążył przynieść płachtę."
GREEK = "Χθες επισκευάζαμε τη στέγη του αχυρώνα και η βροχή άρχισε πριν προλάβει κανείς να φέρει το κάλυμμα."
HEBREW = "אתמול תיקנו את גג האסם והגשם התחיל לפני שמישהו הספיק להביא את הברזנט מהחצר."
ARABIC = "أمس كنا نصلح سقف الحظيرة وبدأ المطر قبل أن يتمكن أحد من إحضار الغطاء من الفناء."
FRENCH = "Hier nous réparions le toit ; l’été s’achevait, et la pluie a commencé avant qu’on apporte la bâche."
LONG_AGO = "Yesterday we mended the roof – and “the rain” didn’t wait until somebody had found the tarpaulin."

UNDECLARED = [
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "iso8859-5"), (RUSSIAN, "cp866"), (UKRAINIAN, "cp1251"),
    (UKRAINIAN, "koi8-u"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"),
    (SIMPLIFIED, "gbk"), (TRADITIONAL, "big5"), (KOREAN, "euc_kr"), (POLISH, "iso8859-2"), (POLISH, "cp1250"),
    (GREEK, "cp1253"), (HEBREW, "cp1255"), (ARABIC, "cp1256"), (FRENCH, "cp1252"), (LONG_AGO, "cp1252"),
    (FRENCH, "utf-16-le"), (RUSSIAN, "utf-16-be"), (SIMPLIFIED, "utf-16-le"),
]  # fmt: skip


def page(text: str, head: str = "") -> str:
    """Return a page whose markup outweighs its text."""
    menu = "".join(f'<li class="item"><a href="/{name}/">{name}</a></li>' for name in ("archive", "about", "links"))
    script = "<script>var settings = {colour: 'dark', columns: 2};</script>"
    return f"<html><head>{head}{script}</head><body><ul>{menu * 5}</ul>\n<div class='post'><p>{text}</p></div></body>"


@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_guess_what_is_not_declared(text: str, encoding: str) -> None:
    written = page(text)
    assert decode(written.encode(encoding)) == written


@pytest.mark.parametrize("label", ["x-unheard-of", "utf-8", "hex", "shift_jis"])
def test_pass_over_a_declaration_that_does_not_fit(label: str) -> None:
    written = page(JAPANESE, f"<meta charset={label}>")
    assert decode(written.encode("euc_jp"), f"text/html; charset={label}") == written


def test_believe_a_declaration_that_fits() -> None:
    # By its letters it would be windows-1252.
    written = page("Řeka Ť", "<meta charset=iso-8859-2>")
    assert decode(written.encode("iso8859-2")) == written
    assert decode("<p>Ґ".encode("koi8-u"), "text/html; charset=koi8-u") == "<p>Ґ"
    assert decode(page(JAPANESE).encode("euc_jp"), "text/html; charset=iso-2022-jp") == page(JAPANESE)


def test_take_the_encoding_of_the_site_where_a_page_is_too_short() -> None:
    short = "<p>Да, 5°C</p>"
    assert decode(short.encode("koi8-r"), hint="koi8-r") == short
    assert decode(page(JAPANESE).encode("euc_jp"), hint="shift_jis") == page(JAPANESE)


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE, POLISH, KOREAN])
def test_mend_what_was_encoded_twice(text: str) -> None:
    twice = page(text).encode().decode("latin-1")
    for wrong in (twice, "".join(as_shown(char) for char in twice)):
        assert decode(wrong.encode()) == page(text)


def as_shown(char: str) -> str:
    """Return what windows-1252 shows for a byte, itself where it has nothing there."""
    try:
        return char.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return char


def test_leave_a_page_about_encodings_as_it_is() -> None:
    written = page("Où « café » devient « cafÃ© », « été » devient « Ã©tÃ© », c’est déjà un vieux problème répété.")
    assert decode(written.encode()) == written


@pytest.mark.parametrize(("written", "read"), [("utf-8", "cp1251"), ("cp1251", "latin-1"), ("cp1253", "cp1252")])
def test_mend_another_alphabet(written: str, read: str) -> None:
    said = "Ο πατέρας μου κρατούσε το φανάρι." if written == "cp1253" else "Мой отец держал фонарь, а мать вёсла."
    assert said in decode(page(f"{said} " * 5).encode(written).decode(read).encode())


@pytest.mark.parametrize(("text", "footer", "encoding"), [
    (FRENCH, "Café des Forgerons, tous droits réservés", "latin-1"),
    (RUSSIAN * 3, RUSSIAN, "cp1251"),
    (GREEK, FRENCH, "cp1252"),
])  # fmt: skip
def test_read_a_footer_in_another_encoding(text: str, footer: str, encoding: str) -> None:
    whole, end = page(text), f"<footer><p>{footer}</p></footer>"
    assert decode(whole.encode() + end.encode(encoding)) == whole + end
    assert decode(page(text).encode() + end.encode(encoding), "text/html; charset=iso-8859-1") == whole + end


def test_read_a_footer_in_utf8_on_an_older_page() -> None:
    whole, end = page(RUSSIAN * 9), f"<footer><p>{RUSSIAN}</p></footer>"
    assert decode(whole.encode("cp1251") + end.encode()) == whole + end


def test_pass_over_stray_nuls_and_a_cut_end() -> None:
    written = page(FRENCH)
    assert decode(written.replace("</li>", "</li>\0\0").encode()) == written
    assert decode(b"\0" * 5000 + written.encode()) == written
    assert decode((written + "…").encode()[:-1]) == written + "\ufffd"


@pytest.mark.parametrize(("body", "error"), [
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\x90\x08\x06\0\0\0" * 40, NotHtml),
    (bytes(random.Random(3).choices(range(1, 256), k=4000)), UnknownEncoding),
    (page("\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd, " * 9).encode(), UnknownEncoding),
])  # fmt: skip
def test_refuse_what_is_no_text(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        clean_page(Page("https://barn.example/roof/", body))


def test_long_line_is_looked_at_once() -> None:
    body = b"<p>" + b"a" * 3_000_000 + b"\n\xfe"
    begun = time.process_time()
    guess_encoding(body)
    assert time.process_time() - begun < 5, "with the square of its length it would be hours"


def test_bytes_in_no_encoding_are_guessed_without_a_warning() -> None:
    # Tests fail on any warning; a user would read of it on the terminal.
    assert guess_encoding(b"\xf0") == ""
