"""Full text: which resources have the words that somebody seeks, and how well they fit.

Words are folded before either database sees them, so that both find the same: no accents, no capitals, every script.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

import numpy as np
from sqlalchemy import text

from api.library.card_index import Hits
from api.library.identifiers import IdentifierError, doi, isbn
from api.library.resource import PEOPLE, Resource
from api.library.terms import FIELDS, vocabulary
from api.library.words import wanted_words, words_of
from api.store.store import Books

RANKED = 3_000
"""Of so many hits at most each is weighed; of more, those come first that have the words in their title."""

PREFIX = 3
"""Letters from which on a word stands for all that begin so: "cooperativ" for cooperativa and cooperatives."""

_POINTS = 1_000_000
_POSITIONS = 16_383  # the last one that PostgreSQL keeps
_NOTHING = np.zeros(0, np.int64)


def file(books: Books, resources: Sequence[tuple[int, Resource]]) -> None:
    """Let resources be found by the words that they have now."""
    if not resources:
        return
    connection = books.session.connection()
    if connection.dialect.name == "sqlite":
        rows = [
            {"number": number, "title": title, "people": people, "rest": rest}
            for number, (title, people, rest) in ((number, _parts(resource)) for number, resource in resources)
        ]
        connection.execute(text("DELETE FROM resource_words WHERE rowid = :number"), rows)
        filed = "INSERT INTO resource_words(rowid, title, people, rest) VALUES (:number, :title, :people, :rest)"
        connection.execute(text(filed), rows)
        return
    rows = [{"coop": books.coop, "number": number, "words": _vector(_parts(one))} for number, one in resources]
    filed = "INSERT INTO resource_words (coop, number, words) VALUES (:coop, :number, CAST(:words AS tsvector))"
    connection.execute(text(f"{filed} ON CONFLICT (coop, number) DO UPDATE SET words = EXCLUDED.words"), rows)


def find(books: Books, asked: str) -> Hits | None:
    """What has all the words; None where there are none to be sought."""
    words = _wanted(asked)
    if not words:
        return None
    if books.session.connection().dialect.name == "sqlite":
        return _in_sqlite(books, words)
    return _in_postgresql(books, words)


def _wanted(asked: str) -> list[str]:
    """The words that are sought; of an ISBN or a DOI those by which it is filed, however it is written."""
    for read in (isbn, doi):
        with suppress(IdentifierError):
            return wanted_words(read(asked))
    return wanted_words(asked)


def _in_sqlite(books: Books, words: Sequence[str]) -> Hits:
    sought = " ".join(f'"{word}"*' if len(word) >= PREFIX else f'"{word}"' for word in words)
    match = "FROM resource_words WHERE resource_words MATCH ?"
    every = f"SELECT group_concat(rowid) {match}"
    numbers = _numbers(books, every, sought)
    if len(numbers) > RANKED:
        return Hits(numbers, _in_title(numbers, _numbers(books, every, f"title : ({sought})")))
    weighed = f"SELECT rowid, bm25(resource_words, 8.0, 4.0, 1.0) {match}"
    rows = books.session.connection().exec_driver_sql(weighed, (sought,)).all()
    scores = [round(-rank * _POINTS) for _, rank in rows]
    return Hits(np.array([number for number, _ in rows], np.int64), np.array(scores, np.int64))


def _in_postgresql(books: Books, words: Sequence[str]) -> Hits:
    sought = _query(words)
    numbers = _numbers(books, "SELECT ronda_found(CAST(%s AS tsquery))", sought)
    if len(numbers) > RANKED:
        titled = _numbers(books, "SELECT ronda_titled(CAST(%s AS tsquery))", sought)
        return Hits(numbers, _in_title(numbers, titled))
    weighed = "SELECT number, rank FROM ronda_ranked(CAST(%s AS tsquery))"
    rows = books.session.connection().exec_driver_sql(weighed, (sought,)).all()
    scores = [round(rank * _POINTS) for _, rank in rows]
    return Hits(np.array([number for number, _ in rows], np.int64), np.array(scores, np.int64))


def _numbers(books: Books, statement: str, sought: str) -> np.ndarray:
    """statement: gives all numbers as one text, which takes a third of the time that so many rows would."""
    told = books.session.connection().exec_driver_sql(statement, (sought,)).scalar()
    return np.fromstring(told, np.int64, sep=",") if told else _NOTHING


def _in_title(numbers: np.ndarray, titled: np.ndarray) -> np.ndarray:
    return np.isin(numbers, titled).astype(np.int64)


def _parts(resource: Resource) -> tuple[str, str, str]:
    """The words of its titles, of the people and houses behind it, and of the rest."""
    named = [f"{one.given} {one.name}" for field in PEOPLE for one in getattr(resource, field)]
    return (
        _joined(resource.short_title, resource.title),
        _joined(*named, resource.publisher, resource.publication),
        " ".join(
            [
                _joined(
                    resource.summary,
                    *resource.keywords,
                    *resource.teaches,
                    resource.doi,
                    *resource.isbn,
                    *resource.issn,
                ),
                *(_called(facet, id) for facet, field in FIELDS.items() for id in getattr(resource.terms, field)),
            ]
        ),
    )


@lru_cache(maxsize=2000)
def _called(facet: str, id: str) -> str:
    """What a term is called in every language: who seeks in one finds what is written in another."""
    term = vocabulary()[facet].get(id)
    return _joined(id) if term is None else _joined(*term.words.values(), *term.also)


def _joined(*texts: str) -> str:
    return " ".join(word for told in texts for word in words_of(told))


def _vector(parts: tuple[str, str, str]) -> str:
    """Words with their places and weights, as PostgreSQL writes them; a word has letters, digits and marks only."""
    placed: list[str] = []
    for weight, told in zip("ABD", parts, strict=True):
        placed += [f"'{word}':{min(len(placed) + at, _POSITIONS)}{weight}" for at, word in enumerate(told.split(), 1)]
    return " ".join(placed)


def _query(words: Sequence[str]) -> str:
    return " & ".join(f"'{word}':*" if len(word) >= PREFIX else f"'{word}'" for word in words)
