"""From what a planner types to a request, and from a request to its answer."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import typer

from api.cli.console import note, print_json
from api.cli.exit_codes import ExitCode
from api.cli.inputs import known
from api.cli.matches_shown import show
from api.cli.solving import announce_answering, limits_from, watch
from api.cli.travelling import Over, read_given, weighed
from api.documents.matches import match_document
from engine.data.canonical import read_request
from engine.data.recognise import read_plan
from engine.matching import Desk, Freedoms, match
from engine.plan import Plan
from engine.problem import WEEKDAYS, CarePackage, Need, Problem, Request, Weekday
from engine.travel.more_places import with_places
from engine.travel.on_streets import on_streets

DEMO_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as it was typed."""

    client: str | None
    on: str | None
    between: str | None
    minutes: int | None
    weeks: int | None
    times: int | None
    apart: int
    needs: str | None
    two: bool
    carers: int

    @property
    def anything(self) -> bool:
        told = (self.client, self.on, self.between, self.minutes, self.weeks, self.times, self.apart, self.needs)
        return any((*told, self.two))

    def request(self, problem: Problem) -> Request:
        """As the engine takes it. Raises BadParameter for what is missing or cannot be read."""
        for name, value in (
            ("client", self.client),
            ("on", self.on),
            ("between", self.between),
            ("minutes", self.minutes),
        ):
            if value is None:
                raise typer.BadParameter(f"say it too, or give a REQUEST file: --{name}", param_hint=f"--{name}")
        client = self.client or ""
        known("client", client, problem.client)
        days, first, weeks = _days(self.on or "", self.weeks)
        opens, closes = _times(self.between or "")
        package = CarePackage(
            client=client,
            minutes=self.minutes or 0,
            weekdays=days,
            opens=opens,
            closes=closes,
            weeks=weeks,
            first=first,
            times=self.times,
            between=self.apart,
            needs=_needs(self.needs or ""),
            at_once=2 if self.two else 1,
            name="asked",
        )
        return Request(packages=(package,), carers=self.carers or None)


@dataclass(frozen=True, slots=True)
class May:
    """What may be done to the plan. overtime: minutes."""

    moves: int
    overtime: int
    without: tuple[str, ...]

    def freedoms(self, problem: Problem) -> Freedoms:
        return Freedoms(self.moves, without=self.without, overtime=problem.minutes(self.overtime))


@dataclass(frozen=True, slots=True)
class Told:
    """How an answer is told."""

    top: int
    language: str
    json: bool


def answer_given(
    problem_path: Path,
    plan_path: Path,
    over: Over,
    request_path: Path | None,
    asked: Asked,
    may: May,
    told: Told,
    weights: Path | None = None,
) -> None:
    """Answer a request about a problem and its plan."""
    given = read_given(problem_path, over, weights)
    problem = given.problem
    plan = read_plan(problem, plan_path)
    if request_path is not None and asked.anything:
        raise typer.BadParameter(
            "say what is asked for in the REQUEST file or by options, not both", param_hint="REQUEST"
        )
    request = asked.request(problem) if request_path is None else read_request(request_path)
    if request.places:
        problem = with_places(problem, request.places)
        if given.city is not None:
            problem, _ = on_streets(problem, given.city, over.band, over.date)
    _answer(problem, plan, request, may, told)


def answer_demo(asked: Asked, may: May, told: Told, weights: Path | None = None) -> None:
    """Plan the demo week, and answer its example or what the options ask for."""
    from datasets.eixample import example, generate

    problem = generate() if weights is None else weighed(generate(), weights)
    note(f"Planning the demo week for {DEMO_SECONDS:.0f} s, to have a plan that is running ...")
    result = watch(problem, limits_from(DEMO_SECONDS, None, 1, None), "default", None, None)
    _answer(problem, result.plan, asked.request(problem) if asked.anything else example(problem), may, told)


def _answer(problem: Problem, plan: Plan, request: Request, may: May, told: Told) -> None:
    announce_answering()
    desk = Desk(problem, plan)
    answer = match(desk, request, may.freedoms(problem), told.top)
    if told.json:
        print_json(match_document(answer, desk, told.language))
    else:
        show(answer, desk, told.language)
    if not answer.offers:
        raise typer.Exit(ExitCode.VIOLATED)


def _days(text: str, weeks: int | None) -> tuple[tuple[Weekday, ...], date | None, int | None]:
    """Weekdays, the first day and the number of weeks: a date is that day alone."""
    try:
        one = date.fromisoformat(text)
    except ValueError:
        names = tuple(name.strip().lower() for name in text.split(","))
        unknown = [name for name in names if name not in WEEKDAYS]
        if unknown:
            remedy = f"give weekdays ({', '.join(WEEKDAYS)}) or a date such as 2026-03-03"
            raise typer.BadParameter(f"{unknown[0]!r}: {remedy}", param_hint="--on") from None
        return tuple(day for day in WEEKDAYS if day in names), None, weeks
    if weeks is not None:
        raise typer.BadParameter("a single date has no weeks: give weekdays, or leave it out", param_hint="--weeks")
    return (WEEKDAYS[one.weekday()],), one, 1


def _times(text: str) -> tuple[time, time]:
    first, dash, last = text.partition("-")
    try:
        opens, closes = time.fromisoformat(first.strip()), time.fromisoformat((last if dash else first).strip())
    except ValueError:
        raise typer.BadParameter(f"{text!r}: give clock times such as 09:00-10:30", param_hint="--between") from None
    return opens, closes


def _needs(text: str) -> tuple[Need, ...]:
    found: list[Need] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, level = part.partition(":")
        if not name or not (level or "1").isdigit():
            raise typer.BadParameter(f"{part!r}: give a competency and a level such as hoist:1", param_hint="--needs")
        found.append(Need(name, int(level or 1)))
    return tuple(found)
