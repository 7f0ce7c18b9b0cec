"""Who cared for whom: counted from plans, and turned into the usual carers of the next problem."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from engine.history import Familiar, History
from engine.plan import Plan
from engine.problem import Client, Problem, Visit

HALVES_IN = 28
"""Days in which a visit comes to count half: who came all winter and not since Easter is no longer whom a client knows
best, and a fortnight's leave does not make a stranger of anybody."""

LEAST_SHARE = 0.1
"""Who made less of a client's visits came as a stand-in."""


def noted(history: History | None, problem: Problem, plan: Plan, until: date | None = None) -> History:
    """The history with the visits of a plan before a day; by default with all of them.

    Days that are in it already do not count again. Accounts stay as they are.
    """
    since = problem.start if history is None else history.until
    end = problem.start + timedelta(days=problem.days) if until is None else until
    found = {} if history is None else {(one.client, one.carer): one for one in history.familiar}
    for visit, shift, stop in plan.visits():
        day = problem.calendar.date_of(stop.start)
        if since <= day < end:
            key = problem.visit[visit].client, problem.shift[shift].carer
            known = found.get(key)
            count, last = (0, day) if known is None else (known.visits, known.last)
            found[key] = Familiar(*key, count + 1, max(last, day))
    familiar = tuple(found[key] for key in sorted(found))
    base = History(since) if history is None else history
    return replace(base, until=max(since, end), familiar=familiar)


def with_usual(problem: Problem, history: History) -> Problem:
    """The same problem, whose clients have those as usual carers who came most, and lately; up to their target.

    Whom a client's usual carers name already stay, and come first. Where none of them works at the time of a visit, who
    knows the client best of those that do is one too, beyond the target: a handover to somebody known.
    """
    ranked = _ranked(problem, history)
    clients = tuple(replace(one, usual=tuple(_usual(problem, one, ranked.get(one.id, ())))) for one in problem.clients)
    return replace(problem, clients=clients)


def _ranked(problem: Problem, history: History) -> dict[str, tuple[tuple[str, float], ...]]:
    """The carers whom each client knows, best known first, with their share of what the client knows."""
    weighed: dict[str, dict[str, float]] = {}
    for one in history.familiar:
        if one.carer in problem.carer and one.client in problem.client:
            age = max(0, (history.until - one.last).days - 1)
            weighed.setdefault(one.client, {})[one.carer] = one.visits * 0.5 ** (age / HALVES_IN)
    return {
        client: tuple(
            (name, own[name] / sum(own.values())) for name in sorted(own, key=lambda name: (-own[name], name))
        )
        for client, own in weighed.items()
    }


def _usual(problem: Problem, client: Client, ranked: tuple[tuple[str, float], ...]) -> Iterator[str]:
    usual = list(client.usual)
    for name, share in ranked:
        if len(usual) < client.carers_target and share >= LEAST_SHARE and name not in usual:
            usual.append(name)
    yield from usual
    if not usual:
        return
    for visit in problem.visits_of[client.id]:
        if problem.days_of_visit(visit) and max(problem.days_of_visit(visit)) < problem.past:
            continue  # over: nobody takes it over any more
        if not any(_at_work(problem, name, visit) for name in usual):
            known = next((name for name, _ in ranked if name not in usual and _at_work(problem, name, visit)), None)
            if known is not None:
                usual.append(known)
                yield known


def _at_work(problem: Problem, carer: str, visit: Visit) -> bool:
    """Whether a carer has a shift in which a visit could lie."""
    first, last = visit.windows[0].start, visit.windows[-1].end + visit.duration
    return any(shift.start < last and first < shift.end for shift in problem.shifts_of[carer])
