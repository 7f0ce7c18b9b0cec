"""Versions of the weights over HTTP: drafted, published for good, compared, and planned by."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from api.access.principal import OF_ROLE, Role
from api.store import audit, keys
from engine.assignment import assign
from engine.check import check
from engine.data.canonical import read_plan
from engine.data.weights_file import weights_text
from engine.limits import Limits
from engine.problem import WeightsDocument, content_hash
from engine.rules import ORDER
from engine.weights import under
from tests.api.answering.weeks import ID, document, planned, week
from tests.api.service.parts import World, served
from tests.api.service.planning import Desk, planning
from tests.engine.weights.versions import LUNCH, version

DAY = "2999-01-01"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served() as found:
        yield found


def drafted(world: World, document: dict[str, Any], role: Role = Role.ANALYST, **more: Any) -> dict[str, Any]:
    answer = world.as_role(role, "POST", "/v1/weights", json=document, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def publish(world: World, id: str, day: str = DAY, role: Role = Role.PLANNER):
    return world.as_role(role, "POST", f"/v1/weights/{id}/publish", json={"effective": day})


def after(world: World, told: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The file of a version that comes after another."""
    before = world.as_role(Role.ANALYST, "GET", f"/v1/weights/{told['id']}").json()["document"]
    number = str(int(before["version"]) + 1)
    return {**before, "version": number, "parent": told["hash"], "hash": None, "effective": None, **changes}


def noted(world: World) -> list[tuple[str, str, str | None, dict[str, Any]]]:
    with world.store.reading("sol") as books:
        return [(one.act, one.object, one.weights, one.detail) for one in audit.page(books, None, 100_000)]


# -- drafts ------------------------------------------------------------------------------------------------------------


def test_an_analyst_drafts_a_planner_publishes_and_a_member_reads(world: World):
    told = drafted(world, file := world.weights())
    assert (told["published"], told["parent"], told["name"]) == (None, None, file["name"])
    made = publish(world, told["id"]).json()
    assert (made["effective"], made["hash"], made["published"] is not None) == (DAY, told["hash"], True)
    read = world.as_role(Role.CARER, "GET", f"/v1/weights/{told['hash']}?language=ca").json()
    assert read["weights"] == made
    assert read["document"] == {**file, "hash": told["hash"], "effective": DAY}
    assert f"Compta a partir del {DAY}." in read["summary"]
    assert [one["rule"] for one in read["rules"]] == list(ORDER)
    assert {one["reason"] for one in read["rules"]} == {"", LUNCH}
    acts = [one for one in noted(world) if one[1] == f"weights:{told['id']}"]
    label = f"{file['name']} 1"
    assert acts == [
        ("weights.draft", f"weights:{told['id']}", label, {"hash": told["hash"]}),
        ("weights.publish", f"weights:{told['id']}", label, {"hash": told["hash"], "effective": DAY}),
    ]


def test_where_a_draft_lies_is_told(world: World):
    answer = world.as_role(Role.PLANNER, "POST", "/v1/weights", json=world.weights())
    assert world.as_role(Role.PLANNER, "GET", answer.headers["Location"]).json()["weights"] == answer.json()


def test_drafts_are_for_those_who_may_draft(world: World):
    told = drafted(world, world.weights())
    for role in (Role.CARER, Role.CLIENT, Role.INTEGRATOR):
        assert world.as_role(role, "GET", f"/v1/weights/{told['id']}").json()["code"] == "unknown"
        assert world.as_role(role, "GET", f"/v1/weights/diff/{told['id']}/{told['id']}").json()["code"] == "unknown"
        assert told["id"] not in world.as_role(role, "GET", "/v1/weights?limit=200").text
        assert world.as_role(role, "GET", "/v1/weights?state=draft").json()["code"] == "scope-missing"
    assert told["id"] in world.as_role(Role.ANALYST, "GET", f"/v1/weights?name={told['name']}&state=draft").text


def test_pages_lead_to_each_other(world: World):
    name = world.weights()["name"]
    made = [drafted(world, world.weights(name=name, version=str(number)))["id"] for number in range(5)]
    seen, where = [], f"/v1/weights?limit=2&name={name}"
    while where:
        answer = world.as_role(Role.ANALYST, "GET", where)
        seen += [one["id"] for one in answer.json()["items"]]
        where = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert seen == made


def test_the_same_draft_twice_is_one(world: World):
    told: dict[str, Any] = {"headers": {"Idempotency-Key": "a"}}
    file = world.weights()
    first = drafted(world, file, **told)
    assert drafted(world, file, **told) == first
    assert drafted(world, file)["id"] != first["id"]
    other = world.as_role(Role.ANALYST, "POST", "/v1/weights", json=world.weights(), **told)
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    assert [one[0] for one in noted(world) if one[1] == f"weights:{first['id']}"] == ["weights.draft"]


SECRET = "Zsofia-Quux"


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"reasons": {}}, "contradiction", "/reasons"),
        ({"values": {SECRET: 1}}, "contradiction", "/values"),
        ({"values": {"travel": -1}}, "contradiction", "/values/travel"),
        ({"values": {"travel": SECRET}}, "invalid", "/values/travel"),
        ({"parent": SECRET}, "contradiction", "/parent"),
        ({"hash": "0" * 64}, "contradiction", "/hash"),
        ({"name": ""}, "contradiction", "/name"),
        ({"effective": SECRET}, "invalid", "/effective"),
        ({SECRET: 1}, "invalid", ""),
    ],
)
def test_faults_are_told_with_pointers_and_without_values(world: World, changes: dict, code: str, pointer: str):
    answer = world.as_role(Role.ANALYST, "POST", "/v1/weights", json=world.weights(**changes))
    assert answer.json()["code"] == code
    assert [fault["pointer"] for fault in answer.json()["faults"]] == [pointer]
    assert SECRET not in answer.text


def test_a_draft_may_be_deleted_and_a_published_version_may_not(world: World):
    told, kept = drafted(world, world.weights()), drafted(world, world.weights())
    publish(world, kept["id"])
    assert world.as_role(Role.ANALYST, "DELETE", f"/v1/weights/{told['id']}").status_code == 204
    assert world.as_role(Role.ANALYST, "GET", f"/v1/weights/{told['id']}").status_code == 404
    refused = world.as_role(Role.ADMIN, "DELETE", f"/v1/weights/{kept['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "published")


# -- publishing --------------------------------------------------------------------------------------------------------


def test_publishing_twice_changes_nothing_and_another_day_is_refused(world: World):
    told = drafted(world, world.weights())
    first = publish(world, told["id"])
    assert publish(world, told["id"]).json() == first.json()
    assert publish(world, told["id"], "2999-01-02").json()["code"] == "published"
    acts = [one[0] for one in noted(world) if one[1] == f"weights:{told['id']}"]
    assert acts == ["weights.draft", "weights.publish"]


def test_whoever_comes_second_drafts_anew(world: World):
    first = drafted(world, world.weights())
    publish(world, first["id"])
    one, two = (drafted(world, after(world, first, values={"travel": number}, reasons={})) for number in (2, 3))
    assert publish(world, two["id"]).status_code == 200
    refused = publish(world, one["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "overtaken")
    assert one["id"] in world.as_role(Role.ANALYST, "GET", f"/v1/weights?name={first['name']}&state=draft").text


def test_no_version_counts_from_a_day_that_is_over_or_before_the_one_before_it(world: World):
    first = drafted(world, world.weights())
    over = publish(world, first["id"], (datetime.now(UTC).date() - timedelta(days=3)).isoformat())
    assert (over.status_code, over.json()["faults"][0]["pointer"]) == (422, "/effective")
    publish(world, first["id"])
    second = drafted(world, after(world, first))
    assert publish(world, second["id"], "2998-12-31").json()["faults"][0]["pointer"] == "/effective"
    assert publish(world, second["id"]).status_code == 200


def test_a_key_that_names_nobody_publishes_nothing(world: World):
    with world.store.of("sol") as books:
        _, secret = keys.issue(books, "planner", sorted(OF_ROLE[Role.PLANNER]), " ", None)
    told = drafted(world, world.weights())
    refused = world.ask("POST", f"/v1/weights/{told['id']}/publish", secret, json={"effective": DAY})
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    assert publish(world, told["id"], role=Role.ADMIN).status_code == 200


# -- between two -------------------------------------------------------------------------------------------------------


def test_two_versions_are_compared_in_words(world: World):
    first = drafted(world, world.weights())
    publish(world, first["id"])
    second = drafted(world, after(world, first, values={"missed_break": "HARD"}))
    found = world.as_role(Role.ANALYST, "GET", f"/v1/weights/diff/{first['hash']}/{second['id']}?language=es").json()
    assert (found["before"], found["after"], found["follows"]) == (first["hash"], second["hash"], True)
    assert [(one["rule"], one["before"], one["after"]) for one in found["changes"]] == [
        ("lateness", 0, 3),
        ("travel", 1.5, 1),
    ]
    assert found["summary"][2] == "Tiempo de desplazamiento: 1,5 → 1 por cada minuto: pesa menos."


# -- plans -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with planning() as opened:
        yield opened


def put(desk: Desk, document: WeightsDocument) -> str:
    """A published version, by its id."""
    made = desk.ask("POST", "/v1/weights", json=json.loads(weights_text(document))).json()
    assert desk.ask("POST", f"/v1/weights/{made['id']}/publish", json={"effective": DAY}).status_code == 200
    return made["id"]


def test_a_plan_is_made_under_the_version_that_it_names_and_says_which(desk: Desk):
    heavy = version(name="heavy", values={"travel": 10}, reasons={})
    id = put(desk, heavy)
    asked = {"problem": ID, "iterations": 200, "strategy": "search"}
    for ref in (id, heavy.content_hash):
        made = desk.ask("POST", "/v1/plans", json={**asked, "weights": ref}).json()
        desk.work()
        told = desk.ask("GET", f"/v1/plans/{made['id']}").json()
        used = {"name": "heavy", "version": "1", "hash": heavy.content_hash}
        assert (told["options"]["weights"], told["figures"]["weights"]) == (heavy.content_hash, used)
        plan = desk.ask("GET", f"/v1/plans/{made['id']}/plan").json()
        assert plan["weights"] == plan["verdict"]["weights"] == used
        judged = check(under(week(), heavy), read_plan(json.dumps(plan)))
        assert plan["verdict"]["cost"] == told["figures"]["cost"] == judged.cost
        with desk.store.reading("sol") as books:
            entry = next(one for one in audit.page(books, None, 10_000) if one.object == f"plan:{made['id']}")
        assert (entry.weights, entry.detail["weights_hash"]) == ("heavy 1", heavy.content_hash)


def test_questions_about_a_plan_are_answered_under_its_weights(desk: Desk):
    free = version(name="free", values={}, reasons={}, others="off")
    made = desk.ask("POST", "/v1/plans", json={"problem": ID, "iterations": 100, "weights": put(desk, free)}).json()
    own = desk.ask("POST", "/v1/plans", json={"problem": ID, "iterations": 100, "seed": 5}).json()
    desk.work()
    compared = desk.ask("GET", f"/v1/plans/{made['id']}/compare/{own['id']}").json()
    assert (compared["cost"], compared["contributions"]) == (0, [])  # nothing costs anything under these
    assert desk.ask("GET", f"/v1/plans/{own['id']}/compare/{made['id']}").json()["cost"] != 0


def test_without_a_name_the_problems_own_weights_count(desk: Desk):
    made = desk.ask("POST", "/v1/plans", json={"problem": ID, "iterations": 100}).json()
    desk.work()
    told = desk.ask("GET", f"/v1/plans/{made['id']}").json()
    assert told["figures"]["weights"]["hash"] == content_hash(week().weights)
    assert "weights" not in told["options"]


def test_drafts_and_what_is_not_there_are_no_weights_of_plans(desk: Desk):
    draft = desk.ask("POST", "/v1/weights", json=json.loads(weights_text(version(name="draft")))).json()
    for ref in (draft["id"], draft["hash"], "0" * 26, "0" * 64):
        for path, more in (("plans", {}), ("plans/check", {"plan": document(planned())}), ("assignments", {})):
            refused = desk.ask("POST", f"/v1/{path}", json={"problem": ID, "weights": ref, **more})
            assert (refused.status_code, refused.json()["code"]) == (422, "contradiction")
            assert refused.json()["faults"][0]["pointer"] == "/weights"
    assert desk.ask("POST", "/v1/plans", json={"problem": ID, "weights": "nonsense"}).json()["code"] == "invalid"


def test_a_plan_is_judged_by_the_version_that_is_named(desk: Desk):
    second = version(name="judge", values={"travel": 4}, reasons={})
    id = put(desk, second)
    found = desk.ask("POST", "/v1/plans/check", json={"problem": ID, "plan": document(planned()), "weights": id}).json()
    assert found["weights"]["hash"] == second.content_hash
    assert found["cost"] == check(under(week(), second), planned().plan).cost
    assert date.fromisoformat(DAY) > week().start  # to try weights before they count is allowed


def test_who_cares_for_whom_is_weighed_by_the_version_that_is_named(desk: Desk):
    far = version(name="near home", values={"travel": 40}, reasons={})
    asked = {"problem": ID, "seconds": 5.0, "iterations": 20, "weights": put(desk, far)}
    limits = Limits(seconds=5, iterations=20)
    at_once = desk.ask("POST", "/v1/assignments", json=asked)
    assert at_once.status_code == 200
    assert at_once.json()["weights"]["hash"] == far.content_hash
    assert at_once.json()["cost"] == assign(under(week(), far), limits).cost != assign(week(), limits).cost
    later = desk.ask("POST", "/v1/assignments", json=asked, headers={"Prefer": "respond-async"})
    desk.work()
    assert desk.ask("GET", later.headers["Location"]).json()["taken"] == at_once.json()["taken"]
    with desk.store.reading("sol") as books:
        noted = next(one for one in audit.page(books, None, 10_000) if one.act == "assignment.ask")
    assert noted.weights == "near home 1"
