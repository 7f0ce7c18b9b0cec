"""python -m benchmarks.quality: plan instances of the UHHC benchmark and compare with what was published."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.quality.given import SHARED, meant
from benchmarks.quality.published import Published, Set
from benchmarks.quality.runs import Key, Order, Row, carry_out, load, store
from benchmarks.quality.table import Line, comparison, lines, side_by_side
from benchmarks.written import machine, say, seeds_of

RESULTS = Path(__file__).with_name("results")
SMOKE = ("i-116", "i-100", "InstanzCPLEX_HCSRP_10_1")
SMOKE_SECONDS = 4.0


def quality(
    names: Annotated[list[str] | None, typer.Argument(help="Beginnings of instance names; by default all.")] = None,
    sets: Annotated[
        list[Set] | None, typer.Option("--set", show_default="uhhc", help="Give it twice to have both.")
    ] = None,
    seeds: Annotated[str, typer.Option(help="Numbers with commas between.")] = "1,2,3",
    seconds: Annotated[
        float | None,
        typer.Option(min=0.1, show_default="the published mean time, for families 60", help="For each run."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Cores that one run uses.")] = 1,
    strategy: Annotated[str, typer.Option(help="One of default, search, exact, polish.")] = "search",
    processes: Annotated[int, typer.Option(min=1, help="Runs side by side.")] = 1,
    data: Annotated[Path, typer.Option(help="The folder that holds uhhc/; RONDA_SHARED sets it too.")] = SHARED,
    out: Annotated[
        Path | None, typer.Option(show_default="results/<set>.csv beside this file", help="Where rows are stored.")
    ] = None,
    table: Annotated[bool, typer.Option("--table", help="Run nothing, print what is stored.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Run only what is not stored yet.")] = False,
    against: Annotated[
        Path | None,
        typer.Option(exists=True, show_default=False, help="Stored rows to compare with: same seconds and seeds."),
    ] = None,
    against_workers: Annotated[int | None, typer.Option(min=1, show_default="as --workers")] = None,
    against_strategy: Annotated[str | None, typer.Option(show_default="as --strategy")] = None,
    markdown: Annotated[Path | None, typer.Option(show_default=False, help="Write the tables there too.")] = None,
    smoke: Annotated[
        bool, typer.Option("--smoke", help="Three small instances, a few seconds each; stores nothing.")
    ] = False,
) -> None:
    """Plan instances of the UHHC benchmark, let the referee judge, and print our costs beside the published ones.

    Exit codes: 1 a plan breaks hard rules, 2 the instances are not there.
    """
    if smoke:
        raise typer.Exit(_smoke(data))
    numbers = seeds_of(seeds)
    told: list[str] = []
    broken = 0
    for which, instances in meant(data, sets or [Set.UHHC], names or []).items():
        path = out or RESULTS / f"{which}.csv"
        orders = orders_of(instances, numbers, seconds, workers, strategy)
        if not table:
            _run([order for order in orders if not missing or order.key not in load(path)], processes, path, instances)
        ours = _stored(instances, load(path), orders)
        broken += sum(line.broken for line in ours)
        here = f"{workers} worker(s), {strategy}"
        told.append(f"{which}: {_limit(which, seconds)}, {here}, seeds {seeds}; {machine()}\n\n{comparison(ours)}")
        if against is not None:
            asked = orders_of(instances, numbers, seconds, against_workers or workers, against_strategy or strategy)
            there = f"{against.stem}: {asked[0].workers} worker(s), {asked[0].strategy}"
            told.append(side_by_side(ours, _stored(instances, load(against), asked), (f"{path.stem}: {here}", there)))
    text = "\n".join(told)
    print(text)
    if markdown is not None:
        markdown.write_text(text, encoding="utf-8")
    raise typer.Exit(1 if broken else 0)


def orders_of(
    instances: Iterable[Published], seeds: Sequence[int], seconds: float | None, workers: int, strategy: str
) -> list[Order]:
    """Every run that is asked for; seed by seed, so that all instances have one run before any has two."""
    instances = list(instances)
    return [
        Order(one.name, one.file, seed, seconds or one.seconds, workers, strategy)
        for seed in seeds
        for one in instances
    ]


def _stored(instances: Sequence[Published], rows: dict[Key, Row], orders: Sequence[Order]) -> list[Line]:
    return lines(instances, [rows[order.key] for order in orders if order.key in rows])


def _run(orders: Sequence[Order], processes: int, path: Path | None, instances: Sequence[Published]) -> list[Row]:
    """Carry the orders out, tell of each run as it ends, and store it at once."""
    from engine.search.warm import warm
    from engine.solve import STRATEGIES

    unknown = {order.strategy for order in orders} - set(STRATEGIES)
    if unknown:
        raise typer.BadParameter(f"no strategy {', '.join(unknown)}: use one of {', '.join(STRATEGIES)}")
    if orders:
        say("making the search ready (up to a minute where it was not compiled before)")
        warm()
    best = {one.name: one.best for one in instances}
    rows: list[Row] = []
    for row in carry_out(orders, processes):
        rows.append(row)
        if path is not None:
            store(path, [row])
        faults = f", BREAKS HARD RULES {row.violations} times" if row.violations else ""
        say(
            f"{len(rows)}/{len(orders)} {row.instance} seed {row.seed}, {row.wall:.1f} s: {row.cost:,.1f}, "
            f"{row.cost / best[row.instance]:.3f} of the published best, {row.moves_per_second:,.0f} moves/s{faults}"
        )
    return rows


def _smoke(data: Path) -> int:
    """A few seconds of the smallest instances; says so and skips where there are none."""
    if not (data / "uhhc").exists():
        print(f"quality: skipped, there is no {data / 'uhhc'}. Put the UHHC instances there or set RONDA_SHARED.")
        return 0
    instances = [one for some in meant(data, [*Set], SMOKE).values() for one in some]
    rows = _run(orders_of(instances, [1], SMOKE_SECONDS, 1, "search"), 1, None, instances)
    print(comparison(lines(instances, rows)))
    return int(any(row.violations for row in rows))


def _limit(which: Set, seconds: float | None) -> str:
    if seconds is not None:
        return f"{seconds:g} s"
    return "published mean time" if which is Set.UHHC else "60 s"


if __name__ == "__main__":
    typer.run(quality)
