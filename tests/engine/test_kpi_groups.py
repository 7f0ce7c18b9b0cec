"""Carers in groups: means by hand, and nobody who stands alone."""

from dataclasses import replace

import pytest

from engine.kpi import CarerKpis, by_group, kpis
from engine.kpi.groups import OTHERS
from engine.plan import Plan
from tests.twins import problem, shift

IDLE = kpis(problem(shift("anna", "08:00-12:00")), Plan()).carers[0]


def carer(number: int, **figures: float) -> CarerKpis:
    return replace(IDLE, carer=f"c{number}", **figures)


def team(*sizes: int) -> tuple[list[CarerKpis], dict[str, str]]:
    """Groups a, b, ... of these sizes, in which everybody has as many minutes as the own number."""
    names = [chr(ord("a") + place) for place, size in enumerate(sizes) for _ in range(size)]
    return [carer(row, minutes=float(row)) for row in range(len(names))], {
        f"c{row}": name for row, name in enumerate(names)
    }


def sizes(least: int, *given: int) -> dict[str, int]:
    return {one.group: one.carers for one in by_group(*team(*given), least)}


def test_means_are_those_by_hand() -> None:
    some = [
        carer(0, minutes=100.0, contract=200.0, travel=20.0, unpaid=0.0, weekends=1, split_days=0),
        carer(1, minutes=300.0, contract=300.0, travel=30.0, unpaid=60.0, weekends=0, split_days=3),
    ]
    (found,) = by_group(some, {"c0": "mornings", "c1": "mornings"}, least=2)
    assert (found.group, found.carers) == ("mornings", 2)
    assert (found.minutes.mean, found.minutes.spread) == (200, 100)  # 100 and 300
    assert found.filled is not None
    assert (found.filled.mean, found.filled.spread) == (0.75, 0.25)  # 1/2 and 1
    assert found.travel.mean == pytest.approx(0.15)  # 20/100 and 30/300
    assert (found.unpaid.mean, found.weekends.mean, found.split_days.mean) == (30, 0.5, 1.5)


def test_large_groups_are_told_apart() -> None:
    assert sizes(5, 5, 6) == {"a": 5, "b": 6}


def test_small_groups_are_told_together() -> None:
    assert sizes(5, 3, 2, 6) == {"c": 6, OTHERS: 5}


def test_a_lonely_small_group_takes_the_next_smallest_with_it() -> None:
    assert sizes(5, 2, 5, 7) == {"c": 7, OTHERS: 7}


def test_a_small_group_cannot_be_found_out_from_the_whole() -> None:
    assert sizes(5, 2, 9) == {OTHERS: 11}


def test_too_few_altogether_are_not_told() -> None:
    assert by_group(*team(2, 2), 5) == ()


def test_who_is_in_no_group_is_left_out() -> None:
    some, groups = team(5)
    assert by_group([*some, carer(9, minutes=1e6)], groups)[0].minutes.mean == 2


def test_a_group_of_that_name_joins_the_others() -> None:
    some, _ = team(10)
    names = {f"c{row}": OTHERS if row < 6 else f"g{row}" for row in range(10)}
    assert [(one.group, one.carers) for one in by_group(some, names)] == [(OTHERS, 10)]


def test_contracts_of_few_are_not_told() -> None:
    some, groups = team(6)
    few = [replace(one, contract=60.0 if row < 2 else None) for row, one in enumerate(some)]
    assert by_group(few, groups)[0].filled is None
    assert by_group([replace(one, contract=60.0) for one in some], groups)[0].filled is not None


def test_who_does_not_work_travels_nothing() -> None:
    (found,) = by_group([IDLE], {IDLE.carer: "a"}, least=1)
    assert (found.minutes.mean, found.travel.mean) == (0, 0)
