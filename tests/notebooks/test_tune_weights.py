"""tune_weights: what it says that weights choose is what the referee says."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import Weights, check, kpis
from engine.data.weights_file import weights_text
from engine.problem import WeightsDocument
from notebooks.policies import FACTORS, TODAY, command, weights_now
from notebooks.purposes import PURPOSES, purpose_of
from notebooks.weeks import week
from tests.notebooks.running import MOVES, ran, run

OTHER_WEIGHTS = Weights({"travel": 4.5, "usual_carer": 0, "preferred_time": 0.7, "lateness": 12}, name="other")


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("tune_weights")[1]


@pytest.fixture(scope="module")
def moved(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same plans with the sliders elsewhere."""
    return run("tune_weights", moves=MOVES, tuned=OTHER_WEIGHTS, stored=told["stored"])[1]


def test_there_is_a_plan_for_each_policy_and_today_comes_first(told: Mapping[str, Any]) -> None:
    assert list(told["stored"]) == list(FACTORS)
    assert next(iter(told["stored"])) == TODAY


def test_the_sliders_begin_with_todays_weights(told: Mapping[str, Any]) -> None:
    now = weights_now(told["problem"])
    assert dict(told["sliders"].value) == {rule: pytest.approx(now[rule]) for rule in told["TUNED"]}


@pytest.mark.parametrize("weights", ["today's", "others"])
def test_costs_are_those_of_the_referee(told: Mapping[str, Any], moved: Mapping[str, Any], weights: str) -> None:
    seen = told if weights == "today's" else moved
    problem = replace(seen["problem"], weights=seen["tuned"])
    assert seen["costs"] == [check(problem, plan).cost for plan in seen["stored"].values()]


def test_other_weights_choose_another_plan_than_the_dearest(told: Mapping[str, Any], moved: Mapping[str, Any]) -> None:
    assert told["costs"] != moved["costs"]
    title = moved["comparison"]._chart.to_dict()["title"]["text"]
    cheapest = list(moved["stored"])[moved["costs"].index(min(moved["costs"]))]
    assert cheapest in title
    assert f"{min(moved['costs']):,.0f}" in title


def test_the_bars_differ_by_what_the_plans_differ_in(moved: Mapping[str, Any]) -> None:
    rows = moved["comparison"]._chart.to_dict()["data"]["values"]
    lengths = [row["cost"] for row in rows if row["kind"] == "end"]
    parts = [
        sum(row["cost"] for row in rows if row["kind"] == "part" and row["plan"] == name) for name in moved["stored"]
    ]
    assert parts == [pytest.approx(length, abs=1) for length in lengths]
    costs = moved["costs"]
    assert [length - lengths[0] for length in lengths] == [pytest.approx(cost - costs[0], abs=0.2) for cost in costs]


def test_points_stand_where_the_figures_say(told: Mapping[str, Any]) -> None:
    rows = [row for row in told["comparison"]._chart.to_dict()["data"]["values"] if row["kind"] == "point"]
    for row in rows:
        found = kpis(told["problem"], told["stored"][row["plan"]])
        assert (row["across"], row["up"]) == (found.travel_minutes, found.carers_per_client_mean)
    joined = [row for row in rows if row["front"]]
    assert joined
    for one in joined:
        assert not any(row["across"] < one["across"] and row["up"] < one["up"] for row in rows)


def test_the_plan_that_is_looked_at_is_todays_until_another_is_chosen(told: Mapping[str, Any]) -> None:
    assert told["looked_at"].value == TODAY
    assert told["figures"]["travel"] == kpis(told["problem"], told["stored"][TODAY]).travel_minutes


def test_every_rule_has_one_purpose() -> None:
    rules = [rule for some in PURPOSES.values() for rule in some]
    assert len(rules) == len(set(rules))
    assert purpose_of("travel") == "travel"
    assert purpose_of("wished_attribute") == "other"


def test_what_was_moved_can_be_kept_as_a_version(told: Mapping[str, Any]) -> None:
    assert "--set" not in told["kept"]
    words = shlex.split(command({"travel": 4.6, "missed_break": 0}))
    assert words[:3] == ["ronda", "weights", "new"]
    assert words[-4:] == ["--set", "travel=4.6", "--set", "missed_break=0"]


def test_a_version_of_the_weights_counts_instead_of_the_weeks_own(tmp_path: Path) -> None:
    heavy = WeightsDocument(name="heavy", version="2", values={"travel": 7}, author="assembly", reason="Shorter ways.")
    path = tmp_path / "heavy.weights.json"
    path.write_text(weights_text(heavy))
    found = week({"weights": str(path)}, clients=4, carers=2)
    assert found.problem.weights == heavy.weights
    assert weights_now(found.problem)["travel"] == 7
    assert "heavy 2" in found.source
