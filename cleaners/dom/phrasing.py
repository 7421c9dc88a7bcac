"""The elements that stand in a line of text."""

# Elements that stand in a line of text; every other one begins a block and ends it. Source: HTML standard, phrasing
# content, less what is drawn as a box of its own; microdata puts `meta` and `link` into the midst of a sentence.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark math mi mn mo mrow ms msub "
    "msup mtext nobr output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "math msqrt mfrac semantics annotation mstyle mover munder img picture source button meta link".split()
)
