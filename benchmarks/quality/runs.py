"""A run is one instance planned with one seed. Here runs are carried out, each in its own process, and stored."""

import csv
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields
from pathlib import Path

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
    lanes = ThreadPoolExecutor(processes)
    try:
        for done in as_completed([lanes.submit(_alone, order) for order in orders]):
            yield done.result()
    finally:
        lanes.shutdown(cancel_futures=True)


def _alone(order: Order) -> Row:
    """In a new process, so that no run finds the memory or the caches of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(measure, order).result()


# -- storing -----------------------------------------------------------------------------------------------------------


def load(path: Path) -> dict[Key, Row]:
    """The stored rows; none where there is no such file."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as table:
        rows = [_row(told) for told in csv.DictReader(table)]
    return {row.key: row for row in rows}


def store(path: Path, rows: Iterable[Row]) -> None:
    """Add rows to a file; one that was there for the same run is replaced."""
    kept = load(path) | {row.key: row for row in rows}
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    with whole.open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, [field.name for field in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(kept[key]) for key in sorted(kept))
    whole.replace(path)  # at once: a reader never finds half a file


def _row(told: dict[str, str]) -> Row:
    return Row(
        instance=told["instance"],
        seed=int(told["seed"]),
        seconds=float(told["seconds"]),
        workers=int(told["workers"]),
        strategy=told["strategy"],
        cost=float(told["cost"]),
        violations=int(told["violations"]),
        unplanned=int(told["unplanned"]),
        wall=float(told["wall"]),
        moves=int(told["moves"]),
        moves_per_second=float(told["moves_per_second"]),
        bound=float(told["bound"]) if told["bound"] else None,
    )
