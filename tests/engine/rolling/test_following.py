"""The next week after this one: from two files, as from one."""

from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pytest

from engine.accounts import after, of_problem
from engine.check import check
from engine.data.canonical import problem_text, read_problem
from engine.errors import ProblemError
from engine.explain import changes
from engine.history import Familiar, History
from engine.limits import Limits
from engine.packs import named
from engine.plan import Plan
from engine.problem import (
    WEEKDAYS,
    CarePackage,
    Carer,
    Client,
    Labour,
    Place,
    Published,
    TravelMatrix,
    Weights,
    expanded,
)
from engine.rolling import begun, continued, following, joined_rounds, remaining
from engine.solve import solve
from engine.strategies.search import search
from engine.units import HARD
from tests.engine.rolling.weeks import MOVES, easy, part, pins_of, planned, where
from tests.twins import MONDAY, at, pause, plan, problem, shift, visit, weighed


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weekly", [False, True])
def test_week_after_week_is_clean_and_adds_up(seed, weekly):
    """Three weeks from three files, whose ids are new each week or the same: pinned rounds stay, and the accounts are
    those of the whole as the referee lives it."""
    whole = easy(seed, 21)
    given = part(whole, 0, 7, weekly)
    plans, history = [planned(given)], None
    firsts = [given]
    for week in (1, 2):
        found = following(given, plans[-1], part(whole, 7 * week, 7 * week + 7, weekly), history)
        given, history = found.problem, found.history
        assert given.start + timedelta(days=given.past) == whole.start + timedelta(days=7 * week)
        made = search(given, MOVES, found.plan).plan
        assert check(given, made).violations == ()
        assert check(given, made).unplanned == ()
        pinned = pins_of(given)
        assert len(pinned) >= 21
        assert {name: spot for name, spot in where(given, made).items() if name in pinned} == pinned
        plans.append(made)
        firsts.append(given)
    told = {one.carer: one for one in after(given, plans[-1], history.accounts, since=given.past // 7 * 7)}
    for name, account in told.items():
        minutes = 0
        for one, made in zip(firsts, plans, strict=True):
            new = after(replace(one, past=one.past), made, of_problem(one), since=one.past)
            minutes += next(two.worked for two in new if two.carer == name)
        assert account.worked == minutes
        assert account.carried == minutes - 3 * (account.contract or 0)


def test_ids_stay_and_those_of_the_days_before_give_way():
    first = problem(shift("aina"), visit("v"), days=7)
    second = problem(shift("aina"), visit("v"), days=7, start=MONDAY + timedelta(days=7))
    found = following(first, plan(first, aina="09:00 v"), second).problem
    assert [one.id for one in found.visits] == ["2026-11-23/v", "v"]
    assert [one.id for one in found.shifts] == ["2026-11-23/aina", "aina"]
    assert pins_of(found) == {"2026-11-23/v": ("aina", at("09:00"))}
    assert found.visit["v"].earliest == at("08:00", 7)


def test_a_fortnight_that_is_planned_each_week_has_its_second_week_published():
    whole = easy(1, 21)
    first, second = part(whole, 0, 14), part(whole, 7, 21)
    made = planned(first)
    found = following(first, made, second)
    before = where(first, made)
    told = {one.visit: (one.carer, one.start) for one in found.problem.published}
    assert told == {name: spot for name, spot in before.items() if spot[1] >= at("00:00", 7)}
    assert found.history.until == second.start


def test_what_the_next_problem_publishes_itself_counts():
    first = problem(shift("aina"), shift("aina", day=8), visit("v", day=8), days=14)
    second = problem(
        shift("aina", day=1),
        visit("v", day=1),
        Published("v", "aina", at("10:00", 1)),
        days=7,
        start=first.start + timedelta(days=7),
    )
    found = following(first, plan(first, aina_8="09:00 v"), second).problem
    assert found.published == (Published("v", "aina", at("10:00", 8)),)


def test_a_night_over_the_border_keeps_its_visits():
    first = problem(shift("aina", "22:00-30:00", day=6), visit("night", windows="23:00-26:00", day=6), days=7)
    second = problem(shift("berta"), visit("v"), days=7, start=first.start + timedelta(days=7))
    found = following(first, plan(first, aina_6="25:00 night"), second).problem
    assert found.published == (Published("night", "aina", at("01:00", 7)),)


def test_people_and_places_of_the_days_before_come_along():
    first = problem(shift("zoe"), visit("v"), days=7)
    second = problem(shift("aina"), visit("w", "b"), days=7, start=first.start + timedelta(days=7))
    moved = replace(
        second,
        places=tuple(Place(f"{one.id}2") for one in second.places),
        clients=tuple(replace(one, place=f"{one.place}2") for one in second.clients),
        shifts=tuple(replace(one, start_place="home2", end_place="home2") for one in second.shifts),
        travel=(replace(second.travel[0], times=second.travel[0].times * 2),),
    )
    whole, made = continued(first, plan(first, zoe="09:00 v"), moved)
    assert check(whole, made).clean
    walk = whole.matrix["walk"]
    rows = whole.place_index
    assert walk.times[rows["home"], rows["b"]] == 20
    assert walk.times[rows["home2"], rows["b2"]] == 40
    assert not walk.reachable[rows["home"], rows["b2"]]
    assert isinstance(walk, TravelMatrix)
    assert np.array_equal(following(first, made, second).problem.travel[0].times, second.travel[0].times)
    assert set(whole.carer) == {"aina", "zoe"}
    assert isinstance(whole.client["a"], Client)


def test_days_between_are_kept_over_the_border():
    """Twice a week with two days between: the links over the border are those of a file of both weeks."""
    care = CarePackage("a", 30, WEEKDAYS, time(8), time(12), times=2, between=2)
    blank = problem(*(shift("aina", day=day) for day in range(7)), Client("a", "a"), days=7)

    def week(first: date):
        given = {name: getattr(blank, name) for name in blank.__dataclass_fields__} | {
            "packages": (care,),
            "start": first,
        }
        return expanded(**given)

    one, two = week(MONDAY), week(MONDAY + timedelta(days=7))
    last = one.visits[-1]
    day = last.windows[-1].start // 1440
    name = "aina" if day == 0 else f"aina_{day}"
    clock = f"{24 * day + 9 - 24 * day:02}:00"
    made = plan(one, **{name: f"{clock} {last.id}"})
    found = following(one, made, two).problem
    over = [link for link in found.links if link.first == last.id]
    assert over, "nothing keeps the last visit of one week apart from the first of the next"
    assert over[0].second in two.visit
    assert over[0].least == (2 * 24 + 12) * 60


def a_week_of(care: CarePackage, first: date, holidays: tuple[date, ...] = ()):
    blank = problem(*(shift("aina", day=day) for day in range(7)), Client("a", "a"), days=7)
    given = {name: getattr(blank, name) for name in blank.__dataclass_fields__}
    return expanded(**given | {"packages": (care,), "start": first, "holidays": holidays})


@pytest.mark.parametrize("chained", [False, True])
def test_days_between_are_kept_over_the_border_on_the_days_that_each_week_has(chained):
    """Monday is a holiday, so that the visits of its week are on Wednesday and Sunday. Those of the next, which may be
    on Monday and Wednesday by themselves, must not follow on the day after."""
    care = CarePackage("a", 30, ("mon", "wed", "sun"), time(8), time(12), times=2, between=1, holidays="skip")
    weeks = [a_week_of(care, MONDAY + timedelta(days=7 * week), (MONDAY,)) for week in range(-1, 2)]
    before, one, two = weeks
    made = plan(one, aina_2="09:00 a-care-2026-W48-1", aina_6="09:00 a-care-2026-W48-2")
    if chained:
        found = following(before, plan(before), one)
        one, two = found.problem, two
        made = plan(one, aina_2="09:00 a-care-2026-W48-1", aina_6="09:00 a-care-2026-W48-2")
    found = following(one, made, two).problem
    monday, wednesday = (found.calendar.day_starts[one.days + day] for day in (0, 2))
    first = found.visit["a-care-2026-W49-1"]
    assert [window.start for window in first.windows] == [monday + 8 * 60, wednesday + 8 * 60]
    (over,) = (link for link in found.links if link.first == "a-care-2026-W48-2")
    assert (over.second, over.least, over.both) == (first.id, 36 * 60, False)
    on_monday, on_wednesday = (
        Plan((*begun(found).routes, *plan(found, **{f"aina{day}": f"09:00 {first.id}"}).routes)) for day in ("", "_2")
    )
    assert [one.rule for one in check(weighed(found, "minimum_gap", HARD), on_monday).violations] == ["minimum_gap"]
    assert check(weighed(found, "minimum_gap", HARD), on_wednesday).clean


def test_two_weeks_over_the_border_in_the_middle_of_one_are_kept_apart_though_they_use_the_same_ids():
    """The border is on Thursday: both problems have a first visit of that week."""
    care = CarePackage("a", 30, ("wed", "thu"), time(8), time(12), times=1, between=1)
    one, two = (a_week_of(care, MONDAY + timedelta(days=day)) for day in (-4, 3))
    made = plan(one, aina_6="09:00 a-care-2026-W48-1")
    found = following(one, made, two).problem
    assert ("2026-11-25/a-care-2026-W48-1", "a-care-2026-W48-1", 36 * 60) in [
        (link.first, link.second, link.least) for link in found.links
    ]


def test_a_next_problem_survives_its_file():
    whole = easy(2)
    first = part(whole, 0, 7)
    found = following(first, planned(first), part(whole, 7, 14)).problem
    assert read_problem(problem_text(found)) == found


def test_history_makes_usual_carers_and_accounts_go_on_from_it():
    first = problem(Carer("aina", contract=100), shift("aina"), visit("v"), days=7)
    second = problem(
        Carer("aina", contract=100), shift("aina"), visit("v"), days=7, start=first.start + timedelta(days=7)
    )
    made = plan(first, aina="09:00 v")
    plain = following(first, made, second)
    assert plain.problem.client["a"].usual == ("aina",)
    assert (plain.history.accounted, plain.history.accounts[0].worked, plain.history.accounts[0].carried) == (
        second.start,
        50,
        -50,
    )
    again = following(
        first, made, second, plain.history.__class__(first.start, (), first.start, plain.history.accounts)
    )
    assert (again.history.accounts[0].worked, again.history.accounts[0].carried) == (100, -100)
    # the same week entered once more changes nothing: its days are in the history already
    assert following(first, made, second, plain.history).history == plain.history


@pytest.mark.parametrize(("together", "since", "left"), [(1, 7, 600), (2, 0, 600 + 50)])
def test_a_year_that_only_the_next_week_tells_counts_from_then_on(together, since, left):
    """The week before took 50 minutes, which are not of the 600; where the hours of both count, they come on top."""
    first = problem(shift("aina"), visit("v"), days=7)
    second = problem(Carer("aina", year_left=600), Labour(hours_over=together), shift("aina"), visit("v"), days=7)
    second = replace(second, start=MONDAY + timedelta(days=7))
    found = following(first, plan(first, aina="09:00 v"), second)
    assert found.history.accounted == MONDAY + timedelta(days=since)
    assert found.problem.carer["aina"].year_left == found.history.accounts[0].year_left == left


def test_what_does_not_follow_is_refused():
    first = problem(shift("aina"), days=7)
    with pytest.raises(ProblemError, match="next problem: start = 2026-11-23: begins no later"):
        following(first, plan(first), first)
    other = replace(first, start=first.start + timedelta(days=7), timezone="Europe/Madrid", ticks_per_minute=2)
    with pytest.raises(ProblemError, match=r"timezone = 'Europe/Madrid'(.|\n)*ticks_per_minute = 2"):
        following(first, plan(first), other)
    second = replace(first, start=first.start + timedelta(days=7))
    far = History(date(2027, 1, 1), accounted=date(2027, 1, 1))
    with pytest.raises(ProblemError, match="history: accounted = 2027-01-01"):
        following(first, plan(first), second, far)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_published_moves_only_where_that_pays(seed):
    """Berta is ill from Wednesday noon: nothing before moves, and the plan is told what changes at which cost."""
    given = easy(seed, 7)
    made = planned(given)
    since = at("12:00", 2)
    found = remaining(given, made, since, ["berta"])
    new = search(found.problem, Limits(iterations=20_000, seed=1), found.plan).plan
    verdict = check(found.problem, new)
    assert verdict.violations == ()
    assert verdict.cost <= check(found.problem, found.plan).cost
    whole = joined_rounds(found.problem, given, made, new)
    told = changes(given, made, whole)
    assert all((move.old_start or 0) >= since for move in told.moves)
    hers = {name for name, (carer, start) in where(given, made).items() if carer == "berta" and start >= since}
    assert {one.visit for one in told.moves if one.old_carer == "berta"} == hers
    # made dear enough, nobody else's visit moves
    dear = replace(found.problem, weights=Weights({"changed_carer": 900, "changed_time": 900}))
    still = search(dear, Limits(iterations=20_000, seed=1), found.plan).plan
    moved = changes(given, made, joined_rounds(found.problem, given, made, still)).moves
    assert {one.visit for one in moved} <= hers


@pytest.mark.parametrize("seed", range(5))
def test_what_is_done_is_found_again_in_the_pins(seed):
    whole = easy(seed, 14)
    first = part(whole, 0, 7)
    found = following(first, planned(first), part(whole, 7, 14))
    assert where(found.problem, begun(found.problem)) == pins_of(found.problem)
    assert begun(found.problem) == found.plan
    assert begun(first).routes == ()
    result = solve(found.problem, Limits(iterations=0))
    assert {one.rule for one in result.verdict.violations} == set()


def test_a_break_that_was_had_is_found_again_too():
    first = problem(shift("aina", rest=pause("09:00-14:00")), visit("v"), visit("w"), days=7)
    second = problem(shift("aina"), days=7, start=first.start + timedelta(days=7))
    made = plan(first, aina="09:00 v, 09:40 break, 10:20 w")
    found = following(first, made, second)
    assert begun(found.problem) == found.plan
    assert [stop.start for stop in found.plan.routes[0].stops] == [at("09:00"), at("09:40"), at("10:20")]


def test_a_pack_that_begins_with_the_next_week_stays_as_it_is_written():
    first = problem(shift("aina"), visit("v"), days=7)
    pack = replace(named("catalonia-home-care"), since=MONDAY + timedelta(days=7))
    second = replace(first, start=pack.since, labour=Labour(pack=pack))
    made = plan(first, aina="09:00 v")
    whole, _ = continued(first, made, second)
    assert (whole.start, whole.past, whole.labour) == (MONDAY, 7, second.labour)
    found = following(first, made, second).problem
    assert (found.start, found.past, found.labour) == (MONDAY, 7, second.labour)
    with pytest.raises(ProblemError, match="the days to plan are 2026-11-29 until 2026-12-06"):
        replace(found, past=6)


def test_of_both_weeks_the_days_that_either_says_are_over_are():
    first = problem(shift("aina", day=3), visit("v", day=3), days=7, past=3)
    for gap, past in ((7, 7), (1, 3)):
        second = replace(problem(shift("berta"), days=7), start=first.start + timedelta(days=gap))
        assert continued(first, plan(first), second)[0].past == past


def test_the_rest_of_a_week_keeps_the_history_of_the_weeks_before():
    given = problem(shift("aina"), shift("aina", day=1), visit("v"), visit("w", day=1), days=7)
    earlier = History(MONDAY, (Familiar("a", "berta", 9, MONDAY - timedelta(days=3)),))
    told = remaining(given, plan(given, aina="09:00 v", aina_1="09:00 w"), at("00:00", 1), history=earlier).history
    assert [(one.carer, one.visits) for one in told.familiar] == [("aina", 1), ("berta", 9)]


def test_the_rest_of_a_first_week_begins_a_history():
    given = problem(shift("aina"), shift("aina", day=1), visit("v"), visit("w", day=1), days=7)
    found = remaining(given, plan(given, aina="09:00 v", aina_1="09:00 w"), at("00:00", 1))
    tuesday = MONDAY + timedelta(days=1)
    assert found.history == History(tuesday, (Familiar("a", "aina", 1, MONDAY),))
    assert [pin.visit for pin in found.problem.pins] == ["v"]
    assert [one.visit for one in found.problem.published] == ["w"]
