"""Every route, asked by everybody: the table in matrix.py is the whole truth about who may do what."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.routing import APIRoute

from api.access.principal import PERSONAL, Role
from api.main import routes
from api.routes.service import Asker
from api.store import keys
from tests.api.service.matrix import OPEN, ROWS
from tests.api.service.parts import PERSON, World, key_of, served

METHODS = [f"{method} {route.path_format}" for route in routes() for method in sorted(route.methods or ())]
ASKING = [name for name in METHODS if name not in OPEN]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A co-op on SQLite, two on PostgreSQL."""
    names = ("sol",) if request.param == "sqlite" else ("sol", "lluna")
    with served(request.param, *names, requests_a_second=100_000, matches_a_second=100_000) as found:
        yield found


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(METHODS) == set(ROWS) | OPEN
    assert not set(ROWS) & OPEN


def _asker(route: APIRoute) -> Asker | None:
    found = [each.call for each in route.dependant.dependencies if isinstance(each.call, Asker)]
    return found[0] if found else None


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_every_route_asks_for_a_scope(route: APIRoute):
    open_to_all = {f"{method} {route.path_format}" for method in route.methods or ()} <= OPEN
    assert (_asker(route) is None) == open_to_all


def ask(world: World, name: str, secret: str | None, person: str | None = None, **query: str):
    """Ask for a thing of the first co-op that was made a moment ago; what it was, and the answer."""
    method, path = name.split(" ")
    call = ROWS[name].make(world, person)
    more = {**call.more, "params": {**call.more.get("params", {}), **query}}
    return call, world.ask(method, path.format(**call.path), secret, **more)


@pytest.mark.parametrize("name", ASKING)
def test_the_roles_of_the_co_op(world: World, name: str):
    row = ROWS[name]
    for role in Role:
        secret = world.secrets[world.coops[0], role]
        if role in PERSONAL and row.own is not None:
            assert ask(world, name, secret, PERSON[role])[1].status_code == row.own, role
            assert ask(world, name, secret, "somebody-else")[1].status_code == row.others, role
            continue
        _, answer = ask(world, name, secret)
        assert answer.status_code == (row.status if role in row.roles else 403), (role, answer.text)
        if role not in row.roles:
            assert answer.json()["code"] == "scope-missing"


@pytest.mark.parametrize("name", ASKING)
def test_the_roles_of_another_co_op(world: World, name: str):
    if len(world.coops) < 2:
        pytest.skip("SQLite holds one co-op")
    row = ROWS[name]
    for role in Role:
        call, answer = ask(world, name, world.secrets[world.coops[1], role], PERSON.get(role))
        if role in PERSONAL and row.own is not None:
            assert answer.status_code in (404, 200), (role, answer.text)
        else:
            assert answer.status_code == (row.stranger if role in row.roles else 403), (role, answer.text)
        for id in call.path.values():
            if answer.status_code < 300 and row.stranger != row.status:
                assert id not in answer.text
        if name.endswith("s") and "id" in call.path:
            assert call.path["id"] not in answer.text


@pytest.mark.parametrize("name", ASKING)
def test_whoever_is_not_known(world: World, name: str):
    store, coop = world.store, world.coops[0]
    admin = world.secrets[coop, Role.ADMIN]
    revoked = key_of(store, coop, Role.ADMIN)
    with store.of(coop) as books:
        keys.revoke(books, revoked.split("_")[2])
    expired = key_of(store, coop, Role.ADMIN, expires=datetime.now(UTC) - timedelta(seconds=1))
    _, _, id, secret = admin.split("_", 3)
    wrong = [None, revoked, expired, admin[:-1] + ("a" if admin[-1] != "a" else "b"), f"ronda_nobody_{id}_{secret}"]
    for shown in [*wrong, "ronda_", f"ronda_{coop}_{id}_", "eyJhbGciOiJub25lIn0.e30."]:
        _, answer = ask(world, name, shown)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), answer.text
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    for parameter in ("key", "api_key", "access_token", "authorization"):
        assert ask(world, name, None, **{parameter: admin})[1].status_code == 401


def test_a_key_of_fewer_scopes_opens_fewer_doors(world: World):
    with world.store.of(world.coops[0]) as books:
        _, secret = keys.issue(books, "admin", ["audit:read"], "auditor", None)
    assert world.ask("GET", "/v1/audit", secret).status_code == 200
    assert world.ask("GET", "/v1/problems", secret).status_code == 403
    assert world.ask("GET", "/v1/me", secret).json()["scopes"] == ["audit:read"]
