"""A key that opened is remembered for a moment, and not for longer than it should be."""

from dataclasses import replace

import pytest

from api.access import door
from api.access.door import Door
from api.access.principal import Role
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
            _, key = keys.issue(books, "planner", (), door.DEMO, None)
        here = world.service.settings
        assert Door(here, world.store).who(f"Bearer {key}").role is Role.PLANNER
        with pytest.raises(Refusal):
            Door(replace(here, host="0.0.0.0"), world.store).who(f"Bearer {key}")
