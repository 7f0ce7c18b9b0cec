"""The store as commands open it, and the co-op that they mean."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import settings
from api.store.errors import CoopError
from api.store.store import Store


@contextmanager
def opened() -> Iterator[Store]:
    """The store that the environment tells of."""
    store = Store(settings())
    try:
        yield store
    finally:
        store.close()


def chosen(store: Store, coop: str | None) -> str:
    """The co-op that is meant: the one that was named, or the only one. Raises CoopError."""
    every = store.coops()
    if not every:
        raise CoopError("there is no co-op yet: found one with `ronda database found ID NAME`")
    if coop is None and len(every) == 1:
        return every[0]
    if coop is None:
        raise CoopError(f"there are {len(every)} co-ops: say which with --coop")
    if coop not in every:
        raise CoopError(f"co-op {coop}: there is none of this id: look at it again, or found it")
    return coop
