"""The rest of a published plan, planned anew from a moment on, and what that changes."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from api.cli.console import console, print_json
from api.cli.inputs import known
from api.cli.outputs import keep_apart, plan_target, try_text
from api.cli.planning import Done, deliver
from api.cli.solving import watch
from api.cli.summary import print_list
from api.cli.travelling import AS_GIVEN, read_given
from api.documents.verdicts import result_document
from engine.check import check
from engine.data.recognise import read_plan
from engine.errors import EngineError
from engine.explain.changes import Changes, changes
from engine.limits import Limits
from engine.problem import Problem
from engine.rolling import joined_rounds, remaining
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Order:
    """Which plan is to be planned anew, from when on, without whom, and where to."""

    problem: Path
    plan: Path
    since: str
    away: tuple[str, ...]
    output: Path | None
    limits: Limits
    report: Path | None
    language: str
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan as it is now, written, and what changed against the one that was published."""

    planned: Done
    changes: Changes

    def print_json(self) -> None:
        one = self.planned
        found = result_document(one.problem, one.result, one.language, one.reasons)
        files = {"plan": str(one.target.path), "report": None if one.report is None else str(one.report)}
        told = {"moves": [asdict(move) for move in self.changes.moves], "cost": self.changes.cost}
        print_json(found | {"changes": told | {"summary": list(self.changes.summary)}} | files)

    def print_summary(self) -> None:
        self.planned.print_summary()
        console().print()
        console().print("Changed against the published plan:", style="bold")
        print_list(console(), self.changes.summary, len(self.changes.summary))


def carry_out(order: Order) -> Replanned:
    """Read, look at the outputs, plan what is still to come, put it to what is done, judge, write."""
    given = read_given(order.problem, AS_GIVEN, order.weights)
    problem = given.problem
    published = read_plan(problem, order.plan)
    for name in order.away:
        known("carer", name, problem.carer)
    since = moment(problem, order.since)
    target = plan_target(order.output, order.problem, given.format)
    for source in (order.problem, order.plan, order.weights):
        keep_apart((target.path, order.report), source)
    target.try_out(problem)
    if order.report is not None:
        try_text(order.report)
    rest = remaining(problem, published, since, order.away)
    result = watch(rest.problem, order.limits, start=rest.plan)
    whole = joined_rounds(rest.problem, problem, published, result.plan)
    result = replace(result, plan=whole, verdict=check(problem, whole), bound=None, trace=())
    done = deliver(Done(problem, result, order.problem, target, order.report, order.language, weights=order.weights))
    return Replanned(done, changes(problem, published, whole, order.language))


def moment(problem: Problem, text: str) -> Ticks:
    """A local date, or date and time, as a tick. Raises EngineError for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise EngineError(f"--from {text}: give a date, or a date and a time, such as {problem.start}T12:00")
    return problem.calendar.tick(found.date(), found.time())
