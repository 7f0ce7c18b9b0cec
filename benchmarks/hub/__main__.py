"""python -m benchmarks.hub: the hub's pages with 500 carers, from `ronda serve` on this machine, in a real Chromium.

Every load is by a browser that has never been there: nothing comes from its memory.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer

from api.access.principal import OF_ROLE, PERSONAL, Role
from api.hub.navigation import home
from api.routes.hub.visitor import COOKIE
from api.store import keys, people, sessions
from api.store.library import planting
from api.store.library.states import Standing
from api.store.store import Books
from benchmarks.hub.loading import browser, load
from benchmarks.notebooks.opened import chromium
from benchmarks.runs import store
from benchmarks.service.load import ready_client
from benchmarks.service.running import COOP, Service, serving
from benchmarks.written import NOTHING, machine, markdown, say
from datasets.eixample import generate
from engine import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.strategies.search import search
from tests.api.service.parts import keep

RESULTS = Path(__file__).with_name("results.csv")
MOST_BYTES, MOST_MILLISECONDS = 100_000, 1000.0
"""What was asked of the first page of each role."""

WIDE = {"requests_a_second": 10_000, "matches_a_second": 10_000}


@dataclass(frozen=True, slots=True)
class Order:
    """The week, planned by so many moves, and how many times each page is opened."""

    clients: int
    carers: int
    moves: int
    loads: int
    seed: int = 1


FULL = Order(clients=660, carers=500, moves=100_000, loads=11)
SMOKE = Order(clients=40, carers=20, moves=5_000, loads=3)


@dataclass(frozen=True, slots=True)
class Row:
    """A page. status: with which it came, 200 unless it could not be answered in time; first: whether it is what its
    reader sees first; bytes: over the wire, compressed, the most of all loads, own: of its own text alone.

    first_ms: the first time of all, when the service had not opened the plan for it yet; answered: the median until its
    text is there; p50, worst: until all of it is. All times in milliseconds.
    """

    page: str
    carers: int
    visits: int
    status: int
    first: int
    loads: int
    bytes: int
    own: int
    first_ms: float
    answered: float
    p50: float
    worst: float

    @property
    def key(self) -> tuple[str, int]:
        return self.page, self.carers


def hub(
    smoke: Annotated[bool, typer.Option("--smoke", help="A small week; nothing is stored.")] = False,
    loads: Annotated[int | None, typer.Option(min=1, show_default=False, help="How often a page is opened.")] = None,
) -> None:
    """Open the first page of each role, and the planner's larger ones, several times."""
    if chromium() is None:
        say("There is no Chromium here: install one, or name it in RONDA_CHROMIUM.")
        sys.exit(2)
    order = SMOKE if smoke else FULL
    order = replace(order, loads=loads or order.loads)
    with serving("sqlite", workers=1, **WIDE) as service:
        before = os.getloadavg()
        rows = list(measure(service, order))
    if not smoke:
        store(RESULTS, rows, Row)
    loaded = " to ".join(f"{one:.1f}" for one in (before[0], os.getloadavg()[0]))
    print(f"{machine()}, {os.cpu_count()} cores for service and browser, load {loaded}\n\n{table(rows)}")


def measure(service: Service, order: Order) -> Iterator[Row]:
    """Publish a plan of this week, sign everybody in, and open the pages one after the other."""
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    problem = replace(generate(order.clients, order.carers, seed=order.seed), start=monday)
    plan = search(problem, Limits(iterations=order.moves, seed=order.seed)).plan
    id = keep(service.store, COOP, "week", problem, plan)
    say(f"{len(problem.visits):,} visits, {order.carers} carers: planned and published")
    with service.store.of(COOP) as books:
        planting.plant(books, "benchmark", Standing.PUBLISHED)
        cookies = {role: _signed_in(books, role, problem, plan) for role in Role}
    ready_client(service).close()
    with browser() as started:
        for name, role, path in _pages(id, plan, problem, today):
            signed_in = [{"name": COOKIE, "value": cookies[role], "url": service.address}] if role else []
            found = []
            for _ in range(order.loads):
                found.append(load(started, service.address + path, signed_in))
                if found[-1].status != 200:
                    break
                time.sleep(0.1)
            later = found[1:] or found
            row = Row(
                page=name,
                carers=order.carers,
                visits=len(problem.visits),
                status=max(one.status for one in found),
                first=int((role is not None and path == home(role)) or path == "/library"),
                loads=len(later),
                bytes=max(one.bytes for one in found),
                own=max(one.page for one in found),
                first_ms=round(found[0].loaded, 1),
                answered=round(median(one.answered for one in later), 1),
                p50=round(median(one.loaded for one in later), 1),
                worst=round(max(one.loaded for one in later), 1),
            )
            told = "" if row.status == 200 else f" ({row.status})"
            say(f"{name}{told}: {row.bytes / 1000:.1f} kB, {row.p50:.0f} ms, the first time {row.first_ms:.0f} ms")
            yield row


def _pages(plan: str, planned: Plan, problem: Problem, today: date) -> Iterator[tuple[str, Role | None, str]]:
    """Name, reader, path: first what each role sees first, then the planner's other pages."""
    for role in (Role.PLANNER, Role.CARER, Role.CLIENT, Role.MEMBER, Role.ANALYST, Role.ADMIN):
        yield f"{role.value}: {home(role)}", role, home(role)
    yield "anybody: /library", None, "/library"
    day = (today - problem.start).days
    there = {visit for visit, _, _ in planned.visits()}
    hole = next((one.id for one in problem.visits if one.id not in there), None)
    done = next(iter(sorted(there)))
    at = f"/hub/plans/{plan}"
    for path in ("", "/week", f"/days/{day}?first=40", f"/map?day={day}", "/holes", f"/visit?visit={done}", "/publish"):
        yield f"planner: plan{path.partition('=')[0]}", Role.PLANNER, at + path
    if hole is not None:
        yield "planner: plan/hole?visit", Role.PLANNER, f"{at}/hole?visit={hole}"


def _signed_in(books: Books, role: Role, problem: Problem, plan: Plan) -> str:
    """The secret of a session; the carer and the client are those who have most to see."""
    own = None
    if role in PERSONAL:
        kind: Any = role.value
        seen = [
            problem.shift[shift].carer if role is Role.CARER else problem.visit[visit].client
            for visit, shift, _ in plan.visits()
        ]
        own = people.pseudonym(books, kind, max(sorted(set(seen)), key=seen.count))
    made, _ = keys.issue(books, role.value, sorted(OF_ROLE[role]), "benchmark", None, own)
    return sessions.begin(books, made.id)


def table(rows: list[Row]) -> str:
    """A line for each page, with what was asked of the first page of each role."""
    lines = []
    for row in rows:
        over = row.first and (row.bytes >= MOST_BYTES or row.p50 >= MOST_MILLISECONDS)
        if row.status != 200:
            lines.append([f"{row.page} (not answered: {row.status})", *[NOTHING] * 5, f"{row.first_ms:.0f} ms"])
            continue
        lines.append([
            f"{row.page}{' (over)' if over else ''}", f"{row.bytes / 1000:.1f} kB", f"{row.own / 1000:.1f} kB",
            f"{row.answered:.0f} ms", f"{row.p50:.0f} ms", f"{row.worst:.0f} ms", f"{row.first_ms:.0f} ms",
        ])  # fmt: skip
    heads = ["Page", "all", "its text", "text there", "usable, median", "worst", "the first time of all"]
    return markdown(heads, lines) + f"\nAim for the first page of each role: {MOST_BYTES / 1000:g} kB, 1 s.\n"


if __name__ == "__main__":
    typer.run(hub)
