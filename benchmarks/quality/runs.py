"""A run is one instance planned with one seed: what it is to do, how it is measured, and the row that it gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import runs

Key = tuple[str, int, float, int, str]


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do."""

    instance: str
    file: Path
    seed: int
    seconds: float
    workers: int
    strategy: str

    @property
    def key(self) -> Key:
        return self.instance, self.seed, self.seconds, self.workers, self.strategy


@dataclass(frozen=True, slots=True)
class Row:
    """What one run gave, as the referee judged it.

    cost: the objective of the benchmark. wall: seconds of solving, tables and first plan included, compiling not.
    moves: tried by all workers. bound: no plan can cost less; None where the strategy tells none.
    """

    instance: str
    seed: int
    seconds: float
    workers: int
    strategy: str
    cost: float
    violations: int
    unplanned: int
    wall: float
    moves: int
    moves_per_second: float
    bound: float | None = None

    @property
    def key(self) -> Key:
        return self.instance, self.seed, self.seconds, self.workers, self.strategy


def measure(order: Order) -> Row:
    """Plan an instance and let the referee judge."""
    from engine.data import uhhc
    from engine.limits import Limits
    from engine.search.warm import warm
    from engine.solve import solve

    problem = uhhc.read(order.file)
    warm()
    limits = Limits(seconds=order.seconds, seed=order.seed, workers=order.workers)
    result = solve(problem, limits, strategy=order.strategy)
    return Row(
        *order.key,
        cost=result.verdict.cost,
        violations=len(result.verdict.violations),
        unplanned=len(result.verdict.unplanned),
        wall=round(result.seconds, 2),
        moves=result.iterations,
        moves_per_second=round(result.iterations / result.seconds, 1),
        bound=None if result.bound is None else result.bound.value,
    )


def carry_out(orders: Sequence[Order], processes: int = 1) -> Iterator[Row]:
    """Carry out runs, so many side by side, and hand each over as it ends."""
    return runs.carry_out(measure, orders, processes)


def load(path: Path) -> dict[Key, Row]:
    """The stored rows; none where there is no such file."""
    return runs.load(path, Row)


def store(path: Path, rows: Iterable[Row]) -> None:
    """Add rows to a file; one that was there for the same run is replaced."""
    runs.store(path, rows, Row)
