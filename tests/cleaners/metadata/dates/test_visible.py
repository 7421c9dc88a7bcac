"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.metadata.dates.visible import read_dates

# One day, 10 January 2022, as blogs in these languages show it: CLDR's long form and what themes make of it.
WRITTEN = [
    ("ar", "١٠ يناير ٢٠٢٢"),
    ("ar", "10 كانون الثاني 2022"),
    ("ar-MA", "الإثنين 10 يناير، 2022"),
    ("az", "10 yanvar 2022"),
    ("be", "10 студзеня 2022 г."),
    ("bg", "10 януари 2022 г."),
    ("bn", "১০ জানুয়ারি, ২০২২"),
    ("bs", "10. januar 2022."),
    ("ca", "10 de gener de 2022"),
    ("ca", "10 gener, 2022"),
    ("cs", "pondělí 10. ledna 2022"),
    ("cy", "10 Ionawr 2022"),
    ("da", "10. januar 2022"),
    ("de", "Montag, 10. Januar 2022"),
    ("de", "10. Jan. 2022"),
    ("de", "10. Jänner 2022"),
    ("de", "10.01.2022"),
    ("de", "10.1.22"),
    ("el", "Δευτέρα, 10 Ιανουαρίου 2022"),
    ("en", "Monday, January 10, 2022"),
    ("en", "Jan 10 2022"),
    ("en", "10th January 2022 at 5:00 pm"),
    ("en", "Posted on Jan. 10, 2022 by Ana in Birds | 3 Comments"),
    ("en", "5 min read · Jan 10, 2022"),
    ("en", "1/10/2022"),
    ("en-GB", "10/1/2022"),
    ("eo", "10-a de januaro 2022"),
    ("es", "lunes, 10 de enero de 2022"),
    ("es", "10 enero, 2022"),
    ("es", "10/01/2022"),
    ("et", "10. jaanuar 2022"),
    ("eu", "2022(e)ko urtarrilaren 10(a)"),
    ("fa", "۱۰ ژانویهٔ ۲۰۲۲"),
    ("fi", "maanantai 10. tammikuuta 2022"),
    ("fi", "10.1.2022"),
    ("fr", "lundi 10 janvier 2022"),
    ("fr", "Publié le 10 janv. 2022"),
    ("ga", "10 Eanáir 2022"),
    ("gl", "10 de xaneiro de 2022"),
    ("he", "10 בינואר 2022"),
    ("he", "ינואר 10, 2022"),
    ("hi", "१० जनवरी २०२२"),
    ("hi", "10 जनवरी 2022"),
    ("hr", "10. siječnja 2022."),
    ("hu", "2022. január 10., hétfő"),
    ("hu", "2022.01.10."),
    ("hy", "10 հունվարի, 2022 թ."),
    ("id", "Senin, 10 Januari 2022"),
    ("is", "10. janúar 2022"),
    ("it", "lunedì 10 gennaio 2022"),
    ("ja", "2022年1月10日"),
    ("ja", "令和4年1月10日(月)"),
    ("ka", "10 იანვარი, 2022"),
    ("kk", "2022 ж. 10 қаңтар"),
    ("ko", "2022년 1월 10일"),
    ("ko", "2022 1월 10"),
    ("ko", "2022. 1. 10."),
    ("lt", "2022 m. sausio 10 d."),
    ("lv", "2022. gada 10. janvāris"),
    ("mk", "понеделник, 10 јануари 2022"),
    ("ms", "10 Januari 2022"),
    ("nb", "10. januar 2022"),
    ("nl", "maandag 10 januari 2022"),
    ("nl", "10-01-2022"),
    ("pl", "10 stycznia 2022"),
    ("pt", "segunda-feira, 10 de janeiro de 2022"),
    ("pt-BR", "10/01/2022"),
    ("ro", "10 ianuarie 2022"),
    ("ru", "10 января 2022 г."),
    ("ru", "Январь 10, 2022"),
    ("ru", "10.01.2022"),
    ("sk", "10. januára 2022"),
    ("sl", "10. januar 2022"),
    ("sq", "10 janar 2022"),
    ("sr", "10. јануар 2022."),
    ("sr", "10. januar 2022."),
    ("sv", "10 januari 2022"),
    ("ta", "10 ஜனவரி, 2022"),
    ("th", "10 มกราคม พ.ศ. 2565"),
    ("th", "10 ม.ค. 2565"),
    ("tr", "10 Ocak 2022 Pazartesi"),
    ("uk", "10 січня 2022 р."),
    ("ur", "10 جنوری، 2022"),
    ("vi", "Thứ Hai, 10 tháng 1, 2022"),
    ("vi", "10 Tháng Một, 2022"),
    ("zh", "2022年1月10日 星期一"),
    ("zh", "2022 1月 10"),
    ("zh", "2022年一月10日"),
    ("zh-TW", "民國111年1月10日"),
    ("ja", "1月 10, 2022"),
    ("ja", "月, 10 1月 2022 09:00:00 +0900"),
    ("ko", "10 1월, 2022"),
    ("mn", "2022 оны 1 сарын 10"),
    ("vi", "Th1 10, 2022"),
    ("zh", "一月 10, 2022"),
    ("", "2022-01-10"),
    ("", "2022/1/10 23:59"),
    ("", "20220110"),
    ("en-US", "01/10 2022"),
]


@pytest.mark.parametrize(("language", "text"), WRITTEN)
def test_read_date(language: str, text: str) -> None:
    assert read_date(text, language) == "2022-01-10"


@pytest.mark.parametrize(
    "text",
    [text for language, text in WRITTEN if language in ("cs", "fi", "fr", "he", "lv", "pl", "ru", "th", "tr", "vi")],
)
def test_read_date_in_a_language_that_the_page_does_not_name(text: str) -> None:
    assert read_date(text) == "2022-01-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sept. 5, 2013", "2013-09-05"),
        ("12 Mai 2009", "2009-05-12"),
        ("1er mars 2015", "2015-03-01"),
        ("29 February 2020", "2020-02-29"),
        ("Published Jan 3, 2020 · Updated Mar 4, 2021", "2020-01-03"),
        ("Updated Mar 4, 2021 · Published Jan 3, 2020", "2020-01-03"),
        ("25/12/2010", "2010-12-25"),
        ("12/25/2010", "2010-12-25"),
    ],
)
def test_read_date_of_other_days(text: str, day: str) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "January 2022",
        "January 10",
        "Updated: January 10, 2022",
        "Последнее обновление: 10 января 2022",
        "最近更新：2022-01-10",
        "Zuletzt geändert am 10.01.2022",
        "Mis à jour le 10 janvier 2022",
        "version 2.10.2022.4",
        "31 February 2022",
        "13/13/2022",
        "10 januari 1022",
        "© 2010-2022 Ana",
        "10:20:22 in the morning",
        "call 555-10-2022-11",
        "march 5 soldiers to 2022 towns",
    ],
)
def test_read_date_says_nothing(text: str) -> None:
    assert read_date(text) == ""


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12 hours ago", date(2022, 1, 9)),
        ("en", "3 days ago", date(2022, 1, 7)),
        ("zh-TW", "3 天前", date(2022, 1, 7)),
        ("sr", "pre 3 dana", date(2022, 1, 7)),
        ("de", "gestern", date(2022, 1, 9)),
        ("en", "Yesterday at 5:00 PM", date(2022, 1, 9)),
        ("fr", "hier", date(2022, 1, 9)),
        ("ru", "вчера", date(2022, 1, 9)),
        ("ja", "昨日", date(2022, 1, 9)),
        ("de", "vor 3 Tagen", date(2022, 1, 7)),
        ("fr", "il y a 2 semaines", date(2021, 12, 27)),
        ("ru", "5 дней назад", date(2022, 1, 5)),
        ("ja", "3日前", date(2022, 1, 7)),
        ("zh", "3 天前", date(2022, 1, 7)),
        ("ko", "3일 전", date(2022, 1, 7)),
    ],
)
def test_read_dates_counted_from_the_fetch(language: str, text: str, day: date) -> None:
    (found,) = read_dates(text, (language,), base=datetime(2022, 1, 10, 9))
    assert (found.day, found.exact) == (day, False)


@pytest.mark.parametrize(("language", "text"), [("en", "4 years ago"), ("en", "a year ago"), ("de", "vor 2 Monaten")])
def test_what_was_months_or_years_ago_was_on_no_day(language: str, text: str) -> None:
    assert read_dates(text, (language,), base=datetime(2022, 1, 10, 9)) == []


@pytest.mark.parametrize(
    ("languages", "order", "day"),
    [(("en",), "", date(2022, 3, 4)), (("en",), "dmy", date(2022, 4, 3)), (("fr",), "", date(2022, 4, 3))],
)
def test_read_dates_in_the_order_of_the_blog(languages: tuple[str, ...], order: str, day: date) -> None:
    (found,) = read_dates("03/04/2022", languages, order=order)
    assert found.day == day
    assert {found.day, found.other} == {date(2022, 3, 4), date(2022, 4, 3)}


def test_read_dates_tells_changes_from_the_publication() -> None:
    found = read_dates("Posted January 3, 2020, last updated on 4 March 2021")
    assert [(written.day.isoformat(), written.updated) for written in found] == [
        ("2020-01-03", False),
        ("2021-03-04", True),
    ]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [("ko", "22. 1. 10.", "2022-01-10"), ("th", "7 มี.ค. 2018", "2018-03-07"), ("de", "10.1.22", "2022-01-10")],
)
def test_read_short_dates(language: str, text: str, day: str) -> None:
    assert read_date(text, language) == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "دوشنبه ۱۵ شهریور ۱۴۰۰"),
        ("fa", "نوشته شده در 15 شهریور 1400 ساعت 10:30"),
        ("en", "15 Shahrivar 1400"),
        ("fa", "۱۴۰۰/۰۶/۱۵"),
        ("fa", "15/06/1400"),
        ("ar", "29 محرم 1443 هـ"),
        ("ar", "٢٩ محرم ١٤٤٣هـ الموافق ٦ سبتمبر ٢٠٢١"),
        ("ar", "1443/01/29"),
        ("en", "29 Muharram 1443"),
        ("fa", "۱۵ شهریور، ۱۴۰۰"),
        ("id", "29 Muharam 1443 H"),
        ("tr", "29 Muharrem 1443"),
        ("th", "6/9/64"),
        ("ja", "R3.9.6"),
        ("zh-TW", "110年9月6日"),
        ("en", "Sep 6th, '21"),
        ("en", "06-Sep-21 10:00"),
        ("de", "6.9.'21"),
        ("th", "6 ก.ย. 64"),
        ("th", "6 กันยายน ๒๕๖๔"),
        ("th", "6/9/2564"),
        ("th", "6 ก.ย. 21"),
        ("zh", "二〇二一年九月六日"),
        ("zh", "二零二一年九月六號"),
        ("zh-TW", "民國一百一十年九月六日"),
        ("ja", "令和三年九月六日（月）"),
        ("ja", "令和3年9月6日"),
        ("en-GB", "06 09 2021"),
        ("en", "2021 09 06"),
        ("en", "6 Sep 21"),
        ("en", "Mon 6 Sep '21"),
        ("en", "Sep 6, ’21 at noon"),
        ("de", "6. Sept. 21 | Ana"),
        ("en", "06-Sep-21"),
        ("en-US", "09.06.21"),
        ("en-US", "09.06.2021"),
        ("en", "06.09.2021"),
    ],
)
def test_read_date_in_other_calendars_and_short_years(language: str, text: str) -> None:
    assert read_date(text, language) == "2021-09-06"


@pytest.mark.parametrize(
    ("text", "day"), [("平成三十一年四月三十日", "2019-04-30"), ("令和元年五月一日", "2019-05-01")]
)
def test_read_date_at_the_turn_of_an_era(text: str, day: str) -> None:
    assert read_date(text, "ja") == day


@pytest.mark.parametrize(
    "text",
    [
        "2021 (7) ▼ September (6)",
        "September (6) 2021 (7)",
        "Sep 6, 21 comments",
        "Sep 6, 21:30",
        "6 Sep 21 people came",
        "release h21.9.6",
        "September 6-21",
        "Tel. 06 09 2021 44",
        "32 شهریور 1400",
        "31 محرم 1443",
        "13. 13. 1400",
    ],
)
def test_counts_hours_and_telephones_are_no_dates(text: str) -> None:
    assert read_date(text, "en") == ""


@pytest.mark.parametrize("text", ["v1.2.2020", "$10.12.2020", "Tel. 030/123/4567", "Call 555-12-2020", "© 2010-2022"])
def test_versions_prices_and_numbers_of_telephones_are_no_dates(text: str) -> None:
    assert read_date(text, "en") == ""


@pytest.mark.parametrize("text", ["Not yesterday", "yesterday we went to 3 towns", "۱۴۰۰/۱۰/۲۰"])
def test_what_is_not_known_for_sure_is_no_date(text: str) -> None:
    assert read_dates(text, ("en", "fa"), base=datetime(2022, 1, 10, 9)) == []
