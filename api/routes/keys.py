"""API keys: listed, issued and revoked by the co-op's administrators."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Security
from pydantic import BaseModel, Field

from api.access.principal import Principal, Role, granted
from api.access.wanted import wrong
from api.refusals import Pointer, Refusal
from api.routes.service import Parts, asker
from api.store import audit, keys, people
from api.store.keys import Key
from api.store.store import Books
from api.web.described import refuses, takes, told
from api.web.forms import STRICT, Label, Moment, form
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/keys", tags=["access"])

Keeper = Annotated[Principal, Security(asker("keys:write"))]


class WantedKey(BaseModel):
    """A key that is asked for. scopes: by default all of the role; person: the co-op's own id of the carer or client,
    for these two roles only; expires: by default never."""

    model_config = STRICT

    role: Annotated[Role, Field(strict=False)]
    label: Label
    scopes: Annotated[list[str], Field(max_length=20)] = []
    expires: Moment | None = None
    person: Annotated[str | None, Field(min_length=1, max_length=200)] = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A key without its secret. person: the made-up id of whose rounds or visits it sees."""

    id: str
    role: Role
    scopes: list[str]
    label: str
    person: str | None
    made: datetime
    expires: datetime | None
    revoked: datetime | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key. secret: what goes into the header Authorization; it is told this once and never again."""

    key: Shown
    secret: str


def _shown(key: Key) -> Shown:
    scopes = sorted(granted(Role(key.role), frozenset(key.scopes)))
    return Shown(key.id, Role(key.role), scopes, key.label, key.person, key.made, key.expires, key.revoked)


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_keys(asking: Keeper, service: Parts, paging: Paging, after: After = None) -> Page[Shown]:
    """Every key of the co-op, revoked ones too."""
    with service.store.reading(asking.coop) as books:
        return paging.page(lambda most: keys.page(books, after, most), lambda key: key.id, _shown)


_EXAMPLE = {"role": "integrator", "label": "the hub's own system", "expires": "2030-01-01T00:00:00Z"}


@router.post(
    "",
    status_code=201,
    responses=refuses("contradiction", body=True),
    openapi_extra=takes("WantedKey", example=_EXAMPLE),
)
def issue_key(asking: Keeper, service: Parts, wanted: Annotated[WantedKey, Depends(form(WantedKey))]) -> Issued:
    """Issue a key. Nobody can give a key more than they have."""
    with service.store.of(asking.coop) as books:
        _judge(wanted, asking, books)
        scopes = sorted(granted(wanted.role, frozenset(wanted.scopes)))
        person = None
        if wanted.person is not None:
            kind = "carer" if wanted.role is Role.CARER else "client"
            person = people.pseudonym(books, kind, wanted.person)
        key, secret = keys.issue(books, wanted.role.value, scopes, wanted.label, wanted.expires, person)
        audit.note(books, asking.id, asking.role.value, "key.issue", f"key:{key.id}")
    return Issued(_shown(key), secret)


def _judge(wanted: WantedKey, asking: Principal, books: Books) -> None:
    against = wrong(wanted.role, wanted.scopes, wanted.label, wanted.person)
    faults = [Pointer(f"/{field}", field, remedy) for field, remedy in against]
    if granted(wanted.role, frozenset(wanted.scopes)) - asking.scopes:
        faults.append(Pointer("/scopes", "scopes", "name only scopes that your own key has"))
    if wanted.expires is not None and wanted.expires <= books.now():
        faults.append(Pointer("/expires", "expires", "give a moment that is to come"))
    if faults:
        raise Refusal("contradiction", "Such a key cannot be; see faults.", faults)


@router.delete("/{id}", status_code=204, responses=refuses("unknown"))
def revoke_key(
    id: Annotated[str, Path(min_length=1, max_length=26, pattern="^[0-9a-z]+$")], asking: Keeper, service: Parts
) -> None:
    """Revoke a key: from now on it opens nothing."""
    with service.store.of(asking.coop) as books:
        keys.revoke(books, id)
        audit.note(books, asking.id, asking.role.value, "key.revoke", f"key:{id}")
    service.door.forget()
