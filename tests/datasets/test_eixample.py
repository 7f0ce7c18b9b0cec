"""The demo week: its size, its promises, and that what cannot be served is exactly what it says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from datasets.eixample import UNSERVABLE, generate, sized, unservable
from datasets.eixample.unservable import kind_of
from engine.problem import Problem, Shift, Visit, folded
from engine.rules import BY_ID
from engine.shapes import Pair

HARD_PAIRS = [BY_ID[name] for name in ("competence", "refused", "required_attribute")]
SIZES = ("demo", "thousand", "ten thousand")


@cache
def week(size: str) -> Problem:
    match size:
        case "demo":
            return generate()
        case "thousand":
            return sized(1_000)
    return sized(10_000)


def suits(problem: Problem, visit: Visit, shift: Shift) -> bool:
    """No hard rule about this visit and this carer, on the visit's day."""
    carer = problem.carer[shift.carer]
    amounts = (rule.amount(problem, visit, carer) for rule in HARD_PAIRS if isinstance(rule, Pair))
    return problem.same_day(visit, shift) and not any(amounts)


def in_time(problem: Problem, visit: Visit, shift: Shift) -> bool:
    """Alone in its shift, the visit begins in its window and the carer is home before the shift ends."""
    durations = problem.matrix[shift.mode].durations
    start, end, there = (
        problem.place_index[place] for place in (shift.start_place, shift.end_place, problem.place_of(visit))
    )
    opens, closes = visit.deadlines()[0]
    begins = max(opens, shift.start + int(durations[start, there]))
    return begins <= min(closes, shift.end - visit.duration - int(durations[there, end]))


def servers(problem: Problem, visits: list[Visit]) -> Iterator[set[str]]:
    """For each visit the carers who could make it in time."""
    by_day: dict[int, list[Shift]] = {}
    for shift in problem.shifts:
        by_day.setdefault(problem.calendar.day_of(shift.start), []).append(shift)
    for visit in visits:
        there = by_day[problem.calendar.day_of(visit.earliest)]
        yield {shift.carer for shift in there if in_time(problem, visit, shift) and suits(problem, visit, shift)}


@pytest.mark.parametrize(
    ("size", "clients", "carers", "visits"),
    [("demo", 60, 14, 450), ("thousand", 132, 31, 1_000), ("ten thousand", 1316, 307, 10_000)],
)
def test_the_week_has_the_size_that_was_asked_for(size: str, clients: int, carers: int, visits: int):
    problem = week(size)
    assert (len(problem.clients), len(problem.carers), problem.days) == (clients, carers, 7)
    assert len(problem.visits) == pytest.approx(visits, rel=0.02)


def test_it_is_the_week_of_the_readme():
    problem = week("demo")
    assert (problem.start, problem.timezone) == (date(2026, 11, 23), "Europe/Madrid")
    assert "invented" in problem.name
    assert all(matrix.estimated and matrix.source for matrix in problem.travel)


def test_the_same_seed_gives_the_same_week_and_another_seed_another():
    assert generate(seed=5) == generate(seed=5)
    assert generate(seed=5).visits != generate(seed=6).visits


@pytest.mark.parametrize("size", SIZES)
def test_what_cannot_be_served_has_no_carer_or_comes_hours_late(size: str):
    problem = week(size)
    for name, kind in ((name, kind_of(problem.visit[name])) for name in unservable(problem)):
        visit = problem.visit[name]
        able = {shift.carer for shift in problem.shifts if suits(problem, visit, shift)}
        if kind == "signing":
            late = min(shift.start for shift in problem.shifts if suits(problem, visit, shift)) - visit.windows[-1].end
            price = late * (float(BY_ID["lateness"].weight) + float(BY_ID["worst_lateness"].weight))
            assert price > 2 * visit.priority * float(BY_ID["unplanned"].weight)
        else:
            assert len(able) == (1 if kind == "heavylift" else 0), name


@pytest.mark.parametrize("size", SIZES)
def test_each_kind_of_unservable_visit_is_there_and_not_a_must(size: str):
    problem = week(size)
    kinds = Counter(kind_of(problem.visit[name]) for name in unservable(problem))
    sixties = max(1, len(problem.clients) // 60)
    assert kinds == {kind: sixties * (2 if kind == "heavylift" else 1) for kind in UNSERVABLE}
    assert not any(problem.visit[name].must for name in unservable(problem))


@pytest.mark.parametrize("size", SIZES)
def test_two_carers_could_make_each_other_visit_and_three_share_the_lifts(size: str):
    problem = week(size)
    out = unservable(problem)
    step = 1 if size == "demo" else len(problem.visits) // 450  # a sample of the large ones
    visits = [visit for visit in problem.visits if visit.id not in out][::step]
    paired = {name for link in problem.links if link.simultaneous for name in (link.first, link.second)}
    for visit, carers in zip(visits, servers(problem, visits), strict=True):
        assert len(carers) >= (3 if visit.id in paired else 2), (visit.id, carers)


@pytest.mark.parametrize("seed", range(2, 8))
def test_other_seeds_keep_the_promise(seed: int):
    problem = generate(seed=seed)
    visits = [visit for visit in problem.visits if visit.id not in unservable(problem)]
    for visit, carers in zip(visits, servers(problem, visits), strict=True):
        assert len(carers) >= 2, visit.id


@pytest.mark.parametrize("size", SIZES)
def test_the_roster_keeps_the_labour_rules_by_itself(size: str):
    problem = week(size)
    for carer, shifts in problem.shifts_of.items():
        days: dict[int, list[Shift]] = {}
        for shift in shifts:
            days.setdefault(problem.calendar.day_of(shift.start), []).append(shift)
        assert len(days) == 5
        off = sorted({*range(7)} - set(days))
        assert off[1] == off[0] + 1, carer  # two days in a row: more than the 36 hours of weekly rest
        worked = sorted(days.items())
        assert all(sum(shift.end - shift.start for shift in part) <= 540 for _, part in worked)
        nights = [after[0].start - before[-1].end for (_, before), (_, after) in pairwise(worked)]
        assert min(nights) >= 720
        assert sum(shift.end - shift.start for shift in shifts) <= (problem.carer[carer].legal_most or 0)


@pytest.mark.parametrize("size", SIZES)
def test_the_care_fills_most_of_the_roster_and_most_of_it_is_wanted_in_the_morning(size: str):
    problem = week(size)
    roster = sum(shift.end - shift.start for shift in problem.shifts)
    service = sum(visit.duration for visit in problem.visits)
    assert 0.55 < service / roster < 0.7  # travel comes on top
    opens = [problem.calendar.clock(visit.earliest).hour for visit in problem.visits]
    assert sum(6 <= hour < 11 for hour in opens) / len(opens) > 0.55


def test_all_that_makes_planning_hard_is_there():
    problem = week("demo")
    assert any(link.simultaneous and link.carers == "different" for link in problem.links)
    assert any(link.least == 240 for link in problem.links)
    assert any(link.most is not None and not link.simultaneous for link in problem.links)
    assert any(visit.must for visit in problem.visits)
    assert any(visit.requires for visit in problem.visits)
    assert {want.why for visit in problem.visits for want in visit.requires if want.attribute == "woman"} == {
        "intimate care"
    }
    assert any(visit.preferred is not None for visit in problem.visits)
    assert len({visit.priority for visit in problem.visits}) == 3
    assert {attribute for carer in problem.carers for attribute in carer.attributes} >= {"ca", "es", "ar", "ur", "en"}
    assert any(client.refuses for client in problem.clients)
    assert any(carer.refuses for carer in problem.carers)
    assert any(carer.requires for carer in problem.carers)
    assert any(client.usual and client.prefers for client in problem.clients)
    assert {shift.mode for shift in problem.shifts} == {"walk", "bicycle"}
    assert any(shift.rest for shift in problem.shifts)
    assert max(Counter((shift.carer, problem.calendar.day_of(shift.start)) for shift in problem.shifts).values()) == 2


def test_what_recurs_is_told_as_packages_and_what_the_office_could_not_keep_as_single_visits():
    problem = week("demo")
    told = folded(problem)
    assert (told.packages, told.ties) == (problem.packages, problem.ties)
    kinds = {kind_of(visit) for visit in told.visits}
    assert kinds >= set(UNSERVABLE)
    weaker = [visit for visit in told.visits if kind_of(visit) not in UNSERVABLE]
    assert 0 < len(weaker) < 0.05 * len(problem.visits)
    assert all(f"{kind_of(visit)} of {visit.client}" in {one.key for one in told.packages} for visit in weaker)
    assert {visit.needs for visit in weaker if kind_of(visit) == "insulin"} == {()}  # nobody trained at the weekend


def test_where_one_carer_comes_instead_of_two_the_package_leaves_the_day_out():
    problem = generate(clients=20, carers=5)
    hoist = [one for one in problem.packages if one.at_once == 2 and one.without]
    assert hoist
    for package in hoist:
        for day in package.without:
            alone = f"{package.client}-{package.name}-{day}"
            assert alone in problem.visit
            assert not {f"{alone}A", f"{alone}B"} & set(problem.visit)
    assert folded(problem).packages == problem.packages


def test_two_doses_a_day_and_insulin_before_breakfast_are_ties():
    problem = week("demo")
    assert {(tie.first, tie.second, tie.least, tie.most, tie.both) for tie in problem.ties} == {
        ("insulin", "breakfast", 15, 60, True),
        ("dose1", "dose2", 240, None, False),
    }


def test_each_visit_is_called_by_its_client_what_is_done_and_the_day():
    problem = week("demo")
    assert "client-01-getup-2026-11-23" in problem.visit
    assert all(f"-{problem.date_of(visit)}" in visit.id for visit in problem.visits)


def test_on_a_public_holiday_housework_moves_within_its_week_and_what_cannot_wait_stays():
    christmas = generate(start=date(2026, 12, 21))
    assert christmas.holidays == (date(2026, 12, 25), date(2026, 12, 26))
    there = Counter(kind_of(visit) for visit in christmas.visits if christmas.date_of(visit) == date(2026, 12, 25))
    assert not there["housework"]
    assert not there["shower"]
    assert there["getup"] > 10
    moved = [visit for visit in christmas.visits if visit.id.endswith("housework-2026-12-25")]
    assert moved
    assert {christmas.date_of(visit) for visit in moved} <= {date(2026, 12, day) for day in (21, 22, 23, 24)}
    same = Counter(kind_of(visit) for visit in week("demo").visits)
    assert Counter(kind_of(visit) for visit in christmas.visits)["housework"] == same["housework"]


def test_the_week_is_under_the_labour_rules_of_catalonia():
    problem = week("demo")
    pack = problem.labour.pack
    assert pack is not None
    assert pack.id == "catalonia-home-care"
    assert all(problem.labour.follows(rule) for rule in ("longest_day", "rest_between_days", "weekly_rest"))
    long = [shift for shift in problem.shifts if shift.end - shift.start > 360]
    assert long
    assert all(shift.rest and (shift.rest.duration, shift.rest.due_after) == (15, 360) for shift in long)


@pytest.mark.parametrize("size", SIZES)
def test_ways_follow_the_streets(size: str):
    problem = week(size)
    walk, ride = problem.matrix["walk"], problem.matrix["bicycle"]
    assert walk.metres is not None
    assert np.array_equal(walk.metres, walk.metres.T)
    assert not walk.metres.diagonal().any()
    rows = np.random.default_rng(1).choice(len(problem.places), 60, replace=False)
    metres, minutes = (matrix[np.ix_(rows, rows)] for matrix in (walk.metres, walk.times))
    for via in range(len(rows)):
        assert (metres <= np.add.outer(metres[:, via], metres[via])).all()
        assert (minutes <= np.add.outer(minutes[:, via], minutes[via])).all()
    apart = ~np.eye(len(rows), dtype=bool)
    assert (minutes[apart] == np.ceil(metres[apart] / 80) + 2).all()
    assert (ride.times >= 0).all()


def test_places_lie_in_the_eixample_as_far_apart_as_the_streets_say():
    problem = week("demo")
    walk = problem.matrix["walk"].metres
    assert walk is not None
    latitude = np.array([place.latitude for place in problem.places])
    longitude = np.array([place.longitude for place in problem.places])
    assert (abs(latitude - 41.39) < 0.03).all()
    assert (abs(longitude - 2.165) < 0.04).all()
    north = np.subtract.outer(latitude, latitude) * 111_195
    east = np.subtract.outer(longitude, longitude) * 111_195 * np.cos(np.radians(41.3925))
    crow = np.hypot(north, east)
    assert (walk >= crow - 1).all()  # nobody walks through walls
    # The grid is turned by 45 degrees: measured along its streets, straight ways are exactly as long as walked.
    along, up = abs(north + east) / 2**0.5, abs(north - east) / 2**0.5
    straight = np.abs(along + up - walk) < 2
    assert straight.mean() > 0.9
    assert (walk - along - up < 133).all()


@pytest.mark.parametrize(("clients", "carers", "days"), [(1, 1, 1), (6, 3, 2), (20, 5, 14)])
def test_small_teams_and_other_horizons_can_be_made(clients: int, carers: int, days: int):
    problem = generate(clients, carers, days)
    assert (len(problem.clients), len(problem.carers), problem.days) == (clients, carers, days)
    assert problem.visits


def test_a_size_below_one_is_refused():
    with pytest.raises(ValueError, match="clients=0"):
        generate(clients=0)
