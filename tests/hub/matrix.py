"""Who may see which page, and send which form: one row for each. A route without a row fails the test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from api.access.principal import Role
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


ROWS = {
    "GET /hub": Row(None, 200),
    "GET /hub/files/{digest}/{name}": Row(None, 200, _style),
    "GET /hub/sign-in": Row(None, 200),
    "POST /hub/sign-in": Row(None, 401, lambda world: Call(form={"key": "ronda_sol_none_none"})),
    "POST /hub/sign-out": Row(None, 303),
    "POST /hub/language": Row(None, 303, lambda world: Call(form={"language": "ca", "back": "/hub"})),
    "POST /hub/demo/{role}": Row(None, 404, lambda world: Call({"role": "planner"})),
}
