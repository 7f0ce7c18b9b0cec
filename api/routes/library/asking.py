"""Who asks the library: visitors, of whom nothing is known but their address, and those who keep it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request, Security
from fastapi.concurrency import run_in_threadpool

from api.access.principal import Principal
from api.refusals import Pointer, Refusal
from api.routes.service import Service, address_of, asker, the_service
from api.web.described import Responses, refuses

Coop = Annotated[
    str | None,
    Query(
        max_length=63,
        pattern="^[a-z][a-z0-9-]*$",
        description="Whose library. Not needed where the service has one co-op.",
    ),
]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a resource or course.")]
Keeper = Annotated[Principal, Security(asker("library:write"))]
"""Whoever reviews, edits and imports."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who reads a co-op's library, without an account. address: to count by; it is stored nowhere."""

    coop: str
    address: str


class Counted:
    """The dependency that gives a visitor. rates: what a request counts as; a letter is a request, too."""

    def __init__(self, *rates: str):
        self.rates = rates

    async def __call__(self, request: Request, coop: Coop = None) -> Visitor:
        service = await the_service(request)
        address = address_of(request)
        for rate in self.rates:
            request.state.rate = service.limiter.count(rate, f"visitor {address}")
        of, _ = await coop_of(service, coop)
        return Visitor(of, address)


async def _named(
    request: Request, of: Annotated[str, Path(pattern="^[a-z][a-z0-9-]{0,62}$", description="Whose library.")]
) -> Visitor:
    return await Counted("requests")(request, of)


Reading = Annotated[Visitor, Depends(Counted("requests"))]
ReadingOf = Annotated[Visitor, Depends(_named)]
"""The co-op stands in the path."""

Writing = Annotated[Visitor, Depends(Counted("requests", "letters"))]
"""Whoever hands something in: counted more strictly, since somebody has to read it."""


def open_to_all(*codes: str, body: bool = False) -> Responses:
    """The `responses` of a route that visitors may ask."""
    return refuses("unknown", "invalid", "too-many-requests", "unavailable", *codes, body=body, anyone=True)


async def coop_of(service: Service, asked: str | None) -> tuple[str, bool]:
    """The co-op that is meant, the one that is named or the only one, and whether there are others. Raises Refusal."""
    store = service.store
    every = store.coops() if store.sqlite else await run_in_threadpool(store.coops)
    if asked is None and len(every) == 1:
        return every[0], False
    if asked is None:
        fault = Pointer("query#coop", "coop", "name the co-op whose library you mean")
        raise Refusal("invalid", "The service has several co-ops, or none yet.", [fault])
    if asked not in every:
        raise Refusal("unknown", "There is no such co-op.")
    return asked, len(every) > 1
