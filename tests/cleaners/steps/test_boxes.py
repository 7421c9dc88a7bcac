"""Boxes of the site amid the text go by what their sentences say; a paragraph that mentions such a thing stays."""

from __future__ import annotations

import pytest
from stepping import URL, document_of, gone, lines, page_of

from blogsieve import FeedEntry, Page, SiteModel
from blogsieve.cleaners.site.model import Wrapper
from blogsieve.cleaners.steps import boxes

ABOVE = "The eider came back to the slip on the first of March, a day late and on foot, as she does when it has blown."
FOREIGN = "Eine Karte von den Nistplätzen, wie sie der Vogelwart im Frühjahr gezeichnet hat, gehört hierher."
ASKED = (
    "Ich bin damit einverstanden, dass mir Inhalte von anderen gezeigt werden, auch von solchen, die ich nicht kenne."
)
BELOW = (
    "Nobody has seen her husband, but the ice is still thick behind the mole and he was never the one to hurry home."
)


def amid(box: str) -> Page:
    return page_of(f"<article>{lines(ABOVE)}{box}{lines(BELOW)}</article>")


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div><p>Externer Inhalt</p><p>Inhalte von Vimeo immer anzeigen</p></div>", "notice/embed"),
        ("<p>Klicke hier, um den Inhalt von Mastodon zu laden.</p>", "notice/embed"),
        ("<figure><p>External content from Flickr</p><button>Load content</button></figure>", "notice/embed"),
        ("<div><p>Contenu externe</p><button>Afficher le contenu</button></div>", "notice/embed"),
        ("<div><p>Contenido externo</p><p>Para ver este contenido debe aceptar las cookies.</p></div>", "notice/embed"),
        ("<p>Haz clic para aceptar las cookies de marketing y ver este contenido</p>", "notice/embed"),
        (
            "<div><p>Ce contenu est hébergé par PeerTube. En l'affichant, vous acceptez ses conditions.</p></div>",
            "notice/embed",
        ),
        ("<div><span>Externe inhoud</span><label>Altijd de inhoud van Vimeo tonen</label></div>", "notice/embed"),
        (f"<div class=my-consent-box><p>Externer Inhalt</p>{lines(FOREIGN, ASKED)}</div>", "notice/embed"),
        ("<p><em>This post contains affiliate links. I may earn a commission.</em></p>", "notice/disclosure"),
        ("<div class=box><p>This week's letter is brought to you by Oars & Co.</p></div>", "notice/sponsor"),
        ("<div class=cta><p>Our work is funded by readers like you. Please donate.</p></div>", "notice/donation"),
        ("<p>If you value what we do, please consider making a donation today.</p>", "notice/donation"),
        ("<div><button>Play</button><span>0:00 / 4:12</span><p>Listen to this article</p></div>", "notice/player"),
        ("<section><h3>This content is restricted to subscribers</h3><a>Join</a></section>", "notice/paywall"),
        ("<div><p>Dieser Artikel ist exklusiv für Mitglieder.</p></div>", "notice/paywall"),
        ("<div><p>この記事は有料会員限定です。</p></div>", "notice/paywall"),
        (
            "<div><p>［有料会員限定］ この記事は会員限定です。登録すると続きをお読みいただけます。</p></div>",
            "notice/paywall",
        ),
        ("<div><p>有料会員になると会員限定の記事もお読みいただけます。</p></div>", "notice/paywall"),
        ("<div><h4>Sign in to keep reading</h4><ul><li>Save what you like</li></ul></div>", "notice/registration"),
        ("<p>Sign up for our monthly newsletter and never miss a tide.</p>", "newsletter/sign-up"),
        ("<p>The Slip is a reader-supported publication. To receive new posts, subscribe.</p>", "newsletter/sign-up"),
        ("<p>You just read issue #12 of The Slip.</p>", "newsletter/sign-up"),
        ("<div><a>View this email in your browser</a></div>", "newsletter/sign-up"),
        ("<form><p>By subscribing, you agree to our terms.</p></form>", "newsletter/sign-up"),
        ("<div><p>この連載をフォローする</p></div>", "share/reaction"),
        ("<p>Follow us on <a>Twitter</a>, <a>Facebook</a> and <a>Instagram</a>.</p>", "share/follow"),
        ("<p><b>Folgen Sie uns auf Facebook und X!</b></p>", "share/follow"),
        ("<div>Подписывайтесь на нас в Telegram</div>", "share/follow"),
        ("<p>Follow The Slip on Google News</p>", "share/follow"),
        ("<p><a>Join our WhatsApp channel</a></p>", "share/follow"),
        ("<div>Download our free app for the best experience.</div>", "share/follow"),
        ("<p>Deze content kan niet worden getoond omdat u geen toestemming gaf.</p>", "notice/embed"),
        ("<p>Este contenido está bloqueado. Acepta las cookies para verlo.</p>", "notice/embed"),
        ("<p>Du skal acceptere cookies for at se dette indhold.</p>", "notice/embed"),
        ("<div><p>How useful was this post?</p><p>No votes so far!</p></div>", "share/reaction"),
        ("<div><h4>DON'T MISS</h4><a href=/gulls>Gulls on the roof of the harbour office</a></div>", "related/promo"),
        ("<p><b>Read more:</b> <a href=/gulls>Gulls on the roof of the harbour office</a></p>", "related/promo"),
    ],
)
def test_box_goes_with_all_that_is_in_it(box: str, reason: str) -> None:
    document = document_of(amid(box))
    assert [one for one, _ in gone(boxes, document)] == [reason]
    assert [block.text for block in document.read()] == [ABOVE, BELOW]


@pytest.mark.parametrize(
    "text",
    [
        "She signed up for the newsletter of the lifeboat, and reads it to the cat.",
        "The content of the box was restricted to what a child can lift.",
        "My work is funded by the harbour, and by what the cat leaves of the fish.",
        "Who wants to see the rest must walk to the end of the mole.",
        "<b>Read more</b> books, said the teacher, and closed the window.",
        "Subscription required for the ferry in August, said the board, and none for the rest of the year.",
        "Write to the harbour office, or <a href=/x><span>follow us on Mastodon</span></a> if there is no wind.",
        "<strong>External content</strong> of the barrel: tar, and under the tar a bottle.",
    ],
)
def test_sentence_of_the_author_stays(text: str) -> None:
    assert gone(boxes, document_of(amid(f"<p>{text}</p>"))) == []


def test_line_that_asks_to_follow_goes_alone() -> None:
    box = "<div class=social-notes><p>Follow us on Mastodon!</p><p>The tides of May</p></div>"
    assert gone(boxes, document_of(amid(box))) == [("share/follow", "Follow us on Mastodon!")]


def test_what_the_own_entry_holds_stays() -> None:
    line = "Sign up for our monthly newsletter and never miss a tide."
    page = Page(URL, amid(f"<p>{line}</p>").body, "text/html", entry=FeedEntry(URL, html=lines(ABOVE, line, BELOW)))
    assert gone(boxes, document_of(page)) == []


def asking(form: str = "") -> Page:
    """Return a page and an entry that ask to sign up, the page with what stands below that."""
    line = "Sign up for our monthly newsletter and never miss a tide."
    html = amid(f"<div><p>{line}</p>{form}</div>").body
    return Page(URL, html, "text/html", entry=FeedEntry(URL, html=lines(ABOVE, line, BELOW)))


def test_what_the_own_entry_holds_goes_where_most_entries_hold_it_or_a_form_stands_by_it() -> None:
    site = SiteModel(pages=20, fed=10, repeated={"p:sign up for our monthly newsletter and never miss a tide": 9})
    assert len(gone(boxes, document_of(asking(), site), site)) == 1
    assert len(gone(boxes, document_of(asking("<form><input name=mail></form>")))) == 1
    assert gone(boxes, document_of(asking(), site), SiteModel(pages=20, fed=10)) == []


def test_box_of_a_short_post_is_no_sign_up_box() -> None:
    sign_up = "<div><h3>Subscribe to the newsletter</h3><p>One letter a month.</p><form><input></form></div>"
    short = page_of(
        f"<div class=k1><h2>The eider is back</h2><div class=k2><p>She came on foot.</p>{sign_up}</div></div>"
    )
    document = document_of(short, title="The eider is back")
    assert all("The eider" not in text for _, text in gone(boxes, document))
    site = SiteModel(wrappers=(Wrapper("div.k2", 1.0, 20),))
    assert gone(boxes, document_of(short, site, title="The eider is back"), site) == [
        ("newsletter/sign-up", "Subscribe to the newsletter\nOne letter a month.")
    ]


def test_what_has_all_of_the_learned_bodys_text_is_no_box_of_the_site() -> None:
    ask = "<div class=f><p>Was this page helpful?</p><button>Yes</button></div>"
    text = f"<div class=k3><p>She came on foot.</p><p>Her husband is late.</p>{ask}</div>"
    page, site = page_of(f"<div class=k2>{text}</div>"), SiteModel(wrappers=(Wrapper("div.k2", 1.0, 20),))
    assert gone(boxes, document_of(page, site), site) == [("share/reaction", "Was this page helpful?")]


def test_path_to_the_body_that_was_learned_on_pages_without_boxes_keeps_none() -> None:
    box = "<div><p>Listen to this article</p><span>4:12</span></div>"
    page = page_of(f"<div>{box}<div>{lines(ABOVE, BELOW)}</div></div>")
    site = SiteModel(wrappers=(Wrapper("body/div[1]/div[1]", 1.0, 20),))
    assert gone(boxes, document_of(page, site), site) == [("notice/player", "Listen to this article\n4:12")]
