"""benchmark_report: ranks and shares by hand, and that it reads the tables as they are stored."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from notebooks import stored
from tests.notebooks.running import ran, run, words


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("benchmark_report")[1]


def day(solver: str, unplanned: int, travel: float, violations: int = 0, seed: str = "1") -> dict[str, str]:
    told = {"violations": violations, "unplanned": unplanned, "travel": travel}
    return {"case": "small", "seed": seed, "solver": solver} | {name: str(value) for name, value in told.items()}


def test_visits_left_out_count_before_travel_and_broken_plans_come_last() -> None:
    rows = [day("a", 0, 900), day("b", 1, 100), day("c", 0, 800), day("d", 0, 1, violations=1)]
    assert stored.ranks(rows) == {("c", 1): 1, ("a", 2): 1, ("b", 3): 1, ("d", 4): 1}


def test_who_is_alike_shares_the_better_rank() -> None:
    assert stored.ranks([day("a", 0, 5), day("b", 0, 5), day("c", 0, 6)]) == {("a", 1): 1, ("b", 1): 1, ("c", 3): 1}


def test_spreads_are_about_the_mean_of_an_instance() -> None:
    runs = [("i", 90), ("i", 110), ("j", 5)]
    rows = [{"instance": name, "cost": str(cost), "violations": "0"} for name, cost in runs]
    rows.append({"instance": "i", "cost": "1", "violations": "2"})  # breaks a rule: no cost
    assert [(row["instance"], row["off"]) for row in stored.spreads(rows)] == [("i", -10), ("i", 10)]


def test_proofs_are_shares_of_what_was_published() -> None:
    bounds = [{"instance": "i", "bound": "50", "cost": "80", "best": "100"}]
    runs = [{"instance": "i", "cost": cost, "violations": broken} for cost, broken in (("75", "0"), ("60", "1"))]
    found = {row["kind"]: row["percent"] for row in stored.proofs(bounds, runs)}
    assert found == {"no plan can be cheaper": 50, "Ronda's best plan": 75, "published best": 100}


def test_every_stored_table_is_read_whole(told: Mapping[str, Any]) -> None:
    for name, rows in told["tables"].items():
        with (stored.BENCHMARKS / name).open(newline="") as table:
            assert len(list(csv.reader(table))) == len(rows) + 1
    assert "peers/results/peers.csv" in told["tables"]
    peers = told["tables"]["peers/results/peers.csv"]
    days = {(row["case"], row["seed"]) for row in peers}
    assert sum(count for (solver, _), count in told["ranks"].items() if solver == "Ronda") == len(days)


def test_without_tables_it_says_so(tmp_path: Path) -> None:
    assert stored.tables(tmp_path) == {}
    shown, _ = run("benchmark_report", tables={})
    assert "No tables here" in words(shown)
