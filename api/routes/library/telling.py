"""What every page of the library is told: whose it is, what things are called, and where pages and files are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from api.access.principal import Principal
from api.hub.rendering import Frame
from api.library.naming import FIELDS_NAMED, FILES
from api.refusals import Refusal
from api.routes.hub.visitor import Anybody, SignInFirst
from api.routes.library.asking import Coop, Visitor, coop_of
from api.routes.library.shown import name_of
from api.routes.service import Parts, address_of

EXPORTS = {format: FILES[format] for format in ("zotero", "csl", "ris", "bibtex", "json-ld")}
"""The files that people take along, and what they are called everywhere."""

Query = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tell:
    """coop: whose library it is, to be named in every address; None where there is one."""

    frame: Frame
    coop: str | None

    @property
    def feed(self) -> str:
        return self.page("/v1/library/feed")

    def page(self, path: str, query: Query = ()) -> str:
        """An address, with the co-op where it has to be named."""
        asked = [*query, *([("coop", self.coop)] if self.coop else [])]
        return f"{path}?{urlencode(asked)}" if asked else path

    def to(self, number: int) -> str:
        """The page of a resource."""
        return self.page(f"/library/{number}")

    def name(self, facet: str, id: str) -> str:
        """What a term is called in the page's language."""
        return name_of(facet, id, self.frame.words)

    def field(self, name: str) -> str:
        """What a field of a resource is called in the page's language."""
        return self.frame.words.say(FIELDS_NAMED.get(name, name))

    def exports(self, query: Query) -> list[tuple[str, str]]:
        """The files of what is asked, by their names."""
        asked = list(query)
        return [(name, self.page(f"/v1/library/export/{format}", asked)) for format, name in EXPORTS.items()]


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of a co-op's library that somebody has open."""

    frame: Frame
    tell: Tell
    visitor: Visitor

    @property
    def coop(self) -> str:
        return self.visitor.coop

    @property
    def keeps(self) -> bool:
        """Whether whoever reads it keeps this library."""
        reader = self.frame.reader
        return reader is not None and reader.coop == self.coop and reader.may("library:write")


class Opening:
    """The dependency of a page. rates: what it counts as for those who have not signed in."""

    def __init__(self, *rates: str):
        self.rates = rates

    async def __call__(self, request: Request, frame: Anybody, service: Parts, coop: Coop = None) -> Opened:
        address = address_of(request)
        for rate in self.rates:
            request.state.rate = service.limiter.count(rate, f"visitor {address}")
        own = None if frame.reader is None else frame.reader.coop
        of, others = await coop_of(service, coop or own)
        return Opened(frame, Tell(frame, of if others else None), Visitor(of, address))


Reading = Annotated[Opened, Depends(Opening("requests"))]
Writing = Annotated[Opened, Depends(Opening("requests", "letters"))]


def keeper(frame: Frame) -> Principal:
    """Who keeps the library and has signed in. Raises Refusal."""
    if frame.reader is None:
        raise SignInFirst
    if not frame.reader.may("library:write"):
        raise Refusal("scope-missing", f"This page is not for the role {frame.reader.role.value}.")
    return frame.reader
