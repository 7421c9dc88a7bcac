"""Close languages told by their own words."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.language import detect

NYNORSK = "Eg veit ikkje kva dei meiner med det, men me skal koma attende neste veke og sjå korleis det går med båten."
BOKMAL = "Jeg vet ikke hva de mener med det, men vi skal komme tilbake neste uke og se hvordan det går med båten."
MALAY = "Saya tidak pergi ke pasar kerana hujan, dan bahawa syarikat itu sahaja yang mahu membeli perahu kami esok."
INDONESIAN = "Saya tidak pergi ke pasar karena hujan, dan bahwa perusahaan itu saja yang mau membeli perahu kami besok."
ASTURIAN = "El mio güelu yera mariñeru y nun tenía barca, anque la xente del pueblu dicía que yá la mercara nel puertu."
SPANISH = (
    "Mi abuelo era marinero y no tenía barca, aunque la gente del pueblo decía que ya la había comprado en el puerto."
)
SERBIAN = "Juče smo išli na reku, gde je uvek lepo vreme, i deca nisu htela da idu kući pre mraka, pa smo pevali pesme."
CROATIAN = (
    "Prošli tjedan smo vlakom išli na rijeku, gdje je uvijek lijepo vrijeme, i nitko nije htio ići kući prije mraka."
)
BOSNIAN = (
    "Prošle sedmice smo išli na rijeku, gdje je uvijek lijepo vrijeme, i niko nije htio kući prije kahve i hljeba."
)


@pytest.mark.parametrize(
    ("text", "hints", "code"),
    [
        (NYNORSK, [], "nn"),
        (NYNORSK, ["nb-NO"], "nn"),
        (NYNORSK, ["no"], "nn"),
        (BOKMAL, [], "no"),
        (BOKMAL, ["nn"], "no"),
        (MALAY, [], "ms"),
        (MALAY, ["id"], "ms"),
        (INDONESIAN, [], "id"),
        (INDONESIAN, ["ms"], "id"),
        (ASTURIAN, [], "ast"),
        (ASTURIAN, ["es-ES"], "ast"),
        (SPANISH, [], "es"),
        (SPANISH, ["ast"], "es"),
        (SERBIAN, [], "sr"),
        (SERBIAN, ["hr"], "sr"),
        (CROATIAN, [], "hr"),
        (CROATIAN, ["sr"], "hr"),
        (BOSNIAN, [], "bs"),
        (BOSNIAN, ["hr"], "bs"),
        ("Pravda i mir na zemlji su za sve ljude, i to je osnova slobode.", ["bs"], "bs"),
        ("La barca de la villa llegó de nueche al puertu", ["ast"], "ast"),
    ],
)
def test_detect_a_close_language(text: str, hints: list[str], code: str) -> None:
    assert detect([text], hints).code == code


@pytest.mark.parametrize("text", ["Hest og hund", "Rumah besar itu", "Havet og himmelen i Bergen by"])
def test_words_of_both_are_never_surely_one(text: str) -> None:
    assert detect([text]).score < 0.9
