"""What the planner's pages share: who may read and who may change, the plan that a page is about, and questions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Query

from api.access.principal import Role
from api.hub.rendering import Frame
from api.routes.hub.visitor import signed_in, visitor
from api.routes.service import Service
from api.store import keys, plans, problems, published
from api.store.errors import Unknown
from api.store.store import Books

PLANNING = (Role.PLANNER, Role.ADMIN)
READING = (*PLANNING, Role.ANALYST)

Reader = Annotated[Frame, Depends(visitor(*READING))]
Planner = Annotated[Frame, Depends(visitor(*PLANNING))]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,36}$")]
First = Annotated[int, Query(ge=0, le=1_000_000)]
Sought = Annotated[str, Query(max_length=200)]
Visit = Annotated[str, Query(min_length=1, max_length=200)]

WITHIN = 60.0
"""Seconds that a page waits for the engine: somebody who looks at a busy machine would rather wait than ask again."""


@dataclass(frozen=True, slots=True)
class Head:
    """A plan as every page about it names it. holds: it is what carers and clients see; instead: the plan that they see
    in its place; outdated: its problem was put anew since; by: the label of the key with which it was published."""

    id: str
    problem: str
    version: int
    made: datetime
    clean: bool
    cost: float
    unplanned: int
    figures: Mapping[str, Any]
    holds: bool
    instead: str | None
    by: str | None
    outdated: bool


def head_of(books: Books, id: str) -> Head:
    """A plan's head. Raises Unknown."""
    kept = plans.head(books, id)
    holds = published.newest(books, kept.problem)
    try:
        outdated = problems.head(books, kept.problem).version != kept.version
    except Unknown:  # deleted: its plans stay as figures
        outdated = True
    return Head(
        id=kept.id,
        problem=kept.problem,
        version=kept.version,
        made=kept.made.astimezone(),
        clean=kept.clean,
        cost=kept.cost,
        unplanned=kept.unplanned,
        figures=kept.figures,
        holds=holds is not None and holds.plan == id,
        instead=None if holds is None or holds.plan == id else holds.plan,
        by=None if holds is None else keys.label_of(books, holds.by) or holds.by,
        outdated=outdated,
    )


async def head(service: Service, frame: Frame, id: str) -> Head:
    """The head of the plan that a page is about. Raises Refusal where the reader's key may read no plans."""
    return await service.look(signed_in(frame, "plans:read").coop, lambda books: head_of(books, id))


async def ask(
    service: Service, frame: Frame, kind: str, asked: Mapping[str, Any], body: Mapping[str, Any] | None = None
) -> Any:
    """What the engine answers to a question. Raises Refusal."""
    sent = b"" if body is None else json.dumps(body).encode()
    answer = await service.answering.ask(kind, signed_in(frame).coop, asked, sent, WITHIN)
    return json.loads(answer.body)
