"""The language of a text: by its script where that decides, else by py3langid, with langdetect as a second opinion.

The steps, in order: `prose` leaves out code, `script` reads the script of each block, `opinions` joins what `langid`
says of a sample, what `second` says where that is not sure, and what the page says of itself; `choose` puts the scripts
together. `relatives` tells close languages apart by their own words, and `blog` weighs a short text by what the blog is
written in. What is left unsure is `und`, never a guess.
"""

from blogsieve.cleaners.language.blog import weigh_blog
from blogsieve.cleaners.language.choose import bases, detect
from blogsieve.cleaners.language.result import Language

__all__ = ["Language", "bases", "detect", "weigh_blog"]
