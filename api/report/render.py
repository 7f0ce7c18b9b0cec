"""Fills the report's template."""

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.report.chart import Sheet, Straight, chart
from api.report.packs import pack_rules
from api.report.page import COLOURS, DASHES, Page
from api.report.people import bounds, known, rested, worked
from api.report.rounds import day_views, sheets
from api.report.streets import OnStreets, background
from api.report.tables import by_hour, charges, faces, groups, hours, provenance, tiles, unplanned
from api.report.texts import Words
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Result, Verdict
from engine.travel.city import City
from engine.travel.on_streets import hour_of


def render(
    problem: Problem,
    plan: Plan,
    verdict: Verdict,
    *,
    language: str = "en",
    explanations: Mapping[str, Sequence[str]] | None = None,
    title: str | None = None,
    result: Result | None = None,
    city: City | None = None,
    band: str | None = None,
) -> str:
    """One self-contained HTML page about a plan: figures, timetables, maps, unplanned visits with reasons, findings.

    explanations: for unplanned visits, why; without them the rules' own sentences stand. result: how the plan came
    about, when that should be told. city: whose streets the maps show and the rounds follow, with their attribution;
    band: the part of the day whose traffic chooses the ways, if not that of most shifts. Raises EngineError for a
    language that is not spoken, PlanError for a plan that does not belong to the problem.
    """
    page = Page(problem, plan, verdict, Words(language))
    sheet = Sheet(page)
    on_map = city if sheet.usable else None
    ways = OnStreets(page, sheet, on_map, band or hour_of(problem).band) if on_map else Straight(sheet)
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
        days=[(view, chart(page, sheet, view.index, ways)) for view in day_views(page)],
        streets=background(sheet, on_map) if on_map else None,
        sheets=sheets(page),
        hours=list(zip(hours(page), worked(page), strict=True)),
        weekly=any(told.weeks for told in worked(page)),
        rested=rested(page),
        bounds=bounds(page),
        known=known(page),
        pack_rules=pack_rules(page),
        faces=faces(page),
        charges=paid,
        quiet=quiet,
        groups=groups(page),
        provenance=provenance(page, result, on_map),
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
