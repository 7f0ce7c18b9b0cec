"""python -m benchmarks.service.recovery: kill -9 in the middle of ten plans, again and again: what is missing?

A round orders ten plans, each followed by a reader of its events who takes the thread up again wherever it breaks, and
kills the worker, the API or both (kill -9) in the middle of a plan that chance chooses, while all readers listen.
Lost: a plan that was accepted and is not there. Twice: one that ended more than once; a plan's row is there once by its
key. Gaps: a reader who missed an event or got one twice.
"""

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Annotated

import httpx
import typer

from api.store import jobs, plans
from api.store.errors import Unknown
from api.store.jobs import State
from benchmarks.service.running import COOP, Service, serving
from benchmarks.written import machine, markdown, say
from datasets.eixample import generate
from engine.data.canonical import problem_text

VICTIMS = {"worker": ("worker",), "API": ("api",), "both": ("api", "worker")}
JOBS = 10
PROBLEM = "week"
PATIENCE = 600.0  # seconds until what has not ended counts as lost


@dataclass
class Tally:
    """What went wrong in all rounds of a kind, and how long they took."""

    rounds: int = 0
    plans: int = 0
    lost: int = 0
    twice: int = 0
    gaps: int = 0
    begins: int = 0
    broken: int = 0
    seconds: list[float] = field(default_factory=list)


class Follower(threading.Thread):
    """A reader of one plan's events. numbers: in the order in which they came; broken: how often the thread broke."""

    def __init__(self, service: Service, id: str):
        super().__init__(daemon=True)
        self._service, self._id = service, id
        self.numbers: list[int] = []
        self.broken = 0
        self.over = False
        self.start()

    def run(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.over and time.monotonic() < until:
            try:
                self._read()
            except httpx.HTTPError:
                self.broken += 1
                time.sleep(0.2)

    def _read(self) -> None:
        head = {"authorization": f"Bearer {self._service.key}", "last-event-id": str(max(self.numbers, default=0))}
        url = f"{self._service.address}/v1/plans/{self._id}/events"
        with httpx.stream("GET", url, headers=head, timeout=60) as answer:
            if answer.status_code >= 400:
                raise httpx.HTTPError(f"{answer.status_code}")
            for line in answer.iter_lines():
                if line.startswith("id: "):
                    self.numbers.append(int(line[4:]))
                elif line.startswith("event: ") and line[7:] in {state.value for state in State if state.over}:
                    self.over = True


def main(
    rounds: Annotated[int, typer.Option(help="Of each kind of death, on each database.")] = 20,
    databases: Annotated[str, typer.Option(help="sqlite, postgresql, or both with a comma.")] = "sqlite,postgresql",
    workers: Annotated[int, typer.Option(help="Worker processes.")] = 1,
    iterations: Annotated[int, typer.Option(help="Of each plan.")] = 50_000,
    seed: int = 1,
) -> None:
    """Print a table of what was lost, done twice and missed; exit with 1 unless all are 0."""
    rng = random.Random(seed)
    rows, faults = [], 0
    for kind in databases.split(","):
        with serving(kind, workers) as service, _client(service) as client:
            week = problem_text(generate(clients=12, carers=4, days=3, seed=1))
            client.put(f"/v1/problems/{PROBLEM}", content=week).raise_for_status()
            for victim in VICTIMS:
                tally = Tally()
                for number in range(rounds):
                    _round(service, client, victim, iterations, rng, tally)
                    say(f"{kind}, {victim}, round {number + 1}: {tally.seconds[-1]:.1f} s, {tally}")
                rows.append(_row(kind, victim, tally))
                faults += tally.lost + tally.twice + tally.gaps
    head = (
        "database, who is killed",
        "rounds",
        "plans",
        "lost",
        "twice",
        "gaps",
        "begun again",
        "threads broken",
        "s a round",
    )
    print(f"{machine()}, {workers} worker(s), {JOBS} plans a round of {iterations} iterations\n")
    print(markdown(head, rows))
    if faults:
        raise typer.Exit(1)


def _client(service: Service) -> httpx.Client:
    head = {"authorization": f"Bearer {service.key}", "content-type": "application/json"}
    return httpx.Client(base_url=service.address, headers=head, timeout=120)


def _round(
    service: Service, client: httpx.Client, victim: str, iterations: int, rng: random.Random, tally: Tally
) -> None:
    began = time.monotonic()
    ids = [_order(client, iterations, seed) for seed in range(JOBS)]
    followers = [Follower(service, id) for id in ids]
    _wait_for_the_middle(service, ids, followers, rng)
    for part in VICTIMS[victim]:
        service.kill(part)
    for follower in followers:
        follower.join(PATIENCE)
    tally.rounds += 1
    tally.plans += len(ids)
    tally.seconds.append(time.monotonic() - began)
    for follower, id in zip(followers, ids, strict=True):
        tally.broken += follower.broken
        _count(service, id, follower.numbers, tally)


def _order(client: httpx.Client, iterations: int, seed: int) -> str:
    form = {"problem": PROBLEM, "strategy": "search", "iterations": iterations, "seed": seed}
    answer = client.post("/v1/plans", json=form)
    answer.raise_for_status()
    return answer.json()["id"]


def _wait_for_the_middle(service: Service, ids: list[str], followers: list[Follower], rng: random.Random) -> None:
    """Until every reader has read something and a plan is being made, chosen by chance among those not over yet."""
    while not all(follower.numbers for follower in followers):
        time.sleep(0.01)
    left = [id for id in ids if not _state(service, id).over]
    chosen = rng.choice(left[:-1] or ids)
    while _state(service, chosen) in (State.ACCEPTED, State.QUEUED):
        time.sleep(0.01)
    time.sleep(rng.uniform(0.0, 0.3))


def _state(service: Service, id: str) -> State:
    with service.store.reading(COOP) as books:
        return jobs.get(books, id).state


def _count(service: Service, id: str, numbers: list[int], tally: Tally) -> None:
    with service.store.reading(COOP) as books:
        told = jobs.events(books, id, 0, 100_000)
        ends = sum(event.kind in {state.value for state in State if state.over} for event in told)
        tally.begins += sum(event.kind == State.RUNNING for event in told) - 1
        try:
            kept = plans.get(books, id).id == id and jobs.get(books, id).state is State.DONE
        except Unknown:
            kept = False
    tally.lost += not kept
    tally.twice += ends > 1
    tally.gaps += numbers != [event.number for event in told] or numbers != list(range(1, len(told) + 1))


def _row(kind: str, victim: str, tally: Tally) -> tuple[str, ...]:
    mean = sum(tally.seconds) / len(tally.seconds)
    counts = (tally.rounds, tally.plans, tally.lost, tally.twice, tally.gaps, tally.begins, tally.broken)
    return (f"{kind}, {victim}", *(str(count) for count in counts), f"{mean:.1f}")


if __name__ == "__main__":
    typer.run(main)
