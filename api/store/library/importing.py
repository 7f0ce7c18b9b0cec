"""Many resources at once, from a file: what is there already is told and left out, or taken in all the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.library.duplicates import Known, Same
from api.library.formats.reading import Found, Reading
from api.library.judging import faults
from api.library.resource import Resource
from api.store.library import resources
from api.store.library.states import Standing
from api.store.store import Books
from engine.errors import Fault


@dataclass(frozen=True, slots=True)
class Twice:
    """A row that is the same as a resource of the library (its number), or as an earlier row (where that stands)."""

    where: str
    same: Same[int | str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file. added: numbers, in the file's order; twice: what is there already, added or not; faults: of
    rows that were refused; left: values that the library does not keep."""

    added: tuple[int, ...]
    twice: tuple[Twice, ...]
    faults: tuple[Fault, ...]
    left: tuple[Fault, ...]


def bring_in(books: Books, reading: Reading, by: str, state: Standing, *, twice: bool = False) -> Imported:
    """Take in what was read. twice: also what is there already, so that somebody can look at both."""
    fine, wrong = _judged(reading.found)
    there = resources.same(books, [found.resource for found in fine])
    earlier: Known[str] = Known()
    new: list[Resource] = []
    told: list[Twice] = []
    for found, known in zip(fine, there, strict=True):
        same: Same[int | str] | None = known or earlier.find(found.resource)  # type: ignore[assignment]
        earlier.add(found.where, found.resource)
        if same is not None:
            told.append(Twice(found.where, same))
        if same is None or twice:
            new.append(found.resource)
    added = resources.take_in(books, new, by, state)
    return Imported(tuple(added), tuple(told), (*reading.faults, *wrong), reading.left)


def _judged(given: Sequence[Found]) -> tuple[list[Found], list[Fault]]:
    """Rows that can be taken, and what is wrong with the others."""
    fine: list[Found] = []
    wrong: list[Fault] = []
    for found in given:
        against = [Fault(found.where, one.field, one.value, one.remedy) for one in faults(found.resource)]
        wrong += against
        if not against:
            fine.append(found)
    return fine, wrong
