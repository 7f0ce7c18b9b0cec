"""A plan in a few tables: figures, what the rules charged, what is forbidden, and who is not visited."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from api.documents.verdicts import Reasons, gap
from api.report.page import Page
from api.report.tables import charges, tiles, unplanned
from api.report.texts import Words
from engine.explain import sentence
from engine.explain.words import WORDS
from engine.plan import Plan
from engine.problem import Problem, Weights, WeightsDocument, content_hash
from engine.result import Result, Verdict

MOST_LISTED = 20
SHORT_HASH = 12
"""So many signs of a content hash are enough to tell versions apart at a glance."""

_THOUSANDS = {".": ",", ",": "."}
"""What stands between thousands, by the decimal sign."""


def page_of(problem: Problem, plan: Plan, verdict: Verdict, language: str) -> Page:
    return Page(problem, plan, verdict, Words(language))


def print_figures(console: Console, page: Page) -> None:
    """The headline figures, those of the report."""
    table = _table("Figure", "Value", "")
    for tile in tiles(page):
        style = "yellow" if tile.state else None
        table.add_row(*plain(page, page.words(tile.key), tile.value, tile.sub), style=style)
    console.print(table)


def print_charges(console: Console, page: Page) -> None:
    """What each rule charged, dearest first."""
    paid, quiet = charges(page)
    table = _table("Rule", "Found", "Weight", "Cost")
    for column in table.columns[1:]:
        column.justify = "right"
    for one in paid:
        table.add_row(*plain(page, one.title, one.amount, one.weight, one.cost))
    table.add_section()
    table.add_row("Cost of the plan", "", "", *plain(page, page.words.least(round(page.verdict.cost, 2))), style="bold")
    console.print(table)
    if quiet:
        console.print(f"{len(quiet)} more rules found nothing to charge for.", style="dim")


def print_violations(console: Console, page: Page) -> None:
    """What is forbidden and done all the same; worst first."""
    found = sorted(page.verdict.violations, key=lambda finding: -finding.amount)
    if not found:
        console.print("No hard rule is broken.", style="green")
        return
    console.print(f"Hard rules are broken {len(found)} times:", style="bold red")
    print_list(console, (sentence(finding, page.problem, page.words.language) for finding in found), len(found))


def print_unplanned(console: Console, page: Page, reasons: Reasons, ask: str) -> None:
    """The visits that nobody makes, musts first, with their reasons. ask: the command that tells more."""
    if not page.verdict.unplanned:
        console.print("Every visit is planned.", style="green")
        return
    console.print(f"Not planned ({len(page.verdict.unplanned)}), and why:", style="bold")
    for one in unplanned(page, reasons)[:MOST_LISTED]:
        console.print(f"  {one.visit}", style="yellow", soft_wrap=True)
        print_list(console, one.reasons, len(one.reasons), indent=4)
    more = len(page.verdict.unplanned) - MOST_LISTED
    if more > 0:
        console.print(f"  and {more} more: {ask}", soft_wrap=True)


def print_list(console: Console, lines: Iterable[str], count: int, indent: int = 2) -> None:
    """Sentences one below the other, the first twenty of many."""
    blanks = " " * indent
    for place, line in enumerate(lines):
        if place == MOST_LISTED:
            console.print(f"{blanks}and {count - MOST_LISTED} more (--json tells all)")
            return
        wrapped = fill(
            line,
            max(40, console.width),
            initial_indent=f"{blanks}- ",
            subsequent_indent=f"{blanks}  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        console.print(wrapped, soft_wrap=True)


def headline(problem: Problem, result: Result) -> str:
    """One line about a run: "448 of 454 visits planned in 20.1 s (time limit)"."""
    planned = len(problem.visits) - len(result.verdict.unplanned)
    return f"{planned} of {len(problem.visits)} visits planned in {result.seconds:.1f} s ({result.stopped.value})"


def called(weights: Weights | WeightsDocument) -> str:
    """Weights as people tell them apart: "default 1 (0f3a9c2b71de)"."""
    own = weights if isinstance(weights, Weights) else weights.weights
    return f"{own.name} {own.version} ({content_hash(own)[:SHORT_HASH]})"


def bound_words(result: Result) -> str:
    """What is known of the best possible plan; empty where nothing is."""
    if result.bound is None:
        return ""
    if result.bound.proved:
        return "Proved: no plan costs less."
    share = gap(result.verdict, result.bound)
    return f"No plan costs less than {result.bound.value:,.2f}: this one is within {share:.1%} of the best."


def print_estimated(console: Console, page: Page) -> None:
    if page.kpis.estimated:
        console.print(page.words("estimated"), style="yellow")


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def plain(page: Page, *cells: str) -> Sequence[str]:
    """Cells without the report's unbroken blanks: terminals break no figures, and some show narrow blanks as boxes."""
    blanks = str.maketrans({"\u00a0": " ", "\u202f": _THOUSANDS[WORDS("decimal", page.words.language)]})
    return [cell.translate(blanks) for cell in cells]
