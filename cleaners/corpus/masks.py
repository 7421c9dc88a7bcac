"""Personal data in texts, replaced by what kind it is of; the only file that imports phonenumbers and stdnum.

>>> mask("Write to me@a.example or +44 20 7946 0958.", ["email", "phone"])
'Write to [email] or [phone].'
"""

from __future__ import annotations

import ipaddress
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Spans = Iterator[tuple[int, int]]

# RFC 5322's dot-atom before the sign, letters of any script in both parts (RFC 6531), and a domain of several labels.
_ATOM, _LABEL = r"[\w.!#$%&'*+/=?^`{|}~-]", r"[^\W_](?:[\w-]*[^\W_])?"
EMAIL = re.compile(rf"(?<!{_ATOM}){_ATOM}++@{_LABEL}(?:\.{_LABEL})+")
IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?![\w:]|\.\d)")
# ISO 13616: two letters, two digits, up to thirty more, in groups or not.
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
# ISO/IEC 7812: as long as cards in use have them; whether it is one the last digit tells.
CARD = re.compile(r"(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d-])")
MASKED = ("title", "text", "markdown", "html")  # of a record
LIBRARIES = ("phonenumbers", "stdnum")


def missing() -> str:
    """Return how to get the libraries that find numbers, "" where they are there."""
    return "" if all(map(find_spec, LIBRARIES)) else "pip install 'blogsieve[mask]'"


def masked(records: Iterable[dict[str, Any]], kinds: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield records with what is of these kinds masked in their titles and texts, in all forms of these."""
    kinds = tuple(kinds)
    for record in records:
        yield record | {name: mask(record[name], kinds) for name in MASKED if name in record}


def mask(text: str, kinds: Iterable[str]) -> str:
    """Return a text with what is of these kinds replaced by the kind's name in brackets."""
    for kind in (name for name in KINDS if name in kinds):
        text = f"[{kind}]".join(pieces_between(KINDS[kind](text), text))
    return text


def pieces_between(spans: Spans, text: str) -> Iterator[str]:
    """Yield what stands before, between and behind places of a text, which are in its order."""
    place = 0
    for start, end in spans:
        yield text[place:start]
        place = end
    yield text[place:]


def emails(text: str) -> Spans:
    """Yield where addresses of e-mail stand."""
    return (found.span() for found in EMAIL.finditer(text))


def ips(text: str) -> Spans:
    """Yield where addresses of the internet stand; those of private networks name nobody."""
    return (found.span() for found in IP.finditer(text) if is_global(found[0]))


def is_global(said: str) -> bool:
    """Tell whether a text is an address that is the same everywhere."""
    try:
        return ipaddress.ip_address(said).is_global
    except ValueError:
        return False


def ibans(text: str) -> Spans:
    """Yield where numbers of bank accounts stand whose check digits are right."""
    from stdnum import iban

    return (found.span() for found in IBAN.finditer(text) if iban.is_valid(found[0], check_country=False))


def cards(text: str) -> Spans:
    """Yield where numbers of payment cards stand whose check digit is right."""
    from stdnum import luhn

    return (found.span() for found in CARD.finditer(text) if luhn.is_valid(re.sub(r"\D", "", found[0])))


def phones(text: str) -> Spans:
    """Yield where numbers of telephones stand that begin with the code of a country."""
    from phonenumbers import PhoneNumberMatcher

    return ((found.start, found.end) for found in PhoneNumberMatcher(text, None))


# In the order in which they are masked: the longest and surest first.
KINDS: dict[str, Callable[[str], Spans]] = {"email": emails, "iban": ibans, "card": cards, "phone": phones, "ip": ips}
