"""A carer's own rounds, or a client's own visits, and nothing of anybody else's."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Running, Shelf
from api.answering.whose import whose
from engine.plan import Stop


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; person, the made-up id of whoever asks; kind, carer or client."""
    running, name = shelf.running(coop, asked["plan"]), whose(shelf, coop, asked["person"], asked["kind"])
    told_of = _rounds(running, name) if asked["kind"] == "carer" else _visits(running, name)
    return told({"plan": asked["plan"], "problem": running.problem.name, **told_of})


def _rounds(running: Running, carer: str) -> dict[str, Any]:
    problem = running.problem
    rounds = []
    for route in running.plan.routes:
        shift = problem.shift[route.shift]
        if shift.carer == carer:
            begins = problem.calendar.clock(shift.start).isoformat()
            ends = problem.calendar.clock(shift.end).isoformat()
            stops = [_stop(running, stop) for stop in route.stops]
            rounds.append({"shift": shift.id, "shift_starts_at": begins, "shift_ends_at": ends, "stops": stops})
    return {"carer": carer, "rounds": sorted(rounds, key=lambda one: one["shift_starts_at"])}


def _visits(running: Running, client: str) -> dict[str, Any]:
    """What of the plan is the client's: which visit, when, and who comes."""
    problem = running.problem
    found = []
    for name, shift, stop in running.plan.visits():
        if problem.visit[name].client == client:
            found.append(_stop(running, stop) | {"carer": problem.shift[shift].carer})
    return {"client": client, "visits": sorted(found, key=lambda one: one["starts_at"])}


def _stop(running: Running, stop: Stop) -> dict[str, Any]:
    problem = running.problem
    return {
        "visit": stop.visit,
        "client": None if stop.visit is None else problem.visit[stop.visit].client,
        "starts_at": problem.calendar.clock(stop.start).isoformat(),
        "ends_at": problem.calendar.clock(stop.end).isoformat(),
    }
