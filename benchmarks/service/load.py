"""python -m benchmarks.service.load: 200 requests a second for a minute, while a plan is being made.

Needs Locust, a public load tool: pip install -e '.[load]'.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import httpx
import numpy as np
import typer

from benchmarks.runs import store
from benchmarks.service.running import Service, serving
from benchmarks.written import NOTHING, machine, markdown, say
from datasets.eixample import generate
from engine.data.canonical import REQUEST_FORMAT, problem_text, read_request
from engine.problem import Problem

RESULTS = Path(__file__).parent / "results" / "load.csv"
USERS = Path(__file__).with_name("locustfile.py")
A_SECOND_PER_USER = 5
AIMS = {"GET": 100.0, "POST": 300.0}
"""What was asked of the 99th percentile, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Order:
    """The week that is asked about, planned by so many moves, and the load on it."""

    clients: int
    carers: int
    moves: int
    rate: int
    seconds: int
    seed: int = 1


FULL = Order(clients=660, carers=500, moves=100_000, rate=200, seconds=60)
SMOKE = Order(clients=40, carers=20, moves=5_000, rate=20, seconds=5)


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of request took under load, in milliseconds, as Locust counted it."""

    request: str
    visits: int
    rate: int
    requests: int
    failures: int
    p50: float
    p95: float
    p99: float
    worst: float

    @property
    def key(self) -> tuple[str, int, int]:
        return self.request, self.visits, self.rate


def load(
    smoke: Annotated[bool, typer.Option("--smoke", help="A small week for seconds; nothing is stored.")] = False,
) -> None:
    """Measure the service under load: nine that look something up for one that asks for a match."""
    order = SMOKE if smoke else FULL
    with tempfile.TemporaryDirectory() as folder, serving("sqlite", workers=1, **WIDE) as service:
        rows = measure(service, order, Path(folder))
    if not smoke:
        store(RESULTS, rows, Row)
    print(f"{machine()}, {os.cpu_count()} cores for service, worker and load tool\n\n{table(rows)}")


WIDE = {"requests_a_second": 10_000, "matches_a_second": 10_000}
"""One key puts the whole load: its limits must not be what is measured."""


def measure(service: Service, order: Order, folder: Path) -> list[Row]:
    """Put a week, plan it, begin another plan that goes on meanwhile, and ask."""
    problem = generate(order.clients, order.carers, seed=order.seed)
    with closing(ready_client(service)) as client:
        began = time.perf_counter()
        _ok(client.put("/v1/problems/week", content=problem_text(problem), headers=JSON))
        say(f"{len(problem.visits):,} visits put in {time.perf_counter() - began:.1f} s")
        plan = _ask(client, problem="week", iterations=order.moves, seed=order.seed)
        _wait(client, plan, "done")
        matches = [{"plan": plan, "request": request} for request in _requests(problem, order.seed)]
        for place, body in enumerate(matches[:20]):
            began = time.perf_counter()
            _ok(client.post("/v1/matches", json=body))
            if place in (0, 19):
                say(f"match {place + 1} answered in {1000 * (time.perf_counter() - began):.0f} ms")
        meanwhile = _ask(client, problem="week", seconds=order.seconds + 120, seed=order.seed)
        _wait(client, meanwhile, "running")
        told = {"key": service.key, "paths": _paths(plan, meanwhile), "matches": matches, "a_second": A_SECOND_PER_USER}
        (folder / "load.json").write_text(json.dumps(told), encoding="utf-8")
        _locust(service, order, folder)
        state = client.get(f"/v1/plans/{meanwhile}").json()["state"]
        say(f"the plan made meanwhile is {state}")
        client.post(f"/v1/plans/{meanwhile}/cancel")
    return list(_rows(folder, len(problem.visits), order.rate))


PATIENCE = 300.0
JSON = {"Content-Type": "application/json"}


def ready_client(service: Service) -> httpx.Client:
    """A client that waits until the service is ready: the first start of all compiles the search."""
    client = httpx.Client(base_url=service.address, headers={"Authorization": f"Bearer {service.key}"}, timeout=120)
    end = time.monotonic() + PATIENCE
    while client.get("/readyz").status_code != 200:
        if time.monotonic() > end:
            raise RuntimeError(f"the service is not ready after {PATIENCE:.0f} s")
        time.sleep(0.25)
    return client


def _paths(plan: str, meanwhile: str) -> list[tuple[str, str]]:
    """What is looked up, and how the table calls it."""
    return [
        (f"/v1/plans/{plan}", "/v1/plans/{id}"),
        (f"/v1/plans/{plan}/kpis", "/v1/plans/{id}/kpis"),
        (f"/v1/plans/{meanwhile}", "/v1/plans/{id}"),
        ("/v1/plans?limit=20", "/v1/plans"),
        ("/v1/problems", "/v1/problems"),
        ("/v1/rules", "/v1/rules"),
        ("/v1/me", "/v1/me"),
    ]


def _requests(problem: Problem, seed: int) -> list[dict[str, Any]]:
    """Single visits more, each like one of the week's."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(problem.visits), 200)
    visits = [replace(problem.visits[place], id=f"asked-{number}", must=False) for number, place in enumerate(chosen)]
    requests = [{"format": REQUEST_FORMAT, "visits": [asdict(visit)]} for visit in visits]
    read_request(json.dumps(requests[0]))
    return requests


def _ask(client: httpx.Client, **asked: Any) -> str:
    return _ok(client.post("/v1/plans", json=asked)).json()["id"]


def _wait(client: httpx.Client, plan: str, state: str) -> None:
    while (found := _ok(client.get(f"/v1/plans/{plan}")).json()["state"]) != state:
        if found in ("failed", "cancelled"):
            raise RuntimeError(f"the plan is {found}, and was to be {state}")
        time.sleep(0.2)


def _ok(answer: httpx.Response) -> httpx.Response:
    if not answer.is_success:
        raise RuntimeError(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text[:500]}")
    return answer


def _locust(service: Service, order: Order, folder: Path) -> None:
    users = max(1, order.rate // A_SECOND_PER_USER)
    command = [
        sys.executable, "-m", "locust", "--headless", "--locustfile", str(USERS), "--host", service.address,
        "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{order.seconds}s",
        "--csv", str(folder / "load"), "--only-summary", "--loglevel", "WARNING", "--exit-code-on-error", "0",
    ]  # fmt: skip
    subprocess.run(command, env={**os.environ, "RONDA_LOAD": str(folder / "load.json")}, check=True, stdout=sys.stderr)


def _rows(folder: Path, visits: int, rate: int) -> list[Row]:
    with (folder / "load_stats.csv").open(newline="", encoding="utf-8") as table:
        return [
            Row(
                request=told["Name"],
                visits=visits,
                rate=rate,
                requests=int(told["Request Count"]),
                failures=int(told["Failure Count"]),
                p50=float(told["50%"]),
                p95=float(told["95%"]),
                p99=float(told["99%"]),
                worst=round(float(told["Max Response Time"])),
            )
            for told in csv.DictReader(table)
        ]


def table(rows: list[Row]) -> str:
    """A line for each kind of request, with what was asked of it."""
    lines = []
    for row in rows:
        aim = AIMS.get(row.request.split(" ")[0])
        lines.append([
            row.request, f"{row.requests:,}", str(row.failures), f"{row.p50:.0f} ms", f"{row.p95:.0f} ms",
            f"{row.p99:.0f} ms", NOTHING if aim is None else f"{aim:g} ms", f"{row.worst:.0f} ms",
        ])  # fmt: skip
    return markdown(["Request", "asked", "failed", "p50", "p95", "p99", "aim, below", "worst"], lines)


if __name__ == "__main__":
    typer.run(load)
