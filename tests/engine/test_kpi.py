"""The figures of a plan, against a week worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from engine.errors import PlanError
from engine.kpi import CarerKpis, ClientKpis, kpis
from engine.plan import Plan, Route, Stop
from engine.problem import Carer, Client, TravelMatrix
from tests.twins import at, pause, plan, problem, shift, street, visit

WEEK = problem(
    Carer("aina", contract=840, wanted=1400),
    shift("aina", "08:00-12:00", rest=pause("08:00-12:00", 15, due_after=180)),
    shift("berta", "08:00-10:00"),
    shift("berta", "08:00-16:00", day=1),
    visit("v1", "a", "08:00-09:00"),
    visit("v2", "b", "08:00-09:00"),
    visit("v3", "b", "08:00-12:00"),
    visit("v4", "a", "08:00-12:00", duration=60),
    visit("v5", "d", "08:00-12:00"),
    days=2,
)
# Aina leaves home at 8:00, is with a 8:10-8:40, walks 10 to b, is there 8:50-9:20, waits from 9:20 to 11:45 at b's door
# (145), is with b 11:45-12:15, and home 20 minutes later: 35 minutes of overtime, and no break in 275 minutes.
# Berta leaves at 8:55, is with a 9:05-10:05 and home at 10:15, 15 minutes after her shift.
PLAN = plan(WEEK, aina="08:10 v1, 08:50 v2, 11:45 v3", berta="09:05 v4")


def test_every_figure_of_a_small_plan():
    found = kpis(WEEK, PLAN)
    assert (found.days, found.visits, found.planned, found.unplanned) == (2, 5, 4, 1)
    assert (found.late, found.late_minutes, found.late_worst) == (0, 0, 0)
    assert found.service_minutes == 30 + 30 + 30 + 60
    assert found.travel_minutes == 10 + 10 + 0 + 20 + (10 + 10)
    assert found.travel_metres == 6000
    assert found.waiting_minutes == 145
    assert found.travel_share == pytest.approx(60 / (150 + 60 + 145))
    assert found.gaps == 1
    assert found.overtime_minutes == 35 + 15
    assert found.missed_breaks == 1
    assert (found.peak, found.peak_at) == (2, at("09:05"))
    assert found.morning_share == 3 / 4
    assert found.by_hour == (*(0,) * 8, 2, 1, 0, 1, *(0,) * 12)
    assert not found.estimated


def test_a_row_for_each_carer_with_hours_for_the_length_of_the_horizon():
    # two days of seven: 840 minutes a week are 240, 1400 are 400
    found = kpis(WEEK, PLAN)
    assert found.carers == (
        CarerKpis("aina", 1, 3, 90, 40, 145, 35, 130, 240, 400),
        CarerKpis("berta", 1, 1, 60, 20, 0, 15, 80, None, None),
    )
    assert (found.contract_minutes, found.contract_filled) == (240, pytest.approx(130 / 240))


def test_a_row_for_each_client_and_how_many_faces_they_see():
    found = kpis(WEEK, PLAN)
    assert found.clients == (ClientKpis("a", 2, 2, 2), ClientKpis("b", 2, 2, 1), ClientKpis("d", 1, 0, 0))
    assert found.carers_per_client_mean == 1.5
    assert (found.carers_per_client_p90, found.carers_per_client_max) == (2, 2)


def test_nine_of_ten_clients_see_no_more_faces_than_the_ninetieth_percentile():
    # ten clients: nine see one carer, the last sees three
    clients = [Client(f"c{number}", "a") for number in range(10)]
    visits = [visit(f"v{number}", f"c{min(number, 9)}") for number in range(12)]
    shifts = [shift(f"carer{number}") for number in range(12)]
    given = problem(*clients, *visits, *shifts)
    rounds = {f"carer{number}": f"09:00 v{number}" for number in range(12)}
    found = kpis(given, plan(given, **rounds))
    assert (found.carers_per_client_p90, found.carers_per_client_max) == (1, 3)


def test_lateness_counts_each_late_visit_and_the_worst():
    given = problem(shift("aina"), visit("v", windows="08:00-09:00"), visit("w", windows="08:00-09:00"), visit("x"))
    found = kpis(given, plan(given, aina="09:10 v, 09:45 w, 10:20 x"))
    assert (found.late, found.late_minutes, found.late_worst) == (2, 10 + 45, 45)


def test_one_carer_who_goes_as_another_comes_is_no_peak_of_two():
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w", "b"))
    assert kpis(given, plan(given, aina="09:00 v", berta="09:30 w")).peak == 1
    assert kpis(given, plan(given, aina="09:00 v", berta="09:29 w")).peak == 2


def test_a_wait_of_half_an_hour_is_not_yet_a_gap():
    given = problem(shift("aina"), visit("v"), visit("w"))
    assert kpis(given, plan(given, aina="09:00 v, 10:00 w")).gaps == 0
    assert kpis(given, plan(given, aina="09:00 v, 10:01 w")).gaps == 1


def test_hours_are_those_of_the_clock_on_a_day_when_it_changes():
    given = problem(shift("aina", "07:00-16:00"), visit("v"), start=date(2026, 3, 29), timezone="Europe/Madrid")
    found = kpis(given, plan(given, aina="09:00 v"))
    assert found.by_hour[9] == 1


def test_only_the_modes_in_use_make_the_times_an_estimate():
    guessed = replace(street("bicycle"), estimated=True)
    given = problem(street(), guessed, shift("aina"), shift("berta", mode="bicycle"), visit("v"))
    assert not kpis(given, plan(given, aina="09:00 v")).estimated
    assert kpis(given, plan(given, berta="09:00 v")).estimated


def test_metres_are_unknown_where_a_used_mode_has_none():
    given = problem(TravelMatrix("walk", street().times), shift("aina"), visit("v"))
    assert kpis(given, plan(given, aina="09:00 v")).travel_metres is None


def test_seconds_are_told_as_minutes():
    given = problem(street(minutes=600), shift("aina", "00:00-23:00"), visit("v", duration=90), ticks_per_minute=60)
    found = kpis(given, Plan((Route("aina", (Stop("v", 900, 990),)),)))
    assert (found.service_minutes, found.travel_minutes) == (1.5, 20)


def test_an_empty_plan_has_figures_too():
    found = kpis(WEEK, Plan())
    assert (found.planned, found.unplanned, found.peak, found.peak_at) == (0, 5, 0, None)
    assert (found.travel_share, found.morning_share, found.carers_per_client_mean) == (0, 0, 0)


def test_a_plan_of_another_problem_is_refused():
    with pytest.raises(PlanError):
        kpis(WEEK, Plan((Route("nobody"),)))
