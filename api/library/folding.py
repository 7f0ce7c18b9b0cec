"""Words as they are compared: without capitals, accents and punctuation, in every script."""

from unicodedata import category, combining, normalize

_ACCENT = 200
"""Combining classes from here on are accents; the vowels and viramas of Indian scripts lie below and make the word."""


def folded(text: str) -> str:
    """ "Coopératives, à vendre!" becomes "cooperatives a vendre"."""
    letters = (_letter(letter) for letter in normalize("NFKD", text.casefold()))
    return " ".join("".join(letters).split())


def _letter(letter: str) -> str:
    kind = category(letter)[0]
    if (kind == "M" and combining(letter) >= _ACCENT) or letter in "·'’":  # col·lectiu, people's
        return ""
    return letter if kind in "LNM" else " "
