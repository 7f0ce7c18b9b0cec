"""The words of a text as they are sought: folded, and parted where a small word is tied to the next."""

import re

from api.library.folding import folded

LONGEST = 60
"""Characters of a word; what is longer is no word, and is cut."""

MOST = 12
"""So many words of what is asked for are looked at."""

_TIED = re.compile(r"(?<=\b[dlmnst])['\u2019](?=\w)", re.IGNORECASE)  # l'hort, d'Art: sought as hort and art
_ASCII = re.compile("[a-z0-9]+")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})


def words_of(text: str) -> list[str]:
    """Every word in its order: "Col·lecció d'Art" becomes colleccio, d, art."""
    if text.isascii():  # the same, many times faster
        return [word[:LONGEST] for word in _ASCII.findall(_TIED.sub(" ", text.lower()).replace("'", ""))]
    return [word[:LONGEST] for word in folded(_TIED.sub(" ", text)).translate(_PLAIN).split()]


def wanted_words(text: str) -> list[str]:
    """The words by which something is sought, each once: single letters only where there is nothing else."""
    found = list(dict.fromkeys(words_of(text)))
    return ([word for word in found if len(word) > 1] or found)[:MOST]
