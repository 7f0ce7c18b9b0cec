"""The words of a text as they are sought: no capitals, no accents, in every script."""

from unicodedata import category, combining, normalize

LONGEST = 60
"""Characters of a word; what is longer is no word, and is cut."""

MOST = 12
"""So many words of what is asked for are looked at."""

_ACCENT = 200
"""Combining classes from here on are accents of Latin, Greek and Cyrillic; vowels of Indian scripts have lower ones."""

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "·": ""})


def words_of(text: str) -> list[str]:
    """Every word in its order: "Col·lecció d'Art" becomes colleccio, d, art."""
    folded = normalize("NFKD", text.casefold()).translate(_PLAIN)
    letters = (_letter(letter) for letter in folded)
    return [word[:LONGEST] for word in "".join(letters).split()]


def wanted_words(text: str) -> list[str]:
    """The words by which something is sought, each once: single letters only where there is nothing else."""
    found = list(dict.fromkeys(words_of(text)))
    return ([word for word in found if len(word) > 1] or found)[:MOST]


def _letter(letter: str) -> str:
    kind = category(letter)[0]
    if kind == "M" and combining(letter) >= _ACCENT:
        return ""
    return letter if kind in "LNM" else " "
