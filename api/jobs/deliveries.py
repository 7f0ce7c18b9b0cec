"""Sending what webhooks are to be told: signed, once more where it fails, and never into the operator's own network."""

import asyncio
import json
import random
import time
from datetime import timedelta

import httpx

from api.jobs.addresses import UnsendableError, Way, way_to
from api.jobs.signatures import signed_headers
from api.logs import say
from api.settings import Settings
from api.store import webhooks
from api.store.store import Store
from api.store.webhooks import Delivery

WAITS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600))
"""After each failure, 22 h 13 min in all; then the message is given up."""

JITTER = 0.2  # a share: what failed at the same time need not be tried at the same time
TIMEOUT = 10.0  # seconds
AT_ONCE = 20
GONE = 410


def send_due(store: Store, settings: Settings) -> int:
    """Send every message that is due, of all co-ops; how many were sent."""
    private = settings.webhooks_to_private_networks
    sent = 0
    for coop in store.coops():
        with store.reading(coop) as books:
            if not webhooks.waiting(books):
                continue
        with store.of(coop) as books:
            taken = webhooks.due(books, AT_ONCE)
        for delivery, (status, code) in zip(taken, asyncio.run(_send_all(taken, private)), strict=True):
            _note(store, coop, delivery, status, code)
        sent += len(taken)
    return sent


def _note(store: Store, coop: str, delivery: Delivery, status: int | None, code: str | None) -> None:
    fine = status is not None and 200 <= status < 300
    gone = status == GONE
    again = None if fine or gone else wait_after(delivery.tries)
    with store.of(coop) as books:
        webhooks.done(books, delivery.id, status, again, gone=gone)
    told = {"coop": coop, "webhook": delivery.webhook, "job": delivery.job, "tries": delivery.tries + 1}
    say("a webhook was told" if fine else "a webhook was not told", **told, status=status, code=code)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after the failure of a message that had failed so often before; None: give it up."""
    if tries >= len(WAITS):
        return None
    return WAITS[tries] * random.uniform(1 - JITTER, 1 + JITTER)


def body_of(delivery: Delivery) -> bytes:
    """What is told: ids and states; whoever wants more asks for it with a key."""
    data = {"job": delivery.job, "kind": delivery.kind, "state": delivery.event.removeprefix("job.")}
    told = {"type": delivery.event, "timestamp": delivery.made.isoformat(), "data": data}
    return json.dumps(told, separators=(",", ":")).encode()


async def _send_all(taken: list[Delivery], private: bool) -> list[tuple[int | None, str | None]]:
    return await asyncio.gather(*(_send(delivery, private) for delivery in taken))


async def _send(delivery: Delivery, private: bool) -> tuple[int | None, str | None]:
    """The status that came back, or why none did."""
    try:
        async with asyncio.timeout(TIMEOUT):  # in all: who answers a byte at a time must not hold us
            way = await asyncio.to_thread(way_to, delivery.url, private)
            return await _post(way, delivery), None
    except UnsendableError as refused:
        return None, refused.code
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL):
        return None, "no-answer"
    except Exception as error:  # of whatever kind: the others are sent and noted all the same
        say("a webhook's message failed", webhook=delivery.webhook, job=delivery.job, error=error)
        return None, "internal"


async def _post(way: Way, delivery: Delivery) -> int:
    body = body_of(delivery)
    headers = signed_headers(delivery.secret, delivery.id, int(time.time()), body)
    headers |= {"content-type": "application/json", "host": way.host, "user-agent": "ronda"}
    async with (
        httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream(  # the answer's body is nothing to us: it is not read
            "POST", way.url, content=body, headers=headers, extensions={"sni_hostname": way.name}
        ) as answer,
    ):
        return answer.status_code
