"""Pictures of formulas: their TeX is their `alt`, or a part of their address."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

# Their TeX is the `alt`: WordPress' Jetpack, QuickLaTeX, MediaWiki, Zhihu, services that draw formulas.
CLASSES = frozenset("latex tex math mathtex ql-img-inline-formula ql-img-displayed-formula".split())
SERVICES = ("latex.php", "latex.codecogs.com", "mathtex.cgi", "mimetex.cgi", "chart?cht=tx", "zhihu.com/equation")
# Where those services have it in the address; others have it as the last part of the path.
IN_ADDRESS = re.compile(r"[?&](?:chl|latex|tex|formula|eq)=([^&]+)|\.(?:latex|image|cgi)\?(.+)|/([^/?]+)$")
# Names of TeX with what they are given: no path and no prose has them.
COMMAND = re.compile(r"\\(?:[a-zA-Z]{2,}\s*[{_^(\s\\]|[a-zA-Z]{3,}\b(?=[+\-=,)]))")
# One of which every image of a formula has in its attributes, be it a command or the name of a class or a service.
SIGNS = ("\\", "%5c", "%5C", "tex", "math", "formula", "equation", "eeimg")
# Characters of an address that are read; a picture may be its own address.
LONGEST = 2000


def may_be_formulas(images: Iterable[HtmlElement]) -> bool:
    """Tell whether one of a page's images may be one of a formula: of photographs none has to be looked at.

    >>> from lxml.html import fromstring
    >>> may_be_formulas([fromstring("<img alt=Boats src=b.png>")]), may_be_formulas([fromstring("<img class=latex>")])
    (False, True)
    """
    said = "\n".join(f"{name}={value}" for image in images for name, value in image.items())
    return any(sign in said for sign in SIGNS)


def formula_in(image: HtmlElement) -> str:
    r"""Return the TeX of an image of a formula, `""` where it is another image.

    >>> from lxml.html import fromstring
    >>> formula_in(fromstring('<img src="https://latex.codecogs.com/svg.image?%5Cfrac%7Ba%7D%7B2%7D">'))
    '\\frac{a}{2}'
    >>> formula_in(fromstring(r'<img alt="\sqrt{k}" src="e.png">')), formula_in(fromstring('<img alt="C:\\boats">'))
    ('\\sqrt{k}', '')
    """
    alt, address = image.get("alt", ""), image.get("src", "")
    if COMMAND.search(alt):
        return str(alt)
    is_formula = (
        not CLASSES.isdisjoint(image.get("class", "").split())
        or "eeimg" in image.attrib
        or image.get("class", "").startswith("mwe-math-fallback")
        or any(service in address for service in SERVICES)
    )
    return str((alt if is_formula else "") or in_address(address))


def in_address(address: str) -> str:
    """Return the TeX that an image's address has, `""` where it has none."""
    if "%5C" not in address and "%5c" not in address and "\\" not in address:
        return ""
    if len(address) > LONGEST or not (found := IN_ADDRESS.search(address)):
        return ""
    # CodeCogs' editor writes some signs as entities, of which "&space;" is its own.
    tex = unescape(unquote(next(filter(None, found.groups()))).replace("&space;", " "))
    return tex if COMMAND.search(tex) else ""
