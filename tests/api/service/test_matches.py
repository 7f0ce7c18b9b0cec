"""Matches, substitutions and assignments: answered at once when small, as a job when large."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.documents.matches import match_document
from api.documents.plain import finite
from engine.data.canonical import read_request
from engine.matching import Desk as Bench
from engine.matching import match
from tests.api.answering.weeks import ID, care, planned, week
from tests.api.service.planning import Desk, planning


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with planning() as opened:
        yield opened


def form(desk: Desk, **more: Any) -> dict[str, Any]:
    return {"plan": desk.held.plan, "request": care(), **more}


def expected() -> dict[str, Any]:
    bench = Bench(week(), planned().plan)
    document = match_document(match(bench, read_request(json.dumps(care()))), bench, "en")
    return json.loads(json.dumps(finite(document))) | {"learning": []}


def test_a_small_match_is_answered_at_once_as_the_engine_does(desk: Desk) -> None:
    answer = desk.ask("POST", "/v1/matches", json=form(desk))
    assert answer.status_code == 200
    assert answer.json() == expected()
    assert desk.queue.dispatched == []


def test_the_same_may_be_had_as_a_job(desk: Desk) -> None:
    told = {"headers": {"Prefer": "respond-async", "Idempotency-Key": "k"}, "json": form(desk)}
    answer = desk.ask("POST", "/v1/matches", **told)
    assert (answer.status_code, answer.json()["measure"]) == (202, "asked for as a job")
    assert desk.ask("POST", "/v1/matches", **told).json()["id"] == answer.json()["id"]
    where = answer.headers["Location"]
    waits = desk.ask("GET", where)
    assert (waits.status_code, waits.json()["state"], waits.headers["Retry-After"]) == (202, "accepted", "1")
    assert [one["id"] for one in desk.ask("GET", "/v1/matches?state=accepted").json()["items"]] == [waits.json()["id"]]
    assert desk.ask("GET", "/v1/substitutions?state=accepted").json()["items"] == []
    desk.work()
    assert desk.ask("GET", where).json() == expected()
    assert desk.ask("GET", f"/v1/plans/{answer.json()['id']}").status_code == 404
    assert desk.ask("GET", f"/v1/substitutions/{answer.json()['id']}").status_code == 404


def test_a_large_match_comes_as_a_job(desk: Desk) -> None:
    visits = [care(f"asked-{number}")["visits"][0] for number in range(61)]
    answer = desk.ask("POST", "/v1/matches", json=form(desk, request=care() | {"visits": visits, "carers": None}))
    assert (answer.status_code, answer.json()["measure"]) == (202, "more than 60 visits")
    desk.work()
    assert len(desk.ask("GET", answer.headers["Location"]).json()["visits"]) == 61


def test_a_job_that_was_refused_says_where_and_why_for_good(desk: Desk) -> None:
    far = care(client="nobody")
    answer = desk.ask("POST", "/v1/matches", json=form(desk, request=far), headers={"Prefer": "respond-async"})
    desk.work()
    told = desk.ask("GET", answer.headers["Location"])
    assert (told.status_code, told.json()["code"]) == (409, "work-failed")
    assert told.json()["detail"] == "It was refused: contradiction."
    assert [fault["pointer"] for fault in told.json()["faults"]] == ["/request/visits/0/client"]


def test_substitutes_are_found_at_once_or_in_a_job(desk: Desk) -> None:
    shift = week().shift[planned().plan.routes[0].shift]
    day = week().calendar.date_of(shift.start).isoformat()
    told = {"plan": desk.held.plan, "carer": shift.carer, "day": day, "moves": 1}
    at_once = desk.ask("POST", "/v1/substitutions", json=told)
    assert (at_once.status_code, at_once.json()["carer"]) == (200, shift.carer)
    later = desk.ask("POST", "/v1/substitutions", json=told, headers={"Prefer": "respond-async"})
    desk.work()
    assert desk.ask("GET", later.headers["Location"]).json() == at_once.json()


def test_assignments_are_made_at_once_or_in_a_job(desk: Desk) -> None:
    told = {"problem": ID, "iterations": 10, "seed": 2}
    at_once = desk.ask("POST", "/v1/assignments", json=told)
    assert at_once.status_code == 200
    later = desk.ask("POST", "/v1/assignments", json=told | {"seconds": 6.0})
    assert (later.status_code, later.json()["measure"]) == (202, "more than 500 visits or 5 seconds")
    desk.work()
    assert desk.ask("GET", later.headers["Location"]).json()["taken"] == at_once.json()["taken"]
