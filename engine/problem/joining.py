"""More care joins a problem: a request is looked at for faults, the thousands of visits that were there are not."""

from collections.abc import Iterator

from engine.errors import Fault, ProblemError
from engine.problem.carers import Carer
from engine.problem.clients import Client, Link, Visit
from engine.problem.problem import Problem


def joined(
    problem: Problem, visits: tuple[Visit, ...] = (), clients: tuple[Client, ...] = (), links: tuple[Link, ...] = ()
) -> Problem:
    """The same problem with more visits, clients and links.

    Takes milliseconds where building a large problem anew takes a second. Raises ProblemError with every fault of what
    joins.
    """
    faults = (*_known_already(problem, visits, clients, links), *_faults(problem, visits, clients, links))
    if faults:
        raise ProblemError(faults)
    found = problem.with_care(problem.visits + visits, problem.clients + clients, problem.links + links)
    known = {"visit": {**problem.visit, **{visit.id: visit for visit in visits}}}
    known |= {"client": {**problem.client, **{client.id: client for client in clients}}}
    known |= {"refused_by": {**problem.refused_by, **{client.id: () for client in clients}}}
    found.__dict__.update(known)  # what the problem would look up by itself, in more time
    return found


def _known_already(
    problem: Problem, visits: tuple[Visit, ...], clients: tuple[Client, ...], links: tuple[Link, ...]
) -> Iterator[Fault]:
    for kind, ids, known in (
        ("client", [client.id for client in clients], problem.client),
        ("visit", [visit.id for visit in visits], problem.visit),
        ("link", [link.key for link in links], {link.key for link in problem.links} if links else ()),
    ):
        for name in ids:
            if name in known:
                yield Fault(f"{kind} {name}", "id", name, f"the problem has this {kind} already: give another id")


def _faults(
    problem: Problem, visits: tuple[Visit, ...], clients: tuple[Client, ...], links: tuple[Link, ...]
) -> tuple[Fault, ...]:
    """What a problem finds that holds nothing but what joins, and whom and what it names."""
    tied = dict.fromkeys(name for link in links for name in (link.first, link.second))
    there = {visit.id: visit for visit in visits}
    tied_to = tuple(problem.visit[name] for name in tied if name not in there and name in problem.visit)
    care = (*visits, *tied_to)
    new = {client.id for client in clients}
    hosts = dict.fromkeys(visit.client for visit in care if visit.client not in new)
    people = (*clients, *(problem.client[name] for name in hosts if name in problem.client))
    named = dict.fromkeys(name for one in people for name in (*one.refuses, *one.prefers, *one.usual))
    where = dict.fromkeys((*(one.place for one in people), *(visit.place for visit in care if visit.place is not None)))
    try:
        Problem(
            name=problem.name,
            start=problem.start,
            days=problem.days,
            places=tuple(problem.places[problem.place_index[name]] for name in where if name in problem.place_index),
            travel=(),
            carers=tuple(Carer(name) for name in named if name in problem.carer),
            shifts=(),
            clients=people,
            visits=care,
            links=links,
            timezone=problem.timezone,
            ticks_per_minute=problem.ticks_per_minute,
            protected=problem.protected,
        )
    except ProblemError as error:
        return error.faults
    return ()


def neighbours(base: Problem, problem: Problem) -> Problem:
    """What has joined a problem, with all the care of the same clients and what the new links tie it to.

    problem: what `joined` made of base. The visits that were there before come first, in their order.
    """
    new, links = problem.visits[len(base.visits) :], problem.links[len(base.links) :]
    hosts = dict.fromkeys(visit.client for visit in new)
    old = {visit.id: visit for host in hosts if host in base.client for visit in base.visits_of[host]}
    ends = (name for link in links for name in (link.first, link.second) if name in base.visit)
    old |= {name: base.visit[name] for name in ends}
    clients = dict.fromkeys((*hosts, *(visit.client for visit in old.values())))
    return problem.with_care((*old.values(), *new), tuple(problem.client[name] for name in clients), links)
