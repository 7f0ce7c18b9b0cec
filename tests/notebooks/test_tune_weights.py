"""tune_weights: what it says that weights choose is what the referee says."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from datasets.eixample import generate
from engine import Limits, Weights, check, kpis
from engine.analysis import AIMS, sensitivity
from engine.data.weights_file import weights_text
from engine.problem import WeightsDocument
from notebooks.drawing.costs import bars
from notebooks.drawing.places import HEAD, LEFT, Standing, answering, places
from notebooks.policies import FACTORS, TODAY, command, otherwise, weights_now
from notebooks.purposes import PURPOSES, TITLES, Paid, beyond, by_purpose, purpose_of, told
from notebooks.steps import table
from notebooks.weeks import week
from tests.notebooks.running import MOVES, ran, run

OTHER_WEIGHTS = Weights({"travel": 4.5, "usual_carer": 0, "preferred_time": 0.7, "lateness": 12}, name="other")


@pytest.fixture(scope="module")
def seen() -> Mapping[str, Any]:
    return ran("tune_weights")[1]


@pytest.fixture(scope="module")
def moved(seen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same plans with the sliders elsewhere."""
    sliders = SimpleNamespace(value=dict(OTHER_WEIGHTS.values))
    return run("tune_weights", moves=MOVES, sliders=sliders, stored=seen["stored"])[1]


def test_there_is_a_plan_for_each_policy_and_today_comes_first(seen: Mapping[str, Any]) -> None:
    assert list(seen["stored"]) == list(FACTORS)
    assert next(iter(seen["stored"])) == TODAY


def test_the_sliders_begin_with_todays_weights(seen: Mapping[str, Any]) -> None:
    now = weights_now(seen["problem"])
    assert dict(seen["sliders"].value) == {rule: pytest.approx(now[rule]) for rule in seen["TUNED"]}


@pytest.mark.parametrize("weights", ["today's", "others"])
def test_costs_are_those_of_the_referee(seen: Mapping[str, Any], moved: Mapping[str, Any], weights: str) -> None:
    side = seen if weights == "today's" else moved
    problem = replace(side["problem"], weights=side["tuned"])
    assert side["costs"] == [check(problem, plan).cost for plan in side["stored"].values()]


def test_other_weights_choose_another_plan_than_the_dearest(seen: Mapping[str, Any], moved: Mapping[str, Any]) -> None:
    assert seen["costs"] != moved["costs"]
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


def test_points_stand_where_the_figures_say(seen: Mapping[str, Any]) -> None:
    where = seen["where"]
    for name, value in zip(where.names, where.values, strict=True):
        plan = seen["stored"][name]
        faces = check(seen["problem"], plan).amounts.get("continuity", 0)
        assert value == (kpis(seen["problem"], plan).travel_minutes, faces)
    assert where.front
    for plan in where.front:
        x, y = where.values[plan]
        assert not any(other[0] < x and other[1] < y for other in where.values)


def test_axes_are_the_aims_of_the_engine(seen: Mapping[str, Any]) -> None:
    titles = {TITLES[aim.measure.id]: name for name, aim in AIMS.items()}
    assert dict(seen["across"].options) == dict(seen["up"].options) == titles


def test_the_ring_is_at_the_plan_that_is_chosen_and_what_answers_lies_over_the_points() -> None:
    stand = Standing(("one", "two", "three"), ((100.0, 9.0), (140.0, 3.0), (150.0, 9.0)), ("travel", "faces"))
    assert stand.front == [0, 1]
    picture = ElementTree.fromstring(places(stand, 1))
    spots = [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in picture.iter("circle")]
    ring, points = spots[0], spots[1:]
    assert ring == points[1]
    assert points[0][1] == points[2][1] < points[1][1]  # more is higher up
    spec = answering(stand).to_dict()
    rooms = (spec["width"], spec["height"])
    scales = [spec["encoding"][axis]["scale"]["domain"] for axis in "xy"]
    for (x, y), value in zip(points, stand.values, strict=True):
        right, up = ((one - low) / (high - low) for one, (low, high) in zip(value, scales, strict=True))
        assert (x - LEFT, y - HEAD) == (
            pytest.approx(rooms[0] * right, abs=0.1),
            pytest.approx(rooms[1] * (1 - up), abs=0.1),
        )


def test_the_plan_that_is_looked_at_is_todays_until_another_is_chosen(seen: Mapping[str, Any]) -> None:
    assert seen["looked_at"].value == TODAY
    assert seen["figures"]["travel"] == kpis(seen["problem"], seen["stored"][TODAY]).travel_minutes


def test_names_keep_out_of_each_others_way_and_that_of_the_chosen_stands() -> None:
    crowd = Standing(
        [f"plan {row}" for row in range(9)], [(100.0 + row / 9, 5.0) for row in range(8)] + [(200.0, 1.0)], ("x", "y")
    )
    said = words(places(crowd, 3))
    there = [name for name in crowd.names if name in said]
    assert {"plan 3", "plan 8"} <= set(there)
    assert len(there) < 9


def test_a_plan_tells_the_weights_that_it_was_made_under(seen: Mapping[str, Any]) -> None:
    week, under = seen["problem"], seen["made_under"]
    now = weights_now(week)
    assert otherwise(week, under[TODAY]) == {}
    faces = otherwise(week, under["familiar faces"])
    assert faces == {rule: now[rule] * factor for rule, factor in FACTORS["familiar faces"].items()}


def test_every_rule_has_one_purpose() -> None:
    rules = [rule for some in PURPOSES.values() for rule in some]
    assert len(rules) == len(set(rules))
    assert purpose_of("travel") == "travel"
    assert purpose_of("wished_attribute") == "other"


def test_what_was_moved_can_be_kept_as_a_version(seen: Mapping[str, Any]) -> None:
    assert "--set" not in seen["kept"]
    words = shlex.split(command({"travel": 4.6, "missed_break": 0}))
    assert words[:3] == ["ronda", "weights", "new"]
    assert words[-4:] == ["--set", "travel=4.6", "--set", "missed_break=0"]
    assert command({"unplanned": 1_000_000, "continuity": 1234.567}).endswith(
        "--set unplanned=1000000 --set continuity=1234.567"
    )


def test_a_step_up_of_each_weight_is_told_in_what_people_count() -> None:
    week = generate(clients=6, carers=3, days=2, seed=4)
    found = sensitivity(
        week, ("travel", "usual_carer"), Limits(iterations=MOVES, seed=1), processes=1, euros_per_hour=20
    )
    head, _, *rows = table(found, {"travel": "Travel time", "usual_carer": "Not a usual carer"}).splitlines()
    assert [row.split(" | ")[0] for row in rows] == ["| Travel time", "| Not a usual carer"]
    measures = [name for name, title in TITLES.items() if f" {title} " in head]
    assert {name for one in found for name in one.steps} == set(measures)
    for one, row in zip(found, rows, strict=True):
        cells = [cell.strip() for cell in row.split("|")[1:-1]]
        assert cells[1] == f"{one.today.weight:g} → {one.more.weight:g}"
        assert cells[2:] == [told(one.steps[name], "+") if name in one.steps else "" for name in measures]


@pytest.mark.parametrize(
    ("value", "sign", "said"),
    [(12_345.6, "", "12,346"), (-1_234, "+", "−1,234"), (2.3567, "", "2.36"), (0.5, "+", "+0.5"), (1e-9, "+", "0")],
)
def test_figures_are_written_as_people_read_them(value: float, sign: str, said: str) -> None:
    assert told(value, sign) == said


def test_a_version_of_the_weights_counts_instead_of_the_weeks_own(tmp_path: Path) -> None:
    heavy = WeightsDocument(name="heavy", version="2", values={"travel": 7}, author="assembly", reason="Shorter ways.")
    path = tmp_path / "heavy.weights.json"
    path.write_text(weights_text(heavy))
    found = week({"weights": str(path)}, clients=4, carers=2)
    assert found.problem.weights == heavy.weights
    assert weights_now(found.problem)["travel"] == 7
    assert "heavy 2" in found.source
