"""Who should care for a client, asked of a running plan."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told, too_large
from api.answering.forms import MATCH, MatchForm
from api.answering.learning import learning
from api.answering.refusing import refusing
from api.answering.shelf import Shelf
from api.documents.matches import match_document
from api.refusals import Pointer, Refusal
from engine.data.canonical import request_of
from engine.data.located import located
from engine.errors import PlanError, ProblemError, RequestError
from engine.matching import Desk, Freedoms, match
from engine.problem import Request
from engine.travel.more_places import with_places

AT_ONCE = 60
"""So many visits, packages spelled out, are matched while somebody waits."""

MOST = 2_000
"""More visits than that are no request but a problem."""


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """Offers as `ronda match --json` tells them, with the library's courses that would help. asked: at_once, whether
    somebody waits; later, whether a job was asked for."""
    form = MATCH.read(body)
    with refusing(("request",)):
        request = request_of(form.request)
    desk = _desk(shelf, coop, form, request)
    with refusing(("request",)):
        count = len(request.expanded(desk.problem.calendar, desk.problem.holidays)[0])
    if count > MOST:
        fault = Pointer("/request", "request", f"ask for {MOST} visits at most")
        raise Refusal("contradiction", "The request asks for more visits than can be matched.", [fault])
    if asked.get("later") or (asked.get("at_once", False) and count > AT_ONCE):
        _told_apart(desk, form)
        measure = "asked for as a job" if asked.get("later") else f"more than {AT_ONCE} visits"
        return too_large(measure, shelf.running(coop, form.plan).version, form.plan)
    with refusing(("request",)):
        try:
            overtime = desk.problem.minutes(form.overtime)
            found = match(desk, request, Freedoms(form.moves, form.now, form.without, overtime), form.top)
        except (ProblemError, RequestError) as error:
            raise type(error)(located(form.request, error.faults)) from None
    return told(match_document(found, desk, form.language) | {"learning": learning(shelf.store, coop, found)})


def _desk(shelf: Shelf, coop: str, form: MatchForm, request: Request) -> Desk:
    """The plan's desk; one of its own for a request that brings places, which no other request knows."""
    try:
        if not request.places:
            return shelf.desk(coop, form.plan)
        running = shelf.running(coop, form.plan)
    except PlanError:
        raise _unlivable() from None
    with refusing(("request",)):
        try:
            problem = with_places(running.problem, request.places)
        except ProblemError as error:
            raise ProblemError(located(form.request, error.faults)) from None
    try:
        return Desk(problem, running.plan)
    except PlanError:
        raise _unlivable() from None


def _told_apart(desk: Desk, form: MatchForm) -> None:
    """Refuse at once what the job would refuse. Raises Refusal."""
    if set(form.without) - set(desk.problem.carer):
        fault = Pointer("/without", "without", "no such carer: correct the id")
        raise Refusal("contradiction", "What was given contradicts itself; see faults.", [fault])


def _unlivable() -> Refusal:
    remedy = "mend the plan: POST /v1/plans/check tells what is wrong with it"
    fault = Pointer("/plan", "plan", remedy)
    return Refusal("contradiction", "Nobody could live this plan: it has a carer in two places at once.", [fault])
