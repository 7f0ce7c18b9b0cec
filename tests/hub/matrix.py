"""Who may see which page, and send which form: one row for each. A route without a row fails the test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from api.access.principal import Role
from api.store.library.states import Standing
from tests.api.answering import weeks
from tests.api.service.library import shelved
from tests.api.service.parts import World

ALL = frozenset(Role)
PLANNING = frozenset({Role.PLANNER, Role.ADMIN})
READING = PLANNING | {Role.ANALYST}


@dataclass(frozen=True)
class Call:
    """A request. path: values of the path's parameters; query, form: what is sent; file: a form that comes in parts."""

    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    file: dict[str, tuple[str | None, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """roles: who is let in; None = anybody, signed in or not. status: what they get. make: what is asked for."""

    roles: frozenset[Role] | None
    status: int
    make: Callable[[World], Call] = lambda world: Call()


def _style(world: World) -> Call:
    from api.hub.assets import assets

    *_, digest, name = assets()["hub.css"].address.split("/")
    return Call({"digest": digest, "name": name})


def _of(number: int, **form: str) -> Call:
    """A page of a resource."""
    return Call({"id": str(number)}, form=form)


def _plan(world: World) -> Call:
    return Call({"id": world.plan()})


def _waiting(world: World) -> Call:
    return Call({"id": world.waiting("plan")})


def _of_visit(world: World) -> Call:
    return Call({"id": world.plan()}, query={"visit": weeks.week().visits[0].id})


def _left_out(world: World) -> Call:
    visit = weeks.week().visits[0].id
    return Call({"id": weeks.put(world.store, world.coops[0], weeks.without(visit)).plan}, query={"visit": visit})


def _moved(world: World) -> Call:
    return Call({"id": world.plan()}, form={"visit": weeks.week().visits[0].id, "carer": "-"})


def _solved(world: World) -> Call:
    return Call(form={"problem": world.put()[0], "seconds": "1"})


def _home(**query: str) -> Callable[[World], Call]:
    """A page about the plan of the small week: Berta comes to Iris."""
    return lambda world: Call(query={"plan": world.home(), **query})


def _asking(**form: str) -> Callable[[World], Call]:
    return lambda world: Call(form={"plan": world.home(), **form})


def _petition(world: World) -> Call:
    return Call({"id": world.petition()})


def _reply(world: World) -> Call:
    return Call({"id": world.petition()}, form={"answer": "decline"})


def _file(world: World) -> Call:
    return Call(file={"file": ("list.md", f"- [A handbook](https://example.org/{world.fresh('imported')})")})


def _course(**form: str) -> Callable[[World], Call]:
    return lambda world: Call(shelved.course(world).path, form=form)


def _nothing(world: World) -> Call:
    return Call({"id": "0" * 26})


_LIFTING = {"title": "Lifting", "competency": "hoist"}
CARERS, CLIENTS, PERSONS = frozenset({Role.CARER}), frozenset({Role.CLIENT}), frozenset({Role.CARER, Role.CLIENT})

ROWS = {
    "GET /hub": Row(None, 200),
    "GET /hub/files/{digest}/{name}": Row(None, 200, _style),
    "GET /hub/sign-in": Row(None, 200),
    "POST /hub/sign-in": Row(None, 401, lambda world: Call(form={"key": "ronda_sol_none_none"})),
    "POST /hub/sign-out": Row(None, 303),
    "POST /hub/language": Row(None, 303, lambda world: Call(form={"language": "ca", "back": "/hub"})),
    "GET /hub/today": Row(READING, 200),
    "GET /hub/plans": Row(READING, 200, _plan),
    "GET /hub/plans/{id}": Row(READING, 200, _plan),
    "GET /hub/plans/{id}/findings": Row(READING, 200, lambda world: Call({"id": world.plan()}, {"rule": "travel"})),
    "GET /hub/plans/{id}/week": Row(READING, 200, _plan),
    "GET /hub/plans/{id}/days/{day}": Row(READING, 200, lambda world: Call({"id": world.plan(), "day": "0"})),
    "GET /hub/plans/{id}/map": Row(READING, 200, _plan),
    "GET /hub/plans/{id}/map/rounds": Row(READING, 200, lambda world: Call({"id": world.plan()}, {"day": "0"})),
    "GET /hub/plans/{id}/map/streets": Row(READING, 200, _plan),
    "GET /hub/plans/{id}/visit": Row(READING, 200, _of_visit),
    "GET /hub/plans/{id}/holes": Row(READING, 200, _plan),
    "GET /hub/plans/{id}/hole": Row(PLANNING, 200, _left_out),
    "POST /hub/plans/{id}/move": Row(PLANNING, 200, _moved),
    "GET /hub/plans/{id}/publish": Row(PLANNING, 200, _plan),
    "POST /hub/plans/{id}/publish": Row(PLANNING, 303, _plan),
    "GET /hub/solve": Row(PLANNING, 200),
    "POST /hub/solve": Row(PLANNING, 303, _solved),
    "GET /hub/plans/{id}/progress": Row(READING, 200, _waiting),
    "GET /hub/plans/{id}/progress/events": Row(READING, 200, _plan),
    "POST /hub/plans/{id}/stop": Row(PLANNING, 303, _waiting),
    "POST /hub/plans/{id}/cancel": Row(PLANNING, 303, _waiting),
    "GET /hub/week": Row(CARERS, 200, _home()),
    "GET /hub/week/why": Row(CARERS, 200, _home(visit="v1")),
    "GET /hub/week/swap": Row(CARERS, 200, _home(visit="v1")),
    "POST /hub/week/swap": Row(CARERS, 303, _asking(visit="v1")),
    "GET /hub/calendar": Row(CARERS, 200),
    "POST /hub/calendar": Row(CARERS, 200),
    "POST /hub/calendar/revoke": Row(CARERS, 303),
    "GET /hub/visits": Row(CLIENTS, 200, _home()),
    "GET /hub/visits/refuse": Row(CLIENTS, 200, _home(carer="berta")),
    "POST /hub/visits/refuse": Row(CLIENTS, 303, _asking(carer="berta")),
    "GET /hub/asks": Row(PERSONS, 200),
    "POST /hub/asks/{id}/withdraw": Row(PERSONS, 404, _nothing),
    "GET /hub/asked": Row(PLANNING, 200, _petition),
    "GET /hub/asked/{id}": Row(PLANNING, 200, _petition),
    "POST /hub/asked/{id}": Row(PLANNING, 303, _reply),
    "GET /hub/coop": Row(ALL, 200, _home()),
    "GET /hub/coop/changes": Row(ALL, 200),
    "POST /hub/demo/{role}": Row(None, 404, lambda world: Call({"role": "planner"})),
    "GET /library": Row(None, 200),
    "GET /library/kept": Row(None, 200),
    "GET /library/courses": Row(None, 200),
    "GET /library/courses/{id}": Row(None, 200, lambda world: Call({"id": str(shelved.shown_course(world))})),
    "GET /library/{id}": Row(None, 200, lambda world: _of(shelved.put(world))),
    "GET /library/submit": Row(None, 200),
    "POST /library/submit": Row(None, 303, lambda world: Call(form={"link": "https://example.org/from-a-page"})),
    "GET /library/{id}/suggest": Row(None, 200, lambda world: _of(shelved.put(world))),
    "POST /library/{id}/suggest": Row(None, 303, lambda world: _of(shelved.put(world), title="Otherwise")),
    "POST /library/{id}/report": Row(None, 303, lambda world: _of(shelved.put(world), note="gone")),
    "GET /library/review": Row(PLANNING, 200),
    "GET /library/review/resources/{id}": Row(PLANNING, 200, lambda world: _of(shelved.put(world))),
    "POST /library/review/resources/{id}/edit": Row(
        PLANNING, 303, lambda world: _of(shelved.put(world), link=f"https://example.org/{world.fresh('edited')}")
    ),
    "POST /library/review/resources/{id}": Row(
        PLANNING, 303, lambda world: _of(shelved.put(world, Standing.SUBMITTED), act="publish")
    ),
    "GET /library/review/import": Row(PLANNING, 200),
    "POST /library/review/import": Row(PLANNING, 200, _file),
    "GET /library/review/courses": Row(PLANNING, 200, _course()),
    "GET /library/review/courses/new": Row(PLANNING, 200),
    "POST /library/review/courses/new": Row(PLANNING, 303, lambda world: Call(form=_LIFTING)),
    "GET /library/review/courses/{id}": Row(PLANNING, 200, _course()),
    "POST /library/review/courses/{id}/edit": Row(PLANNING, 303, _course(**_LIFTING)),
    "POST /library/review/courses/{id}/withdraw": Row(PLANNING, 303, _course()),
    "POST /library/review/{kind}/{id}": Row(
        PLANNING,
        303,
        lambda world: Call({"kind": "suggestions", **shelved.suggestion(world).path}, form={"act": "take"}),
    ),
}
