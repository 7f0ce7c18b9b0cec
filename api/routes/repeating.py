"""Requests that may come twice: the same Idempotency-Key with the same body makes the same, once."""

from collections.abc import Callable
from typing import Annotated, Protocol, TypeVar

from fastapi import Header

from api.access.principal import Principal
from api.refusals import Refusal
from api.routes.service import Service
from api.store import jobs, repeats
from api.store.errors import Taken
from api.store.jobs import Job
from api.store.store import Books


class _Made(Protocol):
    @property
    def id(self) -> str: ...


Made = TypeVar("Made", bound=_Made)

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[!-~]+$",
        description="Any text of your own, new for each new request: a repetition is answered with the same work.",
    ),
]


def once(
    service: Service, asking: Principal, key: str | None, route: str, body: bytes, accept: Callable[[Books], Job]
) -> tuple[Job, bool]:
    """The work that a request asks for, and whether it is new and is still to be dispatched. See `made_once`."""
    return made_once(service, asking, key, route, body, accept, jobs.head)


def made_once(
    service: Service,
    asking: Principal,
    key: str | None,
    route: str,
    body: bytes,
    make: Callable[[Books], Made],
    again: Callable[[Books, str], Made],
) -> tuple[Made, bool]:
    """What a request makes, and whether it is new.

    make: writes it, in the same transaction that remembers the key; of two that come at the same time the database lets
    one through, and the other finds what the first made. again: finds it by its id. Call it in a thread, not in the
    event loop. Raises Refusal where the key came earlier with another body or for another route.
    """
    if key is None:
        with service.store.of(asking.coop) as books:
            return make(books), True
    own = f"{asking.id} {key}"  # two who ask may choose the same key
    try:
        with service.store.of(asking.coop) as books:
            found = _found(books, own, route, body, again)
            if found is not None:
                return found, False
            made = make(books)
            repeats.remember(books, own, _digest(books, route, body), made.id)
            return made, True
    except Taken:
        with service.store.reading(asking.coop) as books:
            found = _found(books, own, route, body, again)
        if found is None:
            raise
        return found, False


def _found(books: Books, own: str, route: str, body: bytes, again: Callable[[Books, str], Made]) -> Made | None:
    repeat = repeats.recall(books, own)
    if repeat is None:
        return None
    if repeat.digest != _digest(books, route, body):
        raise Refusal("key-reused", "This Idempotency-Key came earlier with another request; use a new one.")
    return again(books, repeat.job)


def _digest(books: Books, route: str, body: bytes) -> bytes:
    return books.vault.digest(route.encode() + b"\0" + body)
