"""python -m benchmarks.service.answering: one asker, and a plan of about 5,000 visits, through the API.

The API runs in this process, over SQLite, with its own answering processes; what the network takes is not in it.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import httpx
import numpy as np
import typer

from api.access.principal import OF_ROLE, Role
from api.answering import Answering
from api.documents.verdicts import verdict_document
from api.main import app
from api.routes.service import Service
from api.settings import MEGABYTE, Settings
from api.store import coops, jobs, key_file, keys, plans, schema
from api.store.jobs import Order, State
from api.store.store import Store
from benchmarks.written import machine
from datasets.eixample import generate
from engine import Limits
from engine.check import check
from engine.data.canonical import plan_text, problem_text
from engine.kpi import kpis
from engine.plan import Plan
from engine.problem import Problem
from engine.strategies.search import search

WARM = 20


class _NoQueue:
    """Nothing here comes as a job."""

    def dispatch(self, job: Any) -> None:
        raise AssertionError(job.kind)


def answering(
    clients: Annotated[int, typer.Option(help="How many clients the week has.")] = 660,
    carers: Annotated[int, typer.Option(help="How many carers.")] = 500,
    moves: Annotated[int, typer.Option(help="How long the week is planned beforehand.")] = 20_000,
    matches: Annotated[int, typer.Option(help="How many matches are asked for, one after the other.")] = 400,
) -> None:
    """Measure what putting a problem, the first match and later ones take."""
    problem = generate(clients, carers, seed=1)
    plan = search(problem, Limits(iterations=moves, seed=1)).plan
    print(f"{machine()}; {len(problem.visits):,} visits, {carers} carers")
    asyncio.run(_measure(problem, plan, matches))


async def _measure(problem: Problem, plan: Plan, matches: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder))
        async with _served(store) as client:
            text = problem_text(problem)
            began = time.perf_counter()
            answer = await client.put("/v1/problems/week", content=text, headers={"Content-Type": "application/json"})
            print(
                f"PUT problem of {len(text) / 1e6:.1f} MB: {time.perf_counter() - began:.2f} s ({answer.status_code})"
            )
            id = _keep(store, problem, plan)
            rng = np.random.default_rng(1)
            took = [await _match(client, problem, id, number, rng) for number in range(matches + WARM)]
        store.close()
    later = sorted(1000 * one for one in took[WARM:])
    print(f"first match, with the desk opened: {took[0]:.2f} s")
    p50, p99 = statistics.median(later), float(np.quantile(later, 0.99))
    print(f"later matches ({len(later)}): p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {later[-1]:.1f} ms")


async def _match(
    client: httpx.AsyncClient, problem: Problem, plan: str, number: int, rng: np.random.Generator
) -> float:
    like = replace(problem.visits[int(rng.integers(len(problem.visits)))], id=f"asked-{number}", must=False)
    form = {"plan": plan, "request": {"format": "ronda-request-1", "visits": [asdict(like)]}}
    body = json.dumps(form)
    began = time.perf_counter()
    answer = await client.post("/v1/matches", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text
    return time.perf_counter() - began


@asynccontextmanager
async def _served(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    with store.of("sol") as books:
        secret = keys.issue(books, Role.PLANNER.value, sorted(OF_ROLE[Role.PLANNER]), "measuring", None, None)[1]
    began = time.perf_counter()
    opened = Answering(store.settings)
    try:
        while not opened.ready:
            await asyncio.sleep(0.05)
        print(f"both processes warm after {time.perf_counter() - began:.1f} s")
        settings = replace(store.settings, matches_a_second=100_000)
        transport = httpx.ASGITransport(app(service=Service(settings, store, _NoQueue(), opened)))
        headers = {"Authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://ronda", headers=headers, timeout=60
        ) as client:
            yield client
    finally:
        opened.close()


def _store(folder: Path) -> Store:
    url, key = f"sqlite:///{folder / 'ronda.sqlite'}", folder / "ronda.key"
    settings = Settings(data=folder, database_url=url, key_file=key, body_limit=50 * MEGABYTE)
    key_file.make(settings.key_file)
    schema.upgrade(settings)
    store = Store(settings)
    coops.found(store, "sol", "Sol")
    return store


def _keep(store: Store, problem: Problem, plan: Plan) -> str:
    verdict = check(problem, plan)
    beside = {"verdict": verdict_document(problem, plan, verdict, "en"), "kpis": asdict(kpis(problem, plan))}
    document = json.loads(plan_text(plan, problem.name, beside))
    told = {"clean": verdict.clean, "cost": verdict.cost, "unplanned": len(verdict.unplanned)}
    with store.of("sol") as books:
        job = jobs.accept(books, Order(kind="plan", problem="week", version=1, by="measuring"))
        jobs.begin(books, job.id, "measuring/1")
        jobs.finish(books, job.id, 1, State.DONE)
        plans.keep(books, job.id, "week", 1, document, {}, **told)
    return job.id


if __name__ == "__main__":
    typer.run(answering)
