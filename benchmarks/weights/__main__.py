"""python -m benchmarks.weights: re-score a large plan, find fronts on the demo week, infer weights from preferences."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.runs import carry_out, load, store
from benchmarks.weights import fronts, preferring, rescoring
from benchmarks.written import machine, markdown, say, seeds_of

RESULTS = Path(__file__).with_name("results")

AIMS = ("travel,continuity", "travel,continuity,hours,lateness,fairness")
PARTS = ("rescoring", "fronts", "preferring")


def weights(
    parts: Annotated[list[str] | None, typer.Argument(help=f"Some of {', '.join(PARTS)}; by default all.")] = None,
    seeds: Annotated[str, typer.Option(help="Numbers with commas between.")] = "1,2,3",
    processes: Annotated[int, typer.Option(min=1, help="Cores that a front uses.")] = 2,
    table: Annotated[bool, typer.Option("--table", help="Run nothing, print what is stored.")] = False,
    smoke: Annotated[bool, typer.Option("--smoke", help="Small and short; stores nothing.")] = False,
) -> None:
    """Measure, one run after the other, and print all that is stored.

    Exit code 1: a re-scored cost is not the referee's, or a point of a front breaks a rule or is beaten.
    """
    unknown = [part for part in parts or () if part not in PARTS]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: the parts are {', '.join(PARTS)}")
    wrong = False
    for part in parts or PARTS:
        orders = _smoke(part) if smoke else _orders(part, seeds_of(seeds), processes)
        module = {"rescoring": rescoring, "fronts": fronts, "preferring": preferring}[part]
        path = RESULTS / f"{part}.csv"
        rows = [] if table else _run(part, module.measure, orders, None if smoke else path, module.Row)
        if not smoke:
            rows = sorted(load(path, module.Row).values(), key=lambda row: row.key)
        print(f"\n{part}, {machine()}\n\n{TABLES[part](rows)}")
        wrong |= any(_wrong(row) for row in rows)
    raise typer.Exit(1 if wrong else 0)


def _orders(part: str, seeds: Sequence[int], processes: int) -> list[Any]:
    if part == "rescoring":
        return [rescoring.Order(5_000, 1_000, seed) for seed in seeds]
    if part == "fronts":
        return [fronts.Order(aims, 12, 180.0, processes, seed) for aims in AIMS for seed in seeds]
    return [
        preferring.Order(pairs, spread, seed)
        for pairs in ("by lot", "asked")
        for spread in (1.0, 2.0)
        for seed in seeds
    ]


def _smoke(part: str) -> list[Any]:
    if part == "rescoring":
        return [rescoring.Order(450, 1_000, 1)]
    return [fronts.Order(AIMS[0], 3, 40.0, 2, 1)] if part == "fronts" else []


def _run(part: str, measure: Callable[[Any], Any], orders: Sequence[Any], path: Path | None, kind: type) -> list[Any]:
    rows: list[Any] = []
    for row in carry_out(measure, orders):
        rows.append(row)
        if path is not None:
            store(path, [row], kind)
        say(f"{part} {len(rows)}/{len(orders)}: {row}")
    return rows


def _wrong(row: Any) -> bool:
    if isinstance(row, rescoring.Row):
        return row.equal < row.sample
    return isinstance(row, fronts.Row) and (row.clean < row.points or row.beaten > 0)


# -- tables ------------------------------------------------------------------------------------------------------------


def _rescored(rows: Sequence[rescoring.Row]) -> str:
    head = (
        "visits",
        "seed",
        "weights",
        "amounts once",
        "(cpu)",
        "all weights",
        "(cpu)",
        "referee, each",
        "equal",
        "load",
    )
    body = [
        [
            f"{row.visits:,}",
            f"{row.seed}",
            f"{row.weights:,}",
            f"{row.once:.2f} s",
            f"{row.once_cpu:.2f} s",
            f"{row.all:.3f} s",
            f"{row.all_cpu:.3f} s",
            f"{row.referee:.2f} s",
            f"{row.equal} of {row.sample}",
            f"{row.load:.1f}",
        ]
        for row in rows
    ]
    return markdown(head, body)


def _fronts(rows: Sequence[fronts.Row]) -> str:
    head = ("aims", "seed", "points", "clean", "beaten", "solves", "wall", "load")
    body = [
        [
            row.aims.replace(",", ", "),
            f"{row.seed}",
            f"{row.points} of {row.wanted}",
            f"{row.clean}",
            f"{row.beaten}",
            f"{row.solves}",
            f"{row.wall:.0f} s",
            f"{row.load:.1f}",
        ]
        for row in rows
    ]
    told = "".join(
        f"\n{row.aims}, seed {row.seed}: {row.told}\n  default {row.default}, today {row.today}\n" for row in rows
    )
    return markdown(head, body) + told


def _preferred(rows: Sequence[preferring.Row]) -> str:
    head = ("pairs", "spread", "seed", "hidden", "before", "mean", "worst", "85 % reached")
    body = [
        [
            row.pairs,
            f"{row.spread:g}",
            f"{row.seed}",
            f"{row.hidden}",
            f"{row.before:.0%}",
            f"{row.mean:.1%}",
            f"{row.worst:.0%}",
            f"{row.reached:.0%}",
        ]
        for row in rows
    ]
    return markdown(head, body)


TABLES: dict[str, Callable[[Sequence[Any]], str]] = {
    "rescoring": _rescored,
    "fronts": _fronts,
    "preferring": _preferred,
}


if __name__ == "__main__":
    typer.run(weights)
