"""What carers and clients see and ask for themselves: all of their own, and nothing of anybody else's."""

import json
import re
from collections.abc import Iterator
from random import Random

import pytest

from api.access.principal import Role
from api.store import audit, people, problems
from engine.data.canonical import read_problem
from engine.kpi import kpis
from engine.shapes import LANGUAGES
from tests.api.answering.weeks import week
from tests.api.service.parts import HOME, World, keep, key_of, served
from tests.problems import random_plan

ID = "their-week"
PLAN = random_plan(week(), Random(4))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(requests_a_second=100_000, matches_a_second=100_000) as found:
        yield found


@pytest.fixture(scope="module")
def plan(world: World) -> str:
    return keep(world.store, "sol", ID, week(), PLAN)


def get(world: World, role: Role, person: str, path: str, **more):
    return world.ask("GET", path, key_of(world.store, "sol", role, person=person), **more)


def visits_of(carer: str) -> dict[str, str]:
    """The visits that the plan gives to a carer, each with its client."""
    given = week()
    return {visit: given.visit[visit].client for visit, shift, _ in PLAN.visits() if given.shift[shift].carer == carer}


def named(text: str, ids) -> set[str]:
    """Which of the ids stand in a text, as whole words."""
    return {id for id in ids if re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text)}


BUSY = max((carer.id for carer in week().carers), key=lambda carer: len(visits_of(carer)))


# -- the carer's week --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carer", [one.id for one in week().carers])
def test_a_carer_sees_their_own_rounds_and_hours(world: World, plan: str, carer: str):
    told = get(world, Role.CARER, carer, "/v1/me/week", params={"plan": plan}).json()
    stops = [stop for one in told["rounds"] for stop in one["stops"]]
    assert {stop["visit"]: stop["client"] for stop in stops if stop["visit"]} == visits_of(carer)
    row = next(one for one in kpis(week(), PLAN).carers if one.carer == carer)
    for name in ("minutes", "contract", "wanted", "rest", "unpaid", "weekends", "balance"):
        assert told["hours"][name] == getattr(row, name), name
    assert sum(one["travel_minutes"] for one in told["rounds"]) == row.travel
    for one in told["rounds"]:
        on_the_way = [stop["travel_minutes"] for stop in one["stops"]]
        assert sum(on_the_way) + one["home_minutes"] == one["travel_minutes"]


@pytest.mark.parametrize("carer", [one.id for one in week().carers])
def test_a_carer_sees_no_other_carers_client_and_no_colleague(world: World, plan: str, carer: str):
    own = visits_of(carer)
    texts = [get(world, Role.CARER, carer, "/v1/me/week", params={"plan": plan}).text]
    texts += [
        get(world, Role.CARER, carer, f"/v1/me/week/{visit}/why", params={"plan": plan, "language": language}).text
        for visit in list(own)[:3]
        for language in ("en", "ca")
    ]
    others = {one.id for one in week().clients} - set(own.values())
    colleagues = {one.id for one in week().carers} - {carer}
    strange = {one.id for one in week().visits if one.client in others}
    for text in texts:
        assert named(text, others | colleagues | strange) == set()


def test_another_carers_visit_is_not_explained(world: World, plan: str):
    strange = next(visit for visit, shift, _ in PLAN.visits() if week().shift[shift].carer != BUSY)
    answer = get(world, Role.CARER, BUSY, f"/v1/me/week/{strange}/why", params={"plan": plan})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown")


def test_why_me_is_told_in_the_carers_language(world: World, plan: str):
    visit = next(iter(visits_of(BUSY)))
    heads = {
        language: get(
            world, Role.CARER, BUSY, f"/v1/me/week/{visit}/why", params={"plan": plan, "language": language}
        ).json()["summary"][0]
        for language in LANGUAGES
    }
    assert " is yours on " in heads["en"]
    assert " és teva " in heads["ca"]
    assert " es tuya " in heads["es"]
    assert " आपके पास है।" in heads["hi"]
    assert " તમારી પાસે છે." in heads["gu"]
    assert " é sua " in heads["pt-BR"]


@pytest.mark.parametrize(("places", "seen"), [("map", {"id", "where"}), ("id", {"id"}), ("none", set())])
def test_places_are_told_as_the_co_op_lets_them_be_seen(places: str, seen: set[str]):
    with served(places_for_carers=places) as world:
        plan = keep(world.store, "sol", ID, week(), PLAN)
        told = get(world, Role.CARER, BUSY, "/v1/me/week", params={"plan": plan}).json()
        found = [stop["place"] for one in told["rounds"] for stop in one["stops"] if stop["visit"]]
        assert found
        for place in found:
            assert (place is not None) == ("id" in seen)
            assert (place is not None and place["latitude"] is not None) == ("where" in seen)


# -- the client's visits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("client", [one.id for one in week().clients])
def test_a_client_sees_who_comes_when_and_nothing_of_others(world: World, plan: str, client: str):
    answer = get(world, Role.CLIENT, client, "/v1/me/visits", params={"plan": plan})
    told = answer.json()
    due = {visit.id for visit in week().visits_of[client]}
    coming = {visit: week().shift[shift].carer for visit, shift, _ in PLAN.visits() if visit in due}
    assert {one["visit"]: one["carer"] for one in told["visits"]} == coming
    assert {one["visit"] for one in told["open"]} == due - set(coming)
    assert [one["carer"] for one in told["usual"]] == list(week().client[client].usual)
    others = {one.id for one in week().clients} - {client}
    strange = {one.id for one in week().visits} - due
    own = set(coming.values()) | {*week().client[client].usual, *week().client[client].refuses}
    assert named(answer.text, others | strange | ({one.id for one in week().carers} - own)) == set()


@pytest.mark.parametrize(
    ("role", "path"), [(Role.CLIENT, "/v1/me/week"), (Role.CARER, "/v1/me/visits"), (Role.ADMIN, "/v1/me/week")]
)
def test_nobody_sees_what_is_of_another_role(world: World, plan: str, role: Role, path: str):
    assert world.as_role(role, "GET", path, params={"plan": plan}).status_code == 403


# -- which plan --------------------------------------------------------------------------------------------------------


def test_without_a_plan_it_is_the_one_that_knows_of_who_asks(world: World, plan: str):
    home = world.home()
    assert world.as_role(Role.CARER, "GET", "/v1/me/week").json()["plan"] == home
    assert get(world, Role.CARER, BUSY, "/v1/me/week").json()["plan"] == plan
    listed = get(world, Role.CARER, BUSY, "/v1/me/plans").json()
    assert {one["plan"]: one["first"] for one in listed} == {plan: week().start.isoformat(), home: "2026-03-02"}


def test_only_the_plan_that_is_out_is_shown(world: World):
    older, newer = world.home(), world.home()
    assert world.as_role(Role.CARER, "GET", "/v1/me/week", params={"plan": older}).status_code == 404
    assert world.as_role(Role.CARER, "GET", "/v1/me/week", params={"plan": newer}).status_code == 200
    assert world.as_role(Role.CARER, "GET", f"/v1/plans/{older}/own").status_code == 404
    assert world.as_role(Role.CARER, "GET", f"/v1/plans/{newer}/own").status_code == 200
    asked = {"plan": older, "visit": "v1"}
    assert world.as_role(Role.CARER, "POST", "/v1/me/petitions", json=asked).status_code == 404


# -- petitions ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked() -> Iterator[World]:
    """A world of its own, since petitions change it."""
    with served() as found:
        yield found


def post(world: World, role: Role, path: str, **body):
    return world.as_role(role, "POST", path, json=body)


def test_a_swap_is_asked_seen_by_the_planner_and_answered(asked: World):
    plan = asked.home()
    put = post(asked, Role.CARER, "/v1/me/petitions", plan=plan, visit="v1", reason="a wedding")
    assert put.status_code == 201, put.text
    again = post(asked, Role.CARER, "/v1/me/petitions", plan=plan, visit="v1", reason="the same wedding")
    assert (again.status_code, again.json()["id"]) == (200, put.json()["id"])

    seen = asked.as_role(Role.PLANNER, "GET", "/v1/petitions", params={"state": "open"}).json()["items"]
    told = ("kind", "person", "visit", "reason", "state")
    assert [tuple(one[name] for name in told) for one in seen] == [("swap", "berta", "v1", "a wedding", "open")]

    id = seen[0]["id"]
    lists = asked.as_role(Role.PLANNER, "GET", f"/v1/petitions/{id}/stand-ins").json()["shortlists"]
    assert [(one["visit"], [way["carer"] for way in one["stand_ins"]]) for one in lists] == [("v1", ["dora"])]

    reply = post(asked, Role.PLANNER, f"/v1/petitions/{id}/reply", accept=True, words="Dora goes")
    assert (reply.status_code, reply.json()["state"]) == (200, "accepted")
    own = asked.as_role(Role.CARER, "GET", "/v1/me/petitions").json()["items"]
    assert [(one["state"], one["answer"]) for one in own] == [("accepted", "Dora goes")]
    assert "person" not in own[0]
    assert post(asked, Role.PLANNER, f"/v1/petitions/{id}/reply", accept=False).json()["code"] == "over"
    assert post(asked, Role.CARER, f"/v1/me/petitions/{id}/withdraw").json()["code"] == "over"


def test_a_whole_shift_may_be_swapped(asked: World):
    plan = asked.home()
    put = post(asked, Role.CARER, "/v1/me/petitions", plan=plan, shift="b1")
    assert put.status_code == 201
    lists = asked.as_role(Role.PLANNER, "GET", f"/v1/petitions/{put.json()['id']}/stand-ins").json()["shortlists"]
    assert [one["visit"] for one in lists] == ["v1"]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.CARER, {"visit": "v2"}),  # Dora's
        (Role.CARER, {"visit": "none"}),
        (Role.CARER, {"shift": "d1"}),
        (Role.CARER, {"visit": "v1", "shift": "b1"}),
        (Role.CARER, {"carer": "dora"}),
        (Role.CARER, {}),
        (Role.CLIENT, {"carer": "dora"}),  # never comes
        (Role.CLIENT, {"visit": "v1"}),
        (Role.CLIENT, {"carer": "berta", "visit": "v1"}),
        (Role.CLIENT, {}),
        (Role.CARER, {"visit": "v1", "reason": "x" * 2001}),
        (Role.CARER, {"visit": "v1", "surprise": 1}),
    ],
)
def test_only_what_is_ones_own_may_be_asked_about(world: World, role: Role, body: dict):
    answer = post(world, role, "/v1/me/petitions", plan=world.home(), **body)
    assert answer.status_code == 422, answer.text
    assert "dora" not in json.dumps(answer.json())


def test_an_accepted_refusal_enters_the_problem_as_a_new_version(asked: World):
    plan = asked.home()
    put = post(asked, Role.CLIENT, "/v1/me/petitions", plan=plan, carer="berta")
    assert put.status_code == 201, put.text
    with asked.store.reading("sol") as books:
        before = problems.head(books, HOME)
    reply = post(asked, Role.PLANNER, f"/v1/petitions/{put.json()['id']}/reply", accept=True)
    assert reply.status_code == 200, reply.text
    with asked.store.reading("sol") as books:
        after, text = problems.get(books, HOME)
        acts = [one.act for one in audit.page(books, None, 100)]
    assert after.version == before.version + 1
    changed = read_problem(text.encode())
    assert changed.client["iris"].refuses == ("berta",)
    assert changed.client["jana"].refuses == ()
    assert acts[-2:] == ["problem.put", "refusal.accept"]


def test_a_declined_refusal_changes_nothing(asked: World):
    put = post(asked, Role.CLIENT, "/v1/me/petitions", plan=asked.home(), carer="berta")
    post(asked, Role.PLANNER, f"/v1/petitions/{put.json()['id']}/reply", accept=False, words="let us talk")
    with asked.store.reading("sol") as books:
        assert problems.head(books, HOME).version == 1


def test_a_refused_carer_is_neither_usual_nor_preferred_any_more():
    from api.answering.questions.reply import refused

    client = next(one for one in week().clients if one.usual)
    found = refused(week(), client.id, client.usual[0]).client[client.id]
    assert client.usual[0] in found.refuses
    assert client.usual[0] not in (*found.usual, *found.prefers)


def test_one_takes_back_what_one_has_asked_and_nobody_elses(asked: World):
    plan = asked.home()
    swap = post(asked, Role.CARER, "/v1/me/petitions", plan=plan, visit="v1").json()["id"]
    assert post(asked, Role.CLIENT, f"/v1/me/petitions/{swap}/withdraw").status_code == 404
    assert post(asked, Role.CARER, f"/v1/me/petitions/{swap}/withdraw").json()["state"] == "withdrawn"
    assert asked.as_role(Role.CLIENT, "GET", "/v1/me/petitions").json()["items"] == []


def test_who_was_erased_is_in_no_petition(asked: World):
    id = asked.petition()
    with asked.store.of("sol") as books:
        people.erase(books, "client", "iris")
    told = asked.as_role(Role.PLANNER, "GET", f"/v1/petitions/{id}").json()
    assert (told["visit"], told["reason"], told["answer"]) == (None, None, None)
    assert asked.as_role(Role.PLANNER, "GET", f"/v1/petitions/{id}/stand-ins").json()["code"] == "erased"


def test_the_log_tells_no_reason(asked: World, log):
    plan = asked.home()
    put = post(asked, Role.CARER, "/v1/me/petitions", plan=plan, visit="v1", reason="a secret wedding")
    post(asked, Role.PLANNER, f"/v1/petitions/{put.json()['id']}/reply", accept=False, words="alas")
    with asked.store.reading("sol") as books:
        noted = repr(audit.page(books, None, 100))
    for word in ("wedding", "alas", "berta", "iris", HOME):
        assert word not in log.getvalue() + noted
