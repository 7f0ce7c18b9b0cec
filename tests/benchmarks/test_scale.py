"""What the scale benchmark measures, stores and adds up. How fast plans are is no matter of tests."""

from dataclasses import replace
from pathlib import Path

import pytest
import typer

from benchmarks.runs import load, store
from benchmarks.scale.__main__ import orders_of, scale
from benchmarks.scale.runs import FIRST_CLEAN, Order, Row, measure
from benchmarks.scale.table import comparison, exponent, foot

FIRST = Row(300, 1, FIRST_CLEAN, 1, 286, 9, 0.02, 0.03, 0.04, 0.05, 0.06, 0.01, 0, 15_000.5, 7, 0, 180)
LONG = replace(FIRST, seconds=60.0, cost=9_000.0, unplanned=5, peak=190)


def test_an_exponent_is_the_slope_of_the_logarithms() -> None:
    assert exponent([(size, 3 * size**1.5) for size in (300, 1_000, 30_000)]) == pytest.approx(1.5)
    assert exponent([(300, 1.0), (300, 2.0)]) is None


def test_first_plans_come_first_then_each_limit_and_the_small_sizes_before_the_large() -> None:
    orders = orders_of([1_000, 300], [1], [60.0, 10.0], 2)
    assert [(order.seconds, order.size) for order in orders] == [
        (limit, size) for limit in (FIRST_CLEAN, 10.0, 60.0) for size in (300, 1_000)
    ]
    assert {order.workers for order in orders} == {2}


def test_rows_are_kept_by_size_seed_seconds_and_workers(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    store(path, [FIRST, LONG], Row)
    store(path, [replace(LONG, cost=8_000.0)], Row)
    assert load(path, Row) == {FIRST.key: FIRST, LONG.key: replace(LONG, cost=8_000.0)}


def test_a_line_tells_of_one_week_the_first_plan_and_each_limit() -> None:
    head, _, line = comparison([LONG, FIRST], [FIRST_CLEAN, 60.0, 600.0]).splitlines()[:3]
    assert cells(head)[-6:] == ["cost, 60 s", "unplanned", "MiB", "cost, 600 s", "unplanned", "MiB"]
    first = ["286", "9", "0.03 s", "0.04 s", "0.05 s", "0.06 s", "0", "0.01 s", "15,000", "7", "180"]
    assert cells(line) == [*first, "9,000", "5", "190", "–", "–", "–"]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|\n").split("|")]


def test_the_foot_tells_the_growth_and_what_is_broken() -> None:
    larger = replace(FIRST, size=3_000, visits=2_860, wall=0.5, cpu=0.6)
    assert "the power 1.00 of the visits, CPU time 1.00" in foot([FIRST, larger])
    assert "BREAKS HARD RULES 2 times: 286 visits, seed 1, 60 s" in foot([FIRST, replace(LONG, violations=2)])
    assert foot([FIRST]) == ""


def test_a_first_clean_plan_is_clean_and_a_limited_one_comes_after_it() -> None:
    first, limited = (measure(Order(150, 1, seconds, 1)) for seconds in (FIRST_CLEAN, 0.3))
    assert (first.violations, limited.violations) == (0, 0)
    assert 0 < first.tables <= first.first <= first.wall
    assert limited.moves > first.moves
    assert limited.cost < first.cost
    assert first.peak > 0


@pytest.mark.parametrize("sizes", ["", "300,", "0", "many"])
def test_sizes_that_are_none_are_refused(sizes: str, tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="give numbers above 0"):
        scale(sizes=sizes, table=True, out=tmp_path / "none.csv")
