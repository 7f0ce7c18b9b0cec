"""Fills the report's template."""

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.report.chart import Sheet, chart
from api.report.page import COLOURS, DASHES, Page
from api.report.rounds import day_views, sheets
from api.report.tables import by_hour, charges, faces, groups, hours, provenance, tiles, unplanned
from api.report.texts import Words
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Result, Verdict


def render(
    problem: Problem,
    plan: Plan,
    verdict: Verdict,
    *,
    language: str = "en",
    explanations: Mapping[str, Sequence[str]] | None = None,
    title: str | None = None,
    result: Result | None = None,
) -> str:
    """One self-contained HTML page about a plan: figures, timetables, maps, unplanned visits with reasons, findings.

    explanations: for unplanned visits, why; without them the rules' own sentences stand. result: how the plan came
    about, when that should be told. Raises EngineError for a language that is not spoken, PlanError for a plan that
    does not belong to the problem.
    """
    page = Page(problem, plan, verdict, Words(language))
    sheet = Sheet(page)
    paid, quiet = charges(page)
    return _template().render(
        title=title or problem.name,
        page=page,
        words=page.words,
        found=page.kpis,
        invented="invented" in problem.name.lower(),
        tiles=tiles(page),
        by_hour=by_hour(page),
        unplanned=unplanned(page, explanations or {}),
        days=[(view, chart(page, sheet, view.index)) for view in day_views(page)],
        sheets=sheets(page),
        hours=hours(page),
        faces=faces(page),
        charges=paid,
        quiet=quiet,
        groups=groups(page),
        provenance=provenance(page, result),
        colours=COLOURS,
        dashes=DASHES,
    )


@cache
def _template():
    environment = Environment(
        loader=PackageLoader("api.report", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("report.html.j2")
