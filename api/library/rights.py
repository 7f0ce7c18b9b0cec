"""What people write about rights, in several languages, and the kind of rights that it means.

What says more than its kind (a holder, a year, a version) is kept as text. Where a text says two things that exclude
each other, it is custom: a person must read it.
"""

import re

from api.library.folding import folded
from api.library.resource import Rights

WORDS = {
    Rights.UNKNOWN: "",
    Rights.ALL_RESERVED: "All rights reserved",
    Rights.CC_BY: "CC BY",
    Rights.CC_BY_SA: "CC BY-SA",
    Rights.CC_BY_ND: "CC BY-ND",
    Rights.CC_BY_NC: "CC BY-NC",
    Rights.CC_BY_NC_SA: "CC BY-NC-SA",
    Rights.CC_BY_NC_ND: "CC BY-NC-ND",
    Rights.ECL: "Educational Community License",
    Rights.CC0: "CC0",
    Rights.PUBLIC_DOMAIN: "Public domain",
    Rights.CUSTOM: "",
}
"""How each kind of rights is written where a format has words for it only."""

_SAY_NO_MORE = {folded(word): kind for kind in Rights for word in (WORDS[kind], kind.value) if word}
_CODE = re.compile(r"\b(?:cc[\s_-]*by((?:[\s_-]*(?:nc|sa|nd))*)|by((?:[_-](?:nc|sa|nd))+))\b")
_LICENCE_PAGE = re.compile(r"creativecommons\.org/licen[cs]es/(?:by((?:-(?:nc|sa|nd))*))\b")
_ZERO = re.compile(r"creativecommons\.org/publicdomain/zero|\bcc[\s_-]*(?:0|zero)\b|creative commons zero")
_FREE = re.compile(
    r"creativecommons\.org/publicdomain/mark|public[\s-]?domain|domini public|dominio public[ao]?|domaine public"
    r"|gemeinfrei|सार्वजनिक (?:डोमेन|अधिकार|संपत्ति)|(?:જાહેર|સાર્વજનિક) (?:ડોમેન|ક્ષેત્ર)"
)
_NOT_FREE = re.compile(
    r"\b(?:not|nor|never|no|nicht|pas)\b[\w\s]{0,20}(?:public[\s-]?domain|dominio|domini|domaine|gemeinfrei)"
)
_RESERVED = re.compile(
    r"all rights? reserved|tots els drets reservats|todos los derechos reservados|reservados todos los derechos"
    r"|todos os direitos reservados|tous droits reserves|alle rechte vorbehalten|tutti i diritti riservati"
    r"|सर्वाधिकार सुरक्षित|सभी अधिकार सुरक्षित|સર્વાધિકાર સુરક્ષિત|(?:સર્વ|તમામ) (?:હક્કો?|અધિકારો?) (?:અનામત|સુરક્ષિત|સ્વાધીન)"
)
_HOLDER_ONLY = re.compile(
    r"^(?:©|\(c\)|copyright\b)(?!.*(?:licen|open|free|permi|reuse|domain|libre|lliure|livre)).*$", re.S
)
_ECL = re.compile(r"\becl\b|educational community licen[cs]e")
_ATTRIBUTION = re.compile(
    r"\b(?:attribution|atribucion|atribucio|reconocimiento|reconeixement|atribuicao|namensnennung|attribuzione)\b"
)
_PARTS = {
    "nc": r"non[\s-]?commercial|no[\s-]?comercial|nao[\s-]?comercial|pas d.utilisation commerciale"
    r"|nicht[\s-]?kommerziell|non[\s-]commerciale",
    "sa": r"share[\s-]?alike|compartir[\s-]?igual|compartilha[\s-]?igual|memes conditions|gleichen bedingungen"
    r"|stesso modo",
    "nd": r"no[\s-]?deriv|s(?:in|ense|em)[\s-]?(?:obras?[\s-]?)?deriva|pas de modification"
    r"|keine bearbeitung|non opere derivate",
}


def read_rights(told: str) -> tuple[Rights, str]:
    """The kind of rights that a text means, and the text itself where it says more than the kind does."""
    text = " ".join(told.split())
    known = _SAY_NO_MORE.get(folded(text))
    if known is not None and known is not Rights.CUSTOM:
        return known, ""
    if not text:
        return Rights.UNKNOWN, ""
    meant = _meant(_simple(text))
    return (meant.pop() if len(meant) == 1 else Rights.CUSTOM), told.strip()


def _meant(text: str) -> set[Rights]:
    """Every kind of rights that a text speaks of."""
    found = {_combined(part or other or "") for part, other in _CODE.findall(text)}
    found |= {_combined(parts) for parts in _LICENCE_PAGE.findall(text)}
    if not found:
        found |= _in_words(text)
    if _ZERO.search(text):
        found.add(Rights.CC0)
    elif _FREE.search(text):
        found.add(Rights.CUSTOM if _NOT_FREE.search(text) else Rights.PUBLIC_DOMAIN)
    if _ECL.search(text):
        found.add(Rights.ECL)
    if _RESERVED.search(text) or (not found and _HOLDER_ONLY.match(text)):
        found.add(Rights.ALL_RESERVED)
    return found


def _in_words(text: str) -> set[Rights]:
    """The Creative Commons licence that is written out; who only thanks somebody with "attribution" means none."""
    parts = "-".join(part for part, words in _PARTS.items() if re.search(words, text))
    if _ATTRIBUTION.search(text) and (parts or "creative commons" in text):
        return {_combined(parts)}
    return set()


def _combined(parts: str) -> Rights:
    """ "nd_nc" is CC BY-NC-ND, in whatever order it was written; custom where the parts exclude each other."""
    wanted = {part for part in ("nc", "sa", "nd") if part in parts}
    if {"sa", "nd"} <= wanted:
        return Rights.CUSTOM
    return Rights("-".join(["cc-by", *(part for part in ("nc", "nd", "sa") if part in wanted)]))


def _simple(text: str) -> str:
    """Small letters without accents; signs stay, since they matter in "(c)" and in addresses."""
    return "".join(folded(letter) if letter.isalpha() and letter < "ͰF" else letter for letter in text.lower())
