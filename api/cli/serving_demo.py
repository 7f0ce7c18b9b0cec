"""The demo's key: for this machine only, so that no secret made without asking ever serves beyond it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from api.access.wanted import DEMO
from api.settings import Settings
from api.store import audit, keys
from api.store.keys import Key
from api.store.library import planting
from api.store.library.states import Standing
from api.store.store import Books, Store

ROLE = "planner"
BY = "demo"
LASTS = timedelta(days=7)
_PAGE = 100


def demo_key(settings: Settings, coop: str) -> str:
    """A new key of the demo's; those of earlier demos no longer open anything."""
    revoke_demo_keys(settings)
    with closing(Store(settings)) as store, store.of(coop) as books:
        made, text = keys.issue(books, ROLE, (), DEMO, books.now() + LASTS)
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
