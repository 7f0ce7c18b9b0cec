"""A visit is moved by hand: the referee's verdict on what it would make of the plan, before anything is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from api.answering.answer import Answer, told
from api.answering.forms import MOVE, MoveForm
from api.answering.moving import NoPlaceError, moved
from api.answering.shelf import Running, Shelf
from api.documents.comparisons import comparison_document
from api.documents.plans import BY_HAND, plan_document, plan_figures
from api.refusals import Pointer, Refusal
from api.store import audit, problems
from api.store.jobs import Order
from api.store.made import keep_made
from engine.check import check
from engine.explain import Placer, changes
from engine.plan import Plan
from engine.result import Verdict


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; by and role, for the audit log. What the form asks to be kept becomes a plan of its own."""
    form = MOVE.read(body)
    running = shelf.running(coop, asked["plan"])
    after = _moved(running, form, lambda: shelf.placer(coop, asked["plan"]))
    verdict = check(running.problem, after)
    shift, stop = next(((shift, stop) for name, shift, stop in after.visits() if name == form.visit), (None, None))
    found = {
        "plan": asked["plan"],
        "visit": form.visit,
        "carer": form.carer,
        "shift": shift,
        "starts_at": None if stop is None else running.problem.calendar.clock(stop.start).isoformat(),
        "verdict": {
            "clean": verdict.clean,
            "cost": verdict.cost,
            "violations": len(verdict.violations),
            "unplanned": len(verdict.unplanned),
        },
        "changes": comparison_document(
            running.problem, changes(running.problem, running.plan, after, form.language), form.language
        ),
        "kept": None,
    }
    if not form.keep:
        return told(found)
    kept = _keep(shelf, coop, running, after, verdict, asked, form.language)
    return told(found | {"kept": kept}, 201, Location=f"/v1/plans/{kept}")


def _moved(running: Running, form: MoveForm, placer: Callable[[], Placer]) -> Plan:
    """Raises Refusal where the visit cannot be asked about."""
    problem = running.problem
    if form.visit not in problem.visit:
        raise _wrong("visit", "no such visit in the plan's problem: correct the id")
    if form.carer is not None and form.carer not in problem.carer:
        raise _wrong("carer", "no such carer in the plan's problem: correct the id")
    at = None if form.at is None else datetime.fromisoformat(form.at)
    if at is not None and not 0 <= (at.date() - problem.start).days < problem.days:
        raise _wrong("at", "give a time within the days of the plan")
    try:
        return moved(problem, running.plan, form.visit, form.carer, at, placer)
    except NoPlaceError:
        raise _wrong(
            "carer", "the carer has no round that the visit could be in: choose another carer or day"
        ) from None


def _wrong(field: str, remedy: str) -> Refusal:
    return Refusal("contradiction", "The visit cannot be moved there.", [Pointer(f"/{field}", field, remedy)])


def _keep(
    shelf: Shelf, coop: str, running: Running, plan: Plan, verdict: Verdict, asked: Mapping[str, Any], language: str
) -> str:
    """Keep a plan that was made by hand: work that was accepted and done at once. Its id."""
    before, problem = running.kept, running.problem
    document, figures = plan_document(problem, plan, verdict, language), plan_figures(problem, plan, verdict)
    order = Order(
        kind="plan",
        problem=before.problem,
        version=before.version,
        by=asked["by"],
        plan=before.id,
        options={"strategy": BY_HAND},
    )
    judged = {"clean": verdict.clean, "cost": verdict.cost, "unplanned": len(verdict.unplanned)}
    with shelf.store.of(coop) as books:
        id = keep_made(books, order, document, figures, **judged)
        weights = problems.head(books, before.problem, before.version).weights
        told_of = {"version": before.version, "plan": before.id}
        audit.note(books, asked["by"], asked["role"], "plan.move", f"plan:{id}", weights, **told_of)
    return id
