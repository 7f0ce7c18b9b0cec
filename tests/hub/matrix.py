"""Who may see which page, and send which form: one row for each. A route without a row fails the test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from api.access.principal import Role
from api.store.library.states import Standing
from tests.api.service.library import shelved
from tests.api.service.parts import World

ALL = frozenset(Role)
PLANNING = frozenset({Role.PLANNER, Role.ADMIN})


@dataclass(frozen=True)
class Call:
    """A request. path: values of the path's parameters; query, form: what is sent."""

    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)


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


ROWS = {
    "GET /hub": Row(None, 200),
    "GET /hub/files/{digest}/{name}": Row(None, 200, _style),
    "GET /hub/sign-in": Row(None, 200),
    "POST /hub/sign-in": Row(None, 401, lambda world: Call(form={"key": "ronda_sol_none_none"})),
    "POST /hub/sign-out": Row(None, 303),
    "POST /hub/language": Row(None, 303, lambda world: Call(form={"language": "ca", "back": "/hub"})),
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
    "POST /library/review/resources/{id}": Row(
        PLANNING, 303, lambda world: _of(shelved.put(world, Standing.SUBMITTED), act="publish")
    ),
    "POST /library/review/{kind}/{id}": Row(
        PLANNING,
        303,
        lambda world: Call({"kind": "suggestions", **shelved.suggestion(world).path}, form={"act": "take"}),
    ),
}
