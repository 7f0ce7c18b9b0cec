"""What reading a file gives: the resources in it, what was refused with the reason, and what has no place here."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.library.resource import Resource
from engine.errors import DataError, Fault

NO_SUCH_FIELD = "the library keeps no such field: put it into the summary where readers need it"


@dataclass(frozen=True, slots=True)
class Found:
    """A resource, and where in its file it stands."""

    where: str
    resource: Resource


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. faults: of the rows that were refused; left: values of accepted rows that are not kept."""

    found: tuple[Found, ...] = ()
    faults: tuple[Fault, ...] = ()
    left: tuple[Fault, ...] = ()

    @property
    def resources(self) -> tuple[Resource, ...]:
        return tuple(found.resource for found in self.found)

    @staticmethod
    def of(rows: Iterable["tuple[Row, Resource | None]"]) -> "Reading":
        """Every row stands for itself: one that is refused stops no other."""
        found, faults, left = [], [], []
        for row, resource in rows:
            if resource is None:
                faults += row.faults
            else:
                found.append(Found(row.where, resource))
                left += row.left
        return Reading(tuple(found), tuple(faults), tuple(left))


class Row:
    """One row of a file while it is read; whatever a format calls a row: a line, an entry, a record.

    where: as people find it, such as "list.csv row 5".
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.faults: list[Fault] = []
        self.left: list[Fault] = []

    def refuse(self, field: str, value: object, remedy: str) -> None:
        """Something is wrong that only a person can mend: the row is not taken."""
        self.faults.append(Fault(self.where, field, value, remedy))

    def leave(self, field: str, value: object, remedy: str = NO_SUCH_FIELD) -> None:
        """The row is taken without this, and whoever imports it is told so."""
        self.left.append(Fault(self.where, field, value, remedy))


def unreadable(file: str, field: str, value: object, remedy: str) -> DataError:
    """The error of a file in which not even rows can be told apart."""
    return DataError([Fault(file, field, value, remedy)])
