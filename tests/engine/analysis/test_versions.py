"""Weeks planned again under two versions of the weights: what changed, counted by hand, and nobody named."""

from dataclasses import replace

import pytest

from engine.analysis import Counts, Replayed, counts, replayed, rescore
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Carer, Visit, Weights
from engine.shapes import LANGUAGES
from tests.engine.analysis.worlds import today, town
from tests.twins import plan, problem, shift, visit

LIMITS = Limits(iterations=2_000, seed=1)
OLD = Weights(name="ours", version="1")
NEW = Weights({"continuity": 400, "usual_carer": 150}, name="ours", version="2")


@pytest.fixture(scope="module")
def weeks() -> Replayed:
    return replayed([(town(), today()), (town(), None)], OLD, NEW, LIMITS, processes=1)


def test_counts_by_hand() -> None:
    """Aina hands w over to Berta, comes later to v, and does y instead of x: 140 minutes with the ways, not 150."""
    given = problem(
        *(shift("aina"), shift("berta"), shift("carla", day=5)),
        *(visit("v"), visit("w", "b"), visit("x", "c"), visit("y", "d"), visit("z", day=5)),
        days=7,
    )
    before = plan(given, aina="09:00 v, 10:00 w, 11:00 x", carla_5="10:00 z")
    after = plan(given, aina="09:10 v, 11:00 y", berta="10:00 w")
    assert counts(given, before, after) == Counts(
        weeks=1,
        visits=5,
        other_carer=1,  # w
        other_time=1,  # v
        planned=1,  # y
        dropped=2,  # x and z
        clients_fewer_faces=2,  # c, to whom nobody comes any more, and a, whom Carla no longer sees
        clients_more_faces=1,  # d
        carers_fewer_hours=1,  # Carla; ten minutes are not much of Aina's week
        carers_more_hours=1,  # Berta
        carers_fewer_weekends=1,  # Carla
    )


def test_what_is_the_same_counts_nothing() -> None:
    assert counts(town(), today(), today()) == Counts(weeks=1, visits=len(town().visits))
    same = replayed([(town(), today())], OLD, replace(OLD, version="1 again"), Limits(iterations=50, seed=1), 1)
    assert same.told() == (
        f"ours 1 again instead of ours 1, over 1 week(s) with {len(town().visits)} visits:",
        "All visits keep their carers and times.",
    )


def test_each_side_is_judged_by_its_own_weights_and_prefers_its_own_plan(weeks: Replayed) -> None:
    for week, lived in zip(weeks.weeks, (today(), None), strict=True):
        for side, weights in ((week.one, OLD), (week.other, NEW)):
            assert side.verdict == check(replace(town(), weights=weights), side.plan)
        sides: list[Plan] = [week.one.plan, week.other.plan]
        every = sides if lived is None else [lived, *sides]
        assert [list(row) for row in week.costs] == rescore(town(), every, [OLD, NEW]).costs.tolist()
        (one_old, one_new), (other_old, other_new) = week.costs[-2:]
        assert one_old <= other_old
        assert other_new <= one_new


def test_all_weeks_are_counted_together(weeks: Replayed) -> None:
    first, second = (week.counts for week in weeks.weeks)
    assert weeks.counts == first + second
    assert weeks.counts.weeks == 2
    assert weeks.counts.visits == 2 * len(town().visits)
    assert weeks.counts.other_carer > 0
    moved = [week.other.figures["faces"] - week.one.figures["faces"] for week in weeks.weeks]
    assert weeks.steps.get("faces", 0) == sum(moved)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language_and_names_nobody(weeks: Replayed, language: str) -> None:
    lines = weeks.told(language)
    assert len(lines) >= 3
    assert not any("{" in line or "…" in line for line in lines)
    people: list[Carer | Visit] = [*town().carers, *town().visits]
    assert not any(one.id in line for line in lines for one in people)
    assert not any(client.id in line for line in lines for client in town().clients)
