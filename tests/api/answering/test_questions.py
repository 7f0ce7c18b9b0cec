"""What the processes beside the API answer is what the engine says."""

import json
from dataclasses import fields
from typing import Any

import jsonschema
import pytest

from api.answering import Answering, work
from api.documents.assignments import assignment_document
from api.documents.comparisons import comparison_document
from api.documents.explanations import explanation_document
from api.documents.matches import match_document
from api.documents.plain import finite
from api.documents.shapes import SHAPES
from api.documents.substitutes import substitution_document
from api.documents.verdicts import verdict_document
from api.refusals import Refusal
from api.store.store import Store
from engine.assignment import assign
from engine.check import check
from engine.data.canonical import problem_text, read_request
from engine.explain import changes, why
from engine.limits import Limits
from engine.matching import Desk, Freedoms, match
from engine.result import Subject
from engine.strategies.insert import placer
from engine.substitution import substitute
from tests.api.answering.asking import asked
from tests.api.answering.weeks import ID, Put, care, document, planned, put, week


def plain(told: dict[str, Any]) -> dict[str, Any]:
    """A document as it comes out of JSON."""
    return json.loads(json.dumps(finite(told)))


def test_a_match_is_what_the_engine_answers(answering: Answering, held: Put) -> None:
    form = {"plan": held.plan, "request": care(), "moves": 1, "top": 2, "language": "ca"}
    answer = asked(answering, "match", form)
    desk = Desk(week(), planned().plan)
    found = match(desk, read_request(json.dumps(care())), Freedoms(1), 2)
    assert answer == plain(match_document(found, desk, "ca")) | {"learning": []}
    assert answer["offers"]


def test_a_match_may_leave_carers_out_and_let_them_work_longer(answering: Answering, held: Put) -> None:
    everybody = [carer.id for carer in week().carers]
    answer = asked(answering, "match", {"plan": held.plan, "request": care(), "without": everybody, "overtime": 60})
    assert answer["offers"] == []
    assert {one["carer"] for one in answer["ruled_out"]} == set(everybody)


def test_a_request_may_bring_a_new_client_and_their_place(answering: Answering, held: Put) -> None:
    near = week().places[0]
    place = {"id": "new-door", "latitude": near.latitude, "longitude": near.longitude}
    request = care(client="new") | {"clients": [{"id": "new", "place": "new-door"}], "places": [place]}
    assert asked(answering, "match", {"plan": held.plan, "request": request})["offers"]


def test_a_large_match_is_for_a_job_and_the_job_answers_it(answering: Answering, store: Store, held: Put) -> None:
    visits = [care(f"asked-{number}")["visits"][0] for number in range(61)]
    body = json.dumps({"plan": held.plan, "request": care() | {"visits": visits, "carers": None}}).encode()
    about = {"problem": ID, "version": held.version, "plan": held.plan, "weights": "default 1"}
    assert asked(answering, "match", body, at_once=True) == {"measure": "more than 60 visits", **about}
    answer = work(store, "sol", "match", {"problem": ID, "version": held.version, "plan": held.plan}, body)
    assert answer.status == 200
    assert len(json.loads(answer.body)["visits"]) == 61


def test_a_job_that_is_refused_answers_with_the_problem_document(store: Store) -> None:
    answer = work(store, "sol", "match", {}, b'{"plan": "nowhere"}')
    told = json.loads(answer.body)
    assert (answer.status, told["code"]) == (422, "invalid")
    assert [fault["pointer"] for fault in told["faults"]] == ["/request"]


def test_a_verdict_is_the_referees(answering: Answering, held: Put) -> None:
    answer = asked(answering, "check", {"problem": ID, "plan": document(planned()), "language": "es"})
    kpis = answer.pop("kpis")
    assert answer == plain(verdict_document(week(), planned().plan, check(week(), planned().plan), "es"))
    assert kpis["estimated"] == answer["estimated"]


def test_an_explanation_is_the_engines(answering: Answering, held: Put) -> None:
    visit = next(name for name, _, _ in planned().plan.visits())
    told: dict[str, Any] = {"plan": held.plan, "visit": visit, "carer": None, "language": "en"}
    found = why(week(), planned().plan, visit, placer(week()), "en")
    assert asked(answering, "explanation", b"", **told) == plain(explanation_document(week(), found, "en"))


def test_a_comparison_is_the_engines(answering: Answering, store: Store, held: Put) -> None:
    other = planned(50, seed=9)
    second = put(store, result=other)
    told: dict[str, Any] = {"before": held.plan, "after": second.plan, "language": "en"}
    found = changes(week(), planned().plan, other.plan, "en")
    assert asked(answering, "comparison", b"", **told) == plain(comparison_document(week(), found, "en"))
    assert found.moves


def test_a_substitution_is_the_engines(answering: Answering, held: Put) -> None:
    carer = week().shift[next(iter(planned().plan.routes)).shift].carer
    day = week().calendar.date_of(week().shift[next(iter(planned().plan.routes)).shift].start)
    answer = asked(answering, "substitution", {"plan": held.plan, "carer": carer, "day": day.isoformat()})
    found = substitute(week(), planned().plan, carer, day)
    assert answer == plain(substitution_document(week(), found, "en"))


def test_an_assignment_is_the_engines(answering: Answering, held: Put) -> None:
    answer = asked(answering, "assignment", {"problem": ID, "seconds": 5.0, "iterations": 20, "seed": 4})
    found = plain(assignment_document(week(), assign(week(), Limits(seconds=5, iterations=20, seed=4))))
    assert answer["taken"] == found["taken"]
    assert answer["cost"] == found["cost"]


def test_a_problem_is_stored_as_it_was_put(answering: Answering, store: Store) -> None:
    told = {"id": "another", "expected": None, "absent": True, "by": "key-1", "role": "planner"}
    answer = asked(answering, "problem", problem_text(week()).encode(), **told)
    assert (answer["id"], answer["version"], answer["visits"]) == ("another", 1, len(week().visits))
    with pytest.raises(Refusal) as refused:
        asked(answering, "problem", problem_text(week()).encode(), **told)
    assert refused.value.code.code == "stale"
    assert refused.value.headers["ETag"] == f'"{answer["etag"]}"'


def test_documents_have_the_forms_that_the_openapi_tells(answering: Answering, store: Store, held: Put) -> None:
    plan: dict[str, Any] = {"plan": held.plan}
    other = put(store, result=planned(50, seed=9)).plan
    visit = next(iter(planned().plan.visits()))[0]
    check_form = {"problem": ID, "plan": document(planned())}
    both: dict[str, Any] = {"before": held.plan, "after": other, "language": "en"}
    why_it_is: dict[str, Any] = {**plan, "visit": visit, "carer": None, "language": "en"}
    found = {
        "Verdict": asked(answering, "check", check_form),
        "Kpis": asked(answering, "reading", b"", **plan, part="kpis"),
        "Comparison": asked(answering, "comparison", b"", **both),
        "MatchAnswer": asked(answering, "match", {**plan, "request": care()}),
        "Explanation": asked(answering, "explanation", b"", **why_it_is),
        "AssignmentAnswer": asked(answering, "assignment", {"problem": ID, "iterations": 5}),
    }
    for name, told in found.items():
        jsonschema.validate(told, {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SHAPES}})
    assert found["Comparison"]["moves"]


def test_findings_are_told_in_one_form_wherever_they_stand(answering: Answering, held: Put) -> None:
    needs = {"competency": "nobody holds it"}
    request = care() | {"visits": [care()["visits"][0] | {"needs": [needs]}]}
    match = asked(answering, "match", {"plan": held.plan, "request": request, "language": "ca"})
    told: dict[str, Any] = {"plan": held.plan, "visit": next(iter(planned().plan.visits()))[0], "language": "ca"}
    why_not = [
        asked(answering, "explanation", b"", **told, carer=carer)["candidate"]
        for carer in (c.id for c in week().carers)
    ]
    found = [
        finding
        for one in [*match["ruled_out"], *filter(None, why_not)]
        for finding in [*one["findings"], *((one.get("alternative") or {}).get("broken") or ())]
    ]
    assert found
    for finding in found:
        assert finding["sentence"]
        assert set(finding) <= {"rule", "amount", "cost", "sentence", *(field.name for field in fields(Subject))}
