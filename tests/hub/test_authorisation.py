"""Every page, asked for by everybody: the table in matrix.py is the whole truth about who sees which."""

from collections.abc import Iterator

import pytest

from api.access.principal import Role
from api.main import routes
from api.web.bodies import is_page
from tests.api.service.parts import World, served
from tests.hub.browsing import ask, signed_in
from tests.hub.matrix import ROWS

METHODS = [
    f"{method} {route.path_format}"
    for route in routes()
    if is_page(route.path_format)
    for method in sorted(route.methods or ())
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served("sqlite", "sol", requests_a_second=100_000, matches_a_second=100_000, letters_an_hour=100_000) as found:
        yield found


def test_every_page_has_a_row_and_every_row_a_page():
    assert set(METHODS) == set(ROWS)


def _asked(world: World, name: str, cookies: dict[str, str] | None, **more: dict[str, str]):
    method, path = name.split(" ")
    call = ROWS[name].make(world)
    sent = {"params": call.query, "data": call.form or None, "files": call.file or None}
    return ask(world, method, path.format(**call.path), cookies, **sent, **more)


@pytest.mark.parametrize("name", METHODS)
def test_the_roles(world: World, name: str):
    row = ROWS[name]
    for role in Role:
        answer = _asked(world, name, signed_in(world, role))
        allowed = row.roles is None or role in row.roles
        assert answer.status_code == (row.status if allowed else 403), (role, answer.text)


@pytest.mark.parametrize("name", METHODS)
def test_whoever_has_not_signed_in(world: World, name: str):
    row = ROWS[name]
    for cookies in (None, {"ronda_session": "sol." + "x" * 43}, {"ronda_session": "nonsense"}):
        answer = _asked(world, name, cookies)
        if row.roles is None:
            assert answer.status_code == row.status
        else:
            assert answer.status_code == 303
            assert answer.headers["Location"].startswith("/hub/sign-in?next=")


@pytest.mark.parametrize("name", [name for name in METHODS if name.startswith("POST")])
def test_a_form_from_another_site_is_not_taken(world: World, name: str):
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Origin": ""}):
        answer = _asked(world, name, signed_in(world, Role.ADMIN), headers=headers)
        assert answer.status_code == 403, name
