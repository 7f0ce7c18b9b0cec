"""Plans that the referee has judged. They are kept for good, as numbers from which no erased person can be read."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from api.store import people, problems
from api.store.errors import Unknown
from api.store.numbering import Ids, named, nameless, numbered
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Plan

_FIELDS = ("id", "problem", "version", "clean", "cost", "unplanned", "figures", "made")
_COLUMNS = tuple(getattr(Plan, name) for name in _FIELDS)
_ONE = select(*_COLUMNS).where(Plan.coop == bindparam("coop"), Plan.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan and what it was made of. document: as `ronda plan -o` writes it, "erased" where a name is gone; None in
    pages. figures: whatever was given that names nobody. unplanned: how many visits."""

    id: str
    problem: str
    version: int
    clean: bool
    cost: float
    unplanned: int
    figures: dict[str, Any]
    made: datetime
    document: dict[str, Any] | None = None


def keep(
    books: Books,
    id: str,
    problem: str,
    version: int,
    document: Mapping[str, Any],
    figures: Mapping[str, Any],
    *,
    clean: bool,
    cost: float,
    unplanned: int,
) -> None:
    """Keep a plan for good. Raises Unknown where the version of the problem is not stored."""
    ids, keys = _ids_and_keys(books, problem, version)
    told = numbered(document, ids)
    add(
        books.session,
        Plan,
        coop=books.coop,
        id=id,
        problem=problem,
        version=version,
        clean=clean,
        cost=cost,
        unplanned=unplanned,
        figures=nameless(figures, ids),
        sealed_body=books.vault.seal(_packed(told.document), "plan", "sealed_body", id),
        sealed_words=_sealed(books, id, told.words, keys),
        made=books.now(),
    )


def get(books: Books, id: str) -> Kept:
    """A plan with the co-op's own ids again. Raises Unknown."""
    wanted = Plan.coop == books.coop, Plan.id == id
    row = books.session.execute(select(*_COLUMNS, Plan.sealed_body, Plan.sealed_words).where(*wanted)).first()
    if row is None:
        raise Unknown("plan", id)
    ids, keys = _ids_and_keys(books, row.problem, row.version)
    body = _unpacked(books.vault.open(row.sealed_body, "plan", "sealed_body", id))
    words = _opened(books, id, row.sealed_words, keys)
    return Kept(*row[: len(_FIELDS)], document=named(body, ids, words))


def head(books: Books, id: str) -> Kept:
    """A plan without its document. Raises Unknown."""
    row = books.session.execute(_ONE, {"coop": books.coop, "id": id}).first()
    if row is None:
        raise Unknown("plan", id)
    return Kept(*row)


def is_made(books: Books, id: str) -> bool:
    """Whether there is a plan under this id (already)."""
    return books.session.scalar(select(Plan.id).where(Plan.coop == books.coop, Plan.id == id)) is not None


def page(books: Books, after: str | None, most: int, problem: str | None = None) -> list[Kept]:
    """Plans in the order of their ids, without documents, those behind `after`; of one problem, or of all."""
    found = select(*_COLUMNS).where(Plan.coop == books.coop, Plan.id > (after or ""))
    if problem is not None:
        found = found.where(Plan.problem == problem)
    return [Kept(*row) for row in books.session.execute(found.order_by(Plan.id).limit(most))]


def newest(books: Books, before: str | None, most: int) -> list[Kept]:
    """Plans made last first, without documents, those made before `before`: an id."""
    found = select(*_COLUMNS).where(Plan.coop == books.coop)
    if before is not None:
        found = found.where(Plan.id < before)
    return [Kept(*row) for row in books.session.execute(found.order_by(Plan.id.desc()).limit(most))]


def _ids_and_keys(books: Books, problem: str, version: int) -> tuple[Ids, list[bytes | None]]:
    """What the numbers of a version stand for, as far as nobody was erased, and the keys of its persons."""
    lists = ("visits", "shifts", "places")
    held = problems.stored(books, problem, version)
    keys, names = people.keys_and_names_of(books, held.persons)
    lines = held.lines(books, keys, lists)
    found: dict[str, Sequence[str | None]] = {name: lines.ids(name) for name in lists}
    return found | {"carers": names[: held.carers], "clients": names[held.carers :]}, keys


def _sealed(books: Books, id: str, words: list[Any], keys: Sequence[bytes | None]) -> bytes:
    """Words may tell of anybody, and so go with whoever is erased first; nothing where somebody already was."""
    known = [key for key in keys if key is not None]
    if len(known) < len(keys):
        return b""
    return books.vault.seal_of(known, _packed(words), "plan", "sealed_words", id)


def _opened(books: Books, id: str, sealed: bytes, keys: Sequence[bytes | None]) -> list[Any] | None:
    known = [key for key in keys if key is not None]
    if len(known) < len(keys) or not sealed:
        return None
    return _unpacked(books.vault.open_of(known, sealed, "plan", "sealed_words", id))


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(), 1)


def _unpacked(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))
