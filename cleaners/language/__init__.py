"""The language of a text: by its script where that decides, else by py3langid, with langdetect as a second opinion.

The steps, in order: `prose` leaves out code, `script` reads the script of each block, `langid` weighs the languages of
a sample, `second` weighs them again where the first is not sure, `choose` joins both with what the page says of itself.
What is left unsure is `und`, never a guess.
"""

from cleaners.language.choose import Language, detect

__all__ = ["Language", "detect"]
