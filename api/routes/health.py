"""Whether the service lives, and whether it is ready for work."""

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter

from api.refusals import Refusal
from api.routes.service import Parts
from api.store import executors
from api.web.described import refuses

router = APIRouter(tags=["health"])

LATELY = timedelta(seconds=30)


@router.get("/healthz", responses=refuses(anyone=True))
def is_alive() -> dict[str, str]:
    """Whether the process answers at all."""
    return {"status": "alive"}


@router.get("/readyz", responses=refuses("unavailable", anyone=True))
def is_ready(service: Parts) -> dict[str, str]:
    """Whether the database answers, a worker has told lately that it lives, and questions can be answered."""
    now = datetime.now(UTC)  # that the tables are of this Ronda was seen when the store was opened
    if not any(now - each.seen < LATELY for each in executors.every(service.store)):
        detail = "The database answers, but no worker has told lately that it lives."
        raise Refusal("unavailable", detail, headers={"Retry-After": "5"})
    if not service.answering.ready:
        detail = "The processes that answer questions are still getting ready."
        raise Refusal("unavailable", detail, headers={"Retry-After": "5"})
    return {"status": "ready"}
