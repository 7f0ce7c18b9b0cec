"""The library's terms: what resources are filed under, in the words of every language, and found by any of them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.library.folding import folded
from api.library.resource import Terms

FOLDER = Path(__file__).parent / "vocabulary"
LANGUAGES = ("en", "ca", "es", "hi", "gu", "pt-BR")
FIELDS: Mapping[str, str] = {
    "goal": "goals",
    "topic": "topics",
    "coop_type": "coop_types",
    "sector": "sectors",
    "region": "regions",
    "format": "formats",
}
"""Each facet, and the field of `Terms` that holds its ids."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a facet. words: by language; also: what else people call it."""

    facet: str
    id: str
    words: Mapping[str, str]
    also: tuple[str, ...] = ()


@cache
def vocabulary() -> Mapping[str, Mapping[str, Term]]:
    """Every term, by facet and then by id, in the order in which people see them."""
    return {facet: _read(facet) for facet in FIELDS}


def word(facet: str, id: str, language: str = "en") -> str:
    """A term in the reader's words; in English where the language is unknown, its id where the term is."""
    term = vocabulary()[facet].get(id)
    if term is None:
        return id
    return term.words.get(language, term.words["en"])


def term_of(told: str) -> Term | None:
    """The term that a free word or a tag means, in whatever language it is written; None for a word of one's own."""
    return _by_word().get(folded(told))


def filed(tags: Iterable[str]) -> tuple[Terms, tuple[str, ...]]:
    """Tags sorted into terms; what is none stays a keyword, so that no word is lost."""
    ids: dict[str, list[str]] = {field: [] for field in FIELDS.values()}
    keywords: list[str] = []
    for tag in tags:
        term = term_of(tag)
        into = keywords if term is None else ids[FIELDS[term.facet]]
        said = tag.strip() if term is None else term.id
        if said and said not in into:
            into.append(said)
    return Terms(**{field: tuple(found) for field, found in ids.items()}), tuple(keywords)


def tags_of(terms: Terms, language: str = "en") -> tuple[str, ...]:
    """The words of all terms but the formats, for where there are tags only."""
    return tuple(
        word(facet, id, language)
        for facet, field in FIELDS.items()
        if facet != "format"
        for id in getattr(terms, field)
    )


@cache
def _by_word() -> Mapping[str, Term]:
    """A word that two terms have is the first one's: a goal's before a topic's, in the order of the facets."""
    found: dict[str, Term] = {}
    for names in (lambda term: [term.words["en"], term.id], lambda term: [*term.words.values(), *term.also]):
        for terms in vocabulary().values():
            for term in terms.values():
                for name in names(term):
                    found.setdefault(folded(name), term)
    return found


def _read(facet: str) -> Mapping[str, Term]:
    given = tomllib.loads((FOLDER / f"{facet}.toml").read_text(encoding="utf-8"))
    return {
        id: Term(facet, id, {language: words[language] for language in LANGUAGES}, tuple(words.get("also", ())))
        for id, words in given.items()
    }
