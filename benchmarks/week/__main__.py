"""python -m benchmarks.week: plan whole weeks at the sizes that home care has."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.runs import carry_out, load, store
from benchmarks.week.runs import Order, Row, measure
from benchmarks.week.table import comparison
from benchmarks.written import machine, say, seeds_of
from datasets.weeks import CASES

RESULTS = Path(__file__).with_name("results.csv")

MINUTES = {"superilla": 1, "pilot": 10, "contract": 10, "district": 60}
"""How long each case is planned, unless told otherwise."""


def week(
    cases: Annotated[list[str] | None, typer.Argument(help=f"Some of {', '.join(CASES)}.", show_default="all")] = None,
    seconds: Annotated[
        str | None, typer.Option(show_default="60 to 3600 by case", help="Time limits with commas between: 60,300.")
    ] = None,
    seeds: Annotated[str, typer.Option(help="Numbers with commas between.")] = "1",
    workers: Annotated[int, typer.Option(min=1, help="Cores that one run uses.")] = 2,
    faces: Annotated[bool, typer.Option(help="Also as if it did not count who comes to whom, as the contrast.")] = True,
    out: Annotated[
        Path, typer.Option(show_default="results.csv beside this file", help="Where rows are kept.")
    ] = RESULTS,
    table: Annotated[bool, typer.Option("--table", help="Run nothing, print what is stored.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Run only what is not stored yet.")] = False,
    smoke: Annotated[bool, typer.Option("--smoke", help="The smallest case for five seconds; stores nothing.")] = False,
) -> None:
    """Plan whole weeks, one run after the other, and look at the plans.

    Exit code 1: a plan breaks hard rules.
    """
    names = cases or list(CASES)
    unknown = [name for name in names if name not in CASES]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: the cases are {', '.join(CASES)}")
    if smoke:
        rows = _run([Order("superilla", 1, 5.0, 1, "asked")], None)
    else:
        orders = [
            Order(name, seed, limit, workers, asked)
            for name in names
            for limit in (_limits(seconds) if seconds else [60.0 * MINUTES[name]])
            for seed in seeds_of(seeds)
            for asked in ("asked", "not asked")[: 1 + faces]
        ]
        if not table:
            _run([order for order in orders if not missing or order.key not in load(out, Row)], out)
        stored = load(out, Row)
        rows = [stored[order.key] for order in orders if order.key in stored]
    print(f"{workers} worker(s), {machine()}\n\n{comparison(rows)}")
    raise typer.Exit(1 if any(row.violations for row in rows) else 0)


def _run(orders: Sequence[Order], path: Path | None) -> list[Row]:
    """Carry the orders out, tell of each run as it ends, and store it at once."""
    rows: list[Row] = []
    for row in carry_out(measure, orders):
        rows.append(row)
        if path is not None:
            store(path, [row], Row)
        say(
            f"{len(rows)}/{len(orders)} {row.case}, faces {row.faces}, {row.seconds:g} s: {row.planned:,} of "
            f"{row.servable:,} planned, {row.carers_mean:.2f} carers a client (no fewer than {row.fewest:.2f}), "
            f"{row.violations} forbidden"
        )
    return rows


def _limits(told: str) -> list[float]:
    try:
        found = [float(one) for one in told.split(",")]
    except ValueError:
        found = []
    if not found or min(found) <= 0:
        raise typer.BadParameter(f"--seconds {told}: give numbers above 0 with commas between, such as 60,300")
    return found


if __name__ == "__main__":
    typer.run(week)
