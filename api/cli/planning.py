"""From a problem's file to a plan's file: everything that can go wrong is looked at before the planning begins."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.console import console, note, print_json
from api.cli.outputs import Target, keep_apart, plan_target, save_plan, try_text, write_text
from api.cli.people_shown import print_people
from api.cli.reasons import SECONDS, SECONDS_IN_HASTE, reasons
from api.cli.solving import watch
from api.cli.summary import (
    bound_words,
    called,
    headline,
    page_of,
    print_charges,
    print_estimated,
    print_figures,
    print_unplanned,
    print_violations,
)
from api.cli.travelling import AS_GIVEN, Over, read_given, weights_words
from api.documents.verdicts import beside_plan, result_document
from engine.data.recognise import read_plan
from engine.limits import Limits
from engine.problem import Problem
from engine.result import Result, StopReason

if TYPE_CHECKING:
    from engine.travel.city import City


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned, how, and where to."""

    problem: Path
    output: Path | None
    limits: Limits
    strategy: str
    start: Path | None
    bound: float | None
    report: Path | None
    language: str
    over: Over = AS_GIVEN
    weights: Path | None = None


@dataclass(frozen=True)
class Done:
    """A plan that is written, and all there is to tell of it."""

    problem: Problem
    result: Result
    source: Path
    target: Target
    report: Path | None
    language: str
    over: Over = AS_GIVEN
    city: "City | None" = None
    weights: Path | None = None

    @cached_property
    def reasons(self) -> dict[str, tuple[str, ...]]:
        seconds = SECONDS_IN_HASTE if self.result.stopped is StopReason.REQUEST else SECONDS
        return reasons(self.problem, self.result.plan, self.result.verdict, self.language, seconds)

    def write_report(self) -> None:
        from api.report import render

        if self.report is not None:
            text = render(
                self.problem,
                self.result.plan,
                self.result.verdict,
                language=self.language,
                explanations=self.reasons,
                result=self.result,
                city=self.city,
                band=self.over.band,
            )
            write_text(self.report, text)

    def print_json(self) -> None:
        found = result_document(self.problem, self.result, self.language, self.reasons)
        files = {"plan": str(self.target.path), "report": None if self.report is None else str(self.report)}
        print_json(found | files)

    def print_summary(self) -> None:
        out = console()
        page = page_of(self.problem, self.result.plan, self.result.verdict, self.language)
        out.print(headline(self.problem, self.result), style="bold")
        out.print()
        print_figures(out, page)
        print_people(out, page)
        out.print()
        print_charges(out, page)
        if told := bound_words(self.result):
            out.print(told)
        out.print()
        print_violations(out, page)
        further = f"{weights_words(self.weights)}{self.over.words}"
        print_unplanned(out, page, self.reasons, f"ronda explain {self.source} {self.target.path}{further}")
        print_estimated(out, page)
        out.print()
        out.print(f"Weights: {called(self.problem.weights)}", soft_wrap=True)
        out.print(f"Plan:   {self.target.path}", soft_wrap=True)
        if self.report is not None:
            out.print(f"Report: {self.report}", soft_wrap=True)


def carry_out(order: Order) -> Done:
    """Read, look at the outputs, plan, judge, write."""
    given = read_given(order.problem, order.over, order.weights)
    problem = given.problem
    target = plan_target(order.output, order.problem, given.format)
    keep_apart((target.path, order.report), order.problem)
    keep_apart((target.path, order.report), order.weights)
    start = None if order.start is None else read_plan(problem, order.start)
    target.try_out(problem)
    if order.report is not None:
        try_text(order.report)
    result = watch(problem, order.limits, order.strategy, start, order.bound)
    reported = order.report, order.language, order.over, given.city, order.weights
    return deliver(Done(problem, result, order.problem, target, *reported))


def deliver(done: Done) -> Done:
    """Write the plan first, then explain and report."""
    if done.result.stopped is StopReason.REQUEST:
        note("Stopped at your request: this is the best plan so far.", style="yellow")
    save_plan(done.target, done.problem, done.result.plan, beside_plan(done.problem, done.result, done.language))
    done.write_report()
    return done
