"""Why me: an explanation as it is told to the carer of the visit, who learns nothing of anybody else's clients.

Colleagues are counted and never named, and why one of them is ruled out is theirs and their clients' affair. Of what
the referee finds, only what is about the carer and their own clients is told.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.errors import EngineError
from engine.explain.phrases import phrase
from engine.explain.reasons import Alternative, Explanation, Obstacle, by_rule
from engine.explain.sentences import sentence
from engine.explain.words import clock_words, day_words, number
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Finding, Subject
from engine.rules import BY_ID
from engine.shapes import Pair

_NOT_THERE = (Obstacle.NO_SHIFT, Obstacle.OUT_OF_REACH)


def why_me(problem: Problem, plan: Plan, found: Explanation, language: str = "en") -> tuple[str, ...]:
    """An explanation in sentences for the carer of the visit. Raises EngineError for a visit that nobody makes."""
    if found.carer is None or found.start is None:
        raise EngineError(f"visit {found.visit!r}: nobody makes it, so that there is no carer to tell")
    return tuple(_told(problem, plan, found, language))


def _told(problem: Problem, plan: Plan, found: Explanation, language: str) -> Iterator[str]:
    assert found.carer is not None
    assert found.start is not None
    when = {"day": day_words(problem.calendar.date_of(found.start), language)}
    when["clock"] = clock_words(problem, found.start)
    client = problem.visit[found.visit].client
    yield phrase("is_yours", language, visit=found.visit, client=client, **when)
    clients = clients_of(problem, plan, found.carer)
    for finding in found.findings:
        if told := own(problem, finding, found.carer, clients):
            yield sentence(told, problem, language)
    yield phrase("against_leaving_out", language, parts=by_rule(found.contributions, language))
    yield from _colleagues(problem, found, language)


def clients_of(problem: Problem, plan: Plan, carer: str) -> frozenset[str]:
    """The clients whom a carer visits in a plan."""
    return frozenset(
        problem.visit[visit].client for visit, shift, _ in plan.visits() if problem.shift[shift].carer == carer
    )


def own(problem: Problem, finding: Finding, carer: str, clients: frozenset[str]) -> Finding | None:
    """A finding as a carer may know it; None where it is about somebody else."""
    about = finding.about
    if not _concerns(problem, about, carer, clients):
        return None
    of_pair = isinstance(BY_ID.get(finding.rule), Pair)  # the details of others list visits of any client
    of_another = finding.detail in problem.carer and finding.detail != carer
    return finding if of_pair and not of_another else replace(finding, detail="")


def _concerns(problem: Problem, about: Subject, carer: str, clients: frozenset[str]) -> bool:
    visits = [problem.visit[name] for name in (about.visit, about.other) if name is not None]
    carers = {about.carer, None if about.shift is None else problem.shift[about.shift].carer}
    named = {visit.client for visit in visits} | ({about.client} - {None})
    return carers <= {carer, None} and named <= clients


def _colleagues(problem: Problem, found: Explanation, language: str) -> Iterator[str]:
    """How many others could, may not, are not there, or have no room."""
    others = len(problem.carers) - 1
    able = others - len(found.excluded)
    if able and found.alternatives:
        yield _able(able, found.alternatives[0], language)
    else:
        yield phrase("nobody_else", language)
    ruled_out = sum(one.obstacle is Obstacle.RULED_OUT for one in found.excluded)
    away = sum(one.obstacle in _NOT_THERE for one in found.excluded)
    counts = {
        "colleagues_may_not": ruled_out,
        "colleagues_away": away,
        "colleagues_full": len(found.excluded) - ruled_out - away,
    }
    for name, count in counts.items():
        if count:
            yield phrase(name, language, count=count, all=others)


def _able(count: int, best: Alternative, language: str) -> str:
    name = "colleagues_more" if best.cost > 0 else "colleagues_no_more"
    cost, parts = number(abs(best.cost), language), by_rule(best.contributions, language)
    return phrase(name, language, count=count, cost=cost, parts=parts)
