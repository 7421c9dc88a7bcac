"""The licence of a post: as each way states it, and what looks like one and is of a picture, a comment or a subject."""

from __future__ import annotations

import json

import pytest
from made_site import prose

from blogsieve import Page, clean_page, learn
from blogsieve.cleaners.metadata.licenses import license_id, load_licenses
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.site.model import SiteModel

URL = "https://blog.example/2021/boat"
CC = "https://creativecommons.org/licenses/by-sa/4.0/"
BODY = prose("licence", 4)
ALL_RIGHTS = "© 2021 A. Writer. All rights reserved."


def page(body: str = BODY, head: str = "", foot: str = "", url: str = URL, entry: FeedEntry | None = None) -> Page:
    """Return a post's page with something in its body, its head and below it."""
    html = (
        f"<html><head><title>Boat</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Boat</h1><div class='entry-content'>{body}</div></article>{foot}</body></html>"
    )
    return Page(url, html.encode(), "text/html; charset=utf-8", entry=entry)


def license_of(source: Page, site: SiteModel | None = None) -> str:
    """Return the licence of a page's record."""
    return clean_page(source, site).record.metadata.license


def link(address: str, text: str = "CC", rel: str = "") -> str:
    """Return a link."""
    return f'<a href="{address}" rel="{rel}">{text}</a>'


def data(**said: object) -> str:
    """Return a post's JSON-LD."""
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'BlogPosting', 'url': URL, **said})}</script>"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/deed.de", "CC-BY-NC-SA-3.0"),
        ("http://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
        ("https://creativecommons.org/licenses/by-sa/3.0/de/", "CC-BY-SA-3.0-DE"),
        ("https://creativecommons.org/licenses/by/2.5/es/", "https://creativecommons.org/licenses/by/2.5/es/"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("https://i.creativecommons.org/l/by-nc/4.0/88x31.png", "CC-BY-NC-4.0"),
        ("https://licensebuttons.net/l/by-nd/3.0/80x15.png", "CC-BY-ND-3.0"),
        ("https://mirrors.creativecommons.org/presskit/buttons/88x31/svg/by-sa.svg",
         "https://creativecommons.org/licenses/by-sa/"),
        ("CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("CC0", "CC0-1.0"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL-1.3-only"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        (ALL_RIGHTS, ""),
        ("https://creativecommons.org/", ""),
        ("https://creativecommons.org/licenses/", ""),
        ("https://creativecommons.org/licenses/weather/4.0/", ""),
        ("cc by the way", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_license_is_told_by_its_address_or_name(said: str, name: str) -> None:
    assert license_id(said) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (page(foot=f"<footer>{link(CC, rel='license')}</footer>"), "CC-BY-SA-4.0"),
        (page(head=f'<link rel="license" href="{CC}">'), "CC-BY-SA-4.0"),
        (page(head='<link rel="license" href="/reuse">'), "https://blog.example/reuse"),
        (page(foot=f"<aside class='widget'><h3>Reuse</h3>{link(CC)}</aside>"), "CC-BY-SA-4.0"),
        (page(foot="<p><img src='https://licensebuttons.net/l/by-nc/4.0/88x31.png' alt=''></p>"), "CC-BY-NC-4.0"),
        (page(BODY + f"<p>This post is licensed under {link(CC)}.</p>"), "CC-BY-SA-4.0"),
        (page(f"<p>Этот текст доступен по лицензии {link(CC)}.</p>" + BODY), "CC-BY-SA-4.0"),
        (page(head=data(license=CC)), "CC-BY-SA-4.0"),
        (page(head=data(license={"@type": "CreativeWork", "url": CC})), "CC-BY-SA-4.0"),
        (page(head=data(license="https://blog.example/reuse")), "https://blog.example/reuse"),
        (page(head=f'<meta name="DC.rights" content="{CC}">'), "CC-BY-SA-4.0"),
        (page(head='<meta name="dcterms.license" content="CC BY 4.0">'), "CC-BY-4.0"),
        (page(entry=FeedEntry(URL, license=CC)), "CC-BY-SA-4.0"),
        (page(foot=f"<footer>Text and photos: {link(CC)}</footer>"), "CC-BY-SA-4.0"),
        # What machines are told goes before what stands on the page.
        (page(head=data(license="CC BY 4.0"), foot=f"<footer>{link(CC, rel='license')}</footer>"), "CC-BY-4.0"),
    ],
)
def test_license_is_read(source: Page, name: str) -> None:
    assert license_of(source) == name


@pytest.mark.parametrize(
    "source",
    [
        page(),
        page(foot=f"<footer>{ALL_RIGHTS}</footer>", head=f'<meta name="copyright" content="{ALL_RIGHTS}">'),
        page(head=data(license=ALL_RIGHTS)),
        page(head=data(image={"@type": "ImageObject", "license": CC})),
        page(f"<figure><img src='/a.jpg'><figcaption>A boat, {link(CC, rel='license')}</figcaption></figure>" + BODY),
        page(f"<p>Photo by A. Writer, {link(CC, rel='license')}.</p>" + BODY),
        page(BODY + f"<p>Header image: {link(CC)}</p>"),
        page(f"{BODY}<p>Why I gave up {link(CC)} for my songs is a long story, and not mine alone.</p>{BODY}"),
        page(foot=f"<div id='comments'><p>My poems are licensed under {link(CC, rel='license')}.</p></div>"),
        page(foot=f"<footer>{link(CC)} {link('https://creativecommons.org/licenses/by/4.0/')}</footer>"),
        page(foot=f"<footer>{link('#', rel='license')}</footer>"),
        page(entry=FeedEntry(URL, license=ALL_RIGHTS)),
    ],
)
def test_license_of_something_else_is_not_the_posts(source: Page) -> None:
    assert license_of(source) == ""


def test_license_that_every_page_states_is_the_sites() -> None:
    foot = f"<div class='sidebar'><h3>Reuse</h3><p>{link(CC)}</p><a href='/a'>A</a></div>"
    pages = [page(prose(n, 4), foot=foot, url=f"https://blog.example/{n}") for n in range(8)]
    site = learn(pages)
    assert site.license == "CC-BY-SA-4.0"
    assert SiteModel.from_json(site.to_json()).license == site.license
    # Also for one that says nothing, and not for one that says something else.
    assert license_of(page(prose("mute", 4), url="https://blog.example/mute"), site) == "CC-BY-SA-4.0"
    other = page(
        prose("other", 4), head='<link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">'
    )
    assert license_of(other, site) == "CC0-1.0"
    assert learn([*pages[:7], page(prose("mute", 4), url="https://blog.example/mute")]).license == ""


def test_words_are_in_lower_case() -> None:
    words = [word for kind in load_licenses()["words"].values() for word in kind]
    assert words == [word.lower() for word in words]
