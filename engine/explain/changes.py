"""What changed between two plans of one problem."""

from dataclasses import dataclass, replace
from enum import StrEnum

from engine.check import check
from engine.explain.phrases import phrase
from engine.explain.reasons import Contribution, by_rule, contributions, worse
from engine.explain.sentences import sentence
from engine.explain.words import clock_words, day_words, listed, signed
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Finding
from engine.units import Ticks


class Kind(StrEnum):
    """What happened to a visit."""

    PLANNED = "planned"
    DROPPED = "dropped"
    CARER = "carer"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Move:
    """One visit that changed: carer and start before and after, None where it was or is unplanned."""

    visit: str
    client: str
    kind: Kind
    old_carer: str | None
    carer: str | None
    old_start: Ticks | None
    start: Ticks | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs: visit by visit, what it costs (after less before, whole and by rule), whom it affects.

    broken: what is forbidden now and was not; mended: the reverse.
    """

    moves: tuple[Move, ...]
    cost: float
    contributions: tuple[Contribution, ...]
    broken: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    clients: tuple[str, ...]
    carers: tuple[str, ...]
    summary: tuple[str, ...]


def changes(problem: Problem, before: Plan, after: Plan, language: str = "en") -> Changes:
    """What changed between two plans. Raises PlanError for a plan of another problem."""
    old, new = check(problem, before), check(problem, after)
    moves = _moves(problem, before, after)
    found = Changes(
        moves=moves,
        cost=new.cost - old.cost,
        contributions=contributions(old, new),
        broken=worse(old, new),
        mended=worse(new, old),
        clients=tuple(dict.fromkeys(move.client for move in moves)),
        carers=tuple(dict.fromkeys(name for move in moves for name in (move.old_carer, move.carer) if name)),
        summary=(),
    )
    return replace(found, summary=_summary(problem, found, language))


def _moves(problem: Problem, before: Plan, after: Plan) -> tuple[Move, ...]:
    old, new = _where(problem, before), _where(problem, after)
    found: list[Move] = []
    for visit in problem.visits:
        (old_carer, old_start), (carer, start) = old.get(visit.id, (None, None)), new.get(visit.id, (None, None))
        if (old_carer, old_start) == (carer, start):
            continue
        if old_carer is None:
            kind = Kind.PLANNED
        elif carer is None:
            kind = Kind.DROPPED
        else:
            kind = Kind.TIME if carer == old_carer else Kind.CARER
        found.append(Move(visit.id, visit.client, kind, old_carer, carer, old_start, start))
    return tuple(found)


def _where(problem: Problem, plan: Plan) -> dict[str, tuple[str, Ticks]]:
    return {visit: (problem.shift[shift].carer, stop.start) for visit, shift, stop in plan.visits()}


def _summary(problem: Problem, found: Changes, language: str) -> tuple[str, ...]:
    lines: list[str] = []
    if found.moves:
        counts = {kind.value: sum(move.kind is kind for move in found.moves) for kind in Kind}
        lines.append(phrase("change_count", language, all=len(found.moves), **counts))
        lines.append(phrase("change_affects", language, clients=_counted(found.clients), carers=_counted(found.carers)))
    if found.contributions:
        parts = by_rule(found.contributions, language)
        lines.append(phrase("change_cost", language, cost=signed(found.cost, language), parts=parts))
    for name, findings in (("newly_forbidden", found.broken), ("no_longer_forbidden", found.mended)):
        if findings:
            told = " ".join(sentence(finding, problem, language) for finding in findings)
            lines.append(phrase(name, language, broken=told))
    lines += [_move(problem, move, language) for move in found.moves]
    return tuple(lines) or (phrase("no_change", language),)


def _counted(names: tuple[str, ...]) -> str:
    return f"{len(names)} ({listed(names)})"


def _move(problem: Problem, move: Move, language: str) -> str:
    def day(tick: Ticks | None) -> str | None:
        return None if tick is None else day_words(problem.calendar.date_of(tick), language)

    return phrase(
        f"move_{move.kind.value}",
        language,
        visit=move.visit,
        client=move.client,
        carer=move.carer,
        old_carer=move.old_carer,
        day=day(move.start),
        clock=clock_words(problem, move.start),
        old_day=day(move.old_start),
        old_clock=clock_words(problem, move.old_start),
    )
