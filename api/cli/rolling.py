"""Several weeks, one after the other, from a problem's file to a plan's, and what each of them did."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console, print_json
from api.cli.outputs import keep_apart, plan_target, try_text, write_text
from api.cli.planning import Done, deliver
from api.cli.solving import watch
from api.cli.travelling import AS_GIVEN, read_given
from api.documents.verdicts import result_document
from engine.data.canonical import history_text, read_history
from engine.limits import Limits
from engine.problem import Problem
from engine.result import Result
from engine.rolling import Rolled, Week


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned, how many days at a time, after which history, and where to."""

    problem: Path
    output: Path | None
    days: int
    history: Path | None
    write_history: Path | None
    limits: Limits
    report: Path | None
    language: str
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class RolledOut:
    """The plan of all weeks, written, and what each of them did."""

    planned: Done
    rolled: Rolled
    history: Path | None

    def print_json(self) -> None:
        problem, result = self.planned.problem, self.planned.result
        found = result_document(problem, result, self.planned.language, self.planned.reasons)
        paths = {"plan": self.planned.target.path, "report": self.planned.report, "history": self.history}
        files = {name: None if path is None else str(path) for name, path in paths.items()}
        print_json(found | {"weeks": [week_document(problem, week) for week in self.rolled.weeks]} | files)

    def print_summary(self) -> None:
        self.planned.print_summary()
        if self.history is not None:
            console().print(f"History: {self.history}", soft_wrap=True)
        console().print()
        console().print(_table(self.planned.problem, self.rolled))


def carry_out(order: Order) -> RolledOut:
    """Read, look at the outputs, plan week by week, judge the whole, write."""
    from engine.solve import solve_week_by_week

    given = read_given(order.problem, AS_GIVEN, order.weights)
    problem = given.problem
    history = None if order.history is None else read_history(order.history)
    target = plan_target(order.output, order.problem, given.format)
    for source in (order.problem, order.weights):
        keep_apart((target.path, order.report, order.write_history), source)
    keep_apart((target.path, order.report), order.history)  # which is written anew by --write-history only
    target.try_out(problem)
    for path in (order.report, order.write_history):
        if path is not None:
            try_text(path)
    told: list[Rolled] = []

    def solver(limits: Limits) -> Result:
        result, rolled = solve_week_by_week(problem, limits, order.days, history=history)
        told.append(rolled)
        return result

    result = watch(problem, order.limits, solver=solver)
    done = deliver(Done(problem, result, order.problem, target, order.report, order.language, weights=order.weights))
    if order.write_history is not None:
        write_text(order.write_history, history_text(told[0].history))
    return RolledOut(done, told[0], order.write_history)


def week_document(problem: Problem, week: Week) -> dict[str, Any]:
    """What a week did; accounts in hours."""
    told = asdict(week) | {"start": problem.calendar.date_of(problem.calendar.day_starts[week.first]).isoformat()}
    hour = 60 * problem.ticks_per_minute
    told["accounts"] = [
        {
            "carer": one.carer,
            "worked_hours": one.worked / hour,
            "carried_hours": one.carried / hour,
            "year_left_hours": None if one.year_left is None else one.year_left / hour,
        }
        for one in week.accounts
    ]
    return told


def _table(problem: Problem, rolled: Rolled) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in (
        "From",
        "Days",
        "Planned",
        "Carers per client",
        "Hours ahead",
        "Hours missing",
        "Cost with the days before",
    ):
        table.add_column(head, justify="left" if head == "From" else "right")
    hour = 60 * problem.ticks_per_minute
    for week in rolled.weeks:
        carried = [one.carried / hour for one in week.accounts if one.contract is not None]
        table.add_row(
            problem.calendar.date_of(problem.calendar.day_starts[week.first]).isoformat(),
            str(week.days),
            f"{week.planned} of {week.visits}",
            f"{week.carers_per_client:.2f}",
            f"{sum(one for one in carried if one > 0):.1f}",
            f"{-sum(one for one in carried if one < 0):.1f}",
            f"{week.cost:,.2f}",
        )
    return table
