"""How many carers the morning needs at least: spans worked out by hand, and never more than a plan does with."""

from random import Random

import pytest

from engine.kpi import kpis
from engine.kpi.morning import morning_needs
from engine.plan import Plan
from engine.problem import Problem
from tests.problems import random_plan, random_problem
from tests.twins import plan, problem, shift, visit

MORNING = range(7, 11)


def needs(given: Problem) -> list[int]:
    return [need.carers for need in morning_needs(given, given.visits, MORNING)]


def test_visits_that_must_overlap_need_a_carer_each():
    # each begins from 8:00 to 8:10 and takes 30 minutes: from 8:15 to 8:30 all three go on. With half an hour more,
    # they begin from 7:45 to 8:25, and one could be over before the last begins
    given = problem(*(visit(f"v{number}", windows="08:00-08:10") for number in range(3)))
    assert needs(given)[0] == 3
    assert needs(given)[1] < 3


def test_visits_that_can_follow_each_other_need_one():
    given = problem(visit("v", windows="08:00-09:00"), visit("w", windows="08:00-09:00"))
    assert needs(given) == [1, 1, 1]


def test_five_half_hours_that_begin_within_an_hour_need_two_and_wider_windows_one():
    # from 8:00 to 9:30 lie 150 minutes of care: 1.67 carers; from 7:45 to 9:45 1.25; from 7:30 to 10:00 one does
    given = problem(*(visit(f"v{number}", windows="08:00-09:00") for number in range(5)))
    assert needs(given) == [2, 2, 1]


def test_a_window_that_is_to_be_over_by_its_end_closes_earlier():
    given = problem(*(visit(f"v{number}", windows="08:00-09:00", lateness="end") for number in range(3)))
    assert needs(given)[0] == 2  # 90 minutes within the hour
    given = problem(*(visit(f"v{number}", windows="08:00-08:30 18:00-19:00") for number in range(3)))
    assert needs(given) == [0, 0, 0]  # they may come in the evening instead


def test_the_afternoon_is_not_looked_at_and_the_busiest_day_counts():
    given = problem(
        *(visit(f"v{number}", windows="15:00-15:10") for number in range(4)),
        *(visit(f"w{number}", windows="09:00-09:10", day=1) for number in range(2)),
        visit("x", windows="09:00-09:10"),
        days=2,
    )
    assert needs(given)[0] == 2
    assert needs(problem(visit("x", windows="15:00-15:10"))) == [0, 0, 0]


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_in_which_each_visit_begins_in_its_window_has_fewer_at_once(seed: int):
    given = random_problem(seed, days=2, carers=6, clients=8, visits=16)
    found = random_plan(given, Random(seed))
    late = {
        stop.visit
        for name, _, stop in found.visits()
        if not any(first <= stop.start <= last for first, last in given.visit[name].deadlines())
    }
    kept = [given.visit[name] for name, _, _ in found.visits() if name not in late]
    now, *wider = (need.carers for need in morning_needs(given, kept, MORNING))
    assert now <= kpis(given, found).peak
    assert [now, *wider] == sorted([now, *wider], reverse=True)


def test_the_figures_count_the_visits_that_are_planned():
    given = problem(shift("aina"), visit("v", windows="08:20-08:30"), visit("w", windows="08:20-08:30"))
    assert [need.carers for need in kpis(given, plan(given, aina="08:20 v")).morning_needs] == [1, 1, 1]
    assert [need.wider for need in kpis(given, Plan()).morning_needs] == [0, 30, 60]
    assert [need.carers for need in kpis(given, Plan()).morning_needs] == [0, 0, 0]
