"""python -m benchmarks.scale: plan generated weeks of growing size."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from benchmarks.runs import carry_out, load, store
from benchmarks.scale.runs import FIRST_CLEAN, Order, Row, measure
from benchmarks.scale.table import comparison
from benchmarks.written import machine, say

Number = TypeVar("Number", int, float)

RESULTS = Path(__file__).with_name("results.csv")
SIZES = "300,1000,3000,10000,30000"
SMOKE_SIZES, SMOKE_SECONDS = (300, 1_000, 3_000), 4.0

WARM_UP = Order(150, 1, FIRST_CLEAN, 1)
"""Planned first and forgotten: where the search was not compiled before, that takes time and memory of its own."""


def scale(
    sizes: Annotated[str, typer.Option(help="About how many visits each week has, with commas between.")] = SIZES,
    seconds: Annotated[
        str | None, typer.Option(show_default="none", help="Time limits, for the quality after each: 60,600.")
    ] = None,
    seeds: Annotated[str, typer.Option(help="Numbers with commas between.")] = "1",
    workers: Annotated[int, typer.Option(min=1, help="Cores that one run uses.")] = 1,
    out: Annotated[
        Path, typer.Option(show_default="results.csv beside this file", help="Where rows are kept.")
    ] = RESULTS,
    table: Annotated[bool, typer.Option("--table", help="Run nothing, print what is stored.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Run only what is not stored yet.")] = False,
    markdown: Annotated[Path | None, typer.Option(show_default=False, help="Write the table there too.")] = None,
    smoke: Annotated[
        bool, typer.Option("--smoke", help="The small sizes, a few seconds each; stores nothing.")
    ] = False,
) -> None:
    """Plan generated weeks until the first clean plan, and again for each time limit; one run after the other.

    Exit code 1: a plan breaks hard rules.
    """
    if smoke:
        orders = orders_of(SMOKE_SIZES, [1], [SMOKE_SECONDS], 1)
        rows = _run(orders, None)
    else:
        limits = [] if seconds is None else _numbers(seconds, float)
        orders = orders_of(_numbers(sizes, int), _numbers(seeds, int), limits, workers)
        if not table:
            _run([order for order in orders if not missing or order.key not in load(out, Row)], out)
        stored = load(out, Row)
        rows = [stored[order.key] for order in orders if order.key in stored]
    text = (
        f"{orders[0].workers} worker(s), {machine()}\n\n{comparison(rows, sorted({order.seconds for order in orders}))}"
    )
    print(text)
    if markdown is not None:
        markdown.write_text(text, encoding="utf-8")
    raise typer.Exit(1 if any(row.violations for row in rows) else 0)


def orders_of(sizes: Iterable[int], seeds: Iterable[int], seconds: Sequence[float], workers: int) -> list[Order]:
    """Every run that is asked for: all first plans, then limit by limit."""
    return [
        Order(size, seed, limit, workers)
        for limit in (FIRST_CLEAN, *sorted(seconds))
        for seed in sorted(seeds)
        for size in sorted(sizes)
    ]


def _run(orders: Sequence[Order], path: Path | None) -> list[Row]:
    """Carry the orders out, tell of each run as it ends, and store it at once."""
    if orders:
        say("making the search ready (up to a minute where it was not compiled before)")
        list(carry_out(measure, [WARM_UP]))
    rows: list[Row] = []
    for row in carry_out(measure, orders):
        rows.append(row)
        if path is not None:
            store(path, [row], Row)
        what = "a first clean plan" if row.seconds == FIRST_CLEAN else f"{row.seconds:g} s"
        faults = f", BREAKS HARD RULES {row.violations} times" if row.violations else ""
        say(
            f"{len(rows)}/{len(orders)} {row.visits:,} visits, seed {row.seed}, {what}: {row.wall:.2f} s, "
            f"cost {row.cost:,.0f}, {row.unplanned:,} unplanned, {row.peak:,} MiB{faults}"
        )
    return rows


def _numbers(told: str, kind: type[Number]) -> list[Number]:
    """What an option with commas lists."""
    try:
        found = [kind(one) for one in told.split(",")]
    except ValueError:
        found = []
    if not found or min(found) <= 0:
        raise typer.BadParameter(f"{told!r}: give numbers above 0 with commas between, such as 300,1000")
    return found


if __name__ == "__main__":
    typer.run(scale)
