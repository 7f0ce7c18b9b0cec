"""A front holds sound plans only, none beaten by another or by the plan in use, and is the same every time."""

import threading
from dataclasses import replace
from itertools import permutations

import pytest

from engine.analysis import AIMS, Front, Point, figures, pareto
from engine.analysis.aims import CARE
from engine.check import check
from engine.errors import EngineError
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Weights
from engine.rules import weights_under
from engine.units import HARD
from tests.engine.analysis.worlds import today, town

MOVES = Limits(iterations=1_500, seed=3)
CHOSEN = ("travel", "continuity", "lateness")


@pytest.fixture(scope="module")
def front() -> Front:
    return pareto(town(), CHOSEN, 6, MOVES, today(), processes=1)


def beats(one: Point, other: Point) -> bool:
    return all(a <= b for a, b in zip(one.values, other.values, strict=True)) and one.values != other.values


def test_no_point_is_beaten_by_another_or_by_the_plan_in_use(front: Front) -> None:
    assert 2 <= len(front.points) <= 6
    assert not any(beats(one, other) for one, other in permutations(front.points, 2))
    in_use = figures(town(), today())
    start = replace(front.today, values=tuple(in_use[aim.measure.id] for aim in front.aims))
    assert not any(beats(start, point) for point in front.points)
    assert not any(beats(front.today, point) for point in front.points)


def test_the_referee_finds_nothing_forbidden_on_any_point(front: Front) -> None:
    for point in front.points:
        verdict = check(replace(town(), weights=point.weights), point.plan)
        assert verdict.clean
        assert point.verdict == check(town(), point.plan)
        assert point.values == tuple(figures(town(), point.plan)[aim.measure.id] for aim in front.aims)


def test_no_point_is_bought_with_care(front: Front) -> None:
    left = front.today.verdict.amounts
    assert all(point.verdict.amounts["unplanned"] <= left["unplanned"] for point in front.points)


def test_todays_weights_are_marked_by_the_plan_that_they_prefer(front: Front) -> None:
    assert front.today.verdict.cost <= check(town(), today()).cost
    assert front.today.weights.values == weights_under(town().weights, town().labour.pack)
    assert all(front.today.verdict.cost <= point.verdict.cost for point in front.points)
    assert front.has_today == (front.today.plan in [point.plan for point in front.points])


def test_weights_move_the_rules_of_the_aims_and_keep_care_as_heavy(front: Front) -> None:
    now = weights_under(town().weights, town().labour.pack)
    for point in front.points:
        heaviest = max(0.0, *point.exponents)
        free = {rule for aim in front.aims for rule in aim.rules} | set(CARE)
        assert {r: w for r, w in point.weights.values.items() if r not in free} == {
            r: w for r, w in now.items() if r not in free
        }
        for aim, exponent in zip(front.aims, point.exponents, strict=True):
            for rule in aim.rules:
                assert point.weights.values[rule] == pytest.approx(float(now[rule]) * 2**exponent, abs=0.001)
        assert point.weights.values["unplanned"] == pytest.approx(float(now["unplanned"]) * 2**heaviest, rel=1e-6)
        assert point.weights.values["must_do"] == HARD


def test_what_is_told_of_a_points_weights_is_true_of_all_plans_on_the_front(front: Front) -> None:
    assert any(point.prefers for point in front.points)
    for point in front.points:
        if point.prefers:
            given = replace(town(), weights=point.weights)
            cost = check(given, point.plan).cost
            assert all(cost <= check(given, other.plan).cost for other in (*front.points, front.today))


@pytest.mark.slow
def test_moves_repeat_a_front_however_many_processes_find_it(front: Front) -> None:
    again = pareto(town(), CHOSEN, 6, MOVES, today(), processes=2)
    assert [point.plan for point in again.points] == [point.plan for point in front.points]
    assert [point.weights for point in again.points] == [point.weights for point in front.points]


def test_without_a_plan_in_use_one_is_made_first() -> None:
    told: list[tuple[int, int]] = []
    found = pareto(town(), points=2, limits=Limits(iterations=1_000), processes=1, heard=lambda *now: told.append(now))
    assert told[0] == (1, 1)
    assert found.solves == told[-1][1]
    assert found.today.verdict.clean


def test_a_stop_request_ends_it_with_what_there_is() -> None:
    stop = threading.Event()
    found = pareto(
        *(town(), CHOSEN, 12, Limits(iterations=1_000, stop=stop), today()), processes=1, heard=lambda *_: stop.set()
    )
    assert found.solves == 1 + len(CHOSEN)
    assert found.points


def test_a_plan_in_use_that_breaks_rules_is_no_point() -> None:
    given = replace(town(), weights=Weights({"must_do": HARD, "unplanned": HARD}))
    stop = threading.Event()
    stop.set()
    found = pareto(given, CHOSEN, 3, Limits(iterations=1, stop=stop), Plan(), processes=1)
    assert found.points == ()
    assert not found.today.verdict.clean


@pytest.mark.parametrize(
    ("aims", "told"),
    [
        (("travel", "charm"), "unknown aim.*charm.*choose among travel"),
        (("travel",), "choose two different ones"),
        (("travel", "travel"), "choose two different ones"),
        (("travel", "hours"), "nothing moves the aim 'hours'.*below_contract is HARD.*above_contract is 0"),
    ],
)
def test_aims_that_cannot_be_weighed_are_refused(aims: tuple[str, ...], told: str) -> None:
    given = replace(town(), weights=Weights({"below_contract": HARD, "above_contract": 0}))
    with pytest.raises(EngineError, match=told):
        pareto(given, aims, limits=MOVES, processes=1)


def test_every_aim_has_a_rule_that_moves_it_by_default() -> None:
    now = weights_under(Weights(), None)
    assert all(aim.moved_by(now) == aim.rules for aim in AIMS.values())
