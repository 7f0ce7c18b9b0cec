"""Published plans of the UHHC benchmark: the referee must charge what was published, component by component.

Put another instance beside these and a solution named after it (`<instance>.<how>.json`), and it is held too.
"""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.check import check
from engine.data import uhhc
from tests.realdata import SHARED, files

RULE_OF_PUBLISHED = {
    "travel_time": "travel",
    "total_tardiness": "lateness",
    "highest_tardiness": "worst_lateness",
    "total_waiting_time": "waiting",
    "total_extra_time": "overtime",
    "max_idle_time": "idlest",
    "preferences": "preferred_carer",
    "unscheduled": "unplanned",
    "missed_lunch_break": "missed_break",
}


def published_cost(solution: Path, told: dict[str, Any]) -> float:
    """What the file itself says, else the table of published costs (the CP-SAT files carry none)."""
    if "cost" in told:
        return told["cost"]["objective"]
    name, how = solution.name.split(".")[:2]
    column = {"sa": "sa_best_of_10", "cp-sat": "cp_sat_best"}[how]
    with (SHARED / "uhhc" / "published.csv").open(newline="") as table:
        return next(float(row[column]) for row in csv.DictReader(table) if row["instance"] == name)


@pytest.mark.parametrize("solution", files("uhhc/solutions", "*.json"))
def test_referee_charges_what_was_published(solution: Path) -> None:
    problem = uhhc.read(SHARED / "uhhc" / "instances" / f"{solution.name.split('.')[0]}.json")
    told = json.loads(solution.read_text())
    verdict = check(problem, uhhc.read_plan(problem, solution))
    components = {RULE_OF_PUBLISHED[name]: cost for name, cost in told["cost_components"].items()}
    charged = {rule: cost for rule, cost in verdict.components.items() if rule in components}
    assert charged == {rule: cost for rule, cost in components.items() if rule in charged}
    assert {rule for rule, cost in components.items() if cost} <= set(charged)
    assert verdict.cost == published_cost(solution, told)
    assert verdict.violations == ()


@pytest.mark.parametrize("solution", files("uhhc/solutions", "*.json"))
def test_a_published_plan_survives_writing_and_reading(solution: Path) -> None:
    problem = uhhc.read(SHARED / "uhhc" / "instances" / f"{solution.name.split('.')[0]}.json")
    plan = uhhc.read_plan(problem, solution)
    written = uhhc.write(problem, plan)
    again = uhhc.read_plan(problem, json.dumps(written))
    assert check(problem, again) == check(problem, plan)
    assert [route["caregiver_id"] for route in written["routes"]] == [carer.id for carer in problem.carers]
    assert {route.shift: route.stops for route in again.routes} == {route.shift: route.stops for route in plan.routes}


@pytest.mark.parametrize("instance", [*files("uhhc/families", "*.json"), *files("uhhc/instances", "*.json")])
def test_every_instance_can_be_read(instance: Path) -> None:
    problem = uhhc.read(instance)
    told = json.loads(instance.read_text())
    assert len(problem.clients) == len(told["patients"])
    assert len(problem.visits) == sum(len(patient["required_services"]) for patient in told["patients"])
    scale = problem.ticks_per_minute
    first = told["patients"][0]
    assert np.allclose(problem.travel[0].times / scale, told["distances"], rtol=0, atol=1e-9)
    assert problem.visits[0].windows[0].end / scale == pytest.approx(first["time_windows"][0]["end"], abs=1e-9)
