"""The demo's keys: for this machine only, so that no secret made without asking ever serves beyond it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from api.access.wanted import DEMO
from api.cli.demo_week import BY, ROLE, Persons
from api.settings import Settings
from api.store import audit, keys, people
from api.store.keys import Key
from api.store.library import planting
from api.store.library.states import Standing
from api.store.store import Books, Store

LASTS = timedelta(days=7)
_PAGE = 100


def demo_key(settings: Settings, coop: str, persons: Persons | None = None) -> str:
    """A new key of the demo's, a planner's; those of earlier demos no longer open anything.

    persons: whose week the carer's and the client's pages show. Where they are given, every role gets a key, with which
    the hub lets anybody on this machine look around.
    """
    revoke_demo_keys(settings)
    with closing(Store(settings)) as store, store.of(coop) as books:
        if persons is not None:
            _issue(books, "carer", people.pseudonym(books, "carer", persons.carer))
            _issue(books, "client", people.pseudonym(books, "client", persons.client))
            _issue(books, "member")
            _issue(books, "analyst")
            _issue(books, "admin")
        return _issue(books, ROLE)


def _issue(books: Books, role: str, person: str | None = None) -> str:
    made, text = keys.issue(books, role, (), DEMO, books.now() + LASTS, person)
    audit.note(books, BY, ROLE, "key.issue", f"key:{made.id}")
    return text


def show_library(settings: Settings, coop: str) -> None:
    """Let a demo that has no library yet show the small one that comes with Ronda."""
    with closing(Store(settings)) as store, store.of(coop) as books:
        if planting.untouched(books):
            planting.plant(books, BY, Standing.PUBLISHED)


def revoke_demo_keys(settings: Settings) -> None:
    """Let no key of a demo open anything any more."""
    with closing(Store(settings)) as store:
        for coop in store.coops():
            with store.of(coop) as books:
                for key in _all_keys(books):
                    if key.label == DEMO and key.revoked is None:
                        keys.revoke(books, key.id)
                        audit.note(books, BY, ROLE, "key.revoke", f"key:{key.id}")


def _all_keys(books: Books) -> Iterator[Key]:
    after: str | None = None
    while found := keys.page(books, after, _PAGE):
        yield from found
        after = found[-1].id
