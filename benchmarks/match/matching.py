"""python -m benchmarks.match.matching: requests about a running plan of thousands of visits, on one core."""

import gc
import os
import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from benchmarks.runs import store
from benchmarks.written import NOTHING, machine, markdown, say
from datasets.eixample import generate
from engine import Limits
from engine.check import check
from engine.matching import Desk, lines_of, match, refusal, summary
from engine.problem import Link, Problem, Request, Visit, Window
from engine.strategies.search import search

RESULTS = Path(__file__).parent / "results" / "match.csv"
WARM = 20
"""Requests before the clock counts: the desk has then looked at every kind of question once."""

DAY = 1440
MORE = 120  # minutes between the visits of one day in a package


@dataclass(frozen=True, slots=True)
class Order:
    """A week to ask about: how large, planned by so many moves, and how many requests of each kind."""

    clients: int
    carers: int
    moves: int
    visits: int
    packages: int
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of request took; times in milliseconds, of the answer with all its reasons.

    words: what putting the whole answer into sentences takes besides. offered: share of the requests with an offer.
    """

    kind: str
    visits: int
    carers: int
    requests: int
    p50: float
    p99: float
    worst: float
    words: float
    offered: float

    @property
    def key(self) -> tuple[str, int, int]:
        return self.kind, self.visits, self.carers


AIMS = {"one visit": (10.0, 50.0), "36 visits, a team": (500.0, None)}
"""What was asked of the median and of the 99th percentile, in milliseconds."""

FULL = Order(clients=660, carers=500, moves=100_000, visits=400, packages=30)
SMOKE = Order(clients=60, carers=40, moves=20_000, visits=40, packages=5)


def matching(
    smoke: Annotated[bool, typer.Option("--smoke", help="A small week in seconds; nothing is stored.")] = False,
    out: Annotated[
        Path | None, typer.Option("--markdown", show_default=False, help="Write the table there too.")
    ] = None,
) -> None:
    """Measure answers about one week of about 5,000 visits by 500 carers."""
    rows = measure(SMOKE if smoke else FULL)
    if not smoke:
        store(RESULTS, rows, Row)
    text = f"{machine()}, one core\n\n{table(rows)}"
    print(text)
    if out is not None:
        out.write_text(text, encoding="utf-8")


def measure(order: Order) -> list[Row]:
    """Plan the week, open a desk, and ask."""
    problem = generate(order.clients, order.carers, seed=order.seed)
    plan = search(problem, Limits(iterations=order.moves, seed=order.seed)).plan
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    verdict = check(problem, plan)
    began = time.perf_counter()
    desk = Desk(problem, plan, verdict)
    say(f"{len(problem.visits):,} visits, {order.carers} carers; desk open in {time.perf_counter() - began:.1f} s")
    rng = np.random.default_rng(order.seed)
    kinds = {
        "one visit": ([_one(problem, rng, number) for number in range(order.visits + WARM)], WARM),
        "Mon/Wed/Fri": ([_week(problem, rng, (0, 2, 4), 1, 1) for _ in range(order.packages + 2)], 2),
        "two carers at once": ([_week(problem, rng, (1,), 1, 2, two=True) for _ in range(order.packages + 2)], 2),
        "36 visits, a team": ([_week(problem, rng, tuple(range(6)), 6, 4) for _ in range(order.packages + 2)], 2),
    }
    return [_timed(desk, kind, requests, warm) for kind, (requests, warm) in kinds.items()]


def _timed(desk: Desk, kind: str, requests: list[Request], warm: int) -> Row:
    took: list[float] = []
    words: list[float] = []
    offered = 0
    gc.collect()
    gc.freeze()  # as a server does: what stays for good is not looked through again and again
    for number, request in enumerate(requests):
        began = time.perf_counter()
        answer = match(desk, request)
        answered = time.perf_counter()
        offers = (*answer.offers, *answer.partial)
        told = [*summary(answer), *(refusal(answer, out) for out in answer.ruled_out)]
        told += [line for offer in offers for line in lines_of(answer, offer, desk.judged.lived.days)]
        if number >= warm and told:
            took.append(1000 * (answered - began))
            words.append(1000 * (time.perf_counter() - answered))
            offered += bool(answer.offers)
    return Row(
        kind=kind,
        visits=len(desk.problem.visits),
        carers=len(desk.problem.carers),
        requests=len(took),
        p50=round(statistics.median(took), 2),
        p99=round(float(np.quantile(took, 0.99)), 2),
        worst=round(max(took), 2),
        words=round(statistics.median(words), 2),
        offered=round(offered / len(took), 3),
    )


# -- what is asked -----------------------------------------------------------------------------------------------------


def _one(problem: Problem, rng: np.random.Generator, number: int) -> Request:
    """One visit more like one of the week's, for the same client."""
    like = problem.visits[int(rng.integers(len(problem.visits)))]
    return Request((replace(like, id=f"asked-{number}", must=False),))


def _week(
    problem: Problem,
    rng: np.random.Generator,
    days: tuple[int, ...],
    a_day: int,
    carers: int,
    two: bool = False,
) -> Request:
    """Care of 45 minutes on some days, so many times a day from the early morning on."""
    client = problem.clients[int(rng.integers(len(problem.clients)))].id
    first = int(rng.integers(420, 480))
    starts = [day * DAY + first + time * MORE for day in days for time in range(a_day)]
    names = ("A", "B") if two else ("A",)
    visits = [
        Visit(f"asked-{start}{name}", client, 45, (Window(start, start + 90),)) for start in starts for name in names
    ]
    links = [Link(f"asked-{start}A", f"asked-{start}B", 0, 0, "different") for start in starts if two]
    return Request(tuple(visits), links=tuple(links), carers=carers)


def table(rows: list[Row]) -> str:
    """A line for each kind of request, with what was asked of it."""
    lines = []
    for row in rows:
        aims = AIMS.get(row.kind, (None, None))
        told = [NOTHING if aim is None else f"{aim:g} ms" for aim in aims]
        lines.append([
            row.kind, str(row.requests), f"{row.p50:.1f} ms", told[0], f"{row.p99:.1f} ms", told[1],
            f"{row.worst:.1f} ms", f"{row.words:.1f} ms", f"{100 * row.offered:.0f} %",
        ])  # fmt: skip
    heads = ["Request", "asked", "p50", "aim, below", "p99", "aim, below", "worst", "in words", "with offers"]
    return markdown(heads, lines)


if __name__ == "__main__":
    typer.run(matching)
