"""Who comes to a client, how often, and whether these are the usual ones."""

from collections import Counter
from dataclasses import dataclass

from engine.plan import Plan
from engine.problem import Client, Problem


@dataclass(frozen=True, slots=True)
class Face:
    """A carer who comes to a client, and how often. usual: one of those who usually come."""

    carer: str
    visits: int
    usual: bool


@dataclass(frozen=True, slots=True)
class ClientKpis:
    """One client's horizon: visits owed and planned, and how many different carers come.

    target: so many are fine. by_usual: planned visits of the usual carers, None where the client has none. faces: who
    comes, most often first, and the usual carers who do not come at all.
    """

    client: str
    visits: int
    planned: int
    carers: int
    target: int
    by_usual: int | None
    faces: tuple[Face, ...]


def client_kpis(problem: Problem, plan: Plan) -> tuple[ClientKpis, ...]:
    """A row for each client."""
    coming: dict[str, Counter[str]] = {client.id: Counter() for client in problem.clients}
    for visit, shift, _ in plan.visits():
        coming[problem.visit[visit].client][problem.shift[shift].carer] += 1
    return tuple(_client(problem, client, coming[client.id]) for client in problem.clients)


def _client(problem: Problem, client: Client, coming: Counter[str]) -> ClientKpis:
    often = sorted(coming.items(), key=lambda one: (-one[1], one[0]))
    often += [(carer, 0) for carer in client.usual if carer not in coming]
    return ClientKpis(
        client=client.id,
        visits=len(problem.visits_of[client.id]),
        planned=coming.total(),
        carers=len(coming),
        target=client.carers_target,
        by_usual=sum(coming[carer] for carer in set(client.usual)) if client.usual else None,
        faces=tuple(Face(carer, visits, carer in client.usual) for carer, visits in often),
    )
