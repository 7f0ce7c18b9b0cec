"""compare_plans: counts that add up, and differences that the referee finds too."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine import Plan, Route, Stop, changes, check, kpis
from engine.data import canonical
from notebooks import counted
from tests.notebooks.running import MOVES, ran, run
from tests.twins import plan, problem, shift, visit


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("compare_plans")[1]


def test_every_visit_client_and_carer_is_counted_once(told: Mapping[str, Any]) -> None:
    week = told["problem"]
    either = {name for one in (told["before"], told["after"]) for name, _, _ in one.visits()}
    assert sum(told["visits"].values()) == len(either)
    assert sum(told["clients"].values()) == sum(bool(week.visits_of[client.id]) for client in week.clients)
    assert sum(told["carers"].values()) == len(week.carers)
    assert told["visits"]["other carer"] > 0


def test_counts_are_those_of_the_changes(told: Mapping[str, Any]) -> None:
    found = changes(told["problem"], told["before"], told["after"])
    assert sum(told["visits"].values()) - told["visits"][counted.SAME] == len(found.moves)
    assert sum(told["clients"].values()) - told["clients"]["nothing"] == len(found.clients)


def test_what_is_paid_more_and_less_is_the_difference_in_cost(told: Mapping[str, Any]) -> None:
    before, after = (check(told["problem"], told[name]).cost for name in ("before", "after"))
    assert sum(told["dearer"].values()) == pytest.approx(
        after - before, abs=3
    )  # what is below half a point is left out


def test_figures_are_those_of_the_plans(told: Mapping[str, Any]) -> None:
    for figures, name in zip(told["figures"], ("before", "after"), strict=True):
        assert figures["travel"] == kpis(told["problem"], told[name]).travel_minutes


WEEK = problem(
    shift("anna", "08:00-12:00"),
    shift("bea", "08:00-12:00"),
    visit("v1", "a", "08:00-12:00"),
    visit("v2", "b", "08:00-12:00"),
    visit("v3", "b", "08:00-12:00"),
    visit("v4", "d", "08:00-12:00"),
)


def test_a_change_is_counted_by_hand() -> None:
    before = plan(WEEK, anna="08:10 v1, 09:00 v2", bea="10:00 v3")
    after = plan(WEEK, anna="08:30 v1", bea="09:00 v2, 10:10 v3, 11:20 v4")
    # v1 moves by 20 minutes, v2 goes to Bea, v3 moves by 10, v4 is planned now.
    visits = {kind: count for kind, count in counted.visits(WEEK, before, after).items() if count}
    assert visits == {"moved 15 to 29 min": 1, "other carer": 1, "moved 1 to 14 min": 1, "planned now": 1}
    clients = {kind: count for kind, count in counted.clients(WEEK, before, after).items() if count}
    assert clients == {"another time": 1, "another carer": 1, "a visit more": 1}  # of b, the gravest


def test_nothing_changes_from_a_plan_to_itself() -> None:
    same = plan(WEEK, anna="08:10 v1")
    assert counted.visits(WEEK, same, same)[counted.SAME] == 1
    assert counted.clients(WEEK, same, same)["nothing"] == 3
    assert counted.carers(WEEK, same, same)[counted.ALIKE] == 2


def test_weeks_that_get_longer_are_counted_by_hours() -> None:
    before = plan(WEEK, anna="08:10 v1")
    after = plan(WEEK, anna="08:10 v1", bea="08:30 v2, 09:10 v3, 10:00 v4")
    hours = (kpis(WEEK, after).carers[1].minutes - kpis(WEEK, before).carers[1].minutes) / 60 * 7 / WEEK.days
    counts = counted.carers(WEEK, before, after)
    assert hours > 5  # the day is counted as if it were a week's rhythm
    assert counts == {**dict.fromkeys(counts, 0), counted.ALIKE: 1, "over 5 h longer": 1}


def test_own_files_are_compared(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("week.json", "one.json", "two.json")]
    one, two = plan(WEEK, anna="08:10 v1"), Plan((Route(WEEK.shifts[1].id, (Stop("v1", 500, 530),)),))
    canonical.write_problem(WEEK, paths[0])
    for made, path in zip((one, two), paths[1:], strict=True):
        canonical.write_plan(made, path, WEEK.name)
    asked = {"problem": str(paths[0]), "plan": [str(path) for path in paths[1:]]}
    shown, told = run("compare_plans", moves=MOVES, asked=asked)
    assert (told["before"], told["after"]) == (one, two)
    assert told["visits"]["other carer"] == 1
    assert any("your own" in str(getattr(part, "text", "")) for part in shown)
