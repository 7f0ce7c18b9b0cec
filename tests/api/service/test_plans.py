"""Plans: asked for once, followed without a gap, read, stopped, cancelled, judged, explained and compared."""

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from api.access.principal import Role
from api.answering.forms import PlanForm
from api.routes import plan_events
from api.store import audit, jobs, people, problems
from engine.check import check
from engine.data.canonical import problem_text
from engine.solve import STRATEGIES
from tests.api.answering.weeks import ID, document, planned, week
from tests.api.service.parts import SMALL, TEXT, served
from tests.api.service.planning import Desk, planning


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with planning() as opened:
        yield opened


def made(desk: Desk, **more: Any) -> str:
    """A plan that was asked for and is there."""
    id = desk.ask("POST", "/v1/plans", json={"problem": ID, "iterations": 200, **more}).json()["id"]
    desk.work()
    return id


def test_a_plan_is_asked_for_followed_and_read(desk: Desk) -> None:
    answer = desk.ask("POST", "/v1/plans", json={"problem": ID, "iterations": 200, "seed": 3, "strategy": "search"})
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/plans/{answer.json()['id']}"
    where = answer.headers["Location"]
    assert desk.ask("GET", where).json()["state"] == "accepted"
    assert desk.ask("GET", f"{where}/plan").json()["code"] == "not-ready"
    desk.work()
    told = desk.ask("GET", where).json()
    assert told["state"] == "done"
    assert told["options"] == {"strategy": "search", "iterations": 200, "seed": 3, "language": "en"}
    plan = desk.ask("GET", f"{where}/plan").json()
    assert plan["format"] == "ronda-plan-1"
    assert told["figures"]["cost"] == plan["verdict"]["cost"]
    assert desk.ask("GET", f"{where}/kpis").json() == plan["kpis"]
    assert desk.ask("GET", f"{where}/findings").json() == plan["verdict"]
    with desk.store.reading("sol") as books:
        acts = [(one.act, one.object) for one in audit.page(books, None, 1000)]
    assert ("plan.ask", f"plan:{told['id']}") in acts


def test_the_same_key_asks_once(desk: Desk) -> None:
    told: dict[str, Any] = {"headers": {"Idempotency-Key": "once"}, "json": {"problem": ID, "iterations": 100}}
    first, second = desk.ask("POST", "/v1/plans", **told), desk.ask("POST", "/v1/plans", **told)
    assert first.json()["id"] == second.json()["id"]
    other = desk.ask("POST", "/v1/plans", **{**told, "json": {"problem": ID, "iterations": 101}})
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    assert len(desk.queue.dispatched) == 1
    desk.work()


@pytest.mark.parametrize(
    ("form", "status", "pointer"),
    [
        ({"problem": "nowhere"}, 404, None),
        ({"problem": ID, "version": 77}, 404, None),
        ({"problem": ID, "seconds": 1e9}, 422, "/seconds"),
        ({"problem": ID, "strategy": "luck"}, 422, "/strategy"),
        ({"problem": ID, "start": "nowhere"}, 422, "/start"),
        ({"problem": ID, "surprise": 1}, 422, ""),
        ([], 422, ""),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, form: Any, status: int, pointer: str | None) -> None:
    answer = desk.ask("POST", "/v1/plans", json=form)
    assert answer.status_code == status
    assert pointer is None or pointer in [fault["pointer"] for fault in answer.json()["faults"]]
    assert desk.queue.dispatched == []


def test_a_plan_of_any_version_is_asked_for_without_opening_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_it(*_: Any) -> None:
        raise AssertionError("it was opened")

    with served() as world:
        with world.store.of("sol") as books:
            problems.put(books, "week", SMALL, TEXT, None)
            newer = replace(SMALL, name="newer")
            problems.put(books, "week", newer, problem_text(newer), None)
        monkeypatch.setattr(problems, "stored", open_it)
        for version in (1, 2, None):
            answer = world.as_role(Role.PLANNER, "POST", "/v1/plans", json={"problem": "week", "version": version})
            assert answer.status_code == 202
        with world.store.of("sol") as books:
            people.erase(books, "carer", "berta")
        for version in (1, 2, None):
            answer = world.as_role(Role.PLANNER, "POST", "/v1/plans", json={"problem": "week", "version": version})
            assert answer.json()["code"] == "erased"


def test_every_way_to_plan_may_be_asked_for() -> None:
    assert set(get_args(PlanForm.__annotations__["strategy"])) == set(STRATEGIES)


def test_weeks_are_planned_one_after_the_other(desk: Desk) -> None:
    id = made(desk, strategy="rolling")
    assert desk.ask("GET", f"/v1/plans/{id}/plan").json()["made"]["strategy"] == "rolling"


@pytest.mark.parametrize("asked", [f"problem={ID}", "state=done"])
def test_what_a_list_is_narrowed_to_is_sought_beside_the_event_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    beside: list[bool] = []
    look_up = jobs.page

    def watched(*told: Any) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            beside.append(True)
        else:
            beside.append(False)
        return look_up(*told)

    monkeypatch.setattr(jobs, "page", watched)
    assert desk.ask("GET", f"/v1/plans?{asked}").status_code == 200
    assert beside == [True]


def test_a_plan_may_start_from_another(desk: Desk) -> None:
    id = made(desk, start=desk.held.plan, strategy="search")
    assert desk.ask("GET", f"/v1/plans/{id}").json()["figures"]["cost"] <= planned().verdict.cost


def test_lists_come_in_pages(desk: Desk) -> None:
    made(desk)
    seen: list[str] = []
    where = "/v1/plans?limit=1"
    while where:
        answer = desk.ask("GET", where)
        seen += [one["id"] for one in answer.json()["items"]]
        where = answer.links.get("next", {}).get("url", "")
    assert len(seen) >= 2
    assert seen == sorted(set(seen))
    assert desk.ask("GET", "/v1/plans", params={"state": "failed"}).json()["items"] == []
    assert desk.ask("GET", "/v1/plans", params={"problem": "another"}).json()["items"] == []
    assert desk.ask("GET", "/v1/plans", params={"problem": ID}).json()["items"]


def test_what_waits_is_cancelled_and_what_is_over_is_not(desk: Desk) -> None:
    id = desk.ask("POST", "/v1/plans", json={"problem": ID}).json()["id"]
    assert desk.ask("POST", f"/v1/plans/{id}/cancel").json()["state"] == "cancelled"
    desk.work()
    assert desk.ask("GET", f"/v1/plans/{id}/plan").json()["code"] == "not-ready"
    assert desk.ask("POST", f"/v1/plans/{id}/stop").json()["code"] == "over"
    assert desk.ask("POST", f"/v1/plans/{desk.held.plan}/cancel").json()["code"] == "over"


def test_what_is_stopped_keeps_its_best_plan(desk: Desk) -> None:
    id = desk.ask("POST", "/v1/plans", json={"problem": ID, "seconds": 300}).json()["id"]
    working = threading.Thread(target=desk.work)
    working.start()
    while not any(told["event"] == "progress" for told in events(desk.ask("GET", f"/v1/plans/{id}").json(), desk, id)):
        pass
    assert desk.ask("POST", f"/v1/plans/{id}/stop").status_code == 202
    working.join(120)
    assert desk.ask("GET", f"/v1/plans/{id}").json()["state"] == "stopped"
    assert desk.ask("GET", f"/v1/plans/{id}/plan").status_code == 200


def events(state: dict[str, Any], desk: Desk, id: str) -> list[dict[str, Any]]:
    """What the store has of a plan's events."""
    with desk.store.reading("sol") as books:
        return [{"event": one.kind} for one in jobs.events(books, id, 0, 1000)]


# -- events ------------------------------------------------------------------------------------------------------------


def read(stream: str) -> list[tuple[int, str]]:
    """Numbers and kinds of the events of a stream."""
    parts = [dict(line.split(": ", 1) for line in part.splitlines()) for part in stream.split("\n\n") if "id: " in part]
    return [(int(part["id"]), part["event"]) for part in parts]


def test_events_are_numbered_without_a_gap_and_end(desk: Desk) -> None:
    id = made(desk)
    answer = desk.ask("GET", f"/v1/plans/{id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = read(answer.text)
    assert [number for number, _ in told] == list(range(1, len(told) + 1))
    assert (told[0][1], told[-1][1]) == ("accepted", "done")


def test_whoever_breaks_off_continues_behind_what_was_seen(desk: Desk) -> None:
    id = made(desk)
    whole = read(desk.ask("GET", f"/v1/plans/{id}/events").text)
    path = f"/v1/plans/{id}/events"
    for seen in range(len(whole)):
        by_header = read(desk.ask("GET", path, headers={"Last-Event-ID": str(seen)}).text)
        assert by_header == read(desk.ask("GET", f"{path}?after={seen}").text) == whole[seen:]
    assert desk.ask("GET", f"{path}?after={len(whole)}").status_code == 204


def test_events_come_as_they_happen_and_silence_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_events, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(plan_events, "HEARTBEAT_EVERY", 0.05)
    looks = 0
    told = [jobs.Event(number, "progress", {}, datetime(2026, 1, 1, tzinfo=UTC)) for number in (1, 2)]

    def look(seen: int) -> tuple[list[jobs.Event], bool]:
        nonlocal looks
        looks += 1
        return ([told[seen]] if looks in (1, 40) else []), looks == 40

    async def whole() -> list[bytes]:
        return [part async for part in plan_events.told(look, 0, look(0), threading.Event())]

    parts = asyncio.run(whole())
    assert [part.splitlines()[2] for part in parts if part.startswith(b"event:")] == [b"id: 1", b"id: 2"]
    assert b": still at it\n\n" in parts


# -- asked of a plan ---------------------------------------------------------------------------------------------------


def test_any_plan_is_judged(desk: Desk) -> None:
    answer = desk.ask("POST", "/v1/plans/check", json={"problem": ID, "plan": document(planned())})
    verdict = check(week(), planned().plan)
    assert answer.status_code == 200
    assert (answer.json()["cost"], answer.json()["clean"]) == (verdict.cost, verdict.clean)


def test_a_visit_is_explained_and_two_plans_compared(desk: Desk) -> None:
    visit = next(name for name, _, _ in planned().plan.visits())
    carer = week().carers[1].id
    where = f"/v1/plans/{desk.held.plan}/explanations/{visit}"
    assert desk.ask("GET", where).json()["visit"] == visit
    assert desk.ask("GET", where, params={"carer": carer, "language": "ca"}).json()["carer"] == carer
    assert desk.ask("GET", where, params={"carer": "nobody"}).json()["faults"][0]["pointer"] == "query#carer"
    assert desk.ask("GET", f"/v1/plans/{desk.held.plan}/explanations/none").status_code == 404
    other = made(desk, seed=5)
    told = desk.ask("GET", f"/v1/plans/{desk.held.plan}/compare/{other}").json()
    costs = [desk.ask("GET", f"/v1/plans/{id}").json()["figures"]["cost"] for id in (desk.held.plan, other)]
    assert told["cost"] == pytest.approx(costs[1] - costs[0])


def test_carers_and_clients_see_their_own_and_nobody_elses(desk: Desk) -> None:
    where = f"/v1/plans/{desk.held.plan}/own"
    assert desk.ask("GET", where, Role.CARER).status_code == 404  # nobody has published it yet
    assert desk.ask("POST", f"/v1/plans/{desk.held.plan}/publish").status_code == 200
    carer, client = week().carers[0].id, week().clients[0].id
    rounds = desk.ask("GET", where, Role.CARER).json()
    visits = [stop["visit"] for one in rounds["rounds"] for stop in one["stops"] if stop["visit"]]
    mine = [name for name, shift, _ in planned().plan.visits() if week().shift[shift].carer == carer]
    assert sorted(visits) == sorted(mine)
    told = desk.ask("GET", where, Role.CLIENT).json()
    theirs = [name for name, _, _ in planned().plan.visits() if week().visit[name].client == client]
    assert sorted(one["visit"] for one in told["visits"]) == sorted(theirs)
    others = [one.id for one in week().clients[1:]]
    assert not [name for name in others if f'"{name}"' in json.dumps(told)]
    assert desk.ask("GET", where, Role.PLANNER).status_code == 403
    for path in ("", "/plan", "/kpis", "/findings", "/events"):
        assert desk.ask("GET", f"/v1/plans/{desk.held.plan}{path}", Role.CARER).status_code == 403
