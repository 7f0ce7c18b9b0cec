"""From an absence as it is typed to proposals, and to the plan with one of them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from pathlib import Path

from api.cli.console import note
from api.cli.inputs import known
from api.cli.outputs import Target, keep_apart, plan_target, save_plan
from api.cli.solving import announce_answering
from api.cli.travelling import Over, read_given
from engine.data.recognise import read_plan
from engine.errors import EngineError
from engine.explain.words import CALENDAR
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Verdict
from engine.shapes import LANGUAGES
from engine.substitution import Substitution
from engine.units import Ticks

MOST_DAYS = 7
"""So many days, at most, are offered where none is named."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who cannot come when, what may be done about it, and which proposal goes where."""

    problem: Path
    plan: Path
    carer: str
    day: str | None
    at: str | None
    moves: int
    overtime: int
    most: int
    output: Path | None
    take: int
    language: str
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was found. path: where the plan with a proposal has been written, if anywhere; verdict: on that plan."""

    problem: Problem
    found: Substitution
    language: str
    path: Path | None = None
    verdict: Verdict | None = None


def answer(order: Order, over: Over) -> Done:
    """Read, look at the output, find proposals, write the one that is wanted."""
    given = read_given(order.problem, over, order.weights)
    problem = given.problem
    plan = read_plan(problem, order.plan)
    known("carer", order.carer, problem.carer)
    day = day_of(problem, plan, order)
    now = None if order.at is None else _tick(problem, day, order.at)
    target = None
    if order.output is not None:
        target = plan_target(order.output, order.problem, given.format)
        for source in (order.problem, order.plan, order.weights):
            keep_apart((target.path,), source)
        target.try_out(problem)
    announce_answering()
    from engine.substitution import substitute

    overtime = problem.minutes(order.overtime)
    found = substitute(problem, plan, order.carer, day, now, order.moves, order.most, order.language, overtime)
    if all(one.missing for one in found.proposals):
        told = f"--moves {order.moves + 1}, --overtime {order.overtime + 60}, or both"
        note(f"Some visits have nobody. What may be done about it can be widened: {told}.", style="yellow")
    done = Done(problem, found, order.language)
    return done if target is None else _written(done, order, target)


def _written(done: Done, order: Order, target: Target) -> Done:
    from api.documents.verdicts import verdict_document
    from engine.check import check
    from engine.kpi import kpis

    proposals = done.found.proposals
    if not proposals:
        raise EngineError(f"nobody can take any visit of {order.carer}: leave out -o to see why")
    if order.take > len(proposals):
        raise EngineError(f"--take {order.take}: there are {len(proposals)} proposals: give 1 to {len(proposals)}")
    chosen = proposals[order.take - 1]
    verdict = check(done.problem, chosen.plan)
    told = verdict_document(done.problem, chosen.plan, verdict, order.language)
    save_plan(target, done.problem, chosen.plan, {"verdict": told, "kpis": asdict(kpis(done.problem, chosen.plan))})
    return Done(done.problem, done.found, order.language, target.path, verdict)


# -- days and times as they are typed ----------------------------------------------------------------------------------


def day_of(problem: Problem, plan: Plan, order: Order) -> date:
    """The day that is meant. Raises EngineError that says which could be."""
    days = [problem.start + timedelta(days=index) for index in range(problem.days)]
    text = order.day
    if text is None:
        return days[0] if len(days) == 1 else _ask_for_day(problem, plan, order.carer)
    if text.isdigit():
        if not 1 <= int(text) <= len(days):
            raise EngineError(f"--day {text}: the horizon has {len(days)} days: give 1 to {len(days)}, or a date")
        return days[int(text) - 1]
    weekdays = {row for row in range(7) if any(_begins(names[row], text) for names in _weekdays())}
    if len(weekdays) == 1:
        meant = [day for day in days if day.weekday() in weekdays]
        if len(meant) == 1:
            return meant[0]
        named = ", ".join(map(str, meant[:MOST_DAYS])) or f"none in {days[0]} to {days[-1]}"
        raise EngineError(f"--day {text}: could be {named}: give a date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EngineError(f"--day {text}: give a date such as {days[0]}, mon to sun, or 1 to {len(days)}") from None


def _weekdays() -> Iterator[tuple[str, ...]]:
    return (CALENDAR("weekdays", language) for language in LANGUAGES)


def _begins(name: str, text: str) -> bool:
    return len(text) > 1 and name.lower().startswith(text.lower())


def _ask_for_day(problem: Problem, plan: Plan, carer: str) -> date:
    starts = (problem.shift[shift] for _, shift, _ in plan.visits() if problem.shift[shift].carer == carer)
    days = sorted({problem.calendar.date_of(shift.start) for shift in starts})
    named = ", ".join(map(str, days[:MOST_DAYS])) or "no day"
    raise EngineError(f"which day? Give --day; {carer} has visits on {named}")


def _tick(problem: Problem, day: date, text: str) -> Ticks:
    """A clock time of a day; 25:30 is half past one in the night that follows."""
    hours, _, minutes = text.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(hours) < 48 and int(minutes) < 60):
        raise EngineError(f"--at {text}: give a time such as 09:30")
    later, hour = divmod(int(hours), 24)
    return problem.calendar.tick(day + timedelta(days=later), time(hour, int(minutes)))
