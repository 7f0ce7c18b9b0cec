"""The problem of the days to come: what is done is pinned, what is planned is published, and no rule forgets the days
before."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from engine.check import check
from engine.errors import ProblemError
from engine.problem import Carer, Labour, Link, Pin, Published, Weights, Window
from engine.rolling import horizon, joined_rounds, remaining, rounds_within
from engine.units import HARD
from tests.engine.rolling.weeks import pins_of
from tests.problems import random_plan, random_problem
from tests.twins import at, pause, plan, problem, shift, visit, weighed

DAY = 1440


def fortnight(*parts, **fields):
    given = problem(
        *(shift("aina", day=day) for day in range(14)),
        *(visit(f"v{day}", day=day) for day in range(14)),
        *parts,
        days=14,
        **fields,
    )
    rounds = {"aina" if day == 0 else f"aina_{day}": f"{24 * day + 9}:00 v{day}" for day in range(14)}
    return given, rounds


def planned_on(given, rounds, days):
    return plan(given, **{name: f"09:00 v{day}" for day, name in enumerate(rounds) if day in days})


def test_what_is_done_is_pinned_and_what_is_planned_is_published():
    given, rounds = fortnight()
    made = planned_on(given, rounds, (5, 6, 8))
    found = horizon(given, made, 7 * DAY)
    assert (found.start, found.days, found.past) == (given.start, 14, 7)
    assert found.pins == (Pin("v5", "aina", at("09:00", 5)), Pin("v6", "aina", at("09:00", 6)))
    assert found.published == (Published("v8", "aina", at("09:00", 8)),)
    # what was not done in the first week is over
    assert [one.id for one in found.visits] == ["v5", "v6", *(f"v{day}" for day in range(7, 14))]


def test_pins_hold_what_is_done_whatever_the_weights_say():
    given, rounds = fortnight()
    made = planned_on(given, rounds, (6,))
    off, soft = Weights(others="off"), Weights({"pinned_carer": 5, "pinned_time": HARD})
    for weights in (off, soft):
        held = horizon(replace(given, weights=weights), made, 7 * DAY).weights
        assert held == replace(weights, values={"pinned_carer": HARD, "pinned_time": HARD})
    assert horizon(replace(given, weights=Weights()), made, 7 * DAY).weights == Weights()
    assert horizon(given, made, 0).weights == given.weights


def test_only_as_many_days_before_as_the_rules_look_back_on():
    given, rounds = fortnight(Labour(weekends_in_a_row=None))
    longer = replace(given, days=28)
    made = planned_on(longer, rounds, range(14))
    assert horizon(longer, made, 14 * DAY).start == given.start + timedelta(days=7)
    weekends = replace(longer, labour=Labour(weekends_in_a_row=2))
    assert horizon(weekends, made, 14 * DAY).start == given.start
    # rest that is pooled over two weeks, or hours that are, is not cut in two
    for labour in (Labour(weekends_in_a_row=None, weekly_rest_over=14), Labour(weekends_in_a_row=None, hours_over=2)):
        assert horizon(replace(longer, labour=labour), made, 21 * DAY).start == given.start + timedelta(days=14)
        assert horizon(replace(longer, labour=labour), made, 14 * DAY).start == given.start


def test_a_weekend_is_not_cut_in_two_where_weeks_begin_on_a_sunday():
    given, rounds = fortnight(Labour(weekends_in_a_row=1))
    longer = replace(given, days=28, start=given.start - timedelta(days=1))
    assert horizon(longer, planned_on(longer, rounds, range(14)), 21 * DAY).start == longer.start + timedelta(days=7)
    monday = replace(longer, start=given.start)
    assert horizon(monday, planned_on(monday, rounds, range(14)), 21 * DAY).start == given.start + timedelta(days=14)


def test_a_link_brings_the_day_of_its_other_end_along():
    given, rounds = fortnight(Link("v1", "v13", 0, None, "same"), Labour(weekends_in_a_row=None))
    longer = replace(given, days=28)
    made = planned_on(longer, rounds, range(8))
    found = horizon(replace(longer, visits=(*longer.visits[:13], _later(longer.visits[13], 7))), made, 14 * DAY)
    assert found.start == given.start
    assert [link.key for link in found.links] == ["v1>v13"]


def _later(one, days):
    windows = tuple(Window(window.start + days * DAY, window.end + days * DAY) for window in one.windows)
    return replace(one, windows=windows)


def test_half_of_a_pair_is_not_asked_for_when_the_other_half_is_over():
    given, rounds = fortnight(Link("v6", "v7", 0, None))
    undone = horizon(given, planned_on(given, rounds, (5,)), 7 * DAY)
    assert "v7" not in undone.visit
    done = horizon(given, planned_on(given, rounds, (6,)), 7 * DAY)
    assert "v7" in done.visit
    alone = replace(given, links=(replace(given.links[0], both=False),))
    assert "v7" in horizon(alone, planned_on(given, rounds, (5,)), 7 * DAY).visit


def test_of_several_windows_those_that_are_left_are_left():
    two = replace(
        visit("w", day=6), windows=(Window(at("09:00", 6), at("10:00", 6)), Window(at("09:00", 8), at("10:00", 8)))
    )
    given, _ = fortnight(replace(two, preferred=at("09:30", 6)))
    first = horizon(given, plan(given), 0, 7)
    assert first.visit["w"].windows == two.windows[:1]
    rest = horizon(given, plan(given), 7 * DAY)
    assert rest.visit["w"].windows == two.windows[1:]
    assert rest.visit["w"].preferred == at("09:00", 8)  # each minute later costs what it did


def test_from_the_middle_of_a_day_on():
    """Wednesday at noon, berta is ill: what has begun stays, a break that was had too, and her shift ends now."""
    parts = [shift("aina", day=2, rest=pause("57:00-60:00")), shift("berta", day=2), shift("berta", day=3)]
    care = [visit(name, day=2) for name in ("done", "later", "hers", "her_later")]
    given = problem(*parts, *care, days=7)
    made = plan(given, aina_2="09:00 done, 09:30 break, 13:00 later", berta_2="09:00 hers, 13:00 her_later")
    found = remaining(given, made, at("12:00", 2), ["berta"])
    assert pins_of(found.problem) == {"done": ("aina", at("09:00", 2)), "hers": ("berta", at("09:00", 2))}
    assert {one.visit for one in found.problem.published} == {"later", "her_later"}
    assert found.problem.visit["later"].windows == (Window(at("12:00", 2), at("16:00", 2)),)
    assert [one.id for one in found.problem.shifts] == ["aina_2", "berta_2"]
    assert found.problem.shift["berta_2"].end == at("12:00", 2)
    rest = found.problem.shift["aina_2"].rest
    assert rest is not None
    assert (rest.earliest, rest.latest, rest.duration) == (at("09:30", 2), at("10:00", 2), 30)
    assert found.problem.past == 2


def test_a_stranger_or_another_time_is_refused():
    given, rounds = fortnight()
    with pytest.raises(ProblemError, match=r"away: carer = 'zoe': no such carer(.|\n)*moment: since = 20160"):
        remaining(given, planned_on(given, rounds, ()), 14 * DAY, ["zoe"])


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_between_a_horizon_and_its_whole(seed):
    """A careless plan of random weeks, cut at any moment: the rounds in the horizon, put back, are the plan again."""
    rng = Random(f"cut {seed}")
    given = random_problem(seed, days=21, visits=40)
    made = random_plan(given, rng)
    since = rng.choice((given.calendar.day_starts[7], given.calendar.day_starts[14], rng.randrange(21 * DAY)))
    found = horizon(given, made, since)
    stops = {name: stop for name, _, stop in made.visits()}
    by = given.calendar.day_starts[(found.start - given.start).days]
    own = rounds_within(found, given, made)
    assert {name: stop.start + by for name, _, stop in own.visits()} == {
        name: stop.start for name, stop in stops.items() if name in found.visit
    }
    done = {name for name, stop in stops.items() if stop.start < since and name in found.visit}
    assert done <= {one.visit for one in found.pins}
    for pin in found.pins:
        if pin.visit in done:
            assert (pin.carer, (pin.start or 0) + by) == (
                given.shift[next(shift for name, shift, _ in made.visits() if name == pin.visit)].carer,
                stops[pin.visit].start,
            )
    # pinned as it was done, nothing about pins is broken by it, and it costs nothing that it stays
    assert check(weighed(found, "changed_carer", 1), own).cost == 0
    back = joined_rounds(found, given, made, own)
    gone = {name for name, stop in stops.items() if stop.start >= since} - set(found.visit)
    assert {name: stop for name, _, stop in back.visits()} == {
        name: stop for name, stop in stops.items() if name not in gone
    }


def test_rest_between_sunday_and_monday_is_seen():
    """Home at 21:10 on Sunday; leaving at 9:09 on Monday is a minute too early."""
    given = problem(
        shift("aina", "12:00-24:00", day=6),
        shift("aina", "06:00-14:00", day=7),
        visit("late", windows="20:30-20:30", day=6),
        visit("early", windows="06:00-14:00", day=7),
        Weights({"rest_between_days": HARD}, others="off"),
        days=14,
    )
    made = plan(given, aina_6="20:30 late")
    found = horizon(given, made, 7 * DAY)
    for clock, lacking in (("09:20", 0), ("09:19", 1)):
        week = plan(found, aina_6="20:30 late", aina_7=f"{clock} early")
        assert sum(one.amount for one in check(found, week).violations) == lacking


def test_weekends_in_a_row_count_those_before():
    sundays = [shift("aina", day=day) for day in (6, 13, 20)]
    given = problem(*sundays, *(visit(f"v{day}", day=day) for day in (6, 13, 20)), days=21)
    made = plan(given, aina_6="09:00 v6", aina_13="09:00 v13")
    found = weighed(horizon(given, made, 14 * DAY), "weekends_in_a_row", 1)
    both = check(found, plan(found, aina_6="09:00 v6", aina_13="09:00 v13", aina_20="09:00 v20"))
    assert both.amounts["weekends_in_a_row"] == 1


def test_accounts_come_as_of_the_week_that_is_planned():
    """A week of 50 minutes of care and travel against 40 by contract: ten are ahead, and asked less of in the next."""
    given = problem(
        Carer("aina", contract=40, year_left=600),
        shift("aina"),
        shift("aina", day=7),
        visit("v"),
        visit("w", day=7),
        days=14,
    )
    found = horizon(given, plan(given, aina="09:00 v"), 7 * DAY)
    assert (found.carer["aina"].carried, found.carer["aina"].year_left) == (10, 550)
    nothing = plan(found, aina="09:00 v")
    assert check(weighed(found, "below_contract", 1), nothing).amounts["below_contract"] == 30
