import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from engine.check import check
from engine.data import uhhc
from engine.errors import DataError
from engine.plan import Plan, Route, Stop
from engine.problem import Need, Problem
from tests.engine.data.uhhc.village import rounds, village


@pytest.fixture(scope="module")
def problem() -> Problem:
    return uhhc.read(json.dumps(village()))


def read_plan(problem: Problem, solution: dict[str, Any]) -> Plan:
    return uhhc.read_plan(problem, json.dumps(solution))


def test_the_referee_charges_what_was_reckoned_by_hand(problem: Problem) -> None:
    verdict = check(problem, read_plan(problem, rounds()))
    assert verdict.violations == ()
    assert {rule: cost for rule, cost in verdict.components.items() if cost} == {
        "travel": 2 * (10 + 15 + 12 + 30 + 10 + 25 + 30),
        "lateness": 3 * 5,  # cleo's cooking ends at 305, her window at 300
        "worst_lateness": 4 * 5,
        "waiting": 18 + 80 + 85,  # rosa before lunch and after it, pau for cleo's window
        "overtime": 7 * 5,  # rosa is home at 335
        "idlest": 10 * (335 - 67 - 90 - 30),
        "preferred_carer": 6,  # ada would rather have pau for the washing too
    }
    assert verdict.cost == 2003


def test_stops_are_put_in_order_and_lunch_is_at_the_patient_named(problem: Problem) -> None:
    plan = read_plan(problem, rounds())
    assert plan.routes[0] == Route(
        "rosa",
        (
            Stop("ada/wash", 60, 90),
            Stop("ben/cook", 105, 150),
            Stop(None, 180, 210, "cleo"),
            Stop("cleo/cook", 290, 305),
        ),
    )


def test_writing_and_reading_keep_the_plan(problem: Problem) -> None:
    plan = read_plan(problem, rounds())
    written = uhhc.write(problem, plan)
    assert read_plan(problem, written) == plan
    assert written["instance"] == "village"
    assert written["routes"][0]["locations"][2] == {
        "patient": "cleo",
        "service": "lunch_break",
        "arrival_time": 180,
        "departure_time": 210,
    }


def test_a_carer_without_visits_is_written_without_locations(problem: Problem) -> None:
    assert uhhc.write(problem, Plan((Route("pau"),)))["routes"] == [{"caregiver_id": "rosa"}, {"caregiver_id": "pau"}]


def test_a_lunch_without_a_place_is_at_the_next_patient(problem: Problem) -> None:
    plan = Plan((Route("rosa", (Stop(None, 180, 210), Stop("cleo/cook", 240, 255))),))
    assert uhhc.write(problem, plan)["routes"][0]["locations"][0]["patient"] == "cleo"


def test_a_lunch_named_after_an_unvisited_patient_is_at_the_depot(problem: Problem) -> None:
    locations = [
        {"patient": "ben", "service": "lunch_break", "start_time": 180, "end_time": 210},
        {"patient": "cleo", "service": "cook", "start_time": 240, "end_time": 255},
    ]
    plan = read_plan(problem, {"routes": [{"caregiver_id": "rosa", "locations": locations}]})
    assert plan.routes[0].stops[0].place == "base"
    written = uhhc.write(problem, plan)
    assert written["routes"][0]["locations"][0]["patient"] in {"ada", "ben"}
    assert read_plan(problem, written) == plan


def test_a_lunch_where_nobody_is_visited_cannot_be_said(problem: Problem) -> None:
    plan = Plan((Route("rosa", (Stop(None, 180, 210, "ben"), Stop("cleo/cook", 240, 255))),))
    with pytest.raises(DataError, match=r"stops\[0\].place = 'ben': hold the lunch"):
        uhhc.write(problem, plan)


def test_of_two_equal_services_the_first_required_is_the_first_done() -> None:
    instance = village()
    instance["patients"][2]["required_services"][1]["service"] = "wash"
    problem = uhhc.read(json.dumps(instance))
    solution = rounds()
    solution["routes"][0]["locations"][2]["service"] = "wash"
    plan = read_plan(problem, solution)
    assert {visit: stop.start for visit, _, stop in plan.visits() if visit.startswith("cleo")} == {
        "cleo/wash": 200,
        "cleo/wash/2": 290,
    }
    assert read_plan(problem, uhhc.write(problem, plan)) == plan


def test_minutes_may_have_decimals() -> None:
    instance = village()
    instance["distances"][0][1] = 10.25
    problem = uhhc.read(json.dumps(instance))
    solution = rounds()
    solution["routes"][1]["locations"][1] |= {"arrival_time": 200.75, "departure_time": 220.75}
    plan = read_plan(problem, solution)
    assert plan.routes[1].stops[1] == Stop("cleo/wash", 20075, 22075)
    assert uhhc.write(problem, plan)["routes"][1]["locations"][1]["arrival_time"] == 200.75
    assert uhhc.write(problem, plan)["routes"][1]["locations"][0]["arrival_time"] == 60


def test_depots_in_a_route_are_passed_over(problem: Problem) -> None:
    solution = rounds()
    solution["routes"][1]["locations"].insert(0, {"depot": "base", "departing_time": 50})
    solution["routes"][1]["locations"].append({"depot": "base", "arrival_time": 250})
    assert read_plan(problem, solution) == read_plan(problem, rounds())


def test_what_uhhc_cannot_say_is_refused_on_writing(problem: Problem) -> None:
    visits = (replace(problem.visits[0], needs=(Need("wash"), Need("lift"))), *problem.visits[1:])
    shifts = (*problem.shifts, replace(problem.shifts[1], id="late", start=400, end=500))
    with pytest.raises(DataError) as caught:
        uhhc.write(replace(problem, visits=visits, shifts=shifts), Plan())
    assert [(fault.where, fault.field) for fault in caught.value.faults] == [
        ("carer pau", "shifts"),
        ("visit ada/wash", "needs"),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one.pop("routes"), "text: routes = missing: it is missing: add it"),
        (
            lambda one: one["routes"][1].update(caregiver_id="paula"),
            "text: routes[1] (paula): caregiver_id = 'paula': no such caregiver",
        ),
        (
            lambda one: one["routes"][1].update(caregiver_id="rosa"),
            "text: routes[1] (rosa): caregiver_id = 'rosa': has a route already",
        ),
        (
            lambda one: one["routes"][0]["locations"][1].update(patient="bob"),
            "text: routes[0] (rosa): locations[1]: patient = 'bob': no such patient",
        ),
        (
            lambda one: one["routes"][0]["locations"][1].update(service="wash"),
            "text: routes[0] (rosa): locations[1]: service = 'wash': patient ben does not require it",
        ),
        (
            lambda one: one["routes"][1]["locations"].append(one["routes"][0]["locations"][1]),
            "text: routes[1] (pau): locations[2]: service = 'cook': patient ben has it already",
        ),
        (
            lambda one: one["routes"][0]["locations"][1].pop("arrival_time"),
            "text: routes[0] (rosa): locations[1].arrival_time = None: it is missing",
        ),
        (
            lambda one: one["routes"][0]["locations"][1].update(departure_time="late"),
            "text: routes[0] (rosa): locations[1].departure_time = 'late': give a number",
        ),
    ],
)
def test_a_bad_solution_says_where_what_and_how(
    problem: Problem, change: Callable[[dict[str, Any]], object], told: str
) -> None:
    solution = rounds()
    change(solution)
    with pytest.raises(DataError) as caught:
        read_plan(problem, solution)
    faults = [str(fault) for fault in caught.value.faults]
    assert any(fault.startswith(told) for fault in faults), faults
