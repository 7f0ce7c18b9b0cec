"""Hour accounts: what a plan leaves of them, and what the next problem makes of that."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from engine.accounts import Account, after, allowance, carried_into, of_problem, opened, period_end, year_opened
from engine.check import check
from engine.errors import PlanError, ProblemError
from engine.kpi import kpis
from engine.packs import labour_under, named
from engine.plan import Plan
from engine.problem import Carer, Labour
from tests.problems import random_plan, random_problem
from tests.twins import pause, plan, problem, shift, visit, weighed

CATALONIA, EUROPE = (labour_under(named(name)) for name in ("catalonia-home-care", "eu-minimum"))


def world(**aina: Any):
    parts = (shift("aina"), shift("aina", day=1, rest=pause("33:30-34:30")), visit("v"), visit("w"), visit("x", day=1))
    return problem(Carer("aina", **aina), Carer("berta", contract=700), *parts, days=7)


def test_a_plan_is_entered_into_the_accounts():
    given = world(contract=140, carried=5, year_left=1000)
    planned = plan(given, aina="09:00 v, 10:30 w", aina_1="09:00 x")
    aina, berta = after(given, planned, of_problem(given))
    # care and travel: 20 + 60 and 20 + 30, of which 140 are owed; out from home: 140 and 50
    assert aina == Account("aina", 140, 130, 5 + 130 - 140, 1000 - 190)
    # no shift in the week: nothing is owed
    assert berta == Account("berta", 700, 0, 0, None)


def test_a_break_is_no_work():
    given = problem(Carer("aina", year_left=200), shift("aina", rest=pause("09:30-10:30")), visit("v"), visit("w"))
    (aina,) = after(given, plan(given, aina="09:00 v, 09:45 break, 10:30 w"), of_problem(given))
    assert (aina.worked, aina.year_left) == (80, 200 - 110)


def test_without_a_contract_nothing_is_ahead_or_behind():
    given = world()
    aina, _ = after(given, plan(given, aina="09:00 v"), of_problem(given))
    assert (aina.worked, aina.carried, aina.year_left) == (50, 0, None)


def test_the_first_days_alone():
    given = world(contract=140, year_left=1000)
    planned = plan(given, aina="09:00 v, 10:30 w", aina_1="09:00 x")
    aina, _ = after(given, planned, of_problem(given), days=1)
    assert aina == Account("aina", 140, 80, 80 - 140 // 7, 1000 - 140)
    with pytest.raises(PlanError, match="days = 8: give 0 to 7"):
        after(given, planned, (), days=8)


def test_a_year_that_is_overdrawn_has_nothing_left():
    given = world(contract=140)
    following = carried_into(given, [Account("aina", 140, 0, -30, -5), Account("nobody", 1)])
    assert (following.carer["aina"].carried, following.carer["aina"].year_left) == (-30, 0)
    assert following.carer["berta"] == given.carer["berta"]


@pytest.mark.parametrize("seed", range(6))
def test_what_the_rules_charge_in_the_next_week_is_what_the_accounts_say(seed):
    """A plan of an empty week after a worked one: what the contract asks there is the contract less what is carried."""
    given = random_problem(seed, days=7)
    accounts = after(given, random_plan(given, Random(seed)), of_problem(given))
    following = carried_into(given, accounts)
    empty = check(weighed(following, "below_contract", 1), Plan()).amounts["below_contract"]
    owing = [one for one in following.carers if one.contract is not None and given.shifts_of[one.id]]
    asked = sum(max(0, (one.contract or 0) - one.carried) for one in owing)
    assert empty * given.ticks_per_minute == asked
    left = {one.carer: one.year_left for one in accounts}
    for carer in given.carers:
        if carer.year_left is not None:
            used = carer.year_left - (left[carer.id] or 0)
            exact = replace(
                given,
                carers=tuple(replace(one, year_left=used) for one in given.carers if one == carer)
                + tuple(replace(one, year_left=None) for one in given.carers if one != carer),
            )
            assert check(weighed(exact, "legal_year", 1), random_plan(given, Random(seed))).amounts["legal_year"] == 0


def test_the_allowance_is_the_average_over_the_period_without_leave():
    # 365 days of 40 h a week: 2400 * 365 / 7 minutes
    assert allowance(CATALONIA, date(2026, 1, 1)) == 2400 * 365 // 7
    assert allowance(CATALONIA, date(2026, 1, 1), away=30, ticks_per_minute=60) == 2400 * 60 * 335 // 7
    # from June to September there are 122 days
    assert allowance(EUROPE, date(2026, 6, 1)) == 2880 * 122 // 7
    assert allowance(Labour(), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("since", "months", "end"),
    [
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2026, 10, 15), 4, date(2027, 2, 15)),
        (date(2026, 10, 31), 4, date(2027, 3, 1)),
        (date(2027, 10, 31), 4, date(2028, 3, 1)),
    ],
)
def test_periods_end_on_the_day_before(since, months, end):
    assert period_end(since, months) == end


def test_accounts_are_opened_by_the_pack():
    given = replace(world(contract=140), labour=CATALONIA)
    aina, berta = opened(given, date(2026, 1, 1), {"berta": 65})
    assert aina == Account("aina", 140, 0, 0, 2400 * 365 // 7)
    assert berta.year_left == 2400 * 300 // 7
    with pytest.raises(ProblemError, match="carer = 'carla': no such carer"):
        opened(given, date(2026, 1, 1), {"carla": 1})


def test_a_year_is_opened_in_its_midst_for_whoever_has_none():
    """From Monday 23 November on there are 39 days left of 2026, of 40 hours a week; of a half year from July, too."""
    given = replace(world(contract=140, carried=5, year_left=1000), labour=CATALONIA)
    aina, berta = year_opened(given, date(2026, 1, 1)).carers
    assert aina == given.carer["aina"]
    assert berta == replace(given.carer["berta"], year_left=2400 * 39 // 7)
    halves = replace(given, labour=replace(CATALONIA, average_over=6))
    assert year_opened(halves, date(2026, 7, 1)).carer["berta"].year_left == 2400 * 39 // 7


@pytest.mark.parametrize(
    ("labour", "since", "told"),
    [
        (
            CATALONIA,
            date(2025, 11, 23),
            "year = 2025-11-23: lasts until 2026-11-23, and the problem begins on 2026-11-23",
        ),
        (CATALONIA, date(2026, 11, 24), "year = 2026-11-24: lasts until 2027-11-24"),
        (Labour(), date(2026, 1, 1), "labour: average_week = None: no year can be opened without"),
        (Labour(average_week=2400), date(2026, 1, 1), "labour: average_over = None"),
    ],
)
def test_a_year_that_the_problem_is_not_in_is_not_opened(labour, since, told):
    with pytest.raises(ProblemError, match=told):
        year_opened(replace(world(), labour=labour), since)


def test_what_was_over_before_the_accounts_were_told_does_not_count_again():
    """Two weeks of which the first is over: only the second is owed and entered, in accounts and in rules alike."""
    carer = Carer("aina", contract=140, carried=30, year_left=400)
    parts = (carer, shift("aina"), shift("aina", day=7), visit("v"), visit("w", day=7))
    given = problem(*parts, days=14, past=7)
    planned = plan(given, aina="09:00 v", aina_7="09:00 w")
    assert after(given, planned, of_problem(given)) == (Account("aina", 140, 50, 30 + 50 - 140, 400 - 50),)
    # of the second week 140 less 30 ahead are asked, and 30 of care and 20 of travel are there
    assert check(weighed(given, "below_contract", 1), planned).amounts["below_contract"] == 60
    # both weeks together: the accounts are as of the first
    both = replace(given, labour=Labour(hours_over=2))
    assert after(both, planned, of_problem(both)) == (Account("aina", 140, 100, 30 + 100 - 280, 400 - 100),)
    assert check(weighed(both, "below_contract", 1), planned).amounts["below_contract"] == 280 - 30 - 100


@pytest.mark.parametrize(("together", "asked"), [(1, 140 - 50), (2, 280 - 50)])
def test_weeks_that_are_held_together_are_owed_together(together, asked):
    """A fortnight with a shift in its first week alone: the second week is owed too where both are held as one, and
    accounts, rules and figures say so alike."""
    carer = Carer("aina", contract=140)
    given = problem(carer, shift("aina"), visit("v"), Labour(hours_over=together), days=14)
    planned = plan(given, aina="09:00 v")
    (aina,) = after(given, planned, of_problem(given))
    assert (aina.worked, aina.carried) == (50, -asked)
    assert check(weighed(given, "below_contract", 1), planned).amounts["below_contract"] == asked
    (row,) = kpis(given, planned).carers
    assert row.balance == -asked == sum(week.minutes - (week.contract or 0) for week in row.hours)


def test_the_year_counts_from_when_the_accounts_do():
    given = problem(
        Carer("aina", year_left=50), shift("aina"), shift("aina", day=7), visit("v"), visit("w", day=7), days=14
    )
    planned = plan(given, aina="09:00 v", aina_7="09:00 w")
    assert check(weighed(given, "legal_year", 1), planned).amounts["legal_year"] == 50
    assert check(weighed(replace(given, past=7), "legal_year", 1), planned).amounts["legal_year"] == 0


@pytest.mark.parametrize("past", [-1, 7])
def test_not_every_day_can_be_over(past):
    with pytest.raises(ProblemError, match=rf"problem: past = {past}: give 0 to 6"):
        problem(days=7, past=past)
