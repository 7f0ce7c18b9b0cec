"""The demo: a week is made up, planned, judged and talked about."""

import shutil
import sys
from pathlib import Path

from rich.console import Console

from api.cli.console import console
from api.cli.outputs import keep_apart, plan_target, try_text
from api.cli.people_shown import print_people
from api.cli.planning import Done, deliver
from api.cli.solving import watch
from api.cli.summary import (
    headline,
    page_of,
    print_estimated,
    print_figures,
    print_list,
    print_unplanned,
    print_violations,
)
from datasets.eixample import generate
from engine.data.recognise import Format
from engine.explain import why
from engine.limits import Limits
from engine.problem import Problem

WEEK = Path("my-week")
"""What the next steps call the folder of the demo's data."""


def show(limits: Limits, output: Path, report: Path, language: str) -> Done:
    """Plan the demo week of a seed, write plan and report, and print what a newcomer wants to know."""
    problem = generate(seed=limits.seed)
    target = plan_target(output, WEEK, Format.JSON)
    keep_apart((target.path, report))
    target.try_out(problem)
    try_text(report)
    out = console()
    _print_size(out, problem)
    result = watch(problem, limits)
    done = deliver(Done(problem, result, WEEK, target, report, language))
    page = page_of(problem, result.plan, result.verdict, language)
    out.print(headline(problem, result), style="bold")
    out.print()
    print_figures(out, page)
    print_people(out, page)
    out.print()
    print_violations(out, page)
    print_estimated(out, page)
    _print_example(out, done)
    out.print()
    print_unplanned(out, page, done.reasons, f"{_ronda()} explain {WEEK} {target.path}")
    _print_next_steps(out, done)
    return done


def _print_size(out: Console, problem: Problem) -> None:
    size = f"{len(problem.clients)} clients, {len(problem.carers)} carers, {len(problem.visits)} visits"
    out.print(f"A week of home care in Barcelona's Eixample: {size}. All people are invented.", style="bold")


def _print_example(out: Console, done: Done) -> None:
    """One planned visit, and why it is where it is."""
    from engine.strategies.insert import placer

    visit = _example(done)
    if visit is None:
        return
    plan, verdict = done.result.plan, done.result.verdict
    found = why(done.problem, plan, visit, placer(done.problem), done.language, verdict)
    out.print()
    out.print("Why this carer? For example:", style="bold")
    out.print(f"  {found.summary[0]}", style="cyan", soft_wrap=True)
    print_list(out, found.summary[1:], len(found.summary), indent=4)


def _example(done: Done) -> str | None:
    """A planned visit that asks for a skill, so that there is something to say."""
    planned = [visit for visit, _, _ in done.result.plan.visits()]
    skilled = (visit for visit in planned if done.problem.visit[visit].needs)
    return next(skilled, planned[0] if planned else None)


def _print_next_steps(out: Console, done: Done) -> None:
    ronda, report = _ronda(), done.report
    seed = "" if done.result.seed == 1 else f" --seed {done.result.seed}"
    out.print()
    if report is not None:
        out.print(
            f"Report: {report}  (open it in a browser: {report.resolve().as_uri()})", style="bold", soft_wrap=True
        )
    out.print(f"Plan:   {done.target.path}", soft_wrap=True)
    out.print()
    out.print("Next:", style="bold")
    steps = [
        (f"{ronda} generate {WEEK}{seed}", "this week as CSV files: put your own people in their place"),
        (f"{ronda} plan {WEEK} --report my-report.html", "plan it"),
        (f"{ronda} explain {WEEK} {done.target.path} {_example(done) or ''}".rstrip(), "ask why, about any visit"),
        (f"{ronda} serve --demo", "the same as pages: for planners, carers, clients and members"),
    ]
    width = max(len(command) for command, _ in steps)
    for command, told in steps:
        out.print(f"  {command:<{width}}  # {told}", soft_wrap=True)


def _ronda() -> str:
    """How this program is called from here."""
    if shutil.which("ronda") or Path(sys.argv[0]).name != "ronda":
        return "ronda"
    called = Path(sys.argv[0])
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
