"""Webhooks: addresses that are told when jobs end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Security
from pydantic import BaseModel, Field

from api.access.principal import Principal
from api.jobs.addresses import LONGEST, UnsendableError, checked
from api.jobs.signatures import new_secret
from api.refusals import Pointer, Refusal
from api.routes.service import Parts, asker
from api.store import audit, webhooks
from api.store.webhooks import Webhook
from api.web.described import refuses, takes, told
from api.web.forms import STRICT, form
from api.web.pages import After, Page, Paging

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

Keeper = Annotated[Principal, Security(asker("webhooks:write"))]
Event = Literal["job.done", "job.stopped", "job.failed", "job.cancelled"]

MOST = 20
"""How many webhooks a co-op may have: each job that ends writes a message to all of them."""

_REMEDIES = {
    "url-malformed": "give an absolute URL without user, password and fragment",
    "url-not-https": "give an address that begins with https://",
    "address-private": "give an address that the internet can reach",
}


class WantedWebhook(BaseModel):
    """A webhook that is asked for. events: by default all."""

    model_config = STRICT

    url: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    events: Annotated[list[Event], Field(min_length=1, max_length=10)] = list(webhooks.EVENTS)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Shown:
    """A webhook without its secret. off: since when it is told nothing, because it answered that it is gone (410)."""

    id: str
    url: str
    events: list[str]
    made: datetime
    off: datetime | None


@dataclass(frozen=True, slots=True)
class Added:
    """A new webhook. secret: what its messages are signed with (Standard Webhooks); it is told this once."""

    webhook: Shown
    secret: str


def _shown(found: Webhook) -> Shown:
    return Shown(found.id, found.url, list(found.events), found.made, found.off)


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_webhooks(asking: Keeper, service: Parts, paging: Paging, after: After = None) -> Page[Shown]:
    """Every webhook of the co-op."""
    with service.store.reading(asking.coop) as books:
        return paging.page(lambda most: webhooks.page(books, after, most), lambda each: each.id, _shown)


_EXAMPLE = {"url": "https://hub.example/ronda", "events": ["job.done", "job.failed"]}


@router.post(
    "",
    status_code=201,
    responses=refuses("contradiction", body=True),
    openapi_extra=takes("WantedWebhook", example=_EXAMPLE),
)
def add_webhook(
    asking: Keeper, service: Parts, wanted: Annotated[WantedWebhook, Depends(form(WantedWebhook))]
) -> Added:
    """Have an address told of jobs that end; each message is signed."""
    try:
        checked(wanted.url, service.settings.webhooks_to_private_networks)
    except UnsendableError as error:
        fault = Pointer("/url", "url", _REMEDIES.get(error.code, "give another address"))
        raise Refusal("contradiction", "Nothing can be sent to this address.", [fault]) from None
    secret = new_secret()
    with service.store.of(asking.coop) as books:
        if len(webhooks.page(books, None, MOST)) == MOST:
            raise Refusal("contradiction", f"A co-op has {MOST} webhooks at most: remove one first.")
        found = webhooks.add(books, wanted.url, sorted(set(wanted.events)), secret)
        audit.note(books, asking.id, asking.role.value, "webhook.add", f"webhook:{found.id}")
    return Added(_shown(found), secret)


@router.delete("/{id}", status_code=204, responses=refuses("unknown"))
def remove_webhook(
    id: Annotated[str, Path(min_length=1, max_length=36, pattern="^[0-9a-z-]+$")], asking: Keeper, service: Parts
) -> None:
    """Remove a webhook; messages that wait for it are not sent."""
    with service.store.of(asking.coop) as books:
        webhooks.remove(books, id)
        audit.note(books, asking.id, asking.role.value, "webhook.remove", f"webhook:{id}")
