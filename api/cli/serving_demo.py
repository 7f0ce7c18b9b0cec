"""The demo's key: for this machine only, so that no secret made without asking ever serves beyond it."""

from datetime import timedelta

from api.settings import Settings
from api.store import audit, keys
from api.store.store import Store

LABEL = "demo"
ROLE = "planner"
BY = "demo"
LASTS = timedelta(days=7)
_PAGE = 100


def demo_key(settings: Settings, coop: str) -> str:
    """A new key of the demo's; those of earlier demos no longer open anything."""
    revoke_demo_keys(settings)
    store = Store(settings)
    try:
        with store.of(coop) as books:
            made, text = keys.issue(books, ROLE, (), LABEL, books.now() + LASTS)
            audit.note(books, BY, ROLE, "key.issue", f"key:{made.id}")
            return text
    finally:
        store.close()


def revoke_demo_keys(settings: Settings) -> None:
    """Let no key of a demo open anything any more."""
    store = Store(settings)
    try:
        for coop in store.coops():
            with store.of(coop) as books:
                after: str | None = None
                while found := keys.page(books, after, _PAGE):
                    for key in found:
                        if key.label == LABEL and key.revoked is None:
                            keys.revoke(books, key.id)
                    after = found[-1].id
    finally:
        store.close()
