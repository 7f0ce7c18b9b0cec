"""Persons who come back with a backup: whoever was erased after it was made is told of in the audit log of the database
that it replaces, under the made-up id that the backup knows them by."""

from collections.abc import Mapping, Sequence
from contextlib import closing

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.settings import Settings
from api.store import people
from api.store.errors import StoreError
from api.store.store import Store
from api.store.tables import Audit

Recorded = Mapping[str, Sequence[str]]
"""The made-up ids of the erased persons of each co-op."""


def recorded(settings: Settings) -> Recorded | None:
    """Whom the audit log of the database tells as erased, to be asked before a backup replaces it; None where there is
    no log that can be read."""
    try:
        with closing(Store(settings)) as store:
            return {coop: _erased(store, coop) for coop in store.coops()}
    except (StoreError, SQLAlchemyError):
        return None


def erase_again(settings: Settings, persons: Recorded) -> int:
    """Erase whoever of these persons is in the database again; how many they were."""
    again = 0
    with closing(Store(settings)) as store:
        for coop in set(store.coops()) & set(persons):
            with store.of(coop) as books:
                for person in persons[coop]:
                    if people.known(books, person) is not None:
                        people.erase_known(books, person)
                        again += 1
    return again


def _erased(store: Store, coop: str) -> list[str]:
    with store.reading(coop) as books:
        wanted = select(Audit.object).where(Audit.coop == coop, Audit.act == people.ERASE).order_by(Audit.number)
        return [told.split(":", 1)[1] for told in books.session.scalars(wanted)]
