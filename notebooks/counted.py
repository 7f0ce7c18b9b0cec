"""How much another plan changes, and for how many visits, clients and carers. Nobody is named."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from engine import Plan, Problem, changes, kpis
from engine.analysis import Counts
from engine.explain import Kind, Move

Bands = dict[str, int]

MOVED = (1, 15, 30, 60)
"""Minutes from which on a visit is told as moved further."""

HOURS = (Counts.MUCH / 60, 2, 5)
"""Hours a week from which on a carer's week is told as longer or shorter."""

SAME, ALIKE = "same carer and time", "about the same"


def visits(problem: Problem, before: Plan, after: Plan) -> Bands:
    """How many visits stay, move by how much, get another carer, and are planned or left out instead."""
    found = changes(problem, before, after).moves
    planned = {visit for plan in (before, after) for visit, _, _ in plan.visits()}
    counts = dict.fromkeys((SAME, *_bands(), "other carer", "planned now", "left out now"), 0)
    counts[SAME] = len(planned) - len(found)
    for move in found:
        counts[_visit(problem, move)] += 1
    return counts


def clients(problem: Problem, before: Plan, after: Plan) -> Bands:
    """How many clients notice what: the gravest of what happens to any of their visits counts."""
    gravest: dict[str, Kind] = {}
    for move in changes(problem, before, after).moves:
        known = gravest.get(move.client)
        gravest[move.client] = move.kind if known is None else max(known, move.kind, key=GRAVE.index)
    told = Counter(gravest.values())
    calm = sum(bool(problem.visits_of[client.id]) for client in problem.clients) - len(gravest)
    return {"nothing": calm, **{words: told[kind] for kind, words in zip(GRAVE, WORDS, strict=True)}}


def carers(problem: Problem, before: Plan, after: Plan) -> Bands:
    """How many carers' weeks get shorter or longer, and by how much."""
    weeks = problem.days / 7
    old, new = ({one.carer: one.minutes / 60 / weeks for one in kpis(problem, plan).carers} for plan in (before, after))
    counts = dict.fromkeys(_weeks(), 0)
    for carer, hours in new.items():
        counts[_week(hours - old[carer])] += 1
    return counts


GRAVE = (Kind.TIME, Kind.PLANNED, Kind.CARER, Kind.DROPPED)
"""What may happen to a visit, from what a client notices least."""

WORDS = ("another time", "a visit more", "another carer", "a visit less")


def _visit(problem: Problem, move: Move) -> str:
    if move.kind is not Kind.TIME or move.start is None or move.old_start is None:
        return {Kind.CARER: "other carer", Kind.PLANNED: "planned now"}.get(move.kind, "left out now")
    minutes = abs(move.start - move.old_start) / problem.ticks_per_minute
    return _bands()[sum(minutes >= bound for bound in MOVED[1:])]


def _bands() -> list[str]:
    within = [f"moved {low} to {high - 1} min" for low, high in pairwise(MOVED)]
    return [*within, f"moved {MOVED[-1]} min or more"]


def _weeks() -> list[str]:
    lengths = list(_lengths())
    return [*(f"{one} shorter" for one in reversed(lengths)), ALIKE, *(f"{one} longer" for one in lengths)]


def _lengths() -> Iterator[str]:
    yield from (f"{low:g} to {high:g} h" for low, high in pairwise(HOURS))
    yield f"over {HOURS[-1]:g} h"


def _week(hours: float) -> str:
    if abs(hours) < HOURS[0]:
        return ALIKE
    size = list(_lengths())[sum(abs(hours) >= bound for bound in HOURS[1:])]
    return f"{size} {'longer' if hours > 0 else 'shorter'}"
