"""Generated weeks of several sizes: does the engine plan them cleanly, and about how fast?

Plans generated weeks (datasets/eixample, seed 1) with one worker and prints a table. Exits with 1 when the referee
finds a violation. Figures are printed, never asserted: machines differ.
"""

import platform
import resource
import sys
import time

from rich.console import Console
from rich.table import Table

from datasets.eixample import sized
from engine import Limits, Result
from engine.search.run import Run
from engine.search.warm import warm
from engine.solve import solve

CASES = ((450, 6.0), (1_000, 8.0), (3_000, 12.0))
"""Visits, and the seconds of search that they get."""

SEED = 1
COLUMNS = ("visits", "carers", "tables s", "first plan s", "search s", "moves/s", "cost", "unplanned", "violations")


def main() -> int:
    console = Console(width=120)
    console.print(f"Python {platform.python_version()}, {platform.machine()}, seed {SEED}, one worker")
    began = time.perf_counter()
    warm()
    console.print(f"compiling or loading the search: {time.perf_counter() - began:.1f} s")
    table = Table(*COLUMNS, title="Generated weeks")
    broken = 0
    for visits, seconds in CASES:
        row, result = measure(visits, seconds)
        table.add_row(*row)
        broken += len(result.verdict.violations)
    console.print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"peak memory {peak:.0f} MiB")
    return 1 if broken else 0


def measure(visits: int, seconds: float) -> tuple[list[str], Result]:
    """Plan one generated week and tell how it went."""
    problem = sized(visits, SEED)
    began = time.perf_counter()
    Run(problem, SEED)
    tables = time.perf_counter() - began
    began = time.perf_counter()
    result = solve(problem, Limits(seconds=seconds, seed=SEED), strategy="search")
    first = next((at for at, _ in result.trace), 0.0)
    planned = [at for at, cost in result.trace if cost <= result.trace[-1][1] * 2]
    figures = [
        f"{len(problem.visits):,}",
        f"{len(problem.carers):,}",
        f"{tables:.2f}",
        f"{min(planned, default=first):.2f}",
        f"{seconds:.0f}",
        f"{result.iterations / seconds:,.0f}",
        f"{result.verdict.cost:,.0f}",
        f"{len(result.verdict.unplanned):,}",
        f"{len(result.verdict.violations):,}",
    ]
    return figures, result


if __name__ == "__main__":
    sys.exit(main())
