"""tune_weights: what it says that weights choose is what the referee says."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from engine import Weights, check, kpis
from engine.analysis import AIMS
from engine.data.weights_file import weights_text
from engine.problem import WeightsDocument
from notebooks.drawing.costs import bars
from notebooks.drawing.places import HEAD, LEFT, Standing, answering, places
from notebooks.policies import FACTORS, TODAY, command, otherwise, weights_now
from notebooks.purposes import PURPOSES, TITLES, Paid, beyond, by_purpose, purpose_of
from notebooks.weeks import week
from tests.notebooks.running import MOVES, ran, run

OTHER_WEIGHTS = Weights({"travel": 4.5, "usual_carer": 0, "preferred_time": 0.7, "lateness": 12}, name="other")


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("tune_weights")[1]


@pytest.fixture(scope="module")
def moved(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same plans with the sliders elsewhere."""
    sliders = SimpleNamespace(value=dict(OTHER_WEIGHTS.values))
    return run("tune_weights", moves=MOVES, sliders=sliders, stored=told["stored"])[1]


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
    assert moved["costs"][moved["best"]] == min(moved["costs"])
    chosen = list(moved["stored"])[moved["best"]]
    said = words(bars(moved["where"].names, moved["costs"], paid(moved), moved["best"]))
    assert f"Under these weights “{chosen}” is chosen, at {min(moved['costs']):,.0f} points" in said


def paid(seen: Mapping[str, Any]) -> list[Paid]:
    return beyond(by_purpose(seen["scores"]))


def words(picture: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(picture).iter() if one.tag.endswith("text")]


def test_the_bars_differ_by_what_the_plans_differ_in(moved: Mapping[str, Any]) -> None:
    picture = ElementTree.fromstring(bars(moved["where"].names, moved["costs"], paid(moved), moved["best"]))
    rows: dict[str, float] = {}
    for bar in picture.iter("rect"):
        if (title := bar.find("title")) is not None:
            name = (title.text or "").partition(": ")[0]
            rows[name] = rows.get(name, 0) + float(bar.attrib["width"])
    costs = dict(zip(moved["where"].names, moved["costs"], strict=True))
    assert set(rows) == set(costs)
    one, other = min(costs, key=costs.__getitem__), max(costs, key=costs.__getitem__)
    scale = (rows[other] - rows[one]) / (costs[other] - costs[one])
    for name, cost in costs.items():
        assert rows[name] - rows[one] == pytest.approx(scale * (cost - costs[one]), abs=1)  # a bar is cut to 0.1


def test_points_stand_where_the_figures_say(told: Mapping[str, Any]) -> None:
    where = told["where"]
    for name, value in zip(where.names, where.values, strict=True):
        plan = told["stored"][name]
        faces = check(told["problem"], plan).amounts.get("continuity", 0)
        assert value == (kpis(told["problem"], plan).travel_minutes, faces)
    assert where.front
    for plan in where.front:
        x, y = where.values[plan]
        assert not any(other[0] < x and other[1] < y for other in where.values)


def test_axes_are_the_aims_of_the_engine(told: Mapping[str, Any]) -> None:
    titles = {TITLES[aim.measure.id]: name for name, aim in AIMS.items()}
    assert dict(told["across"].options) == dict(told["up"].options) == titles


def test_the_ring_is_at_the_plan_that_is_chosen_and_what_answers_lies_over_the_points() -> None:
    told = Standing(("one", "two", "three"), ((100.0, 9.0), (140.0, 3.0), (150.0, 9.0)), ("travel", "faces"))
    assert told.front == [0, 1]
    picture = ElementTree.fromstring(places(told, 1))
    spots = [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in picture.iter("circle")]
    ring, points = spots[0], spots[1:]
    assert ring == points[1]
    assert points[0][1] == points[2][1] < points[1][1]  # more is higher up
    spec = answering(told).to_dict()
    rooms = (spec["width"], spec["height"])
    scales = [spec["encoding"][axis]["scale"]["domain"] for axis in "xy"]
    for (x, y), value in zip(points, told.values, strict=True):
        right, up = ((one - low) / (high - low) for one, (low, high) in zip(value, scales, strict=True))
        assert (x - LEFT, y - HEAD) == (
            pytest.approx(rooms[0] * right, abs=0.1),
            pytest.approx(rooms[1] * (1 - up), abs=0.1),
        )


def test_the_plan_that_is_looked_at_is_todays_until_another_is_chosen(told: Mapping[str, Any]) -> None:
    assert told["looked_at"].value == TODAY
    assert told["figures"]["travel"] == kpis(told["problem"], told["stored"][TODAY]).travel_minutes


def test_names_keep_out_of_each_others_way_and_that_of_the_chosen_stands() -> None:
    crowd = Standing(
        [f"plan {row}" for row in range(9)], [(100.0 + row / 9, 5.0) for row in range(8)] + [(200.0, 1.0)], ("x", "y")
    )
    said = words(places(crowd, 3))
    there = [name for name in crowd.names if name in said]
    assert {"plan 3", "plan 8"} <= set(there)
    assert len(there) < 9


def test_a_plan_tells_the_weights_that_it_was_made_under(told: Mapping[str, Any]) -> None:
    week, under = told["problem"], told["made_under"]
    now = weights_now(week)
    assert otherwise(week, under[TODAY]) == {}
    faces = otherwise(week, under["familiar faces"])
    assert faces == {rule: now[rule] * factor for rule, factor in FACTORS["familiar faces"].items()}


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
