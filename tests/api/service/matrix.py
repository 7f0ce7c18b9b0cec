"""Who may do what: one row for each route. A route without a row fails the test; so does a row without a route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.access.principal import Role
from tests.api.service.made_plans import CARE, accepted, document, finished
from tests.api.service.parts import TEXT, World

ALL = frozenset(Role)
PLANNING = frozenset({Role.INTEGRATOR, Role.PLANNER, Role.ADMIN})
READING = PLANNING | {Role.ANALYST}
ADMIN = frozenset({Role.ADMIN})
HUB = frozenset({Role.INTEGRATOR, Role.ADMIN})


@dataclass(frozen=True)
class Call:
    """A request to one thing of the first co-op. path: values of the path's parameters; more: body, headers, query."""

    path: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """What the roles of the co-op get, and what those of another co-op get for the same thing.

    roles: who is let in; status: what they get. stranger: what the same roles of another co-op get; where it is a
    success, the answer must not tell of the first co-op's thing. own: for carer and client, what they get for a thing
    of their own; others': of somebody else; both None where the route is not theirs. make: makes the thing anew for
    each request and says how to ask for it; person: whose thing it is.
    """

    roles: frozenset[Role]
    status: int
    stranger: int
    make: Callable[[World, str | None], Call] = lambda world, person: Call()
    own: int | None = None
    others: int | None = None


def _problem(world: World, person: str | None) -> Call:
    id, etag = world.put()
    return Call({"id": id}, {"headers": {"If-Match": f'"{etag}"'}})


def _replaced(world: World, person: str | None) -> Call:
    asked = _problem(world, person)
    headers = {**asked.more["headers"], "Content-Type": "application/json"}
    return Call(asked.path, {"headers": headers, "content": TEXT.replace("a small week", world.fresh("another"))})


def _new_key(world: World, person: str | None) -> Call:
    return Call(more={"json": {"role": "analyst", "label": "a new one"}})


def _key(world: World, person: str | None) -> Call:
    return Call({"id": world.new_key().split("_")[2]})


def _person(world: World, person: str | None) -> Call:
    return Call({"kind": "carer", "id": world.new_person()})


def _webhook(world: World, person: str | None) -> Call:
    return Call({"id": world.new_webhook()})


def _plan(world: World, person: str | None) -> Call:
    return Call({"id": finished(world)})


def _waiting(world: World, person: str | None) -> Call:
    return Call({"id": accepted(world, "plan")})


def _compared(world: World, person: str | None) -> Call:
    problem, _ = world.put()
    return Call({"before": finished(world, problem), "after": finished(world, problem)})


def _explained(world: World, person: str | None) -> Call:
    return Call({"id": finished(world), "visit": "v1"})


def _ordered(world: World, person: str | None) -> Call:
    return Call(more={"json": {"problem": world.put()[0], "iterations": 1}})


def _checked(world: World, person: str | None) -> Call:
    return Call(more={"json": {"problem": world.put()[0], "plan": document()}})


def _matched(world: World, person: str | None) -> Call:
    return Call(more={"json": {"plan": finished(world), "request": CARE}})


def _substituted(world: World, person: str | None) -> Call:
    return Call(more={"json": {"plan": finished(world), "carer": "berta", "day": "2026-03-02"}})


def _job(kind: str) -> Callable[[World, str | None], Call]:
    return lambda world, person: Call({"id": accepted(world, kind)})


ROWS = {
    "POST /v1/plans": Row(PLANNING, 202, 404, _ordered),
    "GET /v1/plans": Row(READING, 200, 200, _plan),
    "GET /v1/plans/{id}": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/plan": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/kpis": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/findings": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/events": Row(READING, 200, 404, _plan),
    "POST /v1/plans/{id}/stop": Row(PLANNING, 202, 404, _waiting),
    "POST /v1/plans/{id}/cancel": Row(PLANNING, 202, 404, _waiting),
    "GET /v1/plans/{id}/own": Row(frozenset(), 200, 404, _plan, own=200, others=200),
    "POST /v1/plans/check": Row(PLANNING, 200, 404, _checked),
    "GET /v1/plans/{id}/explanations/{visit}": Row(READING, 200, 404, _explained),
    "GET /v1/plans/{before}/compare/{after}": Row(READING, 200, 404, _compared),
    "POST /v1/matches": Row(PLANNING, 200, 404, _matched),
    "GET /v1/matches/{id}": Row(PLANNING, 200, 404, _job("match")),
    "POST /v1/substitutions": Row(PLANNING, 200, 404, _substituted),
    "GET /v1/substitutions/{id}": Row(PLANNING, 200, 404, _job("substitution")),
    "POST /v1/assignments": Row(PLANNING, 200, 404, _ordered),
    "GET /v1/assignments/{id}": Row(PLANNING, 200, 404, _job("assignment")),
    "GET /v1/problems": Row(READING, 200, 200, _problem),
    "PUT /v1/problems/{id}": Row(PLANNING, 200, 412, _replaced),
    "GET /v1/problems/{id}": Row(READING, 200, 404, _problem),
    "DELETE /v1/problems/{id}": Row(PLANNING, 204, 404, _problem),
    "GET /v1/rules": Row(ALL, 200, 200),
    "GET /v1/schemas": Row(ALL, 200, 200),
    "GET /v1/schemas/{name}": Row(ALL, 200, 200, lambda world, person: Call({"name": "ronda-plan-1"})),
    "GET /v1/networks": Row(ALL, 200, 200),
    "GET /v1/networks/{name}": Row(ALL, 404, 404, lambda world, person: Call({"name": "nowhere"})),
    "GET /v1/me": Row(ALL, 200, 200),
    "GET /v1/keys": Row(ADMIN, 200, 200, _key),
    "POST /v1/keys": Row(ADMIN, 201, 201, _new_key),
    "DELETE /v1/keys/{id}": Row(ADMIN, 204, 404, _key),
    "DELETE /v1/people/{kind}/{id}": Row(ADMIN, 204, 404, _person),
    "GET /v1/webhooks": Row(HUB, 200, 200, _webhook),
    "POST /v1/webhooks": Row(HUB, 201, 201, lambda world, person: Call(more={"json": {"url": "https://hub.example/"}})),
    "DELETE /v1/webhooks/{id}": Row(HUB, 204, 404, _webhook),
    "GET /v1/audit": Row(ADMIN, 200, 200, _problem),
    "GET /metrics": Row(ADMIN, 200, 200),
}

OPEN = frozenset({"GET /healthz", "GET /readyz", "GET /errors"})
"""The routes that ask nobody who they are: they tell nothing of any co-op."""
