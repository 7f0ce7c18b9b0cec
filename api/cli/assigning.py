"""An assignment as tables, as JSON, and as a file."""

import csv
import io
import json
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from api.cli.guard import OutputError
from api.cli.languages import heads
from api.cli.outputs import keep_apart, try_text, write_text
from api.cli.summary import print_list
from api.documents.assignments import assignment_document, cost_of
from engine.assignment import Assignment, Load, Taken
from engine.assignment.answer import STAND_INS
from engine.explain.sentences import title
from engine.explain.words import CALENDAR, number
from engine.problem import Problem
from engine.rules import BY_ID
from engine.shapes import Unit

COLUMNS = ("unit", "client", "part", "days", "visits", "minutes", "carer", "stand_ins", "why")
PARTS = heads("parts", {"night": "night", "morning": "morning", "midday": "midday", "evening": "evening"})
TEXTS = heads(
    "assigning",
    {
        "head": "{taken} of {all} visits assigned in {seconds} s; cost {cost}, the best is at most {gap} % less.",
        "proved": "{taken} of {all} visits assigned in {seconds} s; cost {cost}, proved: none costs less.",
        "stand_ins": "Visit for a stand-in",
        "left": "Nobody takes ({count}):",
        "none": "Everybody's care is taken.",
        "note": "Ways are estimated and nobody has a clock time yet: ronda plan finds those.",
    },
)
HEADS = heads(
    "assigning_heads",
    {"loads": ("Carer", "Clients", "Hours", "Wanted", "Contract"), "charges": ("Rule", "Found", "Cost")},
)


# -- tables ------------------------------------------------------------------------------------------------------------


def print_tables(console: Console, problem: Problem, found: Assignment, language: str) -> None:
    """Load of each carer, what the rules charge, and whom nobody takes."""
    visits = sum(len(one.visits) for one in found.taken if one.carer is not None)
    head = TEXTS("proved" if found.proved else "head", language).format(
        taken=visits,
        all=len(problem.visits),
        seconds=number(round(found.seconds, 1), language),
        cost=number(found.cost, language),
        gap=number(100 * found.gap, language),
    )
    console.print(head, style="bold", soft_wrap=True)
    console.print()
    table = _table(*HEADS("loads", language), *(PARTS(part, language) for part in PARTS.english))
    for load in found.loads:
        table.add_row(*_load_row(problem, load, list(PARTS.english), language))
    console.print(table)
    console.print()
    table = _table(*HEADS("charges", language))
    for charge in found.charges:
        minutes = charge.rule in BY_ID and BY_ID[charge.rule].unit == Unit.MINUTES
        amount = charge.amount / (problem.ticks_per_minute if minutes else 1)
        told = number(amount, language) + (" min" if minutes else "")
        name = TEXTS("stand_ins", language) if charge.rule == STAND_INS else title(charge.rule, language)
        table.add_row(name, told, number(cost_of(problem, charge.points), language))
    console.print(table)
    console.print()
    if not found.unassigned:
        console.print(TEXTS("none", language), style="green")
    else:
        console.print(TEXTS("left", language).format(count=len(found.unassigned)), style="bold")
        lines = [f"{_named(problem, one, language)}: {one.why}" for one in found.unassigned]
        print_list(console, lines, len(lines))
    console.print(TEXTS("note", language), style="dim", soft_wrap=True)


def _load_row(problem: Problem, load: Load, parts: list[str], language: str) -> list[str]:
    def hours(ticks: int | None) -> str:
        return "–" if ticks is None else number(round(ticks / problem.ticks_per_minute / 60, 1), language)

    shares = [f"{hours(load.by_part[part])}/{hours(load.room[part])}" for part in parts]
    return [load.carer, str(load.clients), hours(load.work), hours(load.wanted), hours(load.contract), *shares]


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, overflow="fold", justify="left" if place == 0 else "right")
    return table


def _named(problem: Problem, one: Taken, language: str) -> str:
    return f"{one.client}, {PARTS(one.part, language)} ({', '.join(_days(problem, one, language))})"


def _days(problem: Problem, one: Taken, language: str) -> list[str]:
    days = dict.fromkeys(problem.date_of(problem.visit[name]) for name in one.visits)
    return [CALENDAR("weekdays", language)[day.weekday()] for day in days]


# -- files -------------------------------------------------------------------------------------------------------------


def target_of(output: Path | None, source: Path) -> Path | None:
    """Where to write, looked at before assigning begins. Raises OutputError."""
    if output is None:
        return None
    if output.suffix.lower() not in (".csv", ".json"):
        raise OutputError(f"{output}: does not tell the format: end it in .csv or .json")
    keep_apart((output,), source)
    try_text(output)
    return output


def save(path: Path, problem: Problem, found: Assignment) -> None:
    """Write an assignment in the format that the file's name tells. Raises OutputError."""
    if path.suffix.lower() == ".json":
        write_text(path, json.dumps(assignment_document(problem, found), ensure_ascii=False, indent=2) + "\n")
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found.taken:
        minutes = sum(problem.visit[name].duration for name in one.visits) / problem.ticks_per_minute
        days = " ".join(_days(problem, one, "en"))
        carer = one.carer or ""
        cells = (
            one.unit,
            one.client,
            one.part,
            days,
            " ".join(one.visits),
            f"{minutes:g}",
            carer,
            " ".join(one.stand_ins),
            one.why,
        )
        writer.writerow(cells)
    write_text(path, text.getvalue())
