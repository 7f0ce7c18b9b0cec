"""One spelling for all that people type and files damage: no capitals, no accents, a sign for each lost letter."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

LOST = "?"
"""Stands for a letter that a file has lost: "Val?ncia". It may have been any letter, or a dot between two."""

_SPLIT_L = re.compile(r"(?<=l)[·•∙‧.\-](?=l)")
_ELIDED = re.compile(r"\b([dl])['’‘´`]\s*")
_DROPPED = re.compile(r"['’‘´`]|\.(?=[ºª])")
_DOT = re.compile(r"(?<=l)\\\?(?=l)")
_NO_LETTER = re.compile(r"[^\w?]|_")
_NEVER_MARKED = frozenset("bfhkmpqvwx0123456789 ")
"""No language of western Europe puts an accent on these letters, so that no file has lost them."""


def fold(text: str) -> str:
    """Words separated by single blanks: "d'Argençola" becomes "argencola", "Paral·lel" "parallel", "n.º 2" "no 2"."""
    plain = _SPLIT_L.sub("", text.casefold().replace("\N{REPLACEMENT CHARACTER}", LOST))
    plain = _DROPPED.sub("", _ELIDED.sub(" ", plain))
    bare = "".join(letter for letter in normalize("NFKD", plain) if not combining(letter) and letter != "·")
    return " ".join(_NO_LETTER.sub(" ", bare).split())


def skeleton(folded: str) -> str:
    """The letters that are never lost: what is alike has the same ones."""
    return "".join(letter for letter in folded if letter in _NEVER_MARKED)


def alike(one: str, other: str) -> bool:
    """Whether two folded texts are the same, as far as the letters that are left in them say."""
    if one == other:
        return True
    if LOST not in one and LOST not in other:
        return False
    return bool(pattern(one).fullmatch(other) or pattern(other).fullmatch(one))


@lru_cache(maxsize=50_000)
def pattern(folded: str) -> re.Pattern[str]:
    """What is alike to a folded text. Between two l there may have been the dot of "Paral·lel", which is no letter."""
    return re.compile(_DOT.sub(r"\\S?", re.escape(folded)).replace(re.escape(LOST), r"\S"))
