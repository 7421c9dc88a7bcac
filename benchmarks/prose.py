"""Sentences without end, the same for the same seed: enough like English for a detector of languages, and all ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WHO = (
    "my neighbour|the ferryman|an old friend of mine|the woman from the bakery|our landlord|"
    "the youngest of us|a stranger|the teacher|my grandfather|the clerk at the desk|nobody I know|"
    "the gardener|one of the guests|the boy next door"
).split("|")
DID = (
    "carried|forgot|repaired|painted|sold|borrowed|described|measured|hid|found|counted|remembered|"
    "photographed|broke|promised|weighed|mended|returned|showed us|wrote about|asked for|paid for|laughed at|"
    "looked after"
).split("|")
WHAT = (
    "a bicycle without brakes|the letters of an aunt|three jars of honey|the clock above the stairs|"
    "a map of the harbour|the door of the shed|an umbrella with one arm|the list of the guests|a box of nails|"
    "the last of the apples|a radio|the bench by the river|two hundred buttons|the garden wall|"
    "a coat that was too long|the keys of the church"
).split("|")
WHERE = (
    "behind the station|on the way to the market|under the bridge|in the kitchen|at the end of the pier|"
    "near the school|between two houses|in front of everybody|upstairs|beside the canal|on the roof|"
    "in a drawer|outside the town"
).split("|")
WHEN = (
    "before the rain came|after the summer|on a Tuesday|while the others slept|for the third time|"
    "in the winter of the flood|as soon as it was light|when the shops had closed|without saying why|"
    "because it was cheaper|as people did then|although it was late|since there was nothing else to do|"
    "until the money was gone"
).split("|")
OPENINGS = (
    "",
    "",
    "",
    "",
    "Then ",
    "Of course ",
    "In the end ",
    "They say that ",
    "I know that ",
    "Later ",
    "At first ",
)


def sentence(random: Random) -> str:
    """Return one sentence."""
    text = f"{random.choice(OPENINGS)}{random.choice(WHO)} {random.choice(DID)} {random.choice(WHAT)}"
    text += f" {random.choice(WHERE)}" if random.random() < 0.7 else ""
    text += f", {random.choice(WHEN)}" if random.random() < 0.6 else ""
    return text[0].upper() + text[1:] + random.choice("....!?")


def paragraph(random: Random, fewest: int = 3, most: int = 8) -> str:
    """Return so many sentences on one line."""
    return " ".join(sentence(random) for _ in range(random.randint(fewest, most)))


def title(random: Random) -> str:
    """Return what could stand above a post."""
    thing = random.choice(WHAT)
    return f"{thing[0].upper()}{thing[1:]} {random.choice(WHERE)}, {random.choice(WHEN)}"


def name(random: Random) -> str:
    """Return a reader's name."""
    first = random.choice("Ana Bo Cleo Dan Eva Finn Gil Hana Ivo Jo Kim Lea Max Nora Otto Pia Rui Sol Tom Uma".split())
    return f"{first} {random.choice('Adler Birk Costa Dahl Ekman Frost Gray Holm Ito Jansen'.split())}"
