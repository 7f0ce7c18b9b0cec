"""python -m benchmarks.match.assigning: weeks assigned in a time, in teams too, and one to one beside SciPy."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from scipy.optimize import linear_sum_assignment

from benchmarks.runs import carry_out, load, store
from benchmarks.written import machine, markdown, say, seeds_of
from datasets.eixample import generate
from engine.assignment import Teams, assign
from engine.assignment.tables import tables
from engine.limits import Limits
from engine.problem import Problem, Shift, Visit, Weights, Window

FAR = 10**9
RESULTS = Path(__file__).parent / "results" / "assign.csv"


@dataclass(frozen=True, slots=True)
class Case:
    """How many, how long, and the gap that is aimed at; single: each carer has room for one visit; teams: in teams."""

    clients: int
    carers: int
    seconds: float
    aim: float
    single: bool = False
    teams: bool = False


CASES = {
    "small": Case(60, 14, 30, 0.01),
    "town": Case(1_000, 200, 60, 0.01),
    "city": Case(5_000, 1_000, 300, 0.03),
    "town in teams": Case(1_000, 200, 60, 0.01, teams=True),
    "one to one": Case(20, 20, 20, 0.0, single=True),
    "one to one, many": Case(300, 300, 20, 0.0, single=True),
}


@dataclass(frozen=True, slots=True)
class Order:
    case: str
    seed: int
    workers: int


@dataclass(frozen=True, slots=True)
class Row:
    """beside: what linear_sum_assignment says is best, where it can say so, and how long it took; team_gap: of the
    division into teams, which is a problem of its own."""

    case: str
    seed: int
    cost: float
    bound: float
    gap: float
    seconds: float
    unassigned: int
    units: int
    beside: float | None
    beside_seconds: float | None
    team_gap: float | None

    @property
    def key(self) -> tuple[str, int]:
        return self.case, self.seed


def measure(order: Order) -> Row:
    """Assign one case; reading it and the check that ends it count too, making it up does not."""
    case = CASES[order.case]
    week = generate(case.clients, case.carers, seed=order.seed)
    week = _one_to_one(week) if case.single else week
    limits = Limits(seconds=case.seconds, seed=order.seed, workers=order.workers)
    found = assign(week, limits, teams=Teams() if case.teams else None)
    beside = _beside(week) if case.single else (None, None)
    team_gap = None if found.teams is None else found.teams.gap
    left, all_units = len(found.unassigned), len(found.taken)
    return Row(
        order.case, order.seed, found.cost, found.bound, found.gap, found.seconds, left, all_units, *beside, team_gap
    )


def _one_to_one(week: Problem) -> Problem:
    """A visit of two hours for each client, and as much in each carer's contract: all that SciPy's case can say."""
    visits = tuple(Visit(f"visit-{c.id}", c.id, 120, (Window(480, 600),)) for c in week.clients)
    homes = {shift.carer: shift.start_place for shift in reversed(week.shifts)}
    shifts = tuple(
        Shift(f"shift-{name}", name, 450, 660, place, place, "walk") for name, place in sorted(homes.items())
    )
    carers = tuple(replace(carer, contract=7 * 120, wanted=None, legal_most=None) for carer in week.carers)
    # The day's share of the contract is just one visit: a second one is 120 minutes more, 2,400; nobody has two.
    dear = Weights({"unplanned": 5000, "above_contract": 20})
    return replace(week, days=1, visits=visits, shifts=shifts, carers=carers, links=(), weights=dear)


def _beside(week: Problem) -> tuple[float, float]:
    """The best cost where nobody has two, and how long it took to find: a column for each carer, and one for nobody."""
    known = tables(week)
    size = len(known.units)
    ticks = np.zeros((*known.cost.shape, *known.charges.cap.shape[1:]), np.int64)
    for kind, one in np.ndindex(known.load.shape[:2]):
        ticks[np.arange(size), :, one, known.row[kind]] = known.load[kind, one]
    alone = np.stack([known.charges.points(some).sum(axis=(1, 2)) for some in ticks])
    idle = known.charges.points(np.zeros(known.charges.cap.shape, np.int64)).sum(axis=(1, 2))
    cost = np.where(known.allowed, known.cost + alone - idle, FAR)
    nobody = np.where(np.eye(size, dtype=bool), known.nobody[:, None], FAR)
    began = time.perf_counter()
    both = np.concatenate([cost, nobody], axis=1)
    rows, columns = linear_sum_assignment(both)
    seconds = time.perf_counter() - began
    return known.prices.cost(int(both[rows, columns].sum() + idle.sum())), seconds


def table(rows: list[Row]) -> str:
    """A line for each run, with the gap that was aimed at."""
    lines = [
        [
            f"{row.case}, seed {row.seed}",
            f"{row.units:,}",
            f"{row.unassigned:,}",
            f"{row.cost:,.0f}",
            f"{row.bound:,.0f}",
            f"{row.gap:.2%}",
            f"{CASES[row.case].aim:.0%}",
            f"{row.seconds:.1f} s",
            "–" if row.team_gap is None else f"{row.team_gap:.0%}",
            "–" if row.beside is None else f"{row.beside:,.0f} in {row.beside_seconds:.3f} s",
        ]
        for row in rows
    ]
    return markdown(
        ["Case", "units", "left out", "cost", "bound", "gap", "aim", "took", "gap of teams", "SciPy"], lines
    )


def main(
    cases: Annotated[list[str] | None, typer.Argument(help=f"Of {', '.join(CASES)}; by default all.")] = None,
    seeds: Annotated[str, typer.Option(help="With commas between.")] = "1",
    workers: Annotated[int, typer.Option(min=1, help="Processor cores for each run.")] = 2,
) -> None:
    """Assign weeks of several sizes, store each run, and print all that is stored."""
    unknown = [case for case in cases or () if case not in CASES]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: give some of {', '.join(CASES)}")
    orders = [Order(case, seed, workers) for case in cases or CASES for seed in seeds_of(seeds)]
    for row in carry_out(measure, orders):
        store(RESULTS, [row], Row)
        say(f"{row.case}, seed {row.seed}: gap {row.gap:.2%} in {row.seconds:.1f} s")
    print(f"{machine()}\n\n{table(sorted(load(RESULTS, Row).values(), key=lambda row: row.key))}")


if __name__ == "__main__":
    typer.run(main)
