"""Addresses that are told when jobs end, and the messages to them: written in the transaction that ends the job, so
that none is forgotten, and sent afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from api.store import tables
from api.store.errors import Unknown
from api.store.ids import sortable
from api.store.store import Books

EVENTS = ("job.done", "job.stopped", "job.failed", "job.cancelled")
HELD = timedelta(seconds=60)
"""So long a message belongs to whoever took it to send it; should they die, it is due again."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address and what it is told of. off: since when it is not, because it said that it is gone."""

    id: str
    url: str
    events: tuple[str, ...]
    made: datetime
    off: datetime | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to be sent now. tries: how often it was sent before."""

    id: str
    webhook: str
    url: str
    secret: str
    event: str
    job: str
    kind: str
    tries: int
    made: datetime


def add(books: Books, url: str, events: Sequence[str], secret: str) -> Webhook:
    """Tell an address of these events from now on; its messages are signed with the secret."""
    id = sortable()
    row = tables.Webhook(
        coop=books.coop,
        id=id,
        url=url,
        events=list(events),
        sealed_secret=books.vault.seal(secret.encode(), "webhook", "sealed_secret", id),
        made=books.now(),
        off=None,
    )
    books.session.add(row)
    books.session.flush()
    return _told(row)


def page(books: Books, after: str | None, most: int) -> list[Webhook]:
    """Webhooks in the order of their ids, after one of them."""
    wanted = select(tables.Webhook).where(tables.Webhook.coop == books.coop)
    if after is not None:
        wanted = wanted.where(tables.Webhook.id > after)
    return [_told(row) for row in books.session.scalars(wanted.order_by(tables.Webhook.id).limit(most))]


def remove(books: Books, id: str) -> None:
    """Strike out a webhook and all its messages. Raises Unknown."""
    row = _locked(books, id)
    if row is None:
        raise Unknown("webhook", id)
    of_webhook = (tables.Delivery.coop == books.coop) & (tables.Delivery.webhook == id)
    books.session.execute(delete(tables.Delivery).where(of_webhook))
    books.session.delete(row)
    books.session.flush()


def announce(books: Books, job: str, state: str) -> None:
    """Write a message to each webhook that wants to know of it; until the commit none of them can be struck out."""
    event, now = f"job.{state}", books.now()
    on = select(tables.Webhook).where(tables.Webhook.coop == books.coop, tables.Webhook.off.is_(None))
    for webhook in books.session.scalars(on.order_by(tables.Webhook.id).with_for_update(read=True)):
        if event in webhook.events:
            message = tables.Delivery(
                coop=books.coop,
                id=sortable(),
                webhook=webhook.id,
                job=job,
                event=event,
                tries=0,
                status=None,
                due=now,
                made=now,
                done=None,
            )
            books.session.add(message)


def waiting(books: Books) -> bool:
    """Whether there are messages to be sent now; a look that holds nobody up."""
    wanted = (
        select(tables.Delivery.id)
        .join(tables.Webhook, _same(tables.Webhook, tables.Delivery.webhook))
        .where(tables.Webhook.off.is_(None), *_due(books))
    )
    return books.session.execute(wanted.limit(1)).first() is not None


def due(books: Books, most: int) -> list[Delivery]:
    """Take messages that are to be sent now; nobody else gets them for a minute."""
    now = books.now()
    wanted = (
        select(tables.Delivery, tables.Webhook, tables.Job.kind)
        .join(tables.Webhook, _same(tables.Webhook, tables.Delivery.webhook))
        .join(tables.Job, _same(tables.Job, tables.Delivery.job))
        .where(tables.Webhook.off.is_(None), *_due(books))
        .order_by(tables.Delivery.due)
        .limit(most)
        .with_for_update(of=tables.Delivery, skip_locked=True)
    )
    taken = []
    for row, webhook, kind in books.session.execute(wanted):
        row.due = now + HELD
        secret = books.vault.open(webhook.sealed_secret, "webhook", "sealed_secret", webhook.id).decode()
        told = (row.id, webhook.id, webhook.url, secret, row.event, row.job, kind, row.tries, row.made)
        taken.append(Delivery(*told))
    return taken


def done(books: Books, id: str, status: int | None, again: timedelta | None, *, gone: bool = False) -> None:
    """Note how a message went. again: after which time it is to be sent once more, None: never. gone: the address wants
    no more of them, nor of what else waits for it."""
    row = books.session.get(tables.Delivery, (books.coop, id))
    webhook = None if row is None else _locked(books, row.webhook)
    if row is None or webhook is None:  # removed while it was being sent
        return
    now = books.now()
    if gone:
        webhook.off = now
        others = tables.Delivery.coop == books.coop, tables.Delivery.webhook == webhook.id
        undone = update(tables.Delivery).where(*others, tables.Delivery.done.is_(None))
        books.session.execute(undone.values(due=None, done=now))
    more = None if webhook.off is not None else again
    row.tries += 1
    row.status = status
    row.due = None if more is None else now + more
    row.done = now if more is None else None


def _locked(books: Books, id: str) -> tables.Webhook | None:
    """A webhook to which nobody writes a message, and whose messages nobody removes, until this transaction ends."""
    return books.session.get(tables.Webhook, (books.coop, id), with_for_update=True, populate_existing=True)


def _due(books: Books) -> tuple[ColumnElement[bool], ...]:
    of_coop = tables.Delivery.coop == books.coop
    return of_coop, tables.Delivery.done.is_(None), tables.Delivery.due <= books.now()


def _same(table: type[tables.Webhook] | type[tables.Job], id):
    return (table.coop == tables.Delivery.coop) & (table.id == id)


def _told(row: tables.Webhook) -> Webhook:
    return Webhook(row.id, row.url, tuple(row.events), row.made, row.off)
