"""What a street's name is made of: what kind of street it is, and the words that tell it from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.geocoding.spelling import LOST, alike, fold

STREET = "street"

_KINDS = {
    STREET: "carrer c cr crer carr calle cl cll rua r",
    "avenue": "avinguda av avda avgda avd avenida ave avenue",
    "promenade": "passeig pg psg paseo pso po passeio p",
    "square": "placa pl pca plca plaza pza plza praca pc p",
    "little square": "placeta plta placita",
    "passage": "passatge ptge pge ptg pasaje pje psje passagem psg p",
    "crossing": "travessera travessia travesia travessa trav trv tr tv trva trvs",
    "rambla": "rambla rbla rb rla",
    "ring": "ronda rda",
    "path": "cami cno cmno camino caminho cam cm",
    "country road": "carretera ctra crta cra estrada estr",
    "via": "via",
    "gran via": "granvia gv",
    "descent": "baixada bda bajada davallada",
    "stream": "torrent torr trnt riera ra rra",
    "quay": "moll muelle cais",
    "garden": "jardins jard jardi jardines jardim parc parque pq",
    "stairs": "escales escaleras escadas escadaria escalinata",
    "largo": "largo lgo lg",
    "alameda": "alameda al",
    "lane": "beco viela",
    "roundabout": "glorieta gta rotunda rotonda",
}
"""The first words of names in Catalan, Spanish and Portuguese, with the usual abbreviations, folded. A word may stand
for several kinds. Both sides are read by the same table, so that a kind read wrongly does no harm."""

_LAST_KINDS = {
    STREET: "street st",
    "avenue": "avenue ave av",
    "square": "square sq",
    "road": "road rd",
    "lane": "lane ln",
    "drive": "drive dr",
    "close": "close cl",
    "court": "court ct",
    "place": "place pl",
    "terrace": "terrace ter",
    "crescent": "crescent cres",
    "way": "way",
    "gardens": "gardens gdns",
    "hill": "hill",
    "row": "row",
    "grove": "grove gr",
    "mews": "mews",
}
"""The last words of names in English."""

_OF = {"de", "del", "dels", "des", "do", "da", "dos", "das", "of"}
_THE = {"el", "la", "els", "les", "los", "las", "lo", "en", "na", "the"}
_ARTICLES = frozenset(_OF | _THE)
_ELIDED = frozenset("dl")
_AND = frozenset("yie")
_SHORT = {
    "st": "sant",
    "s": "sant",
    "san": "sant",
    "sao": "sant",
    "saint": "sant",
    f"s{LOST}o": "sant",
    "sta": "santa",
    "sto": "santo",
    "dr": "doctor",
    "dra": "doctora",
    "mn": "mossen",
    "gral": "general",
    "gen": "general",
    "prof": "professor",
    "pres": "president",
    "cmte": "comandante",
    "eng": "engenheiro",
    "mq": "marques",
    "m": "maria",
    "ma": "maria",
    "ntra": "nostra",
    "sra": "senyora",
}
"""Abbreviations within names, the same on both sides."""


@dataclass(frozen=True, slots=True)
class StreetName:
    """A name taken apart. kinds: what kind of street it may be; empty if it does not say. core: its own words."""

    kinds: frozenset[str]
    core: str

    def fits(self, other: "StreetName") -> bool:
        """Whether both may be one street: the core is alike, and the kind too where both tell it."""
        told = bool(self.kinds and other.kinds)
        return not (told and self.kinds.isdisjoint(other.kinds)) and alike(self.core, other.core)


def read_name(text: str) -> StreetName:
    """A street's name as anybody writes it: "C/ de Mallorca", "Carrer Mallorca" and "calle Mallorca" are the same."""
    words = fold(text).split()
    if words[:2] == ["gran", "via"]:
        words[:2] = ["granvia"]
    kinds = first_kinds(words[0]) if len(words) > 1 else frozenset()
    if not kinds:
        return _read_last(words)
    rest = words[1:]
    if STREET in kinds and len(rest) > 1 and (first_kinds(rest[0]) or rest[:2] == ["gran", "via"]):
        return read_name(" ".join(rest))  # "Carrer Travessera de Gràcia" is known as Travessera
    return StreetName(kinds, _core(rest))


def _read_last(words: Sequence[str]) -> StreetName:
    kinds = last_kinds(words[-1]) if len(words) > 1 else frozenset()
    return StreetName(kinds, _core(words[:-1] if kinds else words))


@lru_cache(maxsize=10_000)
def first_kinds(word: str) -> frozenset[str]:
    """The kinds of street for which a folded word stands at the beginning of a name, even where it lost a letter."""
    return _kinds_of(word, _KINDS)


@lru_cache(maxsize=10_000)
def last_kinds(word: str) -> frozenset[str]:
    """The same at the end of a name, as in English."""
    return _kinds_of(word, _LAST_KINDS)


def _kinds_of(word: str, table: dict[str, str]) -> frozenset[str]:
    if len(word) > 3:
        return frozenset(kind for kind, words in table.items() if any(alike(word, one) for one in words.split()))
    return frozenset(kind for kind, words in table.items() if word in words.split())


def _core(words: Sequence[str]) -> str:
    """The words without articles, abbreviations written out. A single letter may be a name where it comes first."""
    kept = [word for word in words[:1] if word not in _ARTICLES]
    for word in words[1:]:
        if word in _ARTICLES or word in _ELIDED:
            continue
        kept.append("i" if word in _AND else word)
    return " ".join(_SHORT.get(word, word) for word in kept or words)
