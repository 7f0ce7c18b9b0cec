"""Who may do what: one row for each route. A route without a row fails the test; so does a row without a route."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from api.access.principal import Role
from api.store import audit, tools
from tests.api.answering import weeks
from tests.api.service.library import shelved
from tests.api.service.parts import TEXT, Call, World

ALL = frozenset(Role)
PLANNING = frozenset({Role.INTEGRATOR, Role.PLANNER, Role.ADMIN})
READING = PLANNING | {Role.ANALYST}
PUBLISHING = frozenset({Role.PLANNER, Role.ADMIN})
ADMIN = frozenset({Role.ADMIN})
PERSONS = frozenset({Role.CARER, Role.CLIENT})
DRAFTING = frozenset({Role.PLANNER, Role.ANALYST, Role.ADMIN})
CARERS = frozenset({Role.CARER})
CLIENTS = frozenset({Role.CLIENT})
HUB = frozenset({Role.INTEGRATOR, Role.ADMIN})
KEEPING = frozenset({Role.PLANNER, Role.ADMIN})


@dataclass(frozen=True)
class Row:
    """What the roles of the co-op get, and what those of another co-op get for the same thing.

    roles: who is let in; status: what they get. stranger: what the same roles of another co-op get; where it is a
    success, the answer must not tell of the first co-op's thing. make: makes the thing anew for each request and says
    how to ask for it. Carers and clients have one route of their own, which takes no person: see
    test_a_person_sees_their_own_and_nothing_else.
    """

    roles: frozenset[Role]
    status: int
    stranger: int
    make: Callable[[World], Call] = lambda world: Call()


def _problem(world: World) -> Call:
    id, etag = world.put()
    return Call({"id": id}, {"headers": {"If-Match": f'"{etag}"'}})


def _replaced(world: World) -> Call:
    asked = _problem(world)
    headers = {**asked.more["headers"], "Content-Type": "application/json"}
    return Call(asked.path, {"headers": headers, "content": TEXT.replace("a small week", world.fresh("another"))})


def _new_key(world: World) -> Call:
    return Call(more={"json": {"role": "analyst", "label": "a new one"}})


def _key(world: World) -> Call:
    return Call({"id": world.new_key().split("_")[2]})


def _person(world: World) -> Call:
    return Call({"kind": "carer", "id": world.new_person()})


_TOOL = {"name": "Accounts", "link": "https://accounts.example/", "health": "up", "numbers": {"open": 3}}


def _tool(world: World) -> Call:
    id = world.fresh("tool")
    with world.store.of(world.coops[0]) as books:
        for one in tools.all_of(books):
            tools.remove(books, one.id)
        tools.put(books, id, "Accounts", "https://accounts.example/", "up", {"open": 3})
    return Call({"tool": id})


def _webhook(world: World) -> Call:
    return Call({"id": world.new_webhook()})


def _order(world: World) -> Call:
    return Call(more={"json": {"problem": world.put()[0], "seconds": 1}})


def _plan(world: World) -> Call:
    return Call({"id": world.plan()})


def _waiting(kind: str) -> Callable[[World], Call]:
    return lambda world: Call({"id": world.waiting(kind)})


def _explained(world: World) -> Call:
    return Call({"id": world.plan(), "visit": weeks.week().visits[0].id})


def _compared(world: World) -> Call:
    return Call({"before": world.plan(), "after": world.plan()})


def _judged(world: World) -> Call:
    world.plan()
    return Call(more={"json": {"problem": weeks.ID, "plan": {**_FILE, "routes": []}}})


_FILE = {"format": "ronda-plan-1", "problem": "a made-up week"}


def _match(world: World) -> Call:
    return Call(more={"json": {"plan": world.plan(), "request": weeks.care()}})


def _assignment(world: World) -> Call:
    world.plan()
    return Call(more={"json": {"problem": weeks.ID, "seconds": 1, "iterations": 5}})


def _substitution(world: World) -> Call:
    """Of a carer who is not there: who may ask is seen without the seconds that an answer takes."""
    return Call(more={"json": {"plan": world.plan(), "carer": "nobody", "day": weeks.week().start.isoformat()}})


def _draft(world: World) -> Call:
    return Call({"id": world.draft()})


def _publishable(world: World) -> Call:
    return Call({"id": world.draft()}, {"json": {"effective": "2999-01-01"}})


def _published(world: World) -> Call:
    return Call({"id": world.published_weights()})


def _two_versions(world: World) -> Call:
    return Call({"before": world.published_weights(), "after": world.published_weights()})


def _noted(world: World) -> Call:
    """What was done a moment ago, as the audit log has it: a problem was put."""
    id = world.fresh("noted")
    answer = world.as_role(Role.PLANNER, "PUT", f"/v1/problems/{id}", json=json.loads(TEXT))
    assert answer.status_code == 201, answer.text
    with world.store.reading(world.coops[0]) as books:
        newest = audit.page(books, None, 100_000)[-1].number
    return Call({"id": id}, {"params": {"after": newest - 1}})


def _visit(world: World) -> Call:
    """A visit of the carer who holds a key of the first co-op."""
    return Call({"visit": "v1"}, {"params": {"plan": world.home()}})


def _asked(world: World) -> Call:
    """Of a visit that is not theirs: what may be asked for is in test_petitions.py."""
    return Call(more={"json": {"plan": world.home(), "visit": "v2"}})


def _shown(world: World) -> Call:
    world.home()
    return Call()


def _feed(world: World) -> Call:
    world.feed()
    return Call()


def _petition(world: World) -> Call:
    return Call({"id": world.petition()})


def _reply(world: World) -> Call:
    return Call({"id": world.petition()}, {"json": {"accept": False}})


def _refusal(world: World) -> Call:
    """Nobody stands in for who is refused: who may ask is seen without the seconds that an answer takes."""
    return Call({"id": world.petition(Role.CLIENT)})


ROWS = {
    "POST /v1/plans": Row(PLANNING, 202, 404, _order),
    "GET /v1/plans": Row(READING, 200, 200, _plan),
    "GET /v1/plans/{id}": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/plan": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/kpis": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/findings": Row(READING, 200, 404, _plan),
    "GET /v1/plans/{id}/events": Row(READING, 200, 404, _plan),
    "POST /v1/plans/{id}/stop": Row(PLANNING, 202, 404, _waiting("plan")),
    "POST /v1/plans/{id}/cancel": Row(PLANNING, 202, 404, _waiting("plan")),
    "POST /v1/plans/{id}/publish": Row(PUBLISHING, 200, 404, _plan),
    "GET /v1/plans/{id}/own": Row(PERSONS, 200, 404, lambda world: Call({"id": world.published()})),
    "POST /v1/plans/check": Row(PLANNING, 200, 404, _judged),
    "GET /v1/plans/{id}/explanations/{visit}": Row(READING, 200, 404, _explained),
    "GET /v1/plans/{before}/compare/{after}": Row(READING, 200, 404, _compared),
    "POST /v1/matches": Row(PLANNING, 200, 404, _match),
    "GET /v1/matches": Row(PLANNING, 200, 200, _waiting("match")),
    "GET /v1/matches/{id}": Row(PLANNING, 202, 404, _waiting("match")),
    "POST /v1/assignments": Row(PLANNING, 200, 404, _assignment),
    "GET /v1/assignments": Row(PLANNING, 200, 200, _waiting("assignment")),
    "GET /v1/assignments/{id}": Row(PLANNING, 202, 404, _waiting("assignment")),
    "POST /v1/substitutions": Row(PLANNING, 422, 404, _substitution),
    "GET /v1/substitutions": Row(PLANNING, 200, 200, _waiting("substitution")),
    "GET /v1/substitutions/{id}": Row(PLANNING, 202, 404, _waiting("substitution")),
    "GET /v1/problems": Row(READING, 200, 200, _problem),
    "PUT /v1/problems/{id}": Row(PLANNING, 200, 412, _replaced),
    "GET /v1/problems/{id}": Row(READING, 200, 404, _problem),
    "DELETE /v1/problems/{id}": Row(PLANNING, 204, 404, _problem),
    "GET /v1/weights": Row(ALL, 200, 200, _published),
    "POST /v1/weights": Row(DRAFTING, 201, 201, lambda world: Call(more={"json": world.weights()})),
    "GET /v1/weights/{id}": Row(ALL, 200, 404, _published),
    "DELETE /v1/weights/{id}": Row(DRAFTING, 204, 404, _draft),
    "GET /v1/weights/diff/{before}/{after}": Row(ALL, 200, 404, _two_versions),
    "POST /v1/weights/{id}/publish": Row(PUBLISHING, 200, 404, _publishable),
    "GET /v1/rules": Row(ALL, 200, 200),
    "GET /v1/schemas": Row(ALL, 200, 200),
    "GET /v1/schemas/{name}": Row(ALL, 200, 200, lambda world: Call({"name": "ronda-plan-1"})),
    "GET /v1/networks": Row(ALL, 200, 200),
    "GET /v1/networks/{name}": Row(ALL, 404, 404, lambda world: Call({"name": "nowhere"})),
    "GET /v1/me": Row(ALL, 200, 200),
    "GET /v1/me/plans": Row(PERSONS, 200, 200, _shown),
    "GET /v1/me/week": Row(CARERS, 200, 404, _shown),
    "GET /v1/me/week/{visit}/why": Row(CARERS, 200, 404, _visit),
    "GET /v1/me/visits": Row(CLIENTS, 200, 404, _shown),
    "GET /v1/me/petitions": Row(PERSONS, 200, 200, _petition),
    "POST /v1/me/petitions": Row(PERSONS, 422, 404, _asked),
    "POST /v1/me/petitions/{id}/withdraw": Row(PERSONS, 404, 404, lambda world: Call({"id": "0" * 26})),
    "GET /v1/me/feed": Row(CARERS, 200, 404, _feed),
    "POST /v1/me/feed": Row(CARERS, 201, 201),
    "DELETE /v1/me/feed": Row(CARERS, 204, 204),
    "GET /v1/petitions": Row(PLANNING, 200, 200, _petition),
    "GET /v1/petitions/{id}": Row(PLANNING, 200, 404, _petition),
    "GET /v1/petitions/{id}/stand-ins": Row(PLANNING, 422, 404, _refusal),
    "POST /v1/petitions/{id}/reply": Row(PLANNING, 200, 404, _reply),
    "GET /v1/coop": Row(ALL, 200, 404, _shown),
    "GET /v1/coop/changes": Row(ALL, 200, 200, _shown),
    "GET /v1/keys": Row(ADMIN, 200, 200, _key),
    "POST /v1/keys": Row(ADMIN, 201, 201, _new_key),
    "DELETE /v1/keys/{id}": Row(ADMIN, 204, 404, _key),
    "DELETE /v1/people/{kind}/{id}": Row(ADMIN, 204, 404, _person),
    "GET /v1/webhooks": Row(HUB, 200, 200, _webhook),
    "POST /v1/webhooks": Row(HUB, 201, 201, lambda world: Call(more={"json": {"url": "https://hub.example/"}})),
    "DELETE /v1/webhooks/{id}": Row(HUB, 204, 404, _webhook),
    "GET /v1/tools": Row(ALL, 200, 200, _tool),
    "GET /v1/tools.csv": Row(ALL, 200, 200, _tool),
    "PUT /v1/tools/{tool}": Row(HUB, 200, 200, lambda world: Call({"tool": world.fresh("tool")}, {"json": _TOOL})),
    "DELETE /v1/tools/{tool}": Row(HUB, 204, 404, _tool),
    "GET /v1/audit": Row(ADMIN, 200, 200, _noted),
    "GET /metrics": Row(ADMIN, 200, 200),
    "GET /v1/library/review/resources": Row(KEEPING, 200, 200, shelved.resource),
    "GET /v1/library/review/resources/{id}": Row(KEEPING, 200, 404, shelved.resource),
    "PUT /v1/library/review/resources/{id}": Row(KEEPING, 200, 404, shelved.changed),
    "POST /v1/library/review/resources/{id}/publish": Row(KEEPING, 200, 404, shelved.resource),
    "POST /v1/library/review/resources/{id}/withdraw": Row(KEEPING, 200, 404, shelved.resource),
    "GET /v1/library/review/suggestions": Row(KEEPING, 200, 200, shelved.suggestion),
    "POST /v1/library/review/suggestions/{id}/take": Row(KEEPING, 200, 404, shelved.suggestion),
    "POST /v1/library/review/suggestions/{id}/close": Row(KEEPING, 200, 404, shelved.suggestion),
    "GET /v1/library/review/reports": Row(KEEPING, 200, 200, shelved.report),
    "POST /v1/library/review/reports/{id}/close": Row(KEEPING, 200, 404, shelved.report),
    "POST /v1/library/review/import": Row(KEEPING, 200, 200, shelved.imported),
    "GET /v1/library/review/courses": Row(KEEPING, 200, 200, shelved.course),
    "POST /v1/library/review/courses": Row(KEEPING, 201, 201, shelved.new_course),
    "PUT /v1/library/review/courses/{id}": Row(KEEPING, 200, 404, shelved.changed_course),
    "POST /v1/library/review/courses/{id}/publish": Row(KEEPING, 200, 404, shelved.course),
    "POST /v1/library/review/courses/{id}/withdraw": Row(KEEPING, 200, 404, shelved.course),
}

LIBRARY = frozenset(
    {
        "GET /v1/library/resources",
        "POST /v1/library/resources",
        "GET /v1/library/resources/{id}",
        "POST /v1/library/resources/{id}/suggestions",
        "POST /v1/library/resources/{id}/reports",
        "PUT /v1/library/resources/{id}/favourite",
        "DELETE /v1/library/resources/{id}/favourite",
        "GET /v1/library/terms",
        "GET /v1/library/export/{into}",
        "GET /v1/library/oai",
        "POST /v1/library/oai",
        "GET /v1/library/oai/{of}",
        "POST /v1/library/oai/{of}",
        "GET /v1/library/feed",
        "GET /v1/library/courses",
        "GET /v1/library/courses/{id}",
        "GET /v1/library/courses/{id}/resources",
    }
)
"""What a co-op's library shows to everybody, and takes from everybody: see tests/api/service/library."""

BY_SECRET = frozenset({"GET /calendar/{secret}.ics"})
"""The routes that open to whoever knows their address; see test_feeds.py."""

OPEN = frozenset({"GET /healthz", "GET /readyz", "GET /errors", "GET /", "GET /openapi.json"}) | LIBRARY
"""The routes that ask nobody who they are: beside the library, they tell nothing of any co-op."""
