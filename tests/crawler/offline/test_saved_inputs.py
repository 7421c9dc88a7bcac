"""What people have on disk becomes records: each post once, with its own address, and nothing that is no post."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import plistlib
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest
from running import clean
from warcs import Again, again, answer

from blogsieve.cleaners.engine import Executor

HOST = "https://beehive.example"
TITLES = ["Wax moths in the attic", "A queen by post", "Smoke and sugar", "The long drone summer"]
LINES = [
    "It was the smell of old paper that told us, long before anybody lifted the lid of the third box on the left.",
    "She came in a matchbox with six attendants and a lump of candy, and the postman rang twice because it hummed.",
    "We boiled the syrup in the jam pan and forgot the time, which is how the kitchen curtains got their colour.",
    "By August there were more drones on the landing board than workers, and no one had an explanation for that.",
]
SLUGS = ["wax-moths", "queen-by-post", "smoke-and-sugar", "long-drone-summer"]
URLS = [f"{HOST}/{slug}/" for slug in SLUGS]
DAYS = ["2019-02-03", "2019-03-14", "2019-04-25", "2019-05-26"]


def page(number: int, head: str = "", top: str = "") -> str:
    """Return the page of a post, with what stands around it on the blog."""
    body = f"<article class=post><h1>{TITLES[number]}</h1><time datetime={DAYS[number]}>{DAYS[number]}</time>"
    text = f"<div class=entry-content><p>{LINES[number]}</p><p>And so on.</p></div></article>"
    nav = "<header><a href='/'>Beehive</a></header>"
    return (
        f"<!DOCTYPE html>{top}<html lang=en><head>{head}<title>{TITLES[number]} | Beehive</title></head>"
        f"<body>{nav}{body}{text}<footer><p>© Beehive</p></footer></body></html>"
    )


def check(found: Again, urls: list[str] | None = None) -> None:
    """Check that each post is there once, at its address, with its title, day and text, and no other."""
    by_title = {record["title"]: record for record in found.records}
    assert found.titles == sorted(TITLES), found.refused
    for number, title in enumerate(TITLES):
        record = by_title[title]
        assert LINES[number] in record["text"]
        assert record["date"] == DAYS[number]
        if urls:
            assert record["url"] == urls[number]
    assert not any("/" in record["url"] for record in found.records if record["url"].startswith("urn:"))


def canonical(number: int) -> str:
    return f"<link rel=canonical href='{URLS[number]}'>"


def save_singlefile(folder: Path) -> None:
    for number, url in enumerate(URLS):
        comment = f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: Sun May 26 2024\n-->"
        (folder / f"{TITLES[number]} (26.5.2024).html").write_text(page(number, top=comment))


def save_scrapbook(folder: Path) -> None:
    for number, url in enumerate(URLS):
        source = page(number).replace("<html", f'<html data-scrapbook-source="{url}"', 1)
        with zipfile.ZipFile(folder / f"{number}.htz", "w") as packed:
            packed.writestr("index.html", source)


def save_httrack(folder: Path) -> None:
    for number, slug in enumerate(SLUGS):
        comment = f"\n<!-- Mirrored from beehive.example/{slug}/ by HTTrack Website Copier/3.x [XR&CO'2014] -->\n"
        (folder / slug).mkdir()
        (folder / slug / "index.html").write_text(page(number, top=comment))


def save_by_browser(folder: Path) -> None:
    for number, url in enumerate(URLS):
        (folder / f"{number}.htm").write_text(page(number, top=f"\n<!-- saved from url=({len(url):04}){url} -->\n"))
    (folder / "0_files").mkdir()
    (folder / "0_files" / "frame.html").write_text(
        "<p>A hinge for the price of two, and the second one for nothing.</p>"
    )


def save_mhtml(folder: Path) -> None:
    for number, url in enumerate(URLS):
        message = EmailMessage()
        message["From"], message["Subject"] = "<Saved by Blink>", TITLES[number]
        message["Snapshot-Content-Location"] = url
        message.set_content(page(number), subtype="html", charset="windows-1252", cte="quoted-printable")
        message.make_related()
        message.add_related(b"\x89PNG", "image", "png")
        (folder / f"{number}.mhtml").write_bytes(message.as_bytes())


def save_archivebox(folder: Path) -> None:
    for number, url in enumerate(URLS):
        snapshot = folder / "archive" / f"17{number}.5"
        (snapshot / "readability").mkdir(parents=True)
        (snapshot / "index.json").write_text(json.dumps({"url": url, "timestamp": snapshot.name, "title": "x"}))
        (snapshot / "index.html").write_text(f"<html><body><h1>ArchiveBox</h1><p>{LINES[number]}</p></body></html>")
        (snapshot / "readability" / "content.html").write_text(f"<div><p>{LINES[number]}</p></div>")
        (snapshot / "readability" / "content.txt").write_text(LINES[number])
        (snapshot / "output.html").write_text(page(number))


def save_without_endings(folder: Path) -> None:
    for number, name in enumerate(("wax-moths", "index.php?p=12", "view.aspx", "a.queen by post")):
        (folder / name).write_text(page(number, canonical(number)))
    (folder / "Makefile").write_text("all:\n\ttrue\n")
    (folder / "robots").write_bytes(b"\0\1\2\3")


def save_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "pages.zip", "w") as packed:
        for number, slug in enumerate(SLUGS):
            packed.writestr(f"site/{slug}.html", page(number, canonical(number)))
        packed.writestr("../outside.css", "p {}")


def save_tar(folder: Path) -> None:
    with tarfile.open(folder / "pages.tar.gz", "w:gz") as packed:
        for number, slug in enumerate(SLUGS):
            body = page(number, canonical(number)).encode()
            member = tarfile.TarInfo(f"site/{slug}.html")
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))


def save_wacz(folder: Path) -> None:
    archive = b"".join(answer(url, page(number)) for number, url in enumerate(URLS))
    with zipfile.ZipFile(folder / "blog.wacz", "w") as packed:
        packed.writestr("archive/data.warc", archive)
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        packed.writestr("index.html", "<html><body><p>A viewer</p></body></html>")


PUBLISHED = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"


def item(number: int, more: str = PUBLISHED, title: str = "") -> str:
    content = f"{LINES[number]}\n\n[caption id='a1']<img src='a.png'>[/caption]\n\nAnd so on."
    return (
        f"<item><title>{title or TITLES[number]}</title><link>{URLS[number]}</link><dc:creator>em</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><category domain='post_tag'>bees</category>"
        f"<wp:post_date>{DAYS[number]} 00:30:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
        f"{more}<wp:comment><wp:comment_content>Lovely</wp:comment_content></wp:comment></item>"
    )


def save_wordpress(folder: Path) -> None:
    others = [
        "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type>",
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>",
        "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>",
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password>x</wp:post_password>",
    ]
    items = [item(number) for number in range(4)] + [item(0, other, "Not this") for other in others]
    spaces = " ".join(
        f'xmlns:{name}="{space}"'
        for name, space in (
            ("content", "http://purl.org/rss/1.0/modules/content/"),
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("wp", "http://wordpress.org/export/1.2/"),
        )
    )
    names = "<wp:author_login>em</wp:author_login><wp:author_display_name>The keeper</wp:author_display_name>"
    author = f"<wp:author>{names}</wp:author>"
    head = f"<title>Beehive &amp;amp; co</title><language>en</language>{author}"
    text = f"<rss version='2.0' {spaces}><channel>{head}{''.join(items)}</channel></rss>"
    (folder / "beehive.wordpress.xml").write_text(text)


def save_json_lines(folder: Path) -> None:
    lines = [json.dumps({"url": url, "status": 200, "body": page(number)}) for number, url in enumerate(URLS)]
    (folder / "crawl.jl.gz").write_bytes(gzip.compress("\r\n".join([*lines, '{"url": "cut off']).encode("utf-8-sig")))


def save_packed_wordpress(folder: Path) -> None:
    save_wordpress(folder)
    for path in list(folder.iterdir()):
        (folder / f"{path.name}.gz").write_bytes(
            gzip.compress(b"\n\n" + path.read_bytes().replace(b"so on", b"so\x0b on"))
        )
        path.unlink()


def save_blogger(folder: Path) -> None:
    kinds = "http://schemas.google.com/blogger/2008/kind#"

    def entry(number: int, kind: str = "post", more: str = "", title: str = "") -> str:
        text = escape(f"<p>{LINES[number]}</p>")
        return (
            f"<entry><id>tag:blogger.com,1999:blog-5.post-{number}</id><published>{DAYS[number]}T10:00:00Z</published>"
            f"<category scheme='http://schemas.google.com/g/2005#kind' term='{kinds}{kind}'/>{more}"
            f"<title>{title or TITLES[number]}</title><content type='html'>{text}</content>"
            f"<link rel='alternate' href='{URLS[number]}'/></entry>"
        )

    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
    others = [entry(0, "comment", title="Re"), entry(0, "page", title="About"), entry(0, more=draft, title="Later")]
    entries = [entry(0, "settings", title="Settings"), *(entry(number) for number in range(4)), *others]
    head = "<id>tag:blogger.com,1999:blog-5.archive</id><title type='text'>Beehive &amp; co</title>"
    start = f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}"
    (folder / "blog.xml").write_text(f"{start}{''.join(entries)}</feed>")


def save_takeout(folder: Path) -> None:
    def entry(number: int, kind: str = "POST", status: str = "LIVE") -> str:
        return (
            f"<entry><id>tag:blogger.com,1999:blog-5.post-{number}</id><blogger:type>{kind}</blogger:type>"
            f"<blogger:status>{status}</blogger:status><title>{TITLES[number]}</title>"
            f"<content type='html'>{escape(f'<p>{LINES[number]}</p>')}</content>"
            f"<published>{DAYS[number]}T10:00:00Z</published>"
            f"<blogger:filename>/{SLUGS[number]}/</blogger:filename></entry>"
        )

    entries = [*map(entry, range(4)), entry(0, "COMMENT"), entry(1, status="DRAFT"), entry(2, "PAGE")]
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'"
    with zipfile.ZipFile(folder / "takeout.zip", "w") as packed:
        home = f"<link rel='alternate' href='{HOST}/'/>"
        packed.writestr("Takeout/Blogger/Blogs/Beehive/feed.atom", f"<feed {spaces}>{home}{''.join(entries)}</feed>")
        packed.writestr("Takeout/archive_browser.html", "<h1>Takeout</h1><p>Your archive holds one product.</p>")


def save_rss(folder: Path) -> None:
    items = "".join(
        f"<item><title>{TITLES[n]}</title><link>{URLS[n]}</link><pubDate>{DAYS[n]}T10:00:00Z</pubDate>"
        f"<description>{escape(f'<p>{LINES[n]}</p>')}</description></item>"
        for n in range(4)
    )
    (folder / "feed.xml").write_text(f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>")


def save_json_feed(folder: Path) -> None:
    items = [
        {"url": URLS[n], "title": TITLES[n], "date_published": DAYS[n], "content_html": f"<p>{LINES[n]}</p>"}
        for n in range(4)
    ]
    (folder / "feed.json").write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))


def save_rdf(folder: Path) -> None:
    spaces = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    items = "".join(
        f"<item rdf:about='{URLS[n]}'><title>{TITLES[n]}</title><link>{URLS[n]}</link><dc:date>{DAYS[n]}</dc:date>"
        f"<description>{escape(f'<p>{LINES[n]}</p>')}</description></item>"
        for n in range(4)
    )
    (folder / "index.rdf").write_text(f"<rdf:RDF xmlns='http://purl.org/rss/1.0/' {spaces}>{items}</rdf:RDF>")


def save_ghost(folder: Path) -> None:
    others = [{"status": "draft"}, {"type": "page"}, {"status": "published", "html": None}]
    posts = [
        {"id": str(n), "title": TITLES[n], "html": f"<p>{LINES[n]}</p>", "published_at": f"{DAYS[n]}T10:00:00.000Z",
         "status": "published", "type": "post", "canonical_url": URLS[n], **more}
        for n, more in [*((n, {}) for n in range(4)), *((0, other) for other in others)]
    ]  # fmt: skip
    tables = {"posts": posts, "tags": [{"id": "t", "name": "bees"}], "posts_tags": [{"post_id": "0", "tag_id": "t"}]}
    tables["settings"] = [{"key": "lang", "value": "en"}, {"key": "title", "value": "Beehive & co"}]
    export = {"db": [{"meta": {"exported_on": 1, "version": "5.0"}, "data": tables}]}
    (folder / "beehive.ghost.json").write_text(json.dumps(export))


def save_movable_type(folder: Path) -> None:
    def entry(number: int, status: str = "Publish") -> str:
        year, month, day = DAYS[number].split("-")
        comment = f"COMMENT:\nAUTHOR: X\nDATE: {month}/{day}/{year} 10:00:00\nLovely\n-----\n"
        return (
            f"AUTHOR: em\nTITLE: {TITLES[number]}\nSTATUS: {status}\nDATE: {month}/{day}/{year} 09:00:00 PM\n"
            f"CATEGORY: bees\n-----\nBODY:\n{LINES[number]}\n\nAnd so on.\n-----\nEXTENDED BODY:\n\n-----\n"
            f"{comment}--------\n"
        )

    (folder / "export.txt").write_text("".join([*map(entry, range(4)), entry(0, "Draft")]))


def save_livejournal(folder: Path) -> None:
    def entry(number: int, security: str = "public") -> str:
        return (
            f"<entry><itemid>{number}</itemid><eventtime>{DAYS[number]} 10:00:00</eventtime><subject>{TITLES[number]}"
            f"</subject><event>{escape(LINES[number])}</event><security>{security}</security></entry>"
        )

    entries = "".join([*map(entry, range(4)), entry(1, "private"), entry(2, "usemask")])
    (folder / "2019-02.xml").write_text(f"<?xml version='1.0'?><livejournal>{entries}</livejournal>")


def save_substack(folder: Path) -> None:
    (folder / "posts").mkdir()
    rows = ["post_id,post_date,is_published,audience,title"]
    for number in range(5):
        name, is_published = f"{number}.{SLUGS[number % 4]}", str(number < 4).lower()
        rows.append(f"{name},{DAYS[number % 4]}T10:00:00.000Z,{is_published},everyone,{TITLES[number % 4]}")
        (folder / "posts" / f"{name}.html").write_text(f"<p>{LINES[number % 4]}</p>")
    (folder / "posts.csv").write_text("\n".join(rows) + "\n")


def save_by_spreadsheet(folder: Path) -> None:
    """Save a table as programs for tables do, with a mark of its encoding before it."""
    save_substack(folder)
    mark_encoding(folder / "posts.csv")


def save_by_editor(folder: Path) -> None:
    """Save a feed as an editor does."""
    save_json_feed(folder)
    mark_encoding(next(folder.iterdir()))


def mark_encoding(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())


def save_medium(folder: Path) -> None:
    (folder / "posts").mkdir()
    for number, title in enumerate(TITLES):
        time = f"<time class='dt-published' datetime='{DAYS[number]}T10:00:00.000Z'>then</time>"
        (folder / "posts" / f"{DAYS[number]}_{SLUGS[number]}.html").write_text(
            f"<html><head><title>{title}</title></head><body><article class=h-entry><header><h1>{title}</h1></header>"
            f"<section data-field=body class=e-content><p>{LINES[number]}</p></section><footer><p>{time}</p><p>"
            f"<a href='{URLS[number]}' class=p-canonical>Canonical link</a></p></footer></article></body></html>"
        )
    (folder / "posts" / "draft_Later.html").write_text("<html><body><p>Not yet.</p></body></html>")


def save_webarchive(folder: Path) -> None:
    for number, url in enumerate(URLS):
        main = {"WebResourceURL": url, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
        saved = {"WebMainResource": {**main, "WebResourceData": page(number).encode()}}
        (folder / f"{SLUGS[number]}.webarchive").write_bytes(plistlib.dumps(saved, fmt=plistlib.FMT_BINARY))


def save_static_posts(folder: Path) -> None:
    fronts = [
        f'{{\n  "title": "{TITLES[0]}",\n  "date": "{DAYS[0]}"\n}}\n',
        f"---\ntitle: {TITLES[1]}\npubDate: {DAYS[1]}\n---\n",
        f"---\ntitle: {TITLES[2]}\n---\n",
        f"---\ntitle: {TITLES[3]}\npublishedAt: {DAYS[3]}\n---\n",
    ]
    for number, (front, name) in enumerate(zip(fronts, ("a.md", "b.mdx", f"{DAYS[2]}-c.html", "d.md"), strict=True)):
        (folder / name).write_text(f"{front}<p>{LINES[number]}</p>\n")


def save_markdown(folder: Path) -> None:
    fronts = [
        f"---\ntitle: {TITLES[0]}\ndate: {DAYS[0]}\ntags: [bees, wax]\n---\n",
        f'+++\ntitle = "{TITLES[1]}"\ndate = {DAYS[1]}T10:00:00Z\n+++\n{{{{< figure src="a.png" >}}}}\n',
        f"---\nlayout: post\ntitle: '{TITLES[2]}'\n---\n",
        f"Title: {TITLES[3]}\nDate: {DAYS[3]} 10:00\nTags: bees,\n  pears\n",
    ]
    for number, front in enumerate(fronts):
        (folder / f"{DAYS[number]}-{SLUGS[number]}.md").write_text(f"{front}\n{LINES[number]}\n\n*And so on.*\n")
    (folder / "_drafts").mkdir()
    (folder / "_drafts" / "soon.md").write_text("---\ntitle: Soon\n---\nNot yet, either.\n")
    (folder / "later.md").write_text("---\ntitle: Later\ndraft: true\n---\nNot yet.\n")
    (folder / "about.md").write_text("---\ntitle: About\nlayout: page\n---\nAbout this.\n")


KINDS: dict[Callable[[Path], None], list[str] | None] = {
    save_singlefile: URLS,
    save_httrack: [url.replace("https", "http") for url in URLS],
    save_by_browser: URLS,
    save_mhtml: URLS,
    save_archivebox: URLS,
    save_without_endings: URLS,
    save_zip: URLS,
    save_tar: URLS,
    save_wacz: URLS,
    save_wordpress: URLS,
    save_packed_wordpress: URLS,
    save_json_lines: URLS,
    save_scrapbook: URLS,
    save_blogger: URLS,
    save_takeout: URLS,
    save_rss: URLS,
    save_json_feed: URLS,
    save_by_editor: URLS,
    save_rdf: URLS,
    save_ghost: URLS,
    save_movable_type: None,
    save_livejournal: None,
    save_substack: None,
    save_by_spreadsheet: None,
    save_medium: URLS,
    save_webarchive: URLS,
    save_markdown: None,
    save_static_posts: None,
}


@pytest.mark.parametrize("save", KINDS)
def test_read_what_is_on_disk(save: Callable[[Path], None], tmp_path: Path, pool: Executor) -> None:
    save(tmp_path)
    check(again(pool, tmp_path), KINDS[save])
    files = sorted(tmp_path.iterdir())
    if len(files) == 1 and files[0].is_file():
        check(again(pool, files[0]), KINDS[save])


def test_name_a_page_without_address_by_its_content(tmp_path: Path, pool: Executor) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder in ("a", "b"):
        (tmp_path / folder / "page.html").write_text(page(0))
    here, there = again(pool, tmp_path / "a", tmp_path / "b").records
    assert here["url"].startswith("urn:sha1:")
    assert (here["id"], here["url"], here["source"]) == (there["id"], there["url"], "")


@pytest.mark.parametrize("save", [save_wordpress, save_blogger, save_ghost])
def test_an_export_names_its_blog(save: Callable[[Path], None], tmp_path: Path, pool: Executor) -> None:
    save(tmp_path)
    assert {one["metadata"]["sitename"] for one in again(pool, tmp_path).records} == {"Beehive & co"}


def test_keep_what_an_export_says(tmp_path: Path, pool: Executor) -> None:
    save_wordpress(tmp_path)
    first = next(one for one in again(pool, tmp_path).records if one["title"] == TITLES[0])
    assert (first["author"], first["metadata"]["tags"], first["language"]) == ("The keeper", ("bees",), "en")
    assert first["text"].splitlines() == [LINES[0], "And so on."]


@pytest.mark.parametrize(("name", "body", "why"), [
    ("cut.zip", b"PK\x03\x04 and no more", "cannot be unpacked"),
    ("cut.tar.gz", b"\x1f\x8b\x08 and no more", "cannot be unpacked"),
    ("empty.mht", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nNo page", "holds no page"),
    ("cut.webarchive", b"bplist00 and no more", "holds no page"),
    ("notes.md", b"# Notes\n\nWithout front matter.\n", "front matter"),
    ("odd.md", b"---\ntitle: [\n---\nText.\n", "front matter"),
    ("deep.md", b"---\ntitle: " + b"[" * 20_000 + b"\n---\nText.\n", "front matter"),
    ("bomb.md", b"---\na: &a [x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nText.\n", "repeats a list"),
    ("cut.xml", b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item>", "broken XML"),
    ("feed.xml", b"<rss version='2.0'><channel><item><link>https://a.example/x</link><description>One [\xe2\x80\xa6]"
                 b"</description></item></channel></rss>", "no full text"),
])  # fmt: skip
def test_refuse_in_a_line(name: str, body: bytes, why: str, tmp_path: Path, pool: Executor) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.html").write_text(page(0))
    found = again(pool, tmp_path)
    assert found.titles == [TITLES[0]]
    assert [line for line in found.refused if name in line and why in line and "\n" not in line], found.refused


def test_clean_an_export_by_command(tmp_path: Path) -> None:
    save_takeout(tmp_path)
    run = clean(tmp_path, tmp_path / "takeout.zip")
    assert run.code == 0, run.said
    assert sorted(run.by_title) == sorted(TITLES)
