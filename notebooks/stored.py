"""The tables that benchmarks stored, read as they stand: each row a run."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

Row = Mapping[str, str]

LEFT_OUT, TRAVEL = "unplanned", "travel"


def tables(folder: Path = BENCHMARKS) -> dict[str, list[Row]]:
    """Every stored table by its path below the folder; none where there is no such folder."""
    found = sorted((*folder.glob("*/results*.csv"), *folder.glob("*/results/*.csv")))
    return {str(path.relative_to(folder)): _read(path) for path in found}


def ranks(rows: Iterable[Row]) -> dict[tuple[str, int], int]:
    """On how many days each solver came out at each rank, from 1: first by visits left out, then by travel.

    Solvers that are alike share the better rank; a plan that breaks a hard rule comes after all others.
    """
    days: dict[tuple[str, str], list[tuple[tuple[int, float, float], str]]] = {}
    for row in rows:
        judged = (int(row["violations"]), float(row[LEFT_OUT]), float(row[TRAVEL]))
        days.setdefault((row["case"], row["seed"]), []).append((judged, row["solver"]))
    counts: dict[tuple[str, int], int] = {}
    for day in days.values():
        for judged, solver in day:
            rank = 1 + sum(other < judged for other, _ in day)
            counts[solver, rank] = counts.get((solver, rank), 0) + 1
    return counts


def spreads(rows: Sequence[Row]) -> list[dict[str, float | str]]:
    """Each run beside the mean of all runs of its instance, in percent; instances that ran once are left out."""
    runs: dict[str, list[float]] = {}
    for row in rows:
        if row["violations"] == "0":
            runs.setdefault(row["instance"], []).append(float(row["cost"]))
    return [
        {"instance": instance, "off": round(100 * (cost * len(costs) / sum(costs) - 1), 3)}
        for instance, costs in runs.items()
        if len(costs) > 1
        for cost in costs
    ]


def proofs(bounds: Iterable[Row], runs: Iterable[Row]) -> list[dict[str, float | str]]:
    """What is proven of an instance, and what was found, in percent of the best published cost.

    found: the best of all stored runs, or that of the bound's own run where it is better.
    """
    best: dict[str, float] = {}
    for row in runs:
        if row["violations"] == "0":
            best[row["instance"]] = min(float(row["cost"]), best.get(row["instance"], float("inf")))
    rows: list[dict[str, float | str]] = []
    for row in bounds:
        published, name = float(row["best"]), row["instance"]
        found = min(float(row["cost"]), best.get(name, float("inf")))
        told = {"no plan can be cheaper": float(row["bound"]), "Ronda's best plan": found, "published best": published}
        rows += [
            {"instance": name, "kind": kind, "percent": round(100 * cost / published, 2)} for kind, cost in told.items()
        ]
    return rows


def _read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))
