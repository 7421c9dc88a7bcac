"""Where links, images and frames of a body lead: absolute, of the web, or nowhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from blogsieve.cleaners.address import WEB, join_url, split_url
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINKED = ("http", "https", "mailto", "tel", "ftp", "xmpp", "magnet", "gemini")
# Scripts put an image into `src` when it is scrolled to. Sources: lazysizes, WordPress, Jetpack, Medium, Hexo, WeChat.
LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-actualsrc",
    "data-original-src",
    "data-url",
)
# Sets of one image in several sizes.
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# Scheme and host, in which brackets may stand; and what stands nowhere behind them. Source: RFC 3986.
NO_PATH = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
ODD = re.compile(r"""[\s<>\\"\[\]]|%(?![0-9A-Fa-f]{2})""")
MEDIA = re.compile(r"\.(?:mp4|webm|ogv|ogg|mov|mp3|m4a|opus|wav|flac)(?:[?#]|$)", re.IGNORECASE)
# Links that engines put around images to a larger size of them, as no author did. Source: gatsby-remark-images.
ENLARGES = frozenset(("gatsby-resp-image-link",))
BEACON = frozenset(("0", "1", "0px", "1px"))


def absolute(base: str, address: str, schemes: tuple[str, ...] = LINKED) -> str:
    """Return where an address of a page leads, `""` where that is nowhere that others could go.

    >>> absolute("https://a.example/b/", "../c d"), absolute("https://a.example/", "javascript:x()")
    ('https://a.example/c%20d', '')
    """
    address = "".join(address.splitlines()).strip()
    found = join_url(base, address)
    if split_url(found).scheme not in schemes:
        return ""
    return as_uri(found)


def as_uri(address: str) -> str:
    """Return an address with signs encoded that no URI has where they stand; letters of any script stay.

    >>> as_uri("https://a.example/b c/[1]?d=100%#e#f"), as_uri("http://[::1]/日本")
    ('https://a.example/b%20c/%5B1%5D?d=100%25#e%23f', 'http://[::1]/日本')
    """
    start = NO_PATH.match(address)
    host, path = (start[0], address[start.end() :]) if start else ("", address)
    path, hash_sign, fragment = path.partition("#")
    return host + ODD.sub(lambda sign: quote(sign[0]), f"{path}{hash_sign}{fragment.replace('#', '%23')}")


def image_address(image: HtmlElement, base: str) -> str:
    """Return where an image is, `""` where it is none of the web, or one that only counts readers."""
    if is_beacon(image):
        return ""
    said = [image.get(name, "") for name in (*LAZY, "src")]
    said += [image.get(name, "").split(",")[0].split(" ")[0] for name in SETS]
    return next(filter(None, (absolute(base, address, WEB) for address in said if address)), "")


def waits_for_script(image: HtmlElement | None, base: str) -> bool:
    """Tell whether an element is an image whose address only a script knows."""
    return image is not None and image.tag == "img" and not image_address(image, base) and not is_beacon(image)


def is_beacon(image: HtmlElement) -> bool:
    """Tell whether an image is there to count readers."""
    return image.get("width") in BEACON or image.get("height") in BEACON


def leads_to_own_image(link: HtmlElement, address: str, base: str) -> bool:
    """Tell whether a link enlarges the image that it holds, as themes put them around images."""
    if not ENLARGES.isdisjoint(link.get("class", "").split()):
        return True
    return any(image_address(image, base) == address for image in link.iter("img"))


def embed_address(element: HtmlElement, base: str) -> str:
    """Return where a film or a player is that an element shows, `""` where it shows another thing."""
    own = [element, *element.iter("source")]
    said = (one.get(name, "") for one in own for name in (*LAZY, "src", "data"))
    address = next(filter(None, (absolute(base, one, WEB) for one in said if one)), "")
    if element.tag in ("video", "audio"):
        return address
    if MEDIA.search(address):
        return address
    host = split_url(address).hostname or ""
    return address if any(host == known or host.endswith(f".{known}") for known in hosts()) else ""


def player_address(element: HtmlElement) -> str:
    """Return where a film is that a script would load into an element, `""` where it is no such element.

    >>> from lxml.html import fromstring
    >>> player_address(fromstring("<lite-youtube videoid=x></lite-youtube>"))
    'https://www.youtube.com/watch?v=x'
    """
    player = _embeds()["players"].get(element.tag)
    name = element.get(player["name"], "") if player else ""
    return f"{player['address']}{name}" if name else ""


@cache
def hosts() -> frozenset[str]:
    """Return the hosts whose frames are films and players."""
    return frozenset(_embeds()["hosts"])


@cache
def _embeds() -> dict[str, Any]:
    return load_toml(__package__, "embeds.toml")
