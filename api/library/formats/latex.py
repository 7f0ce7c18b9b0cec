"""Texts in BibTeX: what LaTeX gives a meaning of its own is escaped on the way out and plain again on the way in."""

import logging
import re
from collections.abc import Sequence

from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry, Field

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # whatever is wrong is told as a fault, with its line

_ESCAPES = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
        "\\": "\\textbackslash{}",
        "^": "\\textasciicircum{}",
        "~": "\\textasciitilde{}",
    }
)
_MEANS_SOMETHING = re.compile(r"[\\{}$~%&#^_`'\-!?]")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([_%&#~{}])")
_IN_MACRO = re.compile(r"^\\(?:url|href)\{(.*)\}$")
_UNFIT = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_decoder = LatexDecodingMiddleware()


def escaped(text: str) -> str:
    """A plain text as BibTeX takes it; letters of every script stay what they are."""
    return text.translate(_ESCAPES)


def plain(texts: Sequence[str]) -> list[str]:
    """Texts of BibTeX as people read them. A percent sign begins no comment: many programs write it bare."""
    if not any(_MEANS_SOMETHING.search(text) for text in texts):
        return list(texts)
    fields = [Field(str(number), _BARE_PERCENT.sub(r"\\%", text)) for number, text in enumerate(texts)]
    decoded = _decoder.transform_entry(Entry("misc", "texts", fields), Library())
    if not isinstance(decoded, Entry):
        return list(texts)
    return [str(field.value) for field in decoded.fields]


def address(link: str) -> str:
    """A link or DOI as BibTeX takes it: verbatim, but without braces, which BibTeX counts."""
    return "".join(_UNFIT.get(sign, sign) for sign in link)


def plain_address(text: str) -> str:
    """A link or DOI of BibTeX, which some programs escape or wrap."""
    return _ESCAPED.sub(r"\1", _IN_MACRO.sub(r"\1", text.strip()))
