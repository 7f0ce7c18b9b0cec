"""The figures of a plan, against a week worked out by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.errors import PlanError
from engine.kpi import CarerKpis, ClientKpis, Face, Hours, kpis
from engine.plan import Plan, Route, Stop
from engine.problem import Carer, Client, Labour, TravelMatrix
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


def row(carer: str, *work: float | None, **told: Any) -> CarerKpis:
    """A carer's row without rest, splits or weekends, but for what is told; hours are those of the horizon."""
    _, _, _, _, _, _, minutes, contract, wanted = work
    hours = (Hours(0, 2, minutes or 0, contract, wanted),)
    silent = {"carried": 0, "balance": None, "hours": hours, "rest": None, "free": None, "unpaid": 0}
    return CarerKpis(carer, *work, **silent | {"split_days": 0, "weekends": 0, "morning": 0} | told)  # pyright: ignore[reportArgumentType]


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
        row("aina", 1, 3, 90, 40, 145, 35, 130, 240, 400, balance=130 - 240, unpaid=145, morning=2),
        row("berta", 1, 1, 60, 20, 0, 15, 80, None, None, morning=1),
    )
    assert (found.contract_minutes, found.contract_filled) == (240, pytest.approx(130 / 240))


def test_a_row_for_each_client_and_how_many_faces_they_see():
    found = kpis(WEEK, PLAN)
    aina, berta = Face("aina", 1, usual=False), Face("berta", 1, usual=False)
    assert found.clients == (
        ClientKpis("a", 2, 2, 2, 1, None, (aina, berta)),
        ClientKpis("b", 2, 2, 1, 1, None, (replace(aina, visits=2),)),
        ClientKpis("d", 1, 0, 0, 1, None, ()),
    )
    assert found.carers_per_client_mean == 1.5
    assert (found.carers_per_client_p90, found.carers_per_client_max) == (2, 2)


# Aina works on Monday 8:00-12:00 and 16:00-20:00, on Tuesday 8:00-16:00, and on Saturday 8:00-12:00. Each visit takes
# half an hour at a, ten minutes from home.
FORTNIGHT = problem(
    Carer("aina", contract=60, wanted=120, carried=-30),
    Client("a", "a", usual=("aina", "carla"), carers_target=2),
    Carer("carla"),
    shift("aina", "08:00-12:00", id="mon"),
    shift("aina", "16:00-20:00", id="late"),
    shift("aina", "08:00-16:00", day=1, id="tue"),
    shift("aina", "08:00-12:00", day=5, id="sat"),
    shift("aina", "08:00-12:00", day=8, id="next"),
    *(visit(f"v{day}", "a", "08:00-20:00", day=day) for day in (0, 1, 5, 8)),
    visit("w", "a", "08:00-20:00"),
    days=14,
)
LIVED = plan(FORTNIGHT, mon="09:00 v0", late="19:00 w", tue="", sat="", next="")
LIVED = Plan(
    (
        *LIVED.routes[:2],
        Route("tue", (Stop("v1", at("08:40", 1), at("09:10", 1)),)),
        Route("sat", (Stop("v5", at("11:00", 5), at("11:30", 5)),)),
        Route("next", (Stop("v8", at("09:00", 8), at("09:30", 8)),)),
    )
)


def test_rest_is_from_coming_home_until_leaving_on_another_day():
    # home on Monday at 19:40, away on Tuesday at 8:30: 12 h 50, shorter than any night after it
    found = kpis(FORTNIGHT, LIVED)
    assert found.carers[0].rest == found.rest_shortest == 12 * 60 + 50
    assert found.carers[1].rest is None


def test_the_free_stretch_is_the_longest_of_the_week_that_has_least():
    # the first week: from Tuesday 9:20 until Saturday 10:50; the second: from Tuesday 9:40 until Sunday midnight
    found = kpis(FORTNIGHT, LIVED)
    assert found.carers[0].free == found.free_shortest == 4 * 1440 + 90
    assert kpis(WEEK, PLAN).free_shortest is None  # two days hold no week


def test_what_nobody_pays_is_waiting_and_the_hours_between_two_rounds_of_a_day():
    # home at 9:40, away again at 18:50
    found = kpis(FORTNIGHT, LIVED).carers[0]
    assert (found.unpaid, found.split_days, found.weekends) == (9 * 60 + 10, 1, 1)
    assert kpis(FORTNIGHT, LIVED).unpaid_minutes == 9 * 60 + 10


def test_hours_are_told_week_by_week_or_over_as_many_as_they_are_held():
    # four visits of 30 minutes and 20 on the way in the first week, one in the second; the contract is an hour a week
    found = kpis(FORTNIGHT, LIVED).carers[0]
    assert found.hours == (Hours(0, 7, 200, 60, 120), Hours(7, 7, 50, 60, 120))
    assert (found.carried, found.balance) == (-30, -30 + 250 - 120)
    pooled = replace(FORTNIGHT, labour=Labour(hours_over=2))
    assert kpis(pooled, LIVED).carers[0].hours == (Hours(0, 14, 250, 120, 240),)


def test_who_comes_to_a_client_and_who_should():
    found = kpis(FORTNIGHT, LIVED)
    faces = (Face("aina", 5, usual=True), Face("carla", 0, usual=True))
    assert found.clients == (ClientKpis("a", 5, 5, 1, 2, 5, faces),)
    assert (found.usual_share, found.above_target) == (1, 0)
    assert (kpis(WEEK, PLAN).usual_share, kpis(WEEK, PLAN).above_target) == (None, 1)


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
