"""Weeks planned one after the other: clean as a whole, nothing done moves, and rules are kept over borders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.accounts import after, of_problem
from engine.check import check
from engine.errors import ProblemError
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Labour, Pin, Weights
from engine.result import Outcome, StopReason
from engine.rolling import roll
from engine.solve import STRATEGIES, solve
from engine.units import HARD
from tests.engine.rolling.weeks import MOVES, easy, where
from tests.twins import at, plan, problem, shift, visit

PLANNERS = {
    "search": (STRATEGIES["search"], MOVES),
    "default": (STRATEGIES["default"], Limits(seconds=3, seed=1)),
    "exact": (STRATEGIES["exact"], Limits(iterations=200_000, seed=1)),
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("days", [14, 17, 21])
def test_where_a_clean_plan_exists_easily_the_whole_is_clean_and_complete(seed, days):
    given = easy(seed, days)
    seen: list[dict[str, tuple[str, int]]] = []

    def watching(part, limits, start):
        outcome = STRATEGIES["search"](part, limits, start)
        pinned = {one.visit: (one.carer, one.start) for one in part.pins}
        assert {name: spot for name, spot in where(part, outcome.plan).items() if name in pinned} == pinned
        seen.append(pinned)
        return outcome

    rolled = roll(given, watching, replace(MOVES, iterations=20_000))
    verdict = check(given, rolled.plan)
    assert verdict.violations == ()
    assert verdict.unplanned == ()
    assert [week.days for week in rolled.weeks] == [7] * (days // 7) + [days % 7] * (days % 7 > 0)
    assert sum(week.planned for week in rolled.weeks) == len(given.visits)
    assert len(seen[1]) >= 7 * 3
    assert rolled.history.until == given.start + timedelta(days=days)


@pytest.mark.parametrize("seed", range(3))
def test_the_accounts_of_the_weeks_are_those_of_the_whole(seed):
    given = easy(seed, 21)
    rolled = roll(given, STRATEGIES["search"], replace(MOVES, iterations=10_000))
    assert rolled.weeks[-1].accounts == after(given, rolled.plan, of_problem(given))
    for week in rolled.weeks:
        assert week.accounts == after(given, rolled.plan, of_problem(given), week.first + week.days)
    # what the referee finds below and above is the same minutes: their difference is what is carried, week by week
    alone = replace(given, weights=Weights({"above_contract": 1, "below_contract": 1}, others="off"))
    amounts = check(alone, rolled.plan).amounts
    carried = sum(one.carried for one in rolled.weeks[-1].accounts)
    assert amounts["above_contract"] - amounts["below_contract"] == carried


def border(monday: str):
    """One carer who may end late on Sunday, and one visit on Monday morning that somebody must make."""
    return problem(
        *(shift("aina", "12:00-24:00", day=6), shift("aina", "06:00-14:00", day=7)),
        *(visit("late", windows="20:50-20:50", day=6), visit("early", windows=f"{monday}-{monday}", day=7)),
        Weights({"rest_between_days": HARD, "unplanned": 500, "lateness": HARD}, others="off"),
        Labour(rest_between_days=720),
        days=14,
    )


@pytest.mark.parametrize("planner", PLANNERS)
@pytest.mark.parametrize(("monday", "both"), [("09:40", True), ("09:39", False)])
def test_rest_over_the_border_is_kept_to_the_minute(planner, monday, both):
    """Home on Sunday at 21:30; for 9:40 she leaves at 9:30, twelve hours after, for 9:39 a minute too early."""
    given = border(monday)
    solver, limits = PLANNERS[planner]
    rolled = roll(given, solver, limits)
    verdict = check(given, rolled.plan)
    assert verdict.clean
    assert verdict.unplanned == (() if both else ("early",))


@pytest.mark.parametrize("planner", PLANNERS)
@pytest.mark.parametrize(("later", "lost"), [("09:50", 0), ("09:49", 1)])
def test_rest_pooled_over_two_weeks_counts_what_the_first_had(planner, later, lost):
    """72 hours in two weeks. The first has 47:10, from Friday 8:50 to Sunday 8:00; in the second the visits come later
    from Thursday on, so that this night lasts from 8:50 to 9:40: 24:50, which is just enough, or a minute less."""
    days = [day for day in range(14) if day != 5]
    given = problem(
        *(shift("aina", "07:00-20:00", day=day) for day in days),
        *(visit(f"v{day}", windows="{0}-{0}".format("08:10" if day < 10 else later), day=day) for day in days),
        Weights({"weekly_rest": HARD, "unplanned": 500, "lateness": HARD}, others="off"),
        Labour(weekly_rest=2160, weekly_rest_over=14),
        days=14,
    )
    solver, limits = PLANNERS[planner]
    verdict = check(given, roll(given, solver, limits).plan)
    assert verdict.clean
    assert len(verdict.unplanned) == lost
    assert all(given.visit[name].earliest >= at("00:00", 7) for name in verdict.unplanned)


def test_rolling_is_a_way_of_solving():
    given = easy(1)
    found = solve(given, Limits(iterations=5_000, seed=1), "rolling")
    assert found.verdict == check(given, found.plan)
    again = solve(given, Limits(iterations=5_000, seed=1), "rolling")
    assert again.plan == found.plan


def test_a_start_is_where_each_week_begins():
    given = easy(2)
    first = solve(given, Limits(iterations=20_000, seed=1), "rolling")
    idle = roll(given, STRATEGIES["search"], Limits(iterations=0), start=first.plan)
    assert check(given, idle.plan).cost <= first.verdict.cost + 1e-9


def test_progress_tells_which_part_and_the_time_goes_on():
    told = []
    roll(easy(1), STRATEGIES["search"], Limits(iterations=4_000, progress=told.append))
    assert {one.phase.rpartition(", ")[2] for one in told} == {"part 1 of 2", "part 2 of 2"}
    assert [one.elapsed for one in told] == sorted(one.elapsed for one in told)


def test_a_step_has_days():
    with pytest.raises(ProblemError, match="step = 0: give 1 or more days"):
        roll(easy(1), STRATEGIES["search"], MOVES, step=0)


def test_a_week_without_anybody_to_visit_is_no_fault():
    given = problem(shift("aina"), visit("v"), Weights(), days=14)
    rolled = roll(given, STRATEGIES["search"], MOVES)
    assert check(given, rolled.plan).unplanned == ()
    assert [(week.visits, week.planned) for week in rolled.weeks] == [(1, 1), (0, 0)]
    assert rolled.plan != Plan()


DEAR = Weights({"unplanned": 500})


@pytest.mark.parametrize("start", [None, at("09:00", 8)])
def test_what_the_co_op_pins_itself_is_open_until_it_is_planned(start):
    given = problem(
        *(shift("aina", day=day) for day in (0, 8)),
        *(visit("v"), visit("w", windows="09:00-09:00", day=8)),
        Pin("w", "aina", start),
        days=14,
    )
    rolled = roll(replace(given, weights=DEAR), STRATEGIES["search"], MOVES)
    assert [(week.visits, week.planned) for week in rolled.weeks] == [(1, 1), (1, 1)]


def test_what_was_done_before_the_first_step_is_not_open_in_it():
    """Monday is over, with v at nine; the first step is Monday and the week after it."""
    given = problem(
        *(shift("aina", day=day) for day in (0, 1, 8)),
        *(visit("v"), visit("w", day=1), visit("y", day=8)),
        *(Pin("v", "aina", at("09:00")), Pin("w", "aina")),
        days=15,
        past=1,
    )
    rolled = roll(replace(given, weights=DEAR), STRATEGIES["search"], MOVES)
    assert [(week.first, week.days, week.visits, week.planned) for week in rolled.weeks] == [(0, 8, 1, 1), (8, 7, 1, 1)]


R = StopReason


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ((R.OPTIMAL, R.OPTIMAL), R.DONE),
        ((R.DONE, R.OPTIMAL), R.DONE),
        ((R.TIME, R.OPTIMAL), R.TIME),
        ((R.OPTIMAL, R.ITERATIONS, R.DONE), R.ITERATIONS),
        ((R.ITERATIONS, R.TIME), R.TIME),
        ((R.REQUEST, R.TIME, R.OPTIMAL), R.REQUEST),
        ((R.OPTIMAL,), R.OPTIMAL),
        ((R.TIME,), R.TIME),
    ],
)
def test_the_whole_stops_for_what_cut_any_week_short_and_is_no_optimum_of_weeks(reasons, told):
    left = list(reasons)

    def stopping(_part, _limits, _start):
        return Outcome(Plan(), left.pop(0))

    assert roll(problem(days=7 * len(reasons)), stopping, MOVES).stopped is told
    assert left == []


def test_a_plan_of_other_usual_carers_than_the_problem_tells_is_not_called_the_best():
    given = problem(shift("aina"), visit("v"), days=7)

    def proving(_part, _limits, _start):
        return Outcome(plan(given, aina="09:00 v"), StopReason.OPTIMAL)

    first = roll(given, proving, MOVES)
    assert first.stopped is StopReason.OPTIMAL
    assert roll(given, proving, MOVES, history=first.history).stopped is StopReason.DONE
