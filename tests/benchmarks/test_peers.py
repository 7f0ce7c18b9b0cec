"""The care days that tools are compared on, their plans as the referee sees them, and who stands before whom."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import runs
from benchmarks.peers.__main__ import orders_of
from benchmarks.peers.instances import CASES, SMOKE, Case, care_day
from benchmarks.peers.runs import Row
from benchmarks.peers.solvers import PEERS, SOLVERS, Solver
from benchmarks.peers.table import comparison, days_of, foot
from benchmarks.peers.told import Limit, Told
from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.problem import Need, Problem

TINY = Case("tiny", 8, 3, (60, 120), 1)


def row(solver: str, unplanned: int, travel: float, violations: int = 0, seed: int = 1) -> Row:
    return Row("200 tight", seed, solver, 20.0, 1, unplanned, travel, violations, 20.1, 19.9, "1.0")


def alone(problem: Problem, visit: int, shift: int) -> Plan:
    """One visit, begun as early as its window and the shift allow."""
    told, one, its = Told(problem), problem.visits[visit], problem.shifts[shift]
    start = max(one.earliest, its.start + int(told.times[told.from_[shift], told.doors[visit]]))
    return Plan((Route(its.id, (Stop(one.id, start, start + one.duration),)),))


@pytest.mark.parametrize("case", [SMOKE, *CASES[:3]], ids=lambda case: case.name)
def test_a_day_has_what_its_case_says(case: Case):
    problem = care_day(case, 1)
    widths = [(visit.windows[0].end - visit.windows[0].start) / 60 for visit in problem.visits]
    assert (len(problem.visits), len(problem.carers), len(problem.shifts)) == (case.visits, case.carers, case.carers)
    assert case.width[0] - 1 <= min(widths)
    assert max(widths) <= case.width[1]
    assert len({shift.start_place for shift in problem.shifts}) == case.carers
    assert {shift.end - shift.start for shift in problem.shifts} <= {hours * 3600 for hours in (6, 7, 8)}


def test_the_same_seed_gives_the_same_day_and_another_seed_another():
    one, same, other = care_day(SMOKE, 1), care_day(SMOKE, 1), care_day(SMOKE, 2)
    assert (one.visits, one.shifts, one.carers, one.travel) == (same.visits, same.shifts, same.carers, same.travel)
    assert one.visits != other.visits
    assert not np.array_equal(one.travel[0].times, other.travel[0].times)


def test_no_detour_is_shorter_than_the_way():
    times = care_day(SMOKE, 1).travel[0].times
    assert (times[:, None, :] <= times[:, :, None] + times[None, :, :]).all()
    assert np.array_equal(times, times.T)


def test_where_carers_are_many_nearly_every_visit_could_be_made_by_somebody():
    problem = care_day(Case("many", 60, 30, (60, 120), 1), 1)
    able = [any(check(problem, alone(problem, visit, shift)).clean for shift in range(30)) for visit in range(60)]
    assert sum(able) >= 57


def test_what_is_told_agrees_with_the_referee_on_who_can_do_what():
    problem = care_day(SMOKE, 1)
    told = Told(problem)
    needy = [number for number, visit in enumerate(problem.visits) if visit.needs]
    found = {True: 0, False: 0}
    for visit in needy:
        for shift in range(SMOKE.carers):
            able = told.asked(problem.visits[visit]) <= told.held[shift]
            rules = {finding.rule for finding in check(problem, alone(problem, visit, shift)).violations}
            assert ("competence" not in rules) == able
            found[able] += 1
    assert min(found.values()) > 0


def test_an_unplanned_visit_costs_more_than_any_travel_saved():
    problem = care_day(SMOKE, 1)
    none = check(problem, Plan())
    assert none.cost == 1_000 * len(problem.visits)
    assert none.components["unplanned"] == none.cost
    assert Told(problem).unplanned > 2 * int(problem.travel[0].times.max())


@pytest.mark.parametrize("solver", PEERS, ids=lambda solver: solver.name)
def test_a_peer_is_told_the_day_so_that_its_plan_passes_the_referee_with_the_travel_that_it_told(solver: Solver):
    if solver.version is None:
        pytest.skip(f"{solver.package} is not installed")
    problem = care_day(TINY, 1)
    delivered = solver.ready()(Told(problem), Limit(seconds=1))
    verdict = check(problem, delivered.plan)
    assert [finding.rule for finding in verdict.violations] == []
    assert round(verdict.amounts["travel"] * problem.ticks_per_minute) == delivered.travel
    assert delivered.travel > 0
    assert len(verdict.unplanned) < TINY.visits


@pytest.mark.parametrize("solver", PEERS, ids=lambda solver: solver.name)
def test_a_peer_with_nobody_to_send_leaves_everything_out(solver: Solver):
    if solver.version is None:
        pytest.skip(f"{solver.package} is not installed")
    problem = care_day(Case("unskilled", 6, 2, (60, 120), 1), 1)
    hopeless = replace(problem, visits=tuple(replace(visit, needs=(Need("surgery"),)) for visit in problem.visits))
    delivered = solver.ready()(Told(hopeless), Limit(seconds=1))
    assert list(delivered.plan.visits()) == []
    assert delivered.travel == 0


def test_visits_count_before_travel_and_a_broken_plan_is_worse_than_any():
    rows = [row("a", 3, 10), row("b", 2, 99), row("c", 2, 98), row("d", 0, 5, violations=1)]
    assert [one.solver for one in sorted(rows, key=lambda one: one.standing)] == ["c", "b", "a", "d"]


def test_the_foot_tells_where_ronda_was_beaten():
    beaten_by_visits = [row("Ronda", 3, 10, seed=1), row("VROOM", 2, 99, seed=1)]
    beaten_by_travel = [row("Ronda", 2, 110, seed=2), row("PyVRP", 2, 100, seed=2), row("VROOM", 0, 1, 4, seed=2)]
    level = [row("Ronda", 2, 100, seed=3), row("PyVRP", 2, 100, seed=3)]
    assert foot(days_of(beaten_by_visits + beaten_by_travel + level)) == [
        "on 1 of 3 instances nobody left out fewer visits than Ronda, nor travelled less at equal unplanned",
        "lost: 200 tight, seed 1, to VROOM: 1 more visits unplanned (3 against 2)",
        "lost: 200 tight, seed 2, to PyVRP: 10.0 minutes, 10.0%, more travel",
    ]


def test_the_table_marks_whom_nobody_beat_and_shouts_of_broken_rules():
    text = comparison([row("Ronda", 2, 1100.4), row("VROOM", 2, 1200), row("PyVRP", 0, 1, violations=2)])
    cells = [cell.strip() for cell in text.splitlines()[2].strip("|").split("|")]
    assert cells == ["200 tight", "1", "* 2 / 1,100", "2 / 1,200", "0 / 1, 2 BROKEN"]
    (sums,) = [line for line in text.splitlines() if line.startswith("| Ronda")]
    cells = [cell.strip() for cell in sums.strip("|").split("|")]
    assert cells == ["Ronda", "1.0", "1 of 1", "2", "1,100", "0", "20.1", "19.9"]


def test_a_day_goes_through_all_tools_before_the_next_and_has_its_own_seconds():
    asked = orders_of([CASES[0], CASES[3]], [1, 2], list(SOLVERS)[:2], None, 1)
    assert [(one.case.name, one.seed, one.solver, one.seconds) for one in asked][:3] == [
        ("200 loose", 1, "Ronda", 20),
        ("200 loose", 1, "VROOM", 20),
        ("200 loose", 2, "Ronda", 20),
    ]
    assert asked[-1].seconds == 60
    assert {one.seconds for one in orders_of(CASES, [1], ["Ronda"], 5.0, 1)} == {5.0}


def test_stored_rows_come_back(tmp_path: Path):
    path = tmp_path / "results" / "peers.csv"
    runs.store(path, [row("Ronda", 2, 1100.5), row("VROOM", 2, 1200)], Row)
    runs.store(path, [row("VROOM", 1, 1300)], Row)
    assert list(runs.load(path, Row).values()) == [row("Ronda", 2, 1100.5), row("VROOM", 1, 1300)]
