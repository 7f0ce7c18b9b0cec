"""A plan is judged, whoever made it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from api.answering.answer import Answer, told
from api.answering.forms import CHECK
from api.answering.refusing import refusing
from api.answering.shelf import Shelf
from api.answering.weighing import weighed
from api.documents.verdicts import verdict_document
from engine.check import check
from engine.data.located import located
from engine.errors import PlanError
from engine.kpi import kpis
from engine.plan import Plan


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """The referee's verdict as `ronda check --json` tells it, and the KPIs."""
    form = CHECK.read(body)
    _, problem = weighed(shelf, coop, *shelf.version(coop, form.problem, form.version), form.weights)
    plan = Plan(form.plan.routes)
    with refusing(("plan",)):
        try:
            verdict = check(problem, plan)
        except PlanError as error:
            raise PlanError(located(form.plan, error.faults)) from None
    document = verdict_document(problem, plan, verdict, form.language)
    return told(document | {"kpis": asdict(kpis(problem, plan))})
