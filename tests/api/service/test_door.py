"""A key that opened is remembered for a moment, and not for longer than it should be."""

from dataclasses import replace

import pytest

from api.access import door
from api.access.door import Door
from api.access.principal import Role
from api.access.wanted import DEMO
from api.refusals import Refusal
from api.store import keys
from tests.api.service.parts import key_of, served


def test_a_key_revoked_through_the_service_opens_nothing_from_then_on():
    with served() as world:
        key = key_of(world.store, "sol", Role.PLANNER)
        assert world.ask("GET", "/v1/me", key).status_code == 200
        admin = world.secrets["sol", Role.ADMIN]
        assert world.ask("DELETE", f"/v1/keys/{key.split('_')[2]}", admin).status_code == 204
        assert world.ask("GET", "/v1/me", key).status_code == 401


def test_a_key_revoked_elsewhere_is_remembered_for_a_moment_only(monkeypatch: pytest.MonkeyPatch):
    with served() as world:
        now = [100.0]
        monkeypatch.setattr(door.time, "monotonic", lambda: now[0])
        key = key_of(world.store, "sol", Role.PLANNER)
        shown = f"Bearer {key}"
        at_the_door = Door(world.service.settings, world.store)
        assert at_the_door.known(shown) is None
        assert at_the_door.who(shown) == at_the_door.known(shown)
        assert at_the_door.known(shown + "0") is None
        with world.store.of("sol") as books:
            keys.revoke(books, key.split("_")[2])
        now[0] += door.REMEMBERED
        assert at_the_door.known(shown) is None
        with pytest.raises(Refusal):
            at_the_door.who(shown)


def test_a_key_of_the_demo_opens_nothing_beyond_this_machine():
    with served() as world:
        with world.store.of("sol") as books:
            _, key = keys.issue(books, "planner", (), DEMO, None)
        here = world.service.settings
        assert Door(here, world.store).who(f"Bearer {key}").role is Role.PLANNER
        with pytest.raises(Refusal):
            Door(replace(here, host="0.0.0.0"), world.store).who(f"Bearer {key}")


def test_whoever_guesses_too_often_is_refused_before_anything_is_looked_up(monkeypatch: pytest.MonkeyPatch):
    with served(requests_a_second=5) as world:
        known = world.secrets["sol", Role.PLANNER]
        assert world.ask("GET", "/v1/me", known).status_code == 200
        at_the_door, looked_up = world.service.door, []
        look_up = at_the_door.who
        monkeypatch.setattr(at_the_door, "who", lambda given: looked_up.append(given) or look_up(given))
        monkeypatch.setattr(at_the_door, "known", lambda given: None)  # as after a moment
        guesses = [world.ask("GET", "/v1/me", f"ronda_sol_x_{number}") for number in range(30)]
        refused = [answer for answer in guesses if answer.status_code == 429]
        assert refused
        assert int(refused[0].headers["Retry-After"]) >= 1
        assert len(looked_up) == len(guesses) - len(refused)
        assert world.ask("GET", "/v1/me", known).status_code == 200


def test_nobody_gives_a_key_the_label_of_the_demo_s():
    with served() as world:
        answer = world.as_role(Role.ADMIN, "POST", "/v1/keys", json={"role": "planner", "label": DEMO})
        assert (answer.status_code, answer.json()["faults"][0]["pointer"]) == (422, "/label")
