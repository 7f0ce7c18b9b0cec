"""fairness: means that are right, and groups in which nobody stands alone."""

from collections.abc import Mapping
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import pytest

from datasets.eixample import generate
from engine import kpis
from engine.data import canonical
from engine.problem import Carer
from notebooks.carer_groups import GROUPINGS, by_contract, by_mode, by_part_of_day
from tests.notebooks.running import MOVES, ran, run, words
from tests.twins import problem, shift


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("fairness")[1]


def test_means_are_those_of_the_carers_in_each_group(told: Mapping[str, Any]) -> None:
    for name, plan in told["plans"].items():
        carers = kpis(told["problem"], plan).carers
        for group in told["means"][name]:
            some = [one for one in carers if told["groups"][one.carer] == group.group]
            assert group.carers == len(some)
            assert group.minutes.mean == pytest.approx(fmean(one.minutes for one in some))
            assert group.unpaid.spread == pytest.approx(pstdev(one.unpaid for one in some))
            assert group.travel.mean == pytest.approx(fmean(one.travel / one.minutes for one in some if one.minutes))


def test_no_group_has_fewer_than_five(told: Mapping[str, Any]) -> None:
    for grouping in GROUPINGS.values():
        groups = grouping(told["problem"])
        assert set(groups) == {one.id for one in told["problem"].carers}
        for found in told["figures"].values():
            assert all(group.carers >= 5 for group in told["by_group"](found.carers, groups))


def test_two_plans_are_compared(told: Mapping[str, Any]) -> None:
    assert len(told["plans"]) == 2
    one, other = told["plans"].values()
    assert one != other


def test_of_a_team_that_is_too_small_nothing_is_shown(tmp_path: Path) -> None:
    canonical.write_problem(generate(clients=6, carers=3, days=2, seed=2), tmp_path / "small.json")
    shown, told = run("fairness", moves=MOVES, asked={"problem": str(tmp_path / "small.json")})
    assert set(told["means"].values()) == {()}
    assert "fewer than 5 carers" in words(shown)
    assert "carer-" not in words(shown)


def test_carers_are_grouped_by_their_work() -> None:
    week = problem(
        Carer("anna", contract=20 * 60),
        Carer("bea", contract=30 * 60),
        Carer("carla", contract=38 * 60),
        Carer("dina"),
        shift("anna", "08:00-12:00"),
        shift("bea", "15:00-20:00"),
        shift("carla", "08:00-11:00"),
        shift("carla", "16:00-19:00", id="carla-pm"),
    )
    assert set(by_contract(week).values()) == {"short, under 25 h", "middle, to 33 h", "long, over 33 h", "no contract"}
    assert by_part_of_day(week) == {"anna": "mornings", "bea": "evenings", "carla": "split days", "dina": "no shifts"}
    assert by_mode(week)["anna"] == week.shifts[0].mode
    assert by_mode(week)["dina"] == "no shifts"
