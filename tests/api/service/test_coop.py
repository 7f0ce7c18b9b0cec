"""What any member may know of the co-op: no id and no name of anybody is in it, whoever asks."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from api.access.principal import Role
from api.documents.groups import LEAST
from api.store import audit, problems, weights
from datasets.eixample import generate
from engine.kpi import kpis
from engine.problem import Weights
from engine.units import HARD
from tests.api.service.parts import AT_HOME, HOME, SMALL, World, keep, served
from tests.engine.weights.versions import version
from tests.problems import random_plan

WEIGHTS = Weights({"travel": 3, "continuity": HARD, "waiting": 0}, name="voted in May", version="7")
GIVEN = replace(generate(24, 14, seed=3), weights=WEIGHTS)
PLAN = random_plan(GIVEN, Random(2))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served() as found:
        keep(found.store, "sol", "week", GIVEN, PLAN)
        yield found


@pytest.fixture(scope="module")
def told(world: World) -> dict:
    return world.as_role(Role.MEMBER, "GET", "/v1/coop").json()


def test_nobody_is_in_it(world: World):
    everything = (*GIVEN.carers, *GIVEN.clients, *GIVEN.visits, *GIVEN.shifts, *GIVEN.places)
    ids = {one.id for one in everything}
    assert len(ids) > 60
    for path in ("/v1/coop", "/v1/coop?language=ca", "/v1/coop/changes"):
        for role in Role:
            text = world.as_role(role, "GET", path).text
            assert [id for id in ids if id in text] == [], (role, path)


def test_weights_stand_beside_their_defaults(told: dict):
    weights = told["weights"]
    assert (weights["name"], weights["version"]) == ("voted in May", "7")
    assert weights["since"] is not None
    set_otherwise = {
        one["rule"]: (one["weight"], one["stands"]) for one in weights["rules"] if one["stands"] != "default"
    }
    assert set_otherwise == {
        "travel": (3, "more"),
        "continuity": ("HARD", "hard"),
        "waiting": (0, "off"),
        "missed_break": ("HARD", "hard"),  # by the labour pack of the made-up week
    }
    assert [one["stands"] != "default" for one in weights["rules"]][:5] == [True] * 4 + [False]


def test_weights_hold_since_the_day_that_they_were_published_for():
    published = version(name="casa", version="1")
    with served() as world:
        keep(world.store, "sol", HOME, replace(SMALL, weights=published.weights), AT_HOME)
        asked = ("GET", "/v1/coop", {"params": {"language": "es"}})
        first = world.as_role(Role.MEMBER, asked[0], asked[1]).json()["weights"]
        with world.store.of("sol") as books:
            came = problems.head(books, HOME).made.date()
            weights.publish(books, weights.draft(books, published, "ana").id, date(2026, 3, 2), "berta")
        told = world.as_role(Role.MEMBER, *asked[:2], **asked[2]).json()["weights"]
    assert (first["name"], first["since"]) == ("casa", came.isoformat())
    assert (told["name"], told["since"]) == ("casa", "2026-03-02")


def test_everything_is_told_in_groups_of_five_at_least(told: dict):
    found = kpis(GIVEN, PLAN)
    visited = [one for one in found.clients if one.carers]
    for name, one in told["fairness"].items():
        assert one["told"], name
        assert all(group["people"] >= LEAST for group in one["groups"]), name
        assert sum(group["people"] for group in one["groups"]) == one["people"]
    assert told["fairness"]["faces"]["people"] == len(visited)
    assert told["fairness"]["faces"]["mean"] == pytest.approx(
        sum(one.carers for one in visited) / len(visited), abs=0.01
    )
    assert told["fairness"]["weekends"]["people"] == len(GIVEN.carers)


def test_of_a_handful_nothing_is_told():
    with served() as world:
        world.home()  # two carers, two clients
        fairness = world.as_role(Role.MEMBER, "GET", "/v1/coop").json()["fairness"]
        assert all(one == {"told": False, "people": None, "mean": None, "groups": []} for one in fairness.values())


def test_the_log_of_changes_tells_what_when_and_which_role(world: World):
    with world.store.of("sol") as books:
        audit.note(books, "key-1", "planner", "problem.put", "problem:secret-name", "voted in May 7", version=2)
        audit.note(books, "key-2", "carer", "swap.ask", "petition:1")
        audit.note(books, "key-3", "admin", "person.erase", "carer:made-up")
        audit.note(books, "key-4", "admin", "key.issue", "key:made-up")
    found = world.as_role(Role.MEMBER, "GET", "/v1/coop/changes").json()["items"]
    assert [(one["act"], one["role"], one["weights"]) for one in found[:2]] == [
        ("key.issue", "admin", None),
        ("problem.put", "planner", "voted in May 7"),
    ]
    assert set(found[0]) == {"number", "on", "role", "act", "weights"}
    text = json.dumps(found)
    for word in ("key-", "made-up", "secret-name", "swap", "erase", "T"):
        assert word not in text, word


def test_the_log_comes_in_pages(world: World):
    seen: list[int] = []
    where = "/v1/coop/changes?limit=1"
    while where:
        answer = world.as_role(Role.MEMBER, "GET", where)
        seen += [one["number"] for one in answer.json()["items"]]
        where = answer.links.get("next", {}).get("url", "")
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) >= 2


def test_a_member_may_do_nothing_else(world: World):
    for path in ("/v1/plans", "/v1/problems", "/v1/petitions", "/v1/me/week", "/v1/audit"):
        assert world.as_role(Role.MEMBER, "GET", path).status_code == 403
