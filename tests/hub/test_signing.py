"""Signing in and out of the hub."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from api.access.principal import Role
from api.access.wanted import DEMO
from api.store import keys
from tests.api.service.parts import World, key_of, served
from tests.hub.browsing import ask


@pytest.fixture
def world() -> Iterator[World]:
    with served("sqlite", "sol") as found:
        yield found


def sign_in(world: World, key: str, **more: str):
    return ask(world, "POST", "/hub/sign-in", data={"key": key, **more})


def cookies(answer) -> dict[str, str]:
    name, value = answer.headers["Set-Cookie"].split(";")[0].split("=", 1)
    return {name: value}


def test_a_key_lets_in_and_leads_back(world: World):
    answer = sign_in(world, world.secrets["sol", Role.PLANNER], next="/hub?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/hub?x=1")
    told = answer.headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert world.secrets["sol", Role.PLANNER].split("_")[3] not in told
    assert "Sign out" in ask(world, "GET", "/hub", cookies(answer)).text


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.PLANNER, "/hub/today"),
        (Role.CARER, "/hub/week"),
        (Role.CLIENT, "/hub/visits"),
        (Role.MEMBER, "/hub/coop"),
        (Role.INTEGRATOR, "/hub/coop"),
    ],
)
def test_whoever_comes_for_nothing_else_begins_at_their_own_page(world: World, role: Role, home: str):
    assert sign_in(world, world.secrets["sol", role], next="/hub").headers["Location"] == home


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/hub", "//elsewhere.example/hub", "/v1/me", "/hub\\x"])
def test_nobody_is_led_elsewhere(world: World, elsewhere: str):
    assert sign_in(world, world.secrets["sol", Role.PLANNER], next=elsewhere).headers["Location"] == "/hub/today"


@pytest.mark.parametrize("wrong", ["", "ronda_sol_x_y", "eyJhbGciOiJub25lIn0.e30.", "ronda_nobody_a_b"])
def test_a_wrong_key_does_not(world: World, wrong: str):
    answer = sign_in(world, wrong)
    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers
    assert 'role="alert"' in answer.text


def test_a_session_ends_with_its_key(world: World):
    key = key_of(world.store, "sol", Role.PLANNER)
    here = cookies(sign_in(world, key))
    assert "Sign out" in ask(world, "GET", "/hub", here).text
    with world.store.of("sol") as books:
        keys.revoke(books, key.split("_")[2])
    assert "Sign out" not in ask(world, "GET", "/hub", here).text


def test_whoever_signs_out_is_out(world: World):
    here = cookies(sign_in(world, world.secrets["sol", Role.PLANNER]))
    assert ask(world, "POST", "/hub/sign-out", here).status_code == 303
    assert "Sign out" not in ask(world, "GET", "/hub", here).text


def test_a_demo_is_one_click_away_while_it_runs():
    with served("sqlite", "demo") as world:
        assert ask(world, "POST", "/hub/demo/planner").status_code == 404
        with world.store.of("demo") as books:
            keys.issue(books, "planner", (), DEMO, datetime.now(UTC) + timedelta(hours=1))
        assert "/hub/demo/planner" in ask(world, "GET", "/hub/sign-in").text
        answer = ask(world, "POST", "/hub/demo/planner")
        assert "Sign out" in ask(world, "GET", "/hub", cookies(answer)).text


def test_a_demo_beside_a_real_co_op_lets_nobody_in_without_its_key(world: World):
    with world.store.of("sol") as books:
        keys.issue(books, "planner", (), DEMO, datetime.now(UTC) + timedelta(hours=1))
    assert "/hub/demo/planner" not in ask(world, "GET", "/hub/sign-in").text
    assert ask(world, "POST", "/hub/demo/planner").status_code == 404


def test_pages_load_nothing_from_elsewhere(world: World):
    answer = ask(world, "GET", "/hub")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "http://" not in answer.text
    assert "https://" not in answer.text


def test_the_chosen_language_stays(world: World):
    answer = ask(world, "POST", "/hub/language", data={"language": "gu", "back": "/hub/sign-in"})
    page = ask(world, "GET", answer.headers["Location"], cookies(answer)).text
    assert '<html lang="gu">' in page
    assert "સાઇન ઇન" in page


def test_a_refused_page_leaves_one_signed_in(world: World):
    here = cookies(sign_in(world, world.secrets["sol", Role.CARER]))
    answer = ask(world, "GET", "/hub/plans", here)
    assert answer.status_code == 403
    assert "Sign out" in answer.text


def test_what_is_not_there_is_a_page_too(world: World):
    answer = ask(world, "GET", "/hub/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
