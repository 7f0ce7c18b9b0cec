"""The week that a demo of the service shows: invented people, planned by a worker and published as soon as it is."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from api.settings import Settings
from api.store import audit, jobs, problems, published
from api.store.errors import Unknown
from api.store.jobs import Order, State
from api.store.store import Books, Store
from engine.problem import Problem

BY, ROLE = "demo", "planner"
SECONDS = 20.0
"""Enough for a plan that breaks nothing; whoever wants a better one has it made from the hub."""


@dataclass(frozen=True, slots=True)
class Persons:
    """Whose week a demo shows: the carer's with most shifts, and the client's with most visits."""

    carer: str
    client: str


def show_week(settings: Settings, coop: str, today: date) -> Persons:
    """Put the week that today lies in, and ask for a plan of it that is published; what is there already stays."""
    from datasets.eixample import generate
    from engine.data.canonical import problem_text

    monday = today - timedelta(days=today.weekday())
    problem = generate(start=monday)
    id = f"week-{monday:%G-%V}"
    with closing(Store(settings)) as store, store.of(coop) as books:
        if not _is_there(books, id):
            version = problems.put(books, id, problem, problem_text(problem), None).version  # the same again makes none
            order = Order(
                kind="plan",
                problem=id,
                version=version,
                by=BY,
                options={"seconds": SECONDS, "seed": 1, "publish": ROLE},
            )
            job = jobs.accept(books, order)  # the workers' sweep finds it
            audit.note(books, BY, ROLE, "plan.ask", f"plan:{job.id}", version=version)
    return _persons(problem)


def _is_there(books: Books, id: str) -> bool:
    """Whether the week was put, and its plan is made or on its way."""
    try:
        problems.head(books, id)
    except Unknown:
        return False
    lost = (State.FAILED, State.CANCELLED)
    on_its_way = any(job.state not in lost for job in jobs.page(books, None, 100, kind="plan", problem=id))
    return on_its_way or published.newest(books, id) is not None


def _persons(problem: Problem) -> Persons:
    shifts = Counter(shift.carer for shift in problem.shifts)
    visits = Counter(visit.client for visit in problem.visits)
    return Persons(_most(shifts), _most(visits))


def _most(counted: Counter[str]) -> str:
    return max(counted, key=lambda name: (counted[name], name))
