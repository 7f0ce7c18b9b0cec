from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import csv_folder
from engine.data.csv_folder.reading import read_files
from engine.data.csv_folder.rounds import plan_text
from engine.errors import DataError, PlanError
from engine.plan import Plan, Route, Stop
from engine.problem import Problem
from tests.engine.data.csv_folder.block import block
from tests.problems import random_plan, random_problem

ROSA, PAU = "rosa 2026-03-27 08:00", "pau 2026-03-27 22:00"
PLAN = Plan((Route(ROSA, (Stop("v1", 490, 535),)), Route(PAU, (Stop("v2", 1435, 1455),))))


@pytest.fixture(scope="module")
def problem() -> Problem:
    return read_files(block(), "folder")


def read(problem: Problem, text: str, folder: Path) -> Plan:
    path = folder / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return csv_folder.read_plan(problem, path)


def test_a_plan_is_told_in_clock_times(problem: Problem) -> None:
    assert plan_text(problem, PLAN) == (
        "date,carer,shift,visit,start,end,place\n"
        f"2026-03-27,rosa,{ROSA},v1,08:10,08:55,\n"
        f"2026-03-27,pau,{PAU},v2,23:55,00:15,\n"
    )


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_a_plan_survives_writing_and_reading(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    problem = random_problem(seed)
    plan = random_plan(problem, Random(seed))
    path = tmp_path_factory.mktemp("plans") / "plan.csv"
    csv_folder.write_plan(problem, plan, path)
    kept = {route.shift: route.stops for route in csv_folder.read_plan(problem, path).routes}
    assert kept == {route.shift: route.stops for route in plan.routes if route.stops}


def test_without_a_shift_it_is_the_carers_one_at_that_time(problem: Problem, tmp_path: Path) -> None:
    text = "date,carer,visit,start,end\n2026-03-28,pau,v2,00:10,00:30\n2026-03-27,rosa,v1,8:10,8:55\n"
    found = {route.shift: route.stops for route in read(problem, text, tmp_path).routes}
    assert found == {ROSA: (Stop("v1", 490, 535),), PAU: (Stop("v2", 1450, 1470),)}


def test_a_row_without_a_visit_is_a_break_and_rows_may_come_in_any_order(problem: Problem, tmp_path: Path) -> None:
    text = "date,carer,visit,start,end,place\n2026-03-27,rosa,v1,11:30,12:15,\n2026-03-27,rosa,,11:00,11:15,ada\n"
    assert read(problem, text, tmp_path).routes[0].stops == (Stop(None, 660, 675, "ada"), Stop("v1", 690, 735))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-03-27,rose,,v1,08:10,08:55,", "plan.csv row 2: carer = 'rose': no such carer"),
        ("2026-03-27,rosa,s9,v1,08:10,08:55,", "plan.csv row 2: shift = 's9': no such shift"),
        (f"2026-03-27,rosa,{PAU},v1,08:10,08:55,", f"plan.csv row 2: shift = '{PAU}': is a shift of pau, not of rosa"),
        ("2026-03-27,rosa,,v1,18:10,18:55,", "plan.csv row 2: shift = '': rosa has no shift at that time"),
        ("2026-03-27,rosa,,v9,08:10,08:55,", "plan.csv row 2: visit = 'v9': no such visit"),
        ("2026-03-27,rosa,,,11:00,11:15,moon", "plan.csv row 2: place = 'moon': no such place"),
        ("2026-03-27,rosa,,v1,ten,08:55,", "plan.csv row 2: start = 'ten': give a clock time"),
        (f"2026-03-27,rosa,,v1,08:10,08:55,\n2026-03-27,pau,{PAU},v1,22:10,22:55,", "plan.csv row 3: visit = 'v1': is"),
    ],
)
def test_a_bad_row_says_where_what_and_how(problem: Problem, row: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(problem, f"date,carer,shift,visit,start,end,place\n{row}\n", tmp_path)
    faults = [str(fault) for fault in caught.value.faults]
    assert any(fault.startswith(told) for fault in faults), faults


def test_a_round_out_of_order_is_refused(problem: Problem) -> None:
    plan = Plan((Route(ROSA, (Stop("v1", 690, 735), Stop(None, 660, 675))),))
    with pytest.raises(DataError, match="stops = 2: does not survive a CSV file"):
        plan_text(problem, plan)


def test_a_plan_of_another_problem_is_refused(problem: Problem) -> None:
    with pytest.raises(PlanError, match="no such shift"):
        plan_text(problem, Plan((Route("s9"),)))
