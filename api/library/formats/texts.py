"""Texts as every format can hold them: what they cannot say then travels beside them (see carried)."""

import re
from unicodedata import category

_NO_TEXT = frozenset("\ufffe\uffff")
_BREAK = re.compile(r"[;\n]")


def one_line(text: str) -> str:
    """Without line breaks and control characters; joiners of Indian scripts stay, since they shape letters."""
    return " ".join(_clean(text).split())


def lines(text: str) -> str:
    """The same, but line breaks stay."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()


def parts(text: str) -> tuple[str, ...]:
    """What stands in one cell, one after the other, between semicolons or line breaks."""
    return tuple(part.strip() for part in _BREAK.split(text) if part.strip())


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(" " if category(letter) in ("Cc", "Cs") or letter in _NO_TEXT else letter for letter in text)
