"""The street networks of the machine that answers: what they cover and where they come from, not the streets."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Security

from api.access.principal import Principal
from api.networks import NAME, Entry, entries, entry, names
from api.refusals import Refusal
from api.routes.service import asker
from api.web.described import refuses
from api.web.pages import Page

router = APIRouter(prefix="/v1/networks", tags=["networks"])

Reader = Annotated[Principal, Security(asker("rules:read"))]


@dataclass(frozen=True, slots=True)
class Network:
    """A street network. manifest: as it was written at its import; timetables: names of files; bytes: on disk."""

    name: str
    manifest: dict[str, Any]
    timetables: list[str]
    bytes: int


@router.get("", responses=refuses())
def list_networks(asking: Reader) -> Page[Network]:
    """Every street network of this machine."""
    return Page(items=[_shown(each) for each in entries()])


@router.get("/{name}", responses=refuses("unknown"))
def read_network(asking: Reader, name: Annotated[str, Path(max_length=63)]) -> Network:
    """One street network: its origin, its box and its size."""
    if not NAME.fullmatch(name) or name not in names():
        raise Refusal("unknown", "No network has this name; /v1/networks lists them.")
    return _shown(entry(name))


def _shown(found: Entry) -> Network:
    return Network(found.name, dict(found.manifest), list(found.feeds), found.bytes)
