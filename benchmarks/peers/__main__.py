"""python -m benchmarks.peers: give the same care days to Ronda and to its peers, and let the referee judge."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from benchmarks import runs
from benchmarks.peers.instances import CASES, SMOKE, Case
from benchmarks.peers.runs import Order, Row, measure
from benchmarks.peers.solvers import INSTALL, OURS, PEERS, SOLVERS
from benchmarks.peers.table import comparison
from benchmarks.written import machine, say, seeds_of

One = TypeVar("One")

RESULTS = Path(__file__).with_name("results") / "peers.csv"


def peers(
    cases: Annotated[str, typer.Option(help="Names with commas between.")] = ",".join(one.name for one in CASES),
    solvers: Annotated[str, typer.Option(help="Names with commas between.")] = ",".join(SOLVERS),
    seeds: Annotated[str, typer.Option(help="Numbers with commas between.")] = "1,2,3",
    seconds: Annotated[
        float | None,
        typer.Option(min=0.1, show_default="20 for 200 visits, 60 for 1,000", help="For each run."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Cores that one run uses.")] = 1,
    out: Annotated[Path, typer.Option(help="Where rows are stored.")] = RESULTS,
    table: Annotated[bool, typer.Option("--table", help="Run nothing, print what is stored.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Run only what is not stored yet.")] = False,
    markdown: Annotated[Path | None, typer.Option(show_default=False, help="Write the tables there too.")] = None,
    smoke: Annotated[bool, typer.Option("--smoke", help="One small day, 2 s for each tool; stores nothing.")] = False,
) -> None:
    """Give the same care days to Ronda and its peers, one run after the other, and print what the referee finds.

    Exit codes: 1 a plan breaks hard rules, 2 a tool is not installed.
    """
    if smoke:
        raise typer.Exit(_smoke())
    meant = _chosen("--cases", cases, {one.name: one for one in CASES})
    tools = [solver.name for solver in _chosen("--solvers", solvers, SOLVERS)]
    orders = orders_of(meant, seeds_of(seeds), tools, seconds, workers)
    if not table:
        _installed(tools)
        _run([order for order in orders if not missing or order.key not in runs.load(out, Row)], out)
    stored = runs.load(out, Row)
    rows = [stored[order.key] for order in orders if order.key in stored]
    limit = "20 or 60 s" if seconds is None else f"{seconds:g} s"
    text = f"{limit}, {workers} core(s), unplanned visits / minutes of travel; {machine()}\n\n{comparison(rows)}"
    print(text)
    if markdown is not None:
        markdown.write_text(text, encoding="utf-8")
    raise typer.Exit(_code(rows))


def orders_of(
    cases: Sequence[Case], seeds: Sequence[int], solvers: Sequence[str], seconds: float | None, workers: int
) -> list[Order]:
    """Every run that is asked for; a day goes through all tools before the next one comes."""
    return [
        Order(case, seed, solver, seconds or case.seconds, workers)
        for case in cases
        for seed in seeds
        for solver in solvers
    ]


def _run(orders: Sequence[Order], path: Path | None) -> list[Row]:
    """Carry the orders out one by one, tell of each run as it ends, and store it at once."""
    if any(order.solver == OURS.name for order in orders):
        from engine.search.warm import warm

        say("making the search ready (up to a minute where it was not compiled before)")
        warm()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if orders and orders[0].workers > cores:
        raise typer.BadParameter(f"--workers {orders[0].workers}: there are {cores} cores")
    rows: list[Row] = []
    for row in runs.carry_out(measure, orders):
        rows.append(row)
        if path is not None:
            runs.store(path, [row], Row)
        faults = f", BREAKS HARD RULES {row.violations} times" if row.violations else ""
        say(
            f"{len(rows)}/{len(orders)} {row.case} seed {row.seed}, {row.solver} {row.version}, {row.wall:.1f} s "
            f"({row.cpu:.1f} s of a core): "
            f"{row.unplanned} unplanned, {row.travel:,.1f} minutes of travel{faults}"
        )
    return rows


def _smoke() -> int:
    """A small day by those tools that are there; says so and skips where a peer of the extra is not."""
    absent = [solver.name for solver in PEERS if solver.version is None]
    if absent:
        print(f"peers: skipped {', '.join(absent)}, not installed. Type: {INSTALL}")
    tools = [name for name in SOLVERS if name not in absent]
    rows = _run(orders_of([SMOKE], [1], tools, None, 1), None)
    print(comparison(rows))
    return _code(rows)


def _code(rows: Sequence[Row]) -> int:
    return int(any(row.violations for row in rows))


def _chosen(option: str, text: str, known: Mapping[str, One]) -> list[One]:
    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(f"{option} {', '.join(unknown)}: use some of {', '.join(known)}")
    return [known[name] for name in names]


def _installed(names: Sequence[str]) -> None:
    absent = [name for name in names if SOLVERS[name].version is None]
    if absent:
        say(f"{', '.join(absent)}: not installed. Type: {INSTALL}, or choose others by --solvers.")
        raise typer.Exit(2)


if __name__ == "__main__":
    typer.run(peers)
