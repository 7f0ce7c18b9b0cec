"""Versions of the weights as tables that a member can read."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console
from api.cli.summary import called
from engine.problem import WeightsDocument
from engine.weights import Difference, heads, lines
from engine.weights.phrases import told, weight_words


def print_version(document: WeightsDocument, language: str, only_changed: bool) -> None:
    """Who, why and since when, then the rules."""
    out = console()
    out.print(called(document), style="bold")
    for head in heads(document, language):
        out.print(f"  {head}", soft_wrap=True)
    out.print()
    every = lines(document, language)
    shown = [line for line in every if line.changed] if only_changed else every
    table = _table("Rule", "Weight", "In words", "Default?")
    table.columns[1].justify = "right"
    for line in shown:
        why = f"\n{told('because', language, reason=line.reason)}" if line.reason else ""
        style = "yellow" if line.changed else None
        table.add_row(line.rule, weight_words(line.weight, language), f"{line.sentence}{why}", line.state, style=style)
    if shown:
        out.print(table)
    if only_changed:
        out.print(f"{len(shown)} of {len(every)} rules do not weigh what they usually do.", style="dim")


def print_difference(found: Difference, language: str) -> None:
    """What weighs otherwise, a rule a line."""
    out = console()
    out.print(found.summary[0], style="bold", soft_wrap=True)
    if not found.changes:
        return
    out.print()
    table = _table("Rule", "Was", "Is", "In words")
    for one in found.changes:
        why = f"\n{told('because', language, reason=one.reason)}" if one.reason else ""
        before, after = weight_words(one.before, language), weight_words(one.after, language)
        table.add_row(one.rule, before, after, f"{one.sentence}{why}")
    out.print(table)


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=1)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "Rule")  # what is typed stays whole
    return table
