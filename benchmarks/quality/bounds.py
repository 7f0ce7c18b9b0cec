"""python -m benchmarks.quality.bounds: how far from perfect plans of the benchmark may be, at most.

Each instance is searched for a while, and the bound begins from the plan found. What was found is stored once for each
instance; a better bound replaces the old one.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.quality.given import SHARED, meant
from benchmarks.quality.published import Published, Set
from benchmarks.runs import load, store

RESULTS = Path(__file__).with_name("results")


@dataclass(frozen=True, slots=True)
class Told:
    """seconds: that the bound took; cost: of the plan that it began from; best: the best published."""

    instance: str
    seconds: float
    bound: float
    cost: float
    best: float

    @property
    def key(self) -> tuple[str]:
        return (self.instance,)

    @property
    def gap(self) -> float:
        """How far the better of both plans may be from perfect, as a share of its cost."""
        known = min(self.cost, self.best)
        return (known - self.bound) / known if known else 0.0


def bounds(
    names: Annotated[list[str] | None, typer.Argument(help="Beginnings of instance names; by default all.")] = None,
    which: Annotated[Set, typer.Option("--set")] = Set.UHHC,
    seconds: Annotated[float, typer.Option(min=1, help="For each bound; the search before takes a quarter.")] = 60,
    data: Annotated[Path, typer.Option(help="The folder that holds uhhc/; RONDA_SHARED sets it too.")] = SHARED,
) -> None:
    """Bound instances of the UHHC benchmark, store what was found and print it.

    Exit code 2: the instances are not there.
    """
    path = RESULTS / f"{which}_bounds.csv"
    for instance in meant(data, [which], names or [])[which]:
        told = measure(instance, seconds)
        keep(path, told)
        print(f"{told.instance}: {told.bound:,.1f}, plan {told.cost:,.1f}, gap at most {told.gap:.1%}", flush=True)


def measure(instance: Published, seconds: float) -> Told:
    """Search, then bound, on one core."""
    from engine.data import uhhc
    from engine.limits import Limits
    from engine.solve import bounded, solve

    problem = uhhc.read(instance.file)
    found = solve(problem, Limits(seconds=seconds / 4, seed=1), "search")
    result = bounded(problem, found, Limits(seconds=seconds))
    assert result.bound is not None, f"{instance.name}: the plan breaks hard rules"
    took = round(result.seconds - found.seconds, 1)
    return Told(instance.name, took, result.bound.value, result.verdict.cost, instance.best)


def keep(path: Path, told: Told) -> None:
    """Store a bound, unless a higher one of its instance is stored."""
    known = load(path, Told).get(told.key)
    if known is None or told.bound >= known.bound:
        store(path, [told], Told)


if __name__ == "__main__":
    typer.run(bounds)
