"""Every route, asked by everybody: the table in matrix.py is the whole truth about who may do what."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.routing import APIRoute

from api.access.principal import Role
from api.main import routes
from api.routes.service import Asker
from api.store import keys
from api.web.bodies import is_page
from tests.api.answering import weeks
from tests.api.service.matrix import BY_SECRET, OPEN, ROWS
from tests.api.service.parts import World, key_of, served

ROUTES = [route for route in routes() if not is_page(route.path_format)]
METHODS = [f"{method} {route.path_format}" for route in ROUTES for method in sorted(route.methods or ())]
METHODS += ["GET /openapi.json"]  # the framework's own
ASKING = [name for name in METHODS if name not in OPEN | BY_SECRET]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A co-op on SQLite, two on PostgreSQL."""
    names = ("sol",) if request.param == "sqlite" else ("sol", "lluna")
    with served(request.param, *names, requests_a_second=100_000, matches_a_second=100_000) as found:
        yield found


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(METHODS) == set(ROWS) | OPEN | BY_SECRET
    assert not set(ROWS) & (OPEN | BY_SECRET)


def test_the_framework_has_no_way_in_but_ours(world: World):
    assert [getattr(one, "path", None) for one in world.app.routes if one not in world.routes()] == ["/openapi.json"]
    assert world.ask("GET", "/openapi.json").status_code == 200


def _asker(route: APIRoute) -> Asker | None:
    found = [each.call for each in route.dependant.dependencies if isinstance(each.call, Asker)]
    return found[0] if found else None


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_route_asks_for_a_scope(route: APIRoute):
    open_to_all = {f"{method} {route.path_format}" for method in route.methods or ()} <= OPEN | BY_SECRET
    assert (_asker(route) is None) == open_to_all


def ask(world: World, name: str, secret: str | None, **query: str):
    """Ask for a thing of the first co-op that was made a moment ago; what it was, and the answer."""
    method, path = name.split(" ")
    call = ROWS[name].make(world)
    more = {**call.more, "params": {**call.more.get("params", {}), **query}}
    return call, world.ask(method, path.format(**call.path), secret, **more)


@pytest.mark.parametrize("name", ASKING)
def test_the_roles_of_the_co_op(world: World, name: str):
    row = ROWS[name]
    for role in Role:
        secret = world.secrets[world.coops[0], role]
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
        call, answer = ask(world, name, world.secrets[world.coops[1], role])
        assert answer.status_code == (row.stranger if role in row.roles else 403), (role, answer.text)
        if answer.status_code < 300 and "id" in call.path:
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


def test_the_audit_log_tells_its_own_co_op(world: World):
    call, answer = ask(world, "GET /v1/audit", world.secrets[world.coops[0], Role.ADMIN])
    assert [one["object"] for one in answer.json()["items"]] == [f"problem:{call.path['id']}"]


def test_a_key_of_fewer_scopes_opens_fewer_doors(world: World):
    with world.store.of(world.coops[0]) as books:
        _, secret = keys.issue(books, "admin", ["audit:read"], "auditor", None)
    assert world.ask("GET", "/v1/audit", secret).status_code == 200
    assert world.ask("GET", "/v1/problems", secret).status_code == 403
    assert world.ask("GET", "/v1/me", secret).json()["scopes"] == ["audit:read"]


def test_a_person_sees_their_own_and_nothing_else(world: World):
    plan, week = world.published(), weeks.week()
    of_carers = {name: world.ask("GET", f"/v1/plans/{plan}/own", key).json() for name, key in _keys(world, Role.CARER)}
    seen = {
        name: {stop["visit"] for one in told["rounds"] for stop in one["stops"]} for name, told in of_carers.items()
    }
    planned = {carer: set() for carer in of_carers}
    for visit, shift, _ in weeks.planned().plan.visits():
        planned[week.shift[shift].carer].add(visit)
    assert {name: visits - {None} for name, visits in seen.items()} == planned
    for name, key in _keys(world, Role.CLIENT):
        told = world.ask("GET", f"/v1/plans/{plan}/own", key).json()
        assert {week.visit[one["visit"]].client for one in told["visits"]} <= {name}
        for address in ("", "/plan", "/kpis", "/findings", "/events"):
            assert world.ask("GET", f"/v1/plans/{plan}{address}", key).status_code == 403


def _keys(world: World, role: Role) -> list[tuple[str, str]]:
    """A key for each carer, or each client, of the week."""
    persons = weeks.week().carers if role is Role.CARER else weeks.week().clients
    return [(one.id, key_of(world.store, world.coops[0], role, person=one.id)) for one in persons]
