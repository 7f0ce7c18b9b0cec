"""The service for tests: a real store, the real app, and someone in for the processes beside it."""

import json
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

import numpy as np
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.access.principal import OF_ROLE, PERSONAL, Role
from api.answering.answer import Answer
from api.answering.questions import QUESTIONS
from api.answering.refusing import refusing
from api.answering.shelf import Shelf
from api.documents.verdicts import beside_plan
from api.jobs.signatures import new_secret
from api.main import app, routes
from api.routes.service import Service
from api.store import feeds, jobs, keys, people, petitions, plans, problems, published, webhooks, weights
from api.store.jobs import Order
from api.store.store import Store
from engine.check import check
from engine.data.canonical import plan_text, problem_text
from engine.data.weights_file import weights_text
from engine.plan import Plan, Route, Stop
from engine.problem import Carer, Client, Place, Problem, Shift, TravelMatrix, Visit, Window
from engine.result import Result, StopReason
from engine.weights import read
from tests.api.answering import weeks
from tests.databases import stored
from tests.engine.weights.versions import version

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for a package that the service has no use for
    from starlette.testclient import TestClient

PERSON = {Role.CARER: "berta", Role.CLIENT: "iris"}
"""The co-op's own ids of the carer and the client who hold a key."""

SMALL = Problem(
    name="a small week",
    start=date(2026, 3, 2),
    days=1,
    places=(Place("base"), Place("door")),
    travel=(TravelMatrix("walk", np.array([[0, 10], [10, 0]])),),
    carers=(Carer("berta"), Carer("dora")),
    shifts=(Shift("b1", "berta", 480, 840, "base", "base"), Shift("d1", "dora", 480, 840, "base", "base")),
    clients=(Client("iris", "door"), Client("jana", "door")),
    visits=(Visit("v1", "iris", 30, (Window(480, 600),)), Visit("v2", "jana", 45, (Window(500, 700),))),
)
"""Two carers, two clients, two visits, one day."""

TEXT = problem_text(SMALL)

HOME = "home"
AT_HOME = Plan(
    (
        Route("b1", (Stop("v1", 490, 520),)),
        Route("d1", (Stop("v2", 510, 555),)),
    )
)
"""Berta comes to Iris, Dora to Jana."""


class StandIn:
    """In for the answering processes: the same questions, one after the other, in a thread of this one."""

    def __init__(self, store: Store):
        self._shelf = Shelf(store)
        self._one_at_a_time = threading.Lock()

    @property
    def ready(self) -> bool:
        return True

    async def ask(
        self, kind: str, coop: str, asked: Mapping[str, Any], body: bytes = b"", within: float = 30.0
    ) -> Answer:
        return await run_in_threadpool(self._answer, kind, coop, asked, body)

    def _answer(self, kind: str, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
        with self._one_at_a_time, refusing():
            return QUESTIONS[kind](self._shelf, coop, asked, body)


@dataclass(frozen=True)
class Call:
    """A request to one thing of the first co-op. path: values of the path's parameters; more: body, headers, query."""

    path: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Queue:
    """In for the queue: remembers what it was given."""

    dispatched: list[Any] = field(default_factory=list)

    def dispatch(self, job: Any) -> None:
        self.dispatched.append(job)


@dataclass
class World:
    """A running service with keys of every role. coops: ids; the first is the one that things belong to."""

    store: Store
    service: Service
    app: FastAPI
    client: TestClient
    coops: tuple[str, ...]
    secrets: dict[tuple[str, Role], str]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(self, method: str, path: str, key: str | None = None, **more: Any):
        headers = dict(more.pop("headers", {}))
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return self.client.request(method, path, headers=headers, **more)

    def as_role(self, role: Role, method: str, path: str, **more: Any):
        """Ask with the first co-op's key of a role."""
        return self.ask(method, path, self.secrets[self.coops[0], role], **more)

    def fresh(self, kind: str) -> str:
        """An id that nothing has yet."""
        return f"{kind}-{next(self.numbers)}"

    def put(self, id: str | None = None, coop: str | None = None) -> tuple[str, str]:
        """A problem in the store: its id and its etag."""
        id = id or self.fresh("problem")
        with self.store.of(coop or self.coops[0]) as books:
            return id, problems.put(books, id, SMALL, TEXT, None, True).etag

    def routes(self) -> list[APIRoute]:
        return routes()

    def plan(self) -> str:
        """A plan that is done, of the problem `week-48`."""
        return weeks.put(self.store, self.coops[0]).plan

    def published(self) -> str:
        """A plan of the problem `week-48` that carers and clients see."""
        plan = self.plan()
        with self.store.of(self.coops[0]) as books:
            published.publish(books, plan, "key-1", "planner")
        return plan

    def home(self, coop: str | None = None) -> str:
        """A plan of the small week that is out; it was solved by hand."""
        return keep(self.store, coop or self.coops[0], HOME, SMALL, AT_HOME)

    def petition(self, role: Role = Role.CARER) -> str:
        """Something that is asked: Berta would swap her visit, or Iris does not want her any more."""
        plan = self.home()
        with self.store.of(self.coops[0]) as books:
            berta, iris = people.pseudonym(books, "carer", "berta"), people.pseudonym(books, "client", "iris")
            if role is Role.CARER:
                asked = (
                    petitions.PetitionKind.SWAP,
                    berta,
                    iris,
                    HOME,
                    plan,
                    petitions.Subject(visit="v1", reason="a wedding"),
                )
            else:
                asked = (petitions.PetitionKind.REFUSAL, iris, berta, HOME, plan, petitions.Subject(carer="berta"))
            return petitions.put(books, *asked).id

    def feed(self) -> str:
        """The path of Berta's calendar."""
        with self.store.of(self.coops[0]) as books:
            return f"/calendar/{feeds.renew(books, people.pseudonym(books, 'carer', 'berta'))[1]}.ics"

    def waiting(self, kind: str) -> str:
        """Work of a kind that nobody has begun, on the problem `week-48`."""
        with self.store.of(self.coops[0]) as books:
            problems.put(books, weeks.ID, weeks.week(), problem_text(weeks.week()), None)
            return jobs.accept(books, Order(kind=kind, problem=weeks.ID, version=1, by="key-1", request=b"{}")).id

    def weights(self, **changes: Any) -> dict[str, Any]:
        """A weights file under a name that nothing has yet."""
        document = version(name=self.fresh("weights"))
        return {**json.loads(weights_text(document)), "hash": None, **changes}

    def draft(self, **changes: Any) -> str:
        """A draft of weights in the store, by its id."""
        with self.store.of(self.coops[0]) as books:
            return weights.draft(books, read(json.dumps(self.weights(**changes))), "key-1").id

    def published_weights(self, **changes: Any) -> str:
        id = self.draft(**changes)
        with self.store.of(self.coops[0]) as books:
            weights.publish(books, id, date(2026, 3, 2), "key-1")
        return id

    def new_key(self) -> str:
        return key_of(self.store, self.coops[0], Role.ANALYST)

    def new_webhook(self) -> str:
        with self.store.of(self.coops[0]) as books:
            for old in webhooks.page(books, None, 100):
                webhooks.remove(books, old.id)
            return webhooks.add(books, "https://hub.example/", ["job.done"], new_secret()).id

    def new_person(self) -> str:
        """The co-op's own id of a carer that the store knows."""
        id = self.fresh("carer")
        with self.store.of(self.coops[0]) as books:
            people.pseudonym(books, "carer", id)
        return id


def keep(store: Store, coop: str, id: str, problem: Problem, plan: Plan) -> str:
    """Put a problem and publish a plan of it, however it was made, as if it had been asked for."""
    verdict = check(problem, plan)
    result = Result(plan, verdict, StopReason.DONE, "search", 1, 1.0, 1)
    document = json.loads(plan_text(plan, problem.name, beside_plan(problem, result, "en")))
    with store.of(coop) as books:
        version = problems.put(books, id, problem, problem_text(problem), None).version
        job = jobs.accept(books, Order(kind="plan", problem=id, version=version, by="key-1"))
        jobs.begin(books, job.id, "test/1")
        jobs.finish(books, job.id, 1, jobs.State.DONE)
        told = {"clean": verdict.clean, "cost": verdict.cost, "unplanned": len(verdict.unplanned)}
        plans.keep(books, job.id, id, version, document, {"bound": None}, **told)
        published.publish(books, job.id, "key-1", "planner")
    return job.id


@contextmanager
def served(kind: str = "sqlite", *names: str, **settings: Any) -> Iterator[World]:
    """The service over a fresh database with these co-ops. settings: what differs from the usual ones."""
    names = names or ("sol",)
    with stored(kind, *names) as store:
        service = Service(replace(store.settings, **settings), store, Queue(), StandIn(store))
        made = app(service=service)
        secrets = {(name, role): key_of(store, name, role) for name in names for role in Role}
        with TestClient(made, raise_server_exceptions=False) as client:
            yield World(store, service, made, client, names, secrets)


def key_of(store: Store, coop: str, role: Role, expires: Any = None, person: str | None = None) -> str:
    """The secret of a new key."""
    with store.of(coop) as books:
        own = None
        if role in PERSONAL:
            own = people.pseudonym(books, "carer" if role is Role.CARER else "client", person or PERSON[role])
        return keys.issue(books, role.value, sorted(OF_ROLE[role]), f"{role.value}'s", expires, own)[1]
